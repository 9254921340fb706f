"""Caps on what comes in."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.caps import Caps, Verdict

OK, NOTICE, SILENT = Verdict.OK, Verdict.NOTICE, Verdict.SILENT


def test_one_notice_then_silence() -> None:
    """The cap is answered, the next is told, the rest is met with silence."""
    caps = Caps()

    verdicts = [caps.take(7, 3, 0.0) for _ in range(7)]

    assert verdicts == [OK, OK, OK, NOTICE, SILENT, SILENT, SILENT]


def test_a_share_of_the_cap_comes_back_every_few_seconds() -> None:
    """At six a minute one more is answered every ten seconds, without another notice."""
    caps = Caps()
    for _ in range(7):
        caps.take(7, 6, 0.0)

    verdicts = [caps.take(7, 6, at) for at in (9.0, 10.0, 10.0, 30.0, 30.0, 30.0)]

    assert verdicts == [SILENT, OK, SILENT, OK, OK, SILENT]


@pytest.mark.parametrize("cap", [1, 6, 20])
def test_whoever_never_stops_is_told_once(cap: int) -> None:
    """An hour of a message a second: the cap, then as many each minute, and one notice."""
    caps = Caps()

    verdicts = Counter(caps.take(7, cap, float(second)) for second in range(3600))

    assert verdicts[NOTICE] == 1
    assert verdicts[OK] == pytest.approx(61 * cap, abs=cap)


def test_after_a_calm_minute_all_starts_again() -> None:
    """The whole cap is there, and going over it is told again."""
    caps = Caps()
    for _ in range(5):
        caps.take(7, 2, 0.0)

    verdicts = [caps.take(7, 2, 60.0) for _ in range(4)]

    assert verdicts == [OK, OK, NOTICE, SILENT]


def test_keys_are_counted_apart() -> None:
    """A member's excess costs neither another member nor the group."""
    caps = Caps()
    for _ in range(3):
        caps.take((-100, 1), 1, 0.0)

    assert caps.take((-100, 2), 1, 0.0) is OK
    assert caps.take(-100, 1, 0.0) is OK


def test_no_cap_is_no_limit_and_no_memory() -> None:
    """0 lets everything pass and remembers nobody."""
    caps = Caps()

    assert {caps.take(7, 0, 0.0) for _ in range(1000)} == {OK}
    assert len(caps) == 0


def test_a_changed_cap_counts_from_its_change() -> None:
    """Who raises the cap of a full group is answered at once."""
    caps = Caps()
    for _ in range(4):
        caps.take(7, 2, 0.0)

    assert [caps.take(7, 3, 0.0) for _ in range(4)] == [OK, OK, OK, NOTICE]


def test_calm_keys_are_forgotten() -> None:
    """A thousand people of a minute ago leave nothing behind."""
    caps = Caps()
    for user in range(1000):
        caps.take(user, 6, 0.0)

    caps.take(5000, 6, 60.0)

    assert len(caps) == 1


def test_the_key_unused_longest_makes_room() -> None:
    """Beyond the most, the oldest goes and the others keep their count."""
    caps = Caps(most=3)
    for user in (1, 2, 3, 1, 4):
        caps.take(user, 1, 0.0)

    assert len(caps) == 3
    assert caps.take(1, 1, 0.0) is SILENT
    assert caps.take(2, 1, 0.0) is OK


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 40)), max_size=120), st.integers(1, 6))
def test_no_minute_answers_more_than_twice_the_cap(
    requests: list[tuple[int, float]], cap: int
) -> None:
    """In any minute a key has its cap and what comes back meanwhile, and one notice at most."""
    caps, now = Caps(), 0.0
    seen: dict[int, list[tuple[float, Verdict]]] = {}
    for key, gap in requests:
        now += gap
        seen.setdefault(key, []).append((now, caps.take(key, cap, now)))

    for verdicts in seen.values():
        for start, _ in verdicts:
            minute = [verdict for at, verdict in verdicts if start <= at < start + 60]
            assert minute.count(OK) <= 2 * cap
            assert minute.count(NOTICE) <= 1
