"""How much one person, chat or group may ask for: one notice, then silence. Pure."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum

from bot.bucket import Bucket

Key = tuple[int, ...] | int

_MINUTE = 60.0


class Verdict(Enum):
    """What to do with a request: answer it, say that it was too many, or say nothing."""

    OK = "ok"
    NOTICE = "notice"
    SILENT = "silent"


@dataclass(slots=True)
class _Use:
    """What a key has left, when it last asked and when it was last refused."""

    bucket: Bucket
    asked: float = float("-inf")
    refused: float = float("-inf")

    def take(self, now: float) -> Verdict:
        """Take one of what is left, or refuse."""
        self.asked = now
        if self.bucket.wait(now) == 0:
            self.bucket.take(now)
            return Verdict.OK
        before, self.refused = self.refused, now
        return Verdict.SILENT if now - before < _MINUTE else Verdict.NOTICE


class Caps:
    """Counts requests by key, in memory bounded by `most` keys.

    A key has its whole cap at once, and then a share of it every 60 / cap seconds; what is
    refused costs nothing. The first refusal is a NOTICE; all later ones are SILENT until a minute
    has passed without any. So nobody gets two notices in a minute, and somebody who keeps asking
    too fast is told once, however long it goes on.
    """

    def __init__(self, *, most: int = 100_000) -> None:
        """Know nobody; above `most` keys the one unused longest is forgotten."""
        self._most = most
        self._uses: OrderedDict[Key, _Use] = OrderedDict()  # the one unused longest first

    def take(self, key: Key, cap: int, now: float) -> Verdict:
        """Count a request of `key`, which may make `cap` a minute; 0 is no limit.

        `now` is in seconds on a clock that never goes back. Another cap than before starts anew.
        """
        if cap == 0:
            return Verdict.OK
        use = self._uses.pop(key, None)
        if use is None or use.bucket.burst != cap:
            use = _Use(Bucket(cap, cap / _MINUTE))
        self._forget(now)
        self._uses[key] = use
        return use.take(now)

    def __len__(self) -> int:
        return len(self._uses)

    def _forget(self, now: float) -> None:
        """Make room for a key: drop those unused for a minute, and the oldest if still full.

        After a minute a bucket is full and a refusal forgotten: a new key would be the same.
        """
        while self._uses:
            oldest = next(iter(self._uses.values()))
            if len(self._uses) < self._most and now - oldest.asked < _MINUTE:
                break
            self._uses.popitem(last=False)
