"""The bot as a whole, over HTTP: updates a second, CPU time of one, time to the answer, memory.

`make bench` prints the table. The stand-in for Telegram and the bot share the machine, so read
the ratios: an echo bot of plain python-telegram-bot runs over the same server in the same run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.running import running
from tests.e2e.world import JSON
from tests.fleet import TEXTS

# Updates of a measurement; updates after which memory is looked at.
_UPDATES = 1500
_FEW, _MANY = 1_000, 100_000
# Updates waiting at once while memory is filled.
_AHEAD = 400

_ECHO = """
import sys
from telegram.ext import ApplicationBuilder, MessageHandler, filters
async def echo(update, context):
    await update.message.reply_text(update.message.text)
app = (ApplicationBuilder().token(sys.argv[2]).base_url(sys.argv[1] + "/bot")
       .concurrent_updates(16).connection_pool_size(32).build())
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling()
"""


class Timed(BotApi):
    """A server that notes when a chat's answer arrived, and keeps nothing else of it."""

    def __init__(self) -> None:
        super().__init__(TOKEN)
        self.arrived: dict[int, float] = {}

    def _keep(self, method: str, sent: JSON, result: Any) -> Any:
        if method == "sendMessage":
            self.arrived[int(sent["chat_id"])] = time.perf_counter()
            self.store.clear()
            self.own.clear()
        self.lock.notify_all()
        return result

    def answered(self, count: int, seconds: float = 300) -> None:
        """Wait until so many chats had an answer."""
        deadline = time.monotonic() + seconds
        with self.lock:
            while len(self.arrived) < count:
                if not self.lock.wait(max(0.01, deadline - time.monotonic())):
                    raise TimeoutError(f"{len(self.arrived)} of {count} answered")


def ask(api: Timed, first: int, count: int, rate: float = 0) -> dict[int, float]:
    """Put questions of so many people, `rate` a second or all at once; return when each was."""
    asked: dict[int, float] = {}
    start = time.perf_counter()
    for number in range(count):
        if rate:
            time.sleep(max(0.0, start + number / rate - time.perf_counter()))
        user = first + number
        asked[user] = time.perf_counter()
        api.put(**u.message(TEXTS[number % len(TEXTS)], u.user(user)))
    return asked


def measure(api: Timed, pid: int) -> tuple[float, float, float, float]:
    """Return updates a second and the process's CPU time of each in ms, whoever else computes.

    And p50 and p99 in ms from update to answer at half of that rate.
    """
    ask(api, 1, 50)
    api.answered(50)
    used, start = cpu(pid), time.perf_counter()
    ask(api, 10_000, _UPDATES)
    api.answered(50 + _UPDATES)
    rate = _UPDATES / (time.perf_counter() - start)
    each = (cpu(pid) - used) * 1000 / _UPDATES
    asked = ask(api, 20_000, _UPDATES, rate / 2)
    api.answered(50 + 2 * _UPDATES)
    times = [(api.arrived[user] - when) * 1000 for user, when in asked.items()]
    return rate, each, statistics.median(times), statistics.quantiles(times, n=100)[98]


def cpu(pid: int) -> float:
    """Return the seconds a process has computed, for itself and in the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Return the resident memory of a process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def fill(api: Timed, pid: int, total: int) -> Iterator[tuple[int, float]]:
    """Yield the memory after few and after many updates, of ever new people."""
    done = 0
    for number in range(0, total, _AHEAD):
        count = min(_AHEAD, total - number)
        before = len(api.arrived)
        ask(api, 1_000_000 + number, count)
        api.answered(before + count)
        done += count
        if done in {_FEW - _FEW % _AHEAD or _AHEAD, total}:
            yield done, memory(pid)


@contextmanager
def echo(api: BotApi) -> Iterator[int]:
    """Run an echo bot of plain python-telegram-bot; give its process."""
    with subprocess.Popen([sys.executable, "-c", _ECHO, api.url, TOKEN]) as process:
        try:
            yield process.pid
        finally:
            process.terminate()


def _row(figures: Sequence[float], digits: int) -> str:
    """Return CPU time and delays as they stand below their headings."""
    widths = (8, 10, 8)
    return "".join(f"{f:{w}.{digits}f}" for f, w in zip(figures, widths, strict=True))


def main() -> int:
    """Print the table; `--updates N` changes how many updates memory is filled with."""
    total = int(sys.argv[sys.argv.index("--updates") + 1]) if "--updates" in sys.argv else _MANY
    print(f"{'':46}{'a second':>10}{'CPU ms':>8}{'p50 ms':>10}{'p99 ms':>8}")
    peer = Timed()
    with echo(peer) as pid:
        reference = measure(peer, pid)
    peer.close()
    api = Timed()
    with tempfile.TemporaryDirectory() as folder:
        environment = {"HONGSHU_LOG_LEVEL": "warning", "HONGSHU_SEND_RATE": "1000000"}
        with running(api, Path(folder), **environment) as bot:
            own = measure(api, bot.process.pid)
            for name, figures in (
                ("echo bot of plain python-telegram-bot", reference),
                ("Hongshu", own),
            ):
                print(f"{name:46}{figures[0]:10.0f}" + _row(figures[1:], 1))
            ratios = [a / b for a, b in zip(own, reference, strict=True)]
            print(f"{'ratio':46}{ratios[0]:10.2f}" + _row(ratios[1:], 2))
            for done, used in fill(api, bot.process.pid, total):
                print(f"{f'memory after {done:,} updates':46}{used:8.0f} MiB")
    api.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
