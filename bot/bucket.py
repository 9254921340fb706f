"""The token bucket: so many at once, then so many a second. The caller says what time it is."""

from dataclasses import dataclass, field

# Tokens that count as none: what rounding of times leaves over.
_NONE = 1e-6


@dataclass(slots=True)
class Bucket:
    """`burst` tokens at most, refilled at `rate` a second; each thing done takes one.

    In any T seconds at most burst + rate·T things are done. `now` is in seconds on a clock that
    never goes back; a bucket starts full.

    >>> bucket = Bucket(burst=2, rate=0.5)
    >>> [bucket.take(now=10.0) for _ in range(4)]
    [0.0, 0.0, 2.0, 4.0]
    """

    burst: float
    rate: float
    _level: float = field(init=False)
    _at: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        """Start full."""
        self._level = self.burst

    def wait(self, now: float, keep: float = 0) -> float:
        """Return the seconds until a token can be taken that leaves `keep`; 0: at once."""
        lacking = 1 + keep - self._refill(now)
        return lacking / self.rate if lacking > _NONE else 0.0

    def take(self, now: float) -> float:
        """Take a token, on credit if there is none; return the seconds until it is there."""
        wait = self.wait(now)
        self._level -= 1
        return wait

    def is_full(self, now: float) -> bool:
        """Tell whether nothing is missing: a full bucket can be forgotten and made anew."""
        return self._refill(now) >= self.burst - _NONE

    def _refill(self, now: float) -> float:
        if now > self._at:
            self._level = min(self.burst, self._level + (now - self._at) * self.rate)
            self._at = now
        return self._level
