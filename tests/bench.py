"""Answers beside those of other engines, over the same entries and questions, in one run.

`make bench` prints one table: how many are right, how many that should not be answered are, µs at
the median and the 99th percentile, milliseconds to build, MiB taken by it; then how costs grow
with the entries, the longest messages, and the way from start to first answer. Times of answers
are what one thread of the machine at hand computed: read the ratios, which are to the first row
of each part.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import (
    Answer,
    Bilingual,
    Decline,
    DictionaryEntry,
    Found,
    Glossary,
    Knowledge,
    Retriever,
    Word,
    cedict,
)
from tests import peers
from tests.calibration import read
from tests.spellings import numbered

_ROUNDS = 3
_KINDS = 4  # of look-ups, of which one each is asked before times are taken
# What a look-up of no word of ours may be.
_NO_WORDS = (
    "种树", "薯片", "天花板上", "手机号码", "shanghai", "beijing", "banana", "hello", "window",
    "zhongguo", "pengyou", "xuesheng", "qwrtp", "asdfgh", "42", "???", "图书馆", "自行车",
    "星期三", "火车站", "kitchen", "what does window mean", "图书馆是什么意思", "tushuguan",
)  # fmt: skip
# Entries of which costs are shown, and how many times as many.
_FEWEST = 500
_TIMES = (1, 10, 100)


@dataclass(frozen=True, slots=True)
class Task:
    """Questions, the ids that are right for each (none: it should not be answered), and texts.

    `texts`: each spelling or phrasing an engine may find, with the id of its entry.
    """

    questions: Sequence[tuple[str, frozenset[str]]]
    texts: Mapping[str, str]


def timed(call: Callable[[str], object], queries: Sequence[str]) -> list[float]:
    """Return the microseconds of each call, the best of some rounds."""
    best = [float("inf")] * len(queries)
    for _ in range(_ROUNDS):
        for i, query in enumerate(queries):
            start = time.thread_time()
            call(query)
            best[i] = min(best[i], (time.thread_time() - start) * 1e6)
    return best


def answers(
    find: peers.Find, task: Task
) -> tuple[list[tuple[str | None, frozenset[str]]], list[float]]:
    """Return what is found beside what is wanted, and the microseconds of each."""
    found, times = [], []
    for query, wanted in task.questions:
        start = time.thread_time()
        answer = find(query)
        times.append((time.thread_time() - start) * 1e6)
        found.append((answer, wanted))
    return found, times


def lookups(knowledge: Knowledge) -> Task:
    """Return look-ups of every thirtieth word in some spellings and frames, and of no word."""
    words = [e for e in knowledge.entries() if isinstance(e, Word) and e.pinyin]
    texts = {name: w.id for w in words for name in (w.term, w.pinyin or w.term, w.gloss.en)}
    asked = [
        (query, frozenset(v.id for v in words if v.term == w.term))
        for w in words[::30]
        for query in (
            w.term,
            numbered(w.pinyin or ""),
            f"what does {w.term} mean?",
            f"我看到有人说{w.term}，什么意思",
        )
    ]
    return Task([*asked, *((query, frozenset()) for query in _NO_WORDS)], texts)


def questions(knowledge: Knowledge) -> Task:
    """Return questions nobody fitted anything to."""
    texts = {
        text: entry.id
        for entry in knowledge.entries()
        if isinstance(entry, Answer) and not isinstance(entry, Decline)
        for text in (*entry.asks.en, *entry.asks.zh)
    }
    return Task([(q.text, q.ids) for q in read("questions")], texts)


def asks(knowledge: Knowledge) -> peers.Find:
    """Return the engine for questions."""

    def find(query: str) -> str | None:
        outcome = knowledge.ask(query)
        return outcome.entry.id if isinstance(outcome, Found) else None

    return find


def looks_up(knowledge: Knowledge) -> peers.Find:
    """Return the engine for words; those of the dictionary are no answers of ours."""

    def find(query: str) -> str | None:
        hits = [hit for hit in knowledge.lookup(query) if hit.is_answer]
        return hits[0].word.id if hits and not hits[0].word.id.startswith("cedict:") else None

    return find


def compare(task: Task, own: Callable[[Knowledge], peers.Find]) -> Iterator[str]:
    """Yield a row for our engine, and one for each of the others."""
    builds = {"Hongshu": lambda: own(_prepared())}
    builds |= {name: lambda b=build: b(task.texts) for name, build in peers.ENGINES.items()}
    first = 0.0
    for name, build in builds.items():
        before, start = peers.memory(), time.perf_counter()
        find = build()
        for query, _ in (*task.questions[:_KINDS], *task.questions[-_KINDS:]):
            find(query)  # so that what is loaded once is loaded, the dictionary as well
        built, taken = (time.perf_counter() - start) * 1000, peers.memory() - before
        found, times = answers(find, task)
        right = statistics.mean(answer in wanted for answer, wanted in found if wanted)
        false = statistics.mean(answer is not None for answer, wanted in found if not wanted)
        p50, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
        first = first or p50
        yield (
            f"  {name:28}{right:8.3f}{false:8.3f}{p50:9.0f}{p99:9.0f}{p50 / first:8.1f}"
            f"{built:9.0f}{taken:7.0f}"
        )


def _prepared() -> Knowledge:
    """Return the knowledge as the bot has it at its start."""
    knowledge = Knowledge.open()
    knowledge.prepare()
    return knowledge


def growth(knowledge: Knowledge) -> Iterator[str]:
    """Yield what a description and a look-up cost among 500 to 50,000 dictionary words."""
    found = [line for line in cedict.read() if isinstance(line, cedict.Line)]
    lines = list({line.simplified: line for line in found}.values())[: _FEWEST * max(_TIMES)]
    few = lines[:: 5 * max(_TIMES)]
    described = [line.glosses[0] for line in few]
    spelled = [text for line in few for text in (line.simplified, cedict.mark(line.numbered))]

    def describing(some: Sequence[cedict.Line]) -> Callable[[str], object]:
        return Retriever.build([(line.simplified, line.glosses) for line in some]).nearest

    def spelling(some: Sequence[cedict.Line]) -> Callable[[str], object]:
        return Glossary([_word(line) for line in some], knowledge.search.keys).find

    for name, build, queries in (
        ("description", describing, described),
        ("spelling", spelling, spelled),
    ):
        first = 0.0
        for times in _TIMES:
            some = lines[:: max(_TIMES) // times]
            start = time.perf_counter()
            call = build(some)
            built = (time.perf_counter() - start) * 1000
            p50 = statistics.median(timed(call, queries))
            first = first or p50
            label = f"{name} among {len(some):,}"
            yield f"  {label:44}{p50:9.0f}{'':9}{p50 / first:8.1f}{built:9.0f}"


def _word(line: cedict.Line) -> Word:
    gloss = Bilingual(en=line.glosses[0], zh=line.glosses[0])
    return DictionaryEntry(
        id=f"cedict:{line.simplified}",
        term=line.simplified,
        pinyin=cedict.mark(line.numbered) or None,
        gloss=gloss,
        readings=(),
    )


def start_up() -> Iterator[str]:
    """Yield milliseconds and peak memory from start to first answer, beside a bare interpreter."""
    for name, command in (
        ("bare interpreter", ["-c", "pass"]),
        ("`hongshu ask`", ["-m", "bot", "ask", "--json", "What is RedNote?"]),
        ("`hongshu lookup`", ["-m", "bot", "lookup", "--json", "zhongcao"]),
    ):
        runs = [run(command) for _ in range(5)]
        waited, computed, taken = (statistics.median(column) for column in zip(*runs, strict=True))
        yield f"  {name:44}{waited:9.0f}{computed:9.0f}{taken:8.0f}"


def run(command: list[str]) -> tuple[float, float, float]:
    """Run Python once; return milliseconds waited, milliseconds computed, and peak MiB."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], capture_output=True, check=True)
    waited = time.perf_counter() - start
    whole = [sys.executable, "-c", script, sys.executable, *command]
    done = subprocess.run(whole, capture_output=True, check=True, text=True)
    computed, taken = map(float, done.stdout.split())
    return waited * 1000, computed * 1000, taken / 1024


