"""The knowledge as one file, computed once from the content and kept by its fingerprint.

Parsing YAML, weighing phrasings and spelling every term out takes half a minute; reading the
result takes a tenth of a second. It is computed again whenever a content file, the engine or
Python changes. Its format is that of Python's own `.pyc` files; it lies where they lie and is
trusted likewise.
"""

import hashlib
import marshal
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from knowledge import kept
from knowledge.files import fingerprint
from knowledge.models import Answer, Decline, Entry, Topic, Word
from knowledge.readings import sound_out
from knowledge.retrieval import Retriever
from knowledge.search import meanings
from knowledge.text import fold, key

if TYPE_CHECKING:
    from knowledge.collection import Library

Compiled = dict[str, Any]


def compiled(announce: Callable[[], None] | None = None) -> Compiled:
    """Return the compiled knowledge: kept if it is fresh, else computed and, if possible, kept.

    Computing takes about half a minute; `announce` is called before. Raises `ContentError` if the
    content is wrong.
    """
    name = f"{version()}.bin"
    for folder in kept.folders():
        try:
            return dict(marshal.loads((folder / name).read_bytes()))  # noqa: S302 - see above
        except (OSError, ValueError, EOFError, TypeError):
            continue
    from knowledge.content import load_or_raise  # noqa: PLC0415 - YAML, only to compute

    library = load_or_raise()
    if announce:
        announce()
    data = compute(library)
    written = marshal.dumps(data)
    kept.keep(name, lambda path: path.write_bytes(written), "*.bin")
    return data


def version() -> str:
    """Return the version of the knowledge: a hash of content and engine, 20 hexadecimal digits."""
    digest = hashlib.sha256(fingerprint().encode())
    package = files("knowledge")
    for folder in (package, package / "tables"):
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith((".py", ".txt", ".tsv")):
                digest.update(item.name.encode() + b"\0" + item.read_bytes())
    made_with = [metadata.version(name) for name in ("jieba", "opencc", "pypinyin", "numpy")]
    digest.update(f"{sys.version_info[:2]} {made_with}".encode())
    return digest.hexdigest()[:20]


def compute(library: "Library") -> Compiled:
    """Return everything needed to answer, as plain data."""
    from knowledge.index import build_keys  # noqa: PLC0415 - only to compute

    entries = [library.entries[name] for name in sorted(library.entries)]
    words = {entry.id: entry for entry in entries if isinstance(entry, Word)}
    return {
        "sources": [source.model_dump() for source in library.sources.values()],
        "facts": [fact.model_dump(exclude_defaults=True) for fact in library.facts.values()],
        "entries": [
            [type(entry).__name__, entry.model_dump(by_alias=True, exclude_defaults=True)]
            for entry in entries
        ],
        "asked": _asked(entries),
        "keys": build_keys(list(words.values())).state(),
        "meanings": Retriever.build(meanings(words), keep_phrasings=True).state(),
        "questions": Retriever.build(_questions(entries), _off_topic(entries)).state(),
    }


def _asked(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the entry of each phrasing, by its key; of titles too, where nobody else asks so."""
    answers = [entry for entry in entries if isinstance(entry, Answer)]
    titles = {key(fold(t)): e.id for e in answers for t in (e.title.en, e.title.zh)}
    asks = {key(fold(t)): e.id for e in answers for t in (*e.asks.en, *e.asks.zh)}
    return titles | asks


def _off_topic(entries: Sequence[Entry]) -> list[str]:
    return [entry.id for entry in entries if isinstance(entry, Decline)]


def _questions(entries: Sequence[Entry]) -> Iterator[tuple[str, list[str]]]:
    """Yield what people ask for each entry that is a text, Chinese also as toneless pinyin.

    A topic with a longer answer is left to that one: only its own phrasings lead to it.
    """
    for entry in entries:
        longer = entry.guide if isinstance(entry, Topic) else None
        if isinstance(entry, Answer) and not longer:
            chinese = [*entry.asks.zh, entry.title.zh]
            spelled = [sound_out(text) for text in chinese]
            yield entry.id, [*entry.asks.en, entry.title.en, *chinese, *spelled]
