"""Every spelling under which a word can be looked up: built once, then only read."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from typing import Any

from knowledge.models import Word
from knowledge.packed import Buffer, Packed, pack, plain, read
from knowledge.pinyin import initials, loosen, syllables, variants
from knowledge.readings import everyday_words, ordinary_words, readings_of
from knowledge.repair import shortened
from knowledge.shapes import halves, looks, outlines
from knowledge.text import HAN, HAN_RUN, fold, key

# Letters or characters from which a key may be hit with one slip.
SHORTEST_LATIN = 5
SHORTEST_HAN = 3

Table = Mapping[str, list[str]]


@dataclass(slots=True)
class Keys:
    """Key → ids (or keys), all folded. Plain data, so that it can be kept.

    `names`: headword and other spellings. `letters`: toneless joined pinyin. `initials`: first
    letters of the syllables. `loose`: letters with confusable sounds made one → letters. `slips`:
    a key with one character left out → keys. `tones`: id → tones, one a syllable. `readings`:
    character → its toneless readings. `looks`: character → its rare parts. `alike`: outline of
    two characters, or one of them and where it stands → keys, see `knowledge.shapes`. `ordinary`:
    everyday words, in characters and letters, that lie close to a key and must not be taken for
    it. `spans`: the first two characters of a name (or its one) → characters of the longest name
    that begins so; `longest`: of them all.
    """

    names: Table = field(default_factory=lambda: defaultdict(list))
    headwords: Table = field(default_factory=lambda: defaultdict(list))
    letters: Table = field(default_factory=lambda: defaultdict(list))
    initials: Table = field(default_factory=lambda: defaultdict(list))
    loose: Table = field(default_factory=lambda: defaultdict(list))
    slips: Table = field(default_factory=lambda: defaultdict(list))
    tones: MutableMapping[str, list[int]] = field(default_factory=dict)
    readings: Mapping[str, list[str]] = field(default_factory=dict)
    looks: Mapping[str, str] = field(default_factory=dict)
    alike: Table = field(default_factory=lambda: defaultdict(list))
    ordinary: Container[str] = frozenset()
    spans: MutableMapping[str, int] = field(default_factory=dict)
    longest: int = 1

    def state(self) -> dict[str, bytes]:
        """Return runs of bytes from which `kept` makes the same again."""
        tables = {name: pack(getattr(self, name)) for name in _TABLES}
        return tables | {"longest": plain(self.longest)}

    @classmethod
    def kept(cls, state: Mapping[str, Buffer]) -> "Keys":
        """Return the keys whose `state` this is, to be read only."""
        tables: dict[str, Any] = {name: Packed(state[name]) for name in _TABLES}
        return cls(**tables, longest=read(state["longest"]))


_TABLES = [f.name for f in fields(Keys) if f.name != "longest"]


def build_keys(words: Collection[Word]) -> Keys:
    """Compute every key of `words`, with the readings and everyday words around them."""
    keys = spelled_keys(words)
    keys.readings = readings_of(_own_readings(words))
    keys.looks = dict(looks())
    for name in keys.names:
        for outline in (*outlines(name, keys.looks), *halves(name)):
            _add(keys.alike, outline, name)
    ordinary = ordinary_words(keys.names, keys.letters, near_keys(keys))
    alike = {
        w for w in everyday_words() if not keys.alike.keys().isdisjoint(outlines(w, keys.looks))
    }
    keys.ordinary = frozenset(ordinary | (alike - keys.names.keys()))
    return keys


def spelled_keys(words: Iterable[Word]) -> Keys:
    """Compute the keys that follow from how `words` are written; `readings` stay empty."""
    keys = Keys()
    for word in words:
        head = key(fold(word.term))
        _add(keys.headwords, head, word.id)
        if word.traditional:  # some fold to other characters: 暱稱, 帳號
            _add(keys.headwords, key(fold(word.traditional)), word.id)
        others = (key(fold(other)) for other in (word.traditional, *word.also) if other)
        for name in {head, *others}:
            _add(keys.names, name, word.id)
        if word.pinyin:
            _add_pinyin(keys, word)
    for name in [*keys.names, *keys.letters]:
        for shorter in slips(name):
            _add(keys.slips, shorter, name)
    for name in filter(HAN.match, keys.names):
        keys.spans[name[:2]] = max(len(name), keys.spans.get(name[:2], 0))
    keys.longest = max(keys.spans.values(), default=1)
    return keys


def _add(table: Table, name: str, value: str) -> None:
    if value not in table[name]:
        table[name].append(value)


def _add_pinyin(keys: Keys, word: Word) -> None:
    parts = syllables(word.pinyin or "")
    keys.tones[word.id] = [tone for _, tone in parts]
    for letters in ("".join(part for part, _ in parts), *_parts_read(word)):
        for spelling in variants(letters):
            _add(keys.letters, spelling, word.id)
            _add(keys.loose, loosen(spelling), spelling)
    if HAN.search(word.term):
        _add(keys.initials, initials(word.pinyin or ""), word.id)


def _parts_read(word: Word) -> Iterator[str]:
    """Yield how other spellings are read that are a part of the word: 纯欲 of 纯欲风."""
    parts = syllables(word.pinyin or "")
    if HAN_RUN.fullmatch(word.term) and len(parts) == len(word.term):
        for other in word.also:
            start = word.term.find(other) if len(other) > 1 else -1
            if start >= 0:
                yield "".join(part for part, _ in parts[start : start + len(other)])


def _own_readings(words: Iterable[Word]) -> Iterator[tuple[str, str]]:
    """Yield (character, letters) as the editors wrote them, where they go one to one."""
    for word in words:
        parts = syllables(word.pinyin or "")
        if HAN_RUN.fullmatch(word.term) and len(parts) == len(word.term):
            yield from ((c, part) for c, (part, _) in zip(word.term, parts, strict=True))


def slips(name: str) -> set[str]:
    """Return `name` with one character left out and as it is, if it is long enough for a slip."""
    shortest = SHORTEST_HAN if HAN.search(name) else SHORTEST_LATIN
    if len(name) < shortest:
        return set()
    return set(shortened(name))


def near_keys(keys: Keys) -> set[str]:
    """Return all keys that can be hit by a slip or a confusion of sounds."""
    return {*keys.slips, *keys.loose}