def longest(knowledge: Knowledge) -> Iterator[str]:
    """Yield milliseconds of asking and looking up the longest messages."""
    texts = {
        "4,096 letters": "a" * 4096,
        "two characters again and again": "种草" * 2048,
        "4,096 different characters": "".join(
            chr(0x4E00 + i * 7919 % 20_000) for i in range(4096)
        ),
        "600 strange words": " ".join(f"{'abcdefgh'[i % 7 :]}{i:x}q" for i in range(600)),
        "numbers": "1234 " * 819,
        "quotes": "“" * 4096,
        "emoji": "🍠" * 4096,
    }
    for name, text in texts.items():
        (asked,), (looked_up,) = timed(knowledge.ask, [text]), timed(knowledge.lookup, [text])
        yield f"  {name:44}{asked / 1000:9.1f}{looked_up / 1000:9.1f}"


def main() -> int:
    """Print the table."""
    knowledge = Knowledge.open()
    knowledge.prepare()
    engines = f"{'right':>8}{'false':>8}{'p50 µs':>9}{'p99 µs':>9}{'ratio':>8}{'ms':>9}{'MiB':>7}"
    parts = (
        (f"{'look-ups':30}{engines}", compare(lookups(knowledge), looks_up)),
        (f"{'questions':30}{engines}", compare(questions(knowledge), asks)),
        (f"{'growth':46}{'p50 µs':>9}{'':9}{'ratio':>8}{'ms':>9}", growth(knowledge)),
        (f"{'longest messages':46}{'ask ms':>9}{'look-up':>9}", longest(knowledge)),
        (f"{'start to first answer':46}{'ms':>9}{'CPU ms':>9}{'MiB':>8}", start_up()),
    )
    print(f"Python {sys.version.split()[0]}, one thread; {Path(__file__).name}")
    for title, rows in parts:
        print(title)
        for row in rows:
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
