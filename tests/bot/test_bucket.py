"""The token bucket."""

from hypothesis import given
from hypothesis import strategies as st

from bot.bucket import Bucket


def test_a_burst_goes_at_once_and_the_rest_at_the_rate() -> None:
    """Three at once, then one every two seconds, each told how long to wait."""
    bucket = Bucket(burst=3, rate=0.5)

    waits = [bucket.take(100.0) for _ in range(6)]

    assert waits == [0, 0, 0, 2, 4, 6]


def test_what_is_kept_back_is_not_taken() -> None:
    """Who has to leave two of three waits after the first until one more is there."""
    bucket = Bucket(burst=3, rate=1)

    assert bucket.wait(0.0, keep=2) == 0
    bucket.take(0.0)
    assert bucket.wait(0.0) == 0
    assert bucket.wait(0.0, keep=2) == 1
    assert bucket.wait(1.0, keep=2) == 0


def test_idle_bucket_is_full_again_but_not_fuller() -> None:
    """After an hour there is one burst, no more."""
    bucket = Bucket(burst=2, rate=1)
    bucket.take(0.0)
    assert not bucket.is_full(0.5)
    assert bucket.is_full(1.0)

    waits = [bucket.take(3600.0) for _ in range(3)]

    assert waits == [0, 0, 1]


def test_a_clock_that_steps_back_gives_nothing() -> None:
    """An earlier time neither adds tokens nor counts twice when it comes again."""
    bucket = Bucket(burst=1, rate=1)
    bucket.take(10.0)

    assert bucket.wait(9.0) == 1
    assert bucket.wait(10.0) == 1


@given(
    st.integers(1, 20),
    st.floats(0.01, 50),
    st.lists(st.floats(0, 5), min_size=1, max_size=100),
)
def test_no_stretch_of_time_has_more_than_burst_and_rate(
    burst: int, rate: float, gaps: list[float]
) -> None:
    """Between any two things done, at most burst + rate·T were done."""
    bucket = Bucket(burst, rate)
    now, done = 0.0, []
    for gap in gaps:
        now += gap
        done.append(now + bucket.take(now))

    for first, start in enumerate(done):
        for last in range(first, len(done)):
            assert last - first + 1 <= burst + rate * (done[last] - start) + 1e-3
