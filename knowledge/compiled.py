"""The knowledge as one file, computed once from the content and kept by its fingerprint.

Parsing YAML, weighing phrasings and spelling every term out takes less than a minute; the result
is read where it lies, part by part, as it is needed. It is computed again whenever a content file,
the engine or Python changes. Its format is that of Python's own `.pyc` files; it lies where they
lie and is trusted likewise.
"""

import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from knowledge import kept
from knowledge.files import fingerprint
from knowledge.glosses import senses
from knowledge.models import Answer, Decline, Entry, Guide, Kind, Phrase, Term, Topic, Word
from knowledge.packed import Buffer, join, pack, parts, plain
from knowledge.pinyin import spell
from knowledge.readings import sound_out
from knowledge.retrieval import Retriever
from knowledge.script import traditionalize
from knowledge.search import meanings
from knowledge.text import HAN, fold, key
from knowledge.uncollected import uncollected

if TYPE_CHECKING:
    from knowledge.collection import Library

Compiled = Mapping[str, Buffer]

# Sentences at the beginning of an answer that are learned from: with two more of the phrasings
# that were held out found their answer than with one, three or all.
_OPENING = 2
_ENDS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*")


def compiled(announce: Callable[[], None] | None = None) -> Compiled:
    """Return the compiled knowledge: kept if it is fresh, else computed and, if possible, kept.

    Computing takes less than a minute; `announce` is called before. Raises `ContentError` if the
    content is wrong.
    """
    name = f"{version()}.bin"
    try:
        if (there := kept.mapped(name)) is not None:
            return parts(there)
    except ValueError:  # not whole
        pass
    from knowledge.content import load_or_raise  # noqa: PLC0415 - YAML, only to compute

    library = load_or_raise()
    if announce:
        announce()
    written = join(compute(library))
    kept.keep(name, lambda path: path.write_bytes(written), "*.bin")
    return parts(kept.mapped(name) or written)


def version() -> str:
    """Return the version of the knowledge: a hash of content and engine, 20 hexadecimal digits."""
    digest = hashlib.sha256(fingerprint().encode())
    package = files("knowledge")
    for folder in (package, package / "tables"):
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith((".py", ".txt", ".tsv", ".bin")):
                digest.update(item.name.encode() + b"\0" + item.read_bytes())
    made_with = [metadata.version(name) for name in ("jieba", "opencc", "pypinyin", "numpy")]
    digest.update(f"{sys.version_info[:2]} {made_with}".encode())
    return digest.hexdigest()[:20]


@uncollected()
def compute(library: "Library") -> dict[str, bytes]:
    """Return everything needed to answer: tables of `packed` and plain data, by name."""
    from knowledge.index import build_keys  # noqa: PLC0415 - only to compute

    entries = [library.entries[name] for name in sorted(library.entries)]
    words = {entry.id: entry for entry in entries if isinstance(entry, Word)}
    meant = Retriever.build(meanings(words), keep_phrasings=True, directed=True)
    asked = Retriever.build(_questions(entries), _off_topic(entries))
    return {
        "ids": plain([entry.id for entry in entries]),
        "topics": plain([entry.id for entry in _topics(entries)]),
        "shelves": plain(_shelves(entries)),
        "traditional": plain(_traditional(words.values())),
        "sources": pack({s.id: s.model_dump() for s in library.sources.values()}),
        "facts": pack({f.id: f.model_dump(exclude_defaults=True) for f in library.facts.values()}),
        "entries": pack({entry.id: _row(entry) for entry in entries}),
        "asked": pack(_asked(entries)),
        "said": pack(_said(words.values())),
        **_named("keys", build_keys(list(words.values())).state()),
        **_named("meanings", meant.state()),
        **_named("questions", asked.state()),
    }


def _named(name: str, state: Mapping[str, Buffer]) -> dict[str, bytes]:
    return {f"{name}.{part}": bytes(raw) for part, raw in state.items()}


def _row(entry: Entry) -> tuple[str, dict[str, Any]]:
    return type(entry).__name__, entry.model_dump(by_alias=True, exclude_defaults=True)


def _topics(entries: Sequence[Entry]) -> list[Topic]:
    """Return the sensitive topics in their order."""
    topics = [entry for entry in entries if isinstance(entry, Topic)]
    return sorted(topics, key=lambda topic: topic.number)


def _shelves(entries: Sequence[Entry]) -> dict[tuple[str, str], list[str]]:
    """Return the ids of each category of guides, terms and phrases, in their order."""
    shelves: dict[tuple[str, str], list[str]] = {}
    for entry in sorted(entries, key=_place):
        if isinstance(entry, Guide | Term | Phrase):
            category = entry.theme if isinstance(entry, Phrase) else entry.category
            shelves.setdefault((entry.kind.value, category), []).append(entry.id)
    return shelves


def _place(entry: Entry) -> tuple[str, str, str]:
    """Return what an entry of a category is sorted by."""
    if isinstance(entry, Word):
        spelled = spell(entry.pinyin or "")[0] or entry.term.casefold()
    else:
        assert isinstance(entry, Answer)  # noqa: S101 - every entry is an answer or a word
        spelled = entry.title.en.casefold()
    return entry.priority, spelled, entry.id


def _traditional(words: Iterable[Word]) -> dict[str, str]:
    """Return the terms that the editors write in Traditional as no converter would."""
    return {
        word.term: word.traditional
        for word in words
        if word.traditional
        and len(word.term) > 1
        and traditionalize(word.term) != word.traditional
    }


def _asked(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the entry of each phrasing, by its key; of titles too, where nobody else asks so."""
    answers = [entry for entry in entries if isinstance(entry, Answer)]
    titles = {key(fold(t)): e.id for e in answers for t in (e.title.en, e.title.zh)}
    asks = {key(fold(t)): e.id for e in answers for t in (*e.asks.en, *e.asks.zh)}
    return titles | asks


def _said(words: Iterable[Word]) -> dict[str, str]:
    """Return the word in characters for each English sense, phrases and first needs first."""
    written = [word for word in words if HAN.search(word.term)]
    order = sorted(written, key=lambda word: (isinstance(word, Term), word.priority, word.id))
    return {text: w.id for w in reversed(order) for text in senses(w.gloss.en, whole=True)}


def _off_topic(entries: Sequence[Entry]) -> list[str]:
    return [entry.id for entry in entries if isinstance(entry, Decline)]


def _questions(entries: Sequence[Entry]) -> Iterator[tuple[str, list[str]]]:
    """Yield what people ask for each entry that is a text, Chinese also as toneless pinyin.

    How a card or short answer begins says what it is about, too. A topic with a longer answer is
    left to that one: only its own phrasings lead to it.
    """
    for entry in entries:
        longer = entry.guide if isinstance(entry, Topic) else None
        if isinstance(entry, Answer) and not longer:
            chinese = [*entry.asks.zh, entry.title.zh]
            spelled = [sound_out(text) for text in chinese]
            yield entry.id, [*entry.asks.en, entry.title.en, *chinese, *spelled, *_opening(entry)]


def _opening(entry: Answer) -> list[str]:
    """Return how a card or short answer begins, in both languages."""
    if entry.kind not in {Kind.GUIDE, Kind.FACT}:
        return []
    both = (entry.answer.en, entry.answer.zh)
    return [sentence for text in both for sentence in _ENDS.split(text)[:_OPENING]]
