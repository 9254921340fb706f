"""The word of the day to a million people, on paper: a model with the code's own limits.

`make bench` prints the table. Nothing is sent and nobody waits: the real buckets run on a clock of
their own, and the real spread over the hour is measured beside it. What Telegram takes for a
message is a guess (see `_TRIP`), so read the figures as orders of size.
"""

import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.bucket import Bucket
from bot.daily import Daily, following
from bot.store.mornings import HOLD
from bot.tg.daily import _BATCH, _LATE
from bot.tg.limits import _AT_ONCE, _KEEP, RATE
from knowledge import Language

_PEOPLE = 1_000_000
_HOUR = 3600
# Seconds for a message to Telegram and back, for a note in the database, for a restart.
_TRIP, _NOTE, _RESTART = 0.1, 0.002, 20
# The share of people who blocked the bot since yesterday.
_GONE = 0.02
# People whose real due times are looked at.
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Case:
    """A million people whose words are due within so many hours, and what else goes on.

    `processes` share the rate evenly; `asked` are questions a second that want an answer.
    """

    name: str
    hours: int
    processes: int = 1
    asked: float = 2.0
    rate: float = RATE
    trip: float = _TRIP
    killed: int | None = None


@dataclass(slots=True)
class Done:
    """What became of it: counts, when the last word went, how long answers waited."""

    sent: int = 0
    late: int = 0
    gone: int = 0
    held: int = 0
    last: float = 0.0
    waits: list[float] = field(default_factory=list)


CASES = (
    Case("all in one hour, one process", 1),
    Case("all in one hour, three processes", 1, processes=3),
    Case("the same, asked 20 a second", 1, processes=3, asked=20),
    Case("the same, one process killed", 1, processes=3, killed=1800),
    Case("over 12 hours, three processes", 12, processes=3),
    Case("over 24 hours, one process", 24),
    Case("over 24 hours, two processes", 24, processes=2),
    Case("if paid for: 1,000 a second, 100 senders", 1, processes=100, rate=1000),
)


class Process:
    """One process: words one after the other, answers between them, one bucket for both."""

    def __init__(self, case: Case, chance: random.Random) -> None:
        rate = case.rate / case.processes
        self._bucket = Bucket(rate * _AT_ONCE, rate * (1 - _AT_ONCE))
        self._keep = self._bucket.burst * _KEEP
        self._case, self._chance, self.done = case, chance, Done()
        self._next = self._gap()

    def _gap(self) -> float:
        return self._chance.expovariate(self._case.asked / self._case.processes)

    def run(self, dues: Iterator[float], *, dies: bool) -> Done:
        """Send all words that are due, in order."""
        killed = self._case.killed if dies else None
        waiting: list[float] = []
        now = 0.0
        for due in dues:
            now = max(now, due)
            if killed is not None and now >= killed:
                # One may be in doubt; the rest of those in hand waits until nobody holds them.
                waiting, killed = [now + HOLD] * (_BATCH - 1), None
                self.done.held = len(waiting)
                now += _RESTART
            if waiting and waiting[-1] <= now:
                now = self._send(waiting.pop(), now)
            now = self._send(due, now)
        for due in waiting:
            now = self._send(due, max(now, due))
        return self.done

    def _send(self, due: float, now: float) -> float:
        """Send one word, unless it is too late; return when that is done."""
        self._answer(now)
        if now - due >= _LATE:
            self.done.late += 1
            return now + _NOTE
        while wait := self._bucket.wait(now, keep=self._keep):
            now += wait
            self._answer(now)
        self._bucket.take(now)
        if self._chance.random() < _GONE:
            self.done.gone += 1
        else:
            self.done.sent += 1
        self.done.last = now
        return now + self._case.trip + _NOTE

    def _answer(self, now: float) -> None:
        """Let the answers out that were asked for until now."""
        while self._next <= now:
            self.done.waits.append(self._bucket.take(self._next))
            self._next += self._gap()


def told(case: Case) -> str:
    """Return a line of the table: one process is run, the others do the same."""
    people = _PEOPLE // case.processes
    step = case.hours * _HOUR / people
    chance = random.Random(7)  # noqa: S311 - it is a model, and the same each time
    whole = Process(case, chance).run((n * step for n in range(people)), dies=bool(case.killed))
    waits = sorted(whole.waits) or [0.0]
    at = (waits[len(waits) // 2], waits[int(len(waits) * 0.99)], waits[-1])
    counts = (
        whole.sent * case.processes,
        whole.gone * case.processes,
        whole.late * case.processes,
    )
    hour = counts[0] / (whole.last / _HOUR)
    figures = "".join(f"{count:>11,}" for count in (*counts, round(hour)))
    answers = "".join(f"{wait:>7.2f}" for wait in at)
    return f"{case.name:<42}{figures}{whole.last / _HOUR:>8.1f}{answers}{whole.held:>6}"


def spread() -> str:
    """Return how evenly the real due times of people of one hour stand in it."""
    wanted = Daily(8, "Europe/Berlin", Language.ENGLISH)
    dues = (following(wanted, user, 1_800_000_000) for user in range(_SAMPLE))
    minutes = Counter(due % _HOUR // 60 for due in dues)
    share = [minutes[minute] * 60 / _SAMPLE for minute in range(60)]
    return f"{min(share):.2f} to {max(share):.2f} of an even minute, {_SAMPLE:,} people"


def main() -> None:
    """Print the table."""
    begun = time.perf_counter()
    print(f"Word of the day to {_PEOPLE:,} people: a model, {RATE} messages a second in all,")
    print(
        f"{_TRIP} s a message, {_GONE:.0%} blocked the bot, left out when {_LATE // _HOUR} h late"
    )
    print(f"spread over the hour: {spread()}")
    head = ("sent", "ended", "left out", "an hour")
    print(f"{'':<42}{''.join(f'{name:>11}' for name in head)}   hours   answers wait (s)   held")
    print(f"{'':<94}{'half':>7}{'99 %':>7}{'most':>7}")
    for case in CASES:
        print(told(case))
    print(f"computed in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
