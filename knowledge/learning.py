"""Phrasings → everything a `Retriever` reads: features, their rarity, and what they say.

Used when the knowledge is compiled and by `hongshu match`, never to answer.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from rapidfuzz.distance import OSA

from knowledge import phrasings, postings
from knowledge.embedding import DIMENSIONS, FULL, direction
from knowledge.features import BARE_SHARES, SHARES, features, long_names, own_features, tokens
from knowledge.packed import pack, plain
from knowledge.pinyin import split
from knowledge.postings import PARTS
from knowledge.repair import Repair, by_start
from knowledge.tables import words as table_words
from knowledge.text import fold
from knowledge.training import train

# Sorts of features that are scraps of words: letters of a word, three characters, pairs of stems.
_SCRAPS = "c3p"
# Entries of one feature that are kept, those it says most about: what so many have says little
# of any, and bounds what a question costs however many entries there are.
_MOST_OWNERS = 512
# Orders of its phrasings that a bare base is learned in; ours is large, and learned in one.
_BARE_ORDERS = 3
# Phrasings a word stands in up to which it may be a slip, and from which it is none; and how many
# times as many a word must have for one that is less rare to be a slip of it.
_RARE, _USUAL, _TIMES = 2, 8, 10
_SURE = 5  # letters from which a word of one or two phrasings may be a slip

Vector = dict[int, float]


def learn(
    examples: Iterable[tuple[str | None, Sequence[str]]],
    off_topic: Collection[str] = (),
    *,
    keep_phrasings: bool = False,
    directed: bool = False,
    bare: bool = False,
) -> dict[str, bytes]:
    """Return the state of a `Retriever`; the arguments are those of `Retriever.build`."""
    grouped: dict[str | None, list[list[str]]] = defaultdict(list)
    for name, asked in examples:
        grouped[name] += [tokens(fold(text)) for text in asked]
    texts = _mended(list(grouped.values()))
    rows = [features(text, clustered=bare) for group in texts for text in group]
    owners = [i for i, group in enumerate(grouped.values()) for _ in group]
    spread = Counter(feature for row in rows for feature in row)
    shares = BARE_SHARES if bare else SHARES
    plainly = {f: math.log((1 + len(rows)) / (1 + n)) + 1 for f, n in spread.items()}
    rarity = {f: shares.get(f[0], 1.0) * alone for f, alone in plainly.items()}
    # A scrap of a word that one phrasing alone has says less than its words do.
    kept = [f for f, n in spread.items() if bare or n > 1 or f[0] not in _SCRAPS]
    numbers = {feature: number for number, feature in enumerate(kept)}
    vectors = [_unit({numbers[f]: rarity[f] for f in row if f in numbers}) for row in rows]
    # Entries are numbered anew, those that are off-topic last.
    is_off = [name is None or name in off_topic for name in grouped]
    order = sorted(range(len(is_off)), key=is_off.__getitem__)
    place = {entry: number for number, entry in enumerate(order)}
    trained = train(vectors, owners, len(numbers), lone=bare, orders=_BARE_ORDERS if bare else 1)
    learned = [_strongest(posting, place) for posting in trained]
    groups = _groups(vectors, [rarity[feature] for feature in kept])
    firsts = {group: number for number, group in reversed(list(enumerate(groups)))}
    posted = [learned[firsts[group]] for group in range(len(firsts))]
    weights = array("f", (rarity[kept[firsts[group]]] for group in range(len(firsts))))
    words = [f[1:] for f in sorted(kept, key=lambda f: (-spread[f], f)) if f[0] == "w"]
    told = [[groups[n] for n in vector] for vector in vectors] if keep_phrasings else []
    return {
        "ids": plain([list(grouped)[entry] for entry in order]),
        "on_topic": plain(is_off.count(False)),
        "bare": plain(bare),
        "rarest": plain(max(plainly.values(), default=1.0)),
        "features": pack(numbers),
        "groups": array("I", groups).tobytes(),
        "words": pack(_own(words, numbers, clustered=bare)),
        "near": pack(by_start([*words, *long_names()])),
        "weights": weights.tobytes(),
        **postings.state(posted, len(order), _reach(learned)),
        "directions": _directions([texts[entry] for entry in order] if directed else ()),
        "phrased": pack(_phrased(grouped, place) if keep_phrasings else {}),
        **phrasings.state(told, [place[owner] for owner in owners], len(order), weights),
    }


def _mended(entries: Sequence[Sequence[Sequence[str]]]) -> list[list[list[str]]]:
    """Return phrasings with slips put right, so that the slips of questions are, too.

    A slip is a word of one or two phrasings, no usual English nor pinyin, beside one of many;
    "waht" stands in dozens of phrasings, but "what" in thousands.
    """
    spread = Counter(word for texts in entries for text in texts for word in set(text))
    usual = [word for word, n in spread.most_common() if n >= _USUAL and word.isascii()]
    repair = Repair(by_start(usual))
    # What is usual may be a slip itself, unless it is English.
    english = Repair(by_start(word for word in usual if word in table_words("english.txt")))
    odd = [w for w in spread if w.isascii() and split(w) is None]
    slips = {
        w: put.split()
        for w in odd
        if w not in table_words("no_slips.txt")
        and (_is_near(w, put := english(w)) or _is_near(w, put := repair(w)))
        and _is_rare(w, spread[w], spread[put])
    }
    return [
        [list(chain(*(slips.get(w, [w]) for w in text))) for text in texts] for texts in entries
    ]


def _is_rare(word: str, count: int, other: int) -> bool:
    """Whether a word of `count` phrasings is rare, by itself or beside one of `other`."""
    if count > _RARE:
        return count <= other / _TIMES
    return len(word) >= _SURE and not direction([word])


def _is_near(word: str, put: str) -> bool:
    """Whether a word is another one in which a letter is too many, missing, or out of place."""
    shaped = len(word) != len(put) or sorted(word) == sorted(put)
    return shaped and OSA.distance(word, put) == 1


def _directions(entries: Iterable[Sequence[Sequence[str]]]) -> bytes:
    """Return where the phrasings of each entry point together, in signed bytes, row by row."""
    rows = array("b")
    for texts in entries:
        pointed = [found for text in texts if (found := direction(text))]
        sums: list[float] = [sum(xs) for xs in zip(*pointed, strict=True)] or [0.0] * DIMENSIONS
        length = math.hypot(*sums) or 1.0
        rows.extend(round(FULL * x / length) for x in sums)
    return rows.tobytes()


def _groups(vectors: Sequence[Vector], rarities: Sequence[float]) -> list[int]:
    """Return the group of each feature: those that stand in the same phrasings are one.

    Many words are the only form of their stem and have scraps that no other has; what is learned
    of all features of a group is the same, if they are weighed alike.
    """
    having: list[list[float]] = [[rarity] for rarity in rarities]
    for row, vector in enumerate(vectors):
        for feature in vector:
            having[feature].append(row)
    numbers: dict[tuple[float, ...], int] = {}
    return [numbers.setdefault(tuple(rows), len(numbers)) for rows in having]


def _phrased(
    grouped: Mapping[str | None, Sequence[Sequence[str]]], place: Mapping[int, int]
) -> dict[str, int]:
    """Return the entry of each phrasing, by its words."""
    rows = [(text, place[i]) for i, texts in enumerate(grouped.values()) for text in texts]
    return {" ".join(text): entry for text, entry in reversed(rows)}


def _own(
    words: Iterable[str], numbers: Mapping[str, int], *, clustered: bool
) -> dict[str, list[int]]:
    """Return what each word has by itself of the features that are kept."""
    own = {word: own_features(word, clustered=clustered) for word in words}
    return {word: [numbers[f] for f in found if f in numbers] for word, found in own.items()}


def _strongest(posting: Sequence[float], place: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the entries of a feature with what was learned, the strongest if there are many."""
    pairs = [
        (place[int(owner)], round(value * PARTS))
        for owner, value in zip(posting[::2], posting[1::2], strict=True)
    ]
    if len(pairs) > _MOST_OWNERS:
        pairs = sorted(sorted(pairs, key=lambda pair: -abs(pair[1]))[:_MOST_OWNERS])
    return pairs


def _reach(learned: Sequence[Sequence[tuple[int, int]]]) -> float:
    """Return the length of the longest entry as a vector: the most a unit vector makes of it."""
    squares: dict[int, float] = defaultdict(float)
    for posting in learned:
        for owner, value in posting:
            squares[owner] += (value / PARTS) ** 2
    return math.sqrt(max(squares.values(), default=1.0)) or 1.0


def _unit(vector: Vector) -> Vector:
    """Return a vector of length 1 in the same direction."""
    length = math.hypot(*vector.values()) or 1.0
    return {f: w / length for f, w in vector.items()}
