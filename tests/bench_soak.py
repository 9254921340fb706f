"""Two hours of a lively bot, as fast as it goes: memory must stay flat, and nothing may fail.

A seeded mixture of ordinary and hostile updates of ever new people, regulars and groups: as many
as fourteen a second make in two hours. `make bench` runs it; for a shorter look:

    python -m tests.bench_soak --minutes 20
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from tests.bench_telegram import memory
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.running import buttons, running
from tests.e2e.world import JSON

# Updates of a simulated minute, and minutes after which caches are taken to be full.
_A_MINUTE, _WARM = 840, 10
# By how much memory may grow after that.
_FLAT = 0.05
# Updates that may wait at once; messages of the bot the server remembers, for their buttons.
_AHEAD, _KEPT = 400, 2000
_REGULARS = 2000
_PLAIN = (
    "What is RedNote?",
    "种草",
    "yyds是什么意思",
    "whats zhong cao",
    "哪些话题要小心？",
    "小紅書怎麼賺錢？",
    "/topics",
    "/read 姐妹这个真的绝绝子",
    "/draft Lovely dumplings in Chengdu",
    "how do i sell my old bicycle in ohio",
)
_HOSTILE = (
    "💥" * 2048,
    "\u202e<b>种草</b>&amp;" * 100,
    "z\u0338\u0489" * 1300,
    "%s{0}%n" * 500,
    "'; drop table inbox; --",
    "zhongcao " * 450,
    "/read " + "种草" * 2000,
    "/teach a = " + " " * 3000 + "b",
    "/start g_" + "9" * 60,
    "/start \x00../../etc/passwd",
    "(" * 4000,
    "种" * 4096,
)


class Lively(BotApi):
    """A server that counts what it is sent, and remembers the last messages alone."""

    def __init__(self) -> None:
        super().__init__(TOKEN)
        self.counts: Counter[str] = Counter()
        self.shown: deque[tuple[JSON, str]] = deque(maxlen=200)

    def _keep(self, method: str, sent: JSON, result: Any) -> Any:
        self.counts[method] += 1
        if method == "sendMessage":
            pressed = [b["callback_data"] for b in buttons(sent) if "callback_data" in b]
            self.shown.extend((result, data) for data in pressed[:2])
        while len(self.store) > _KEPT:
            oldest = next(iter(self.store))
            del self.store[oldest]
            self.own.discard(oldest)
        return super()._keep(method, {}, result) if method == "getChatMenuButton" else result


class Crowd:
    """Everybody who writes to the bot, well meaning or not."""

    def __init__(self, api: Lively) -> None:
        self._api = api
        self._chance = random.Random(20250113)  # noqa: S311 - the same crowd each time
        self._new = 1_000_000
        self._kinds: dict[Callable[[], JSON], int] = {
            self._question: 40,
            self._regular: 15,
            self._press: 12,
            self._typed: 8,
            self._in_group: 6,
            self._hostile: 8,
            self._forged: 4,
            self._edit: 2,
            self._sticker: 2,
            self._bot: 1,
            self._channel: 1,
            self._arrival: 1,
        }

    def update(self) -> JSON:
        """Return what comes next."""
        (kind,) = self._chance.choices(list(self._kinds), list(self._kinds.values()))
        return kind()

    def _person(self) -> JSON:
        self._new += 1
        return u.user(
            self._new, "Anna <b>\u202e", self._chance.choice(("en", "zh", "zh-TW", None))
        )

    def _group(self) -> JSON:
        return u.supergroup(-1001000000000 - self._chance.randrange(self._new))

    def _question(self) -> JSON:
        return u.message(self._chance.choice(_PLAIN), self._person())

    def _regular(self) -> JSON:
        return u.message(self._chance.choice(_PLAIN), u.user(self._chance.randrange(1, _REGULARS)))

    def _press(self) -> JSON:
        if not self._api.shown:
            return self._question()
        below, data = self._chance.choice(self._api.shown)
        return u.callback(data, u.user(below["chat"]["id"]), below)

    def _typed(self) -> JSON:
        return u.inline_query(self._chance.choice(_PLAIN), self._person())

    def _in_group(self) -> JSON:
        text = self._chance.choice(("/term 种草", "just talking", "/taught", "/settings"))
        return u.message(text, self._person(), self._group())

    def _hostile(self) -> JSON:
        return u.message(self._chance.choice(_HOSTILE), self._person())

    def _forged(self) -> JSON:
        data = self._chance.choice(("s:-1:draft=on", "e:en:../..", "\u202e" * 20, "x" * 64, "e:"))
        return u.callback(data, self._person(), f"inline{self._new}")

    def _edit(self) -> JSON:
        return u.edited(u.body("yyds", self._person()), self._chance.choice(_PLAIN))

    def _sticker(self) -> JSON:
        return u.sticker(self._person())

    def _bot(self) -> JSON:
        return u.message("/term yyds", u.other_bot(), self._group())

    def _channel(self) -> JSON:
        return u.channel_post("种草", u.channel())

    def _arrival(self) -> JSON:
        return u.joined([self._person()], self._group())


def _wait(api: Lively, database: sqlite3.Connection, most: int) -> None:
    """Wait until at most so many updates are not dealt with."""
    count = "select count(*) from updates where ended is null"
    while api.pending() + database.execute(count).fetchone()[0] > most:
        time.sleep(0.1)


def main() -> int:
    """Print memory as the time goes by; the end's share of that after the warm-up; the faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=120)
    minutes = parser.parse_args().minutes
    api = Lively()
    crowd = Crowd(api)
    used: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        quiet: dict[str, Any] = {"HONGSHU_LOG_LEVEL": "warning", "HONGSHU_SEND_RATE": "1000000"}
        quiet["MALLOC_ARENA_MAX"] = "2"  # as in the image
        with ExitStack() as stack:
            bot = stack.enter_context(running(api, Path(folder), **quiet))
            api.wait("getChatMenuButton", 1)  # started, with a database
            database = sqlite3.connect(f"file:{folder}/hongshu.db?mode=ro", uri=True, timeout=30)
            stack.enter_context(closing(database))
            for minute in range(1, minutes + 1):
                for _ in range(_A_MINUTE):
                    api.put(**crowd.update())
                _wait(api, database, 0 if minute % _WARM == 0 else _AHEAD)
                if minute % _WARM == 0:
                    used.append(memory(bot.process.pid))
                    print(f"{minute:4} minutes {minute * _A_MINUTE:8,} updates", end="")
                    print(f"{used[-1]:8.1f} MiB", flush=True)
            faults = bot.log().count("handler failed")
    api.close()
    growth = used[-1] / used[0] - 1
    print(f"growth {growth:.1%} (at most {_FLAT:.0%}), handlers failed {faults}")
    print("calls", dict(api.counts), "refused", Counter(api.refused).most_common(5))
    return int(growth > _FLAT or faults > 0)


if __name__ == "__main__":
    sys.exit(main())
