"""How much Telegram lets through: about one message a second and person, 20 a minute and group.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. It says
that short bursts may pass; `BURST` is a guess at how short.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

BURST = 5
GROUP, GROUP_SECONDS = 20, 60.0
ALL, ALL_SECONDS = 30, 1.0


@dataclass
class Limits:
    """When messages went, by chat and altogether; times are seconds of one clock."""

    _due: dict[int, float] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _all: deque[float] = field(default_factory=deque)
    _ends: dict[int, float] = field(default_factory=dict)

    def flooded(self, flood: dict[int, float], chat: int, now: float) -> int:
        """Return whole seconds to wait in a chat a test put in flood; 0 if it is over.

        A flood begins with the first request refused; until its seconds are over all are.
        """
        if chat in flood and chat not in self._ends:
            self._ends[chat] = now + flood[chat]
            return math.ceil(flood[chat])
        if chat in self._ends and now < self._ends[chat]:
            return math.ceil(self._ends[chat] - now)
        self._ends.pop(chat, None)
        flood.pop(chat, None)
        return 0

    def wait(self, chat: dict[str, Any], now: float) -> int:
        """Return whole seconds to wait before sending; 0 counts the message as sent."""
        number = chat["id"]
        left = _left(self._all, ALL, ALL_SECONDS, now)
        if chat["type"] == "private":
            due = max(self._due.get(number, now), now)
            left = max(left, due - now - (BURST - 1))
            if left <= 0:
                self._due[number] = due + 1
        else:
            left = max(left, _left(self._groups[number], GROUP, GROUP_SECONDS, now))
            if left <= 0:
                self._groups[number].append(now)
        if left <= 0:
            self._all.append(now)
        return math.ceil(left) if left > 0 else 0


def _left(times: deque[float], most: int, seconds: float, now: float) -> float:
    """Return seconds until one more fits; forgets what is past."""
    while times and now - times[0] >= seconds:
        times.popleft()
    return times[0] + seconds - now if len(times) >= most else 0.0
