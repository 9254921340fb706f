"""Time and memory of answers, beside plain rapidfuzz over the same entries in the same run.

`make bench` prints one table. Times are of one thread of the machine at hand: read the ratios.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

from knowledge import Answer, Found, Knowledge, Word
from tests.calibration import read
from tests.spellings import numbered

_ROUNDS = 3


def timed(call: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Return the microseconds of each call, the best of some rounds."""
    best = [float("inf")] * len(queries)
    for _ in range(_ROUNDS):
        for i, query in enumerate(queries):
            start = time.perf_counter()
            call(query)
            best[i] = min(best[i], (time.perf_counter() - start) * 1e6)
    return best


def row(name: str, times: list[float], right: float | None = None) -> str:
    """Return a line of the table: p50, p99, share right."""
    p99 = statistics.quantiles(times, n=100)[98]
    shown = "" if right is None else f"{right:8.3f}"
    return f"{name:46}{statistics.median(times):10.0f}{p99:10.0f}{shown}"


def lookups(knowledge: Knowledge) -> None:
    """Print look-ups of every third term by characters, pinyin and numbers."""
    words = [e for e in knowledge.entries() if isinstance(e, Word) and e.pinyin][::3]
    queries = [(w.term, w.id) for w in words]
    queries += [(numbered(w.pinyin or ""), w.id) for w in words]
    queries += [(f"what does {w.term} mean?", w.id) for w in words]
    names = {
        name: word.id
        for word in knowledge.entries()
        if isinstance(word, Word)
        for name in (word.term, word.pinyin or word.term)
    }

    def fuzzy(query: str) -> str | None:
        found = process.extractOne(query, names.keys(), scorer=fuzz.WRatio)
        return names[found[0]] if found else None

    def ours(query: str) -> str | None:
        hits = knowledge.lookup(query)
        return hits[0].word.id if hits else None

    texts = [query for query, _ in queries]
    for name, call in (("look-up, Hongshu", ours), ("look-up, rapidfuzz WRatio", fuzzy)):
        right = sum(call(query) == wanted for query, wanted in queries) / len(queries)
        print(row(name, timed(call, texts), right))


def questions(knowledge: Knowledge) -> None:
    """Print questions nobody fitted anything to."""
    asked = [q for q in read("questions") if q.ids]
    phrasings = {
        text: entry.id
        for entry in knowledge.entries()
        if isinstance(entry, Answer)
        for text in (*entry.asks.en, *entry.asks.zh)
    }

    def fuzzy(query: str) -> str | None:
        found = process.extractOne(query, phrasings.keys(), scorer=fuzz.token_sort_ratio)
        return phrasings[found[0]] if found else None

    def ours(query: str) -> str | None:
        outcome = knowledge.ask(query)
        return outcome.entry.id if isinstance(outcome, Found) else None

    texts = [q.text for q in asked]
    for name, call in (("question, Hongshu", ours), ("question, rapidfuzz token_sort", fuzzy)):
        right = sum(call(q.text) in q.ids for q in asked) / len(asked)
        print(row(name, timed(call, texts), right))


def start_up() -> None:
    """Print seconds and peak memory from start to first answer, beside a bare interpreter."""
    for name, command in (
        (
            "start to first answer, `hongshu ask`",
            ["-m", "bot", "ask", "--json", "What is RedNote?"],
        ),
        ("start to first answer, `hongshu lookup`", ["-m", "bot", "lookup", "--json", "zhongcao"]),
        ("bare interpreter", ["-c", "pass"]),
    ):
        seconds = []
        for _ in range(5):
            start = time.perf_counter()
            done = subprocess.run([sys.executable, *command], capture_output=True, check=True)
            seconds.append(time.perf_counter() - start)
        memory = _peak(command)
        assert not done.stdout or json.loads(done.stdout)
        print(f"{name:46}{statistics.median(seconds) * 1000:8.0f} ms{memory:8.0f} MiB")


def _peak(command: list[str]) -> float:
    """Return the peak memory of a process in MiB."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, sys.executable, *command],
        capture_output=True,
        check=True,
        text=True,
    )
    return int(done.stdout) / 1024


def longest(knowledge: Knowledge) -> None:
    """Print what the longest messages cost."""
    texts = {
        "4,096 letters": "a" * 4096,
        "4,096 characters": "种草" * 2048,
        "800 words": "zhong cao what is " * 230,
        "4,096 quotes": "“" * 4096,
    }
    for name, text in texts.items():
        times = timed(knowledge.ask, [text]) + timed(knowledge.lookup, [text])
        print(f"{'worst case, ' + name:46}{times[0]:10.0f}{times[1]:10.0f}  (ask, look-up)")


def main() -> int:
    """Print the table."""
    start = time.perf_counter()
    knowledge = Knowledge.open()
    opened = time.perf_counter() - start
    list(knowledge.entries())
    knowledge.lookup("种草")
    print(f"{'':46}{'p50 µs':>10}{'p99 µs':>10}{'right':>8}")
    lookups(knowledge)
    questions(knowledge)
    longest(knowledge)
    start_up()
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{'open the compiled knowledge':46}{opened * 1000:8.0f} ms{used:8.0f} MiB (this process)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
