"""Processes of the bot under load: start and kill them, ask in their name, count the answers."""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests import servers
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.running import hooked
from tests.e2e.world import JSON

# What is asked.
TEXTS = ("What is RedNote?", "种草", "yyds是什么意思", "whats zhong cao", "哪些话题要小心？")
_APOLOGY = "went wrong on my side"
# Seconds after which what is not answered counts as lost: longer than any lease.
_STALL = 90


class Counting(BotApi):
    """A server that keeps of the messages sent what was said to whom, and when."""

    def __init__(self) -> None:
        super().__init__(TOKEN)
        self.said: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        self.away: str | int | None = None

    def fault(self, method: str) -> tuple[int | str, bool] | None:
        """Fail everything while Telegram is away."""
        return super().fault(method) if self.away is None else (self.away, False)

    def _keep(self, method: str, sent: JSON, result: Any) -> Any:
        if method == "sendMessage":
            self.said[int(sent["chat_id"])].append((time.perf_counter(), sent["text"]))
            self.store.clear()
            self.own.clear()
        self.lock.notify_all()
        return result

    def counted(self) -> int:
        """Return how many messages were sent."""
        with self.lock:
            return sum(map(len, self.said.values()))


class Fleet:
    """Processes of the bot that share a database; who dies is started again."""

    def __init__(self, api: Counting, database: str, **environment: str) -> None:
        self._told = {
            **os.environ,
            "HONGSHU_TOKEN": TOKEN,
            "HONGSHU_API_URL": api.url,
            "HONGSHU_DATABASE_URL": database,
            "HONGSHU_SEND_RATE": "1000000",
            "HONGSHU_LOG_LEVEL": "info",
            **environment,
        }
        self.log = Path(tempfile.mkdtemp()) / "log"
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, number: int | None = None) -> None:
        """Start one more, or a certain one again."""
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "bot", "serve"]
            process = subprocess.Popen(command, env=self._told, stdout=log, stderr=log)
        if number is None:
            self.processes.append(process)
        else:
            self.processes[number] = process

    def kill(self, number: int) -> None:
        """Kill one and start it again."""
        self.processes[number].send_signal(signal.SIGKILL)
        self.processes[number].wait()
        self.start(number)

    def stop(self) -> None:
        """End all as an operator would."""
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait(60)


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Give the address of an empty database."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite+aiosqlite:///{folder}/hongshu.db"
    else:
        with servers.postgresql(lasting=True) as host:
            yield servers.create(host, "bench")


@contextmanager
def fleet(
    kind: str, replicas: int = 1, *, webhook: bool = False, **environment: str
) -> Iterator[tuple[Counting, Fleet, str]]:
    """Run processes over a database, ready to answer."""
    with ExitStack() as stack:
        api = Counting()
        stack.callback(api.close)
        if webhook:
            environment = hooked(api) | {"HONGSHU_SEND_RATE": "1000000"} | environment
        url = stack.enter_context(database(kind))
        bots = Fleet(api, url, **environment)
        stack.callback(bots.stop)
        for number in range(replicas):
            bots.start()
            ask(api, number + 1, 1)
            settle(api, number + 1)
        yield api, bots, url
        if api.refused:
            print("refused:", Counter(api.refused).most_common(3))


def ask(
    api: Counting,
    first: int,
    count: int,
    rate: float = 0,
    *,
    each: int = 1,
    during: Callable[[float], None] = lambda _: None,
) -> dict[int, float]:
    """Put questions of so many people, `each` a person, `rate` a second or all at once.

    Returns when each person asked first; `during` is told the seconds since the start.
    """
    asked: dict[int, float] = {}
    start = time.perf_counter()
    for number in range(count * each):
        if rate:
            time.sleep(max(0.0, start + number / rate - time.perf_counter()))
        user = first + number % count
        asked.setdefault(user, time.perf_counter())
        api.put(**u.message(TEXTS[number // count % len(TEXTS)], u.user(user)))
        during(time.perf_counter() - start)
    return asked


def settle(api: Counting, count: int) -> float:
    """Wait until so many messages were sent, or none for long; return the seconds that took."""
    start = last = time.perf_counter()
    before = api.counted()
    while before < count and time.perf_counter() - last < _STALL:
        time.sleep(0.05)
        now = api.counted()
        if now != before:
            before, last = now, time.perf_counter()
    return time.perf_counter() - start


def tally(api: Counting, asked: dict[int, float], each: int = 1) -> dict[str, int]:
    """Return how many questions were lost, answered twice, apologised for, or out of order."""
    with api.lock:
        said = {user: [text for _, text in api.said[user]] for user in asked}
    apologies = sum(_APOLOGY in text for texts in said.values() for text in texts)
    lost = sum(max(0, each - len(texts)) for texts in said.values())
    doubled = sum(max(0, len(texts) - each) for texts in said.values())
    usual = Counter(tuple(texts) for texts in said.values()).most_common(1)[0][0]
    mixed = sum(texts != list(usual) and len(texts) == each for texts in said.values())
    return {
        "asked": len(asked) * each,
        "lost": lost,
        "doubled": doubled,
        "apologies": apologies,
        "out of order": mixed if each > 1 else 0,
    }


def tell(name: str, figures: dict[str, Any]) -> None:
    """Print a line of figures."""
    told = (
        f"{key} {value:.1f}" if isinstance(value, float) else f"{key} {value}"
        for key, value in figures.items()
    )
    print(f"{name:44}", ", ".join(told), flush=True)


def p99(api: Counting, asked: dict[int, float]) -> tuple[float, float]:
    """Return p50 and p99 in ms from a person's question to the answer."""
    times = [(api.said[user][0][0] - when) * 1000 for user, when in asked.items()]
    return statistics.median(times), statistics.quantiles(times, n=100)[98]
