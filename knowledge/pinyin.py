"""Pinyin as people write it: with tone marks, numbers or nothing, apart or joined.

One spelling stands behind them all: the *letters*, toneless and joined, with v for ü. Tones are
kept beside them, to rank homophones when somebody gave them.
"""

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import cache

from knowledge.tables import words as table_words

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0306": 3, "\u0300": 4}
NEUTRAL = 5  # the number of the neutral tone
_LONGEST = 6  # letters in the longest syllable, zhuang
_LONGEST_WORD = 5  # syllables in the longest word that is put together
_FEWEST = 4  # words that tell a text in pinyin
_FOREIGN = 4  # words of which one may be no pinyin: "TikTok"

# The confusions of many speakers and typists, on toneless letters: retroflex and flat initials,
# n and l, front and back nasals, f and h (hui/fei, hua/fa as in the south).
_LOOSE = (
    ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n"),
    ("hui", "huei"), ("hun", "huen"), ("fu", "hu"), ("fo", "huo"), ("f", "hu"),
)  # fmt: skip

# The ü that is always written u.
_AFTER_PALATAL = re.compile(r"(?<=[jqxy])v")


def spell(folded: str) -> tuple[str, tuple[int, ...]]:
    """Return letters and the tones given, in order; 5 is a neutral tone given as a number.

    >>> spell("zhòng cǎo"), spell("zhong4cao3"), spell("lu:e4"), spell("nü'er")
    (('zhongcao', (4, 3)), ('zhongcao', (4, 3)), ('lve', (4,)), ('nver', ()))
    """
    joined = folded.replace(" ", "")
    if joined.isascii() and joined.isalpha():  # plain letters, as in most texts
        return _AFTER_PALATAL.sub("u", joined), ()
    letters: list[str] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFD", folded.replace("u:", "ü")):
        if char in _TONES:
            tones.append(_TONES[char])
        elif char == "\u0308" and letters and letters[-1] == "u":
            letters[-1] = "v"
        elif char in "012345" and letters:
            tones.append(int(char) or 5)
        elif char.isalpha() and char.isascii():
            letters.append(char)
    return _AFTER_PALATAL.sub("u", "".join(letters)), tuple(tones)


def variants(letters: str) -> tuple[str, ...]:
    """Return the letters and, where they hold ü, the common spelling with u.

    >>> variants("gonglve"), variants("zhongcao")
    (('gonglve', 'gonglue'), ('zhongcao',))
    """
    plain = letters.replace("v", "u")
    return (letters,) if plain == letters else (letters, plain)


def loosen(letters: str) -> str:
    """Return letters in which sounds that are often confused are the same.

    >>> loosen("zhuanyehao") == loosen("zuanyehao"), loosen("niunai") == loosen("liulai")
    (True, True)
    """
    for sound, plain in _LOOSE:
        letters = letters.replace(sound, plain)
    return letters


@cache
def _syllables() -> frozenset[str]:
    return table_words("syllables.txt")


def split(letters: str) -> list[str] | None:
    """Cut toneless letters into syllables, or return None if they are no pinyin.

    Takes the longest syllables from the left that leave the rest readable.

    >>> split("zhongcao"), split("xian"), split("hello")
    (['zhong', 'cao'], ['xian'], None)
    """
    found: list[str] = []
    dead: set[int] = set()  # where no syllable begins that leaves the rest readable
    start = 0
    while start < len(letters):
        ends = range(min(len(letters), start + _LONGEST), start, -1)
        parts = (letters[start:end] for end in ends if end not in dead)
        part = next(filter(_syllables().__contains__, parts), "")
        if part:
            found.append(part)
            start += len(part)
        elif found:
            dead.add(start)
            start -= len(found.pop())
        else:
            return None
    return found


def regroup(words: Sequence[str], known: Container[str]) -> list[str]:
    """Return the words of a text in toneless pinyin, whose syllables stand as they please, anew.

    Its syllables become the longest words that are known. A text that is rather English, or too
    short to tell, stays as it is.

    >>> regroup(["zhong", "guo", "wang", "you", "huan", "ying"], {"zhongguo", "huanying"})
    ['zhongguo', 'wang', 'you', 'huanying']
    """
    english = table_words("english.txt")
    if len(words) < _FEWEST or 2 * sum(word in english for word in words) > len(words):
        return list(words)
    cut = [split(word) if word.isascii() else None for word in words]
    if _FOREIGN * cut.count(None) > len(words):
        return list(words)
    found: list[str] = []
    run: list[str] = []
    for word, parts in zip((*words, ""), (*cut, None), strict=True):
        if parts:
            run += parts
            continue
        while run:
            most = min(len(run), _LONGEST_WORD)
            size = next((n for n in range(most, 1, -1) if "".join(run[:n]) in known), 1)
            found.append("".join(run[:size]))
            del run[:size]
        found.append(word)
    return found[:-1]


def syllables(marked: str) -> list[tuple[str, int]]:
    """Cut an editor's pinyin into (letters, tone); 5 is neutral, 0 stands for other letters.

    Follows the orthography: words apart, an apostrophe before a, e, o inside a word.

    >>> syllables("zhòngcǎo"), syllables("TikTok nànmín"), syllables("kē CP")
    ([('zhong', 4), ('cao', 3)], [('tiktok', 0), ('nan', 4), ('min', 2)], [('ke', 1), ('cp', 0)])
    """
    found: list[tuple[str, int]] = []
    for word in re.split(r"[\s'’\-·,，!！?？.…]+", unicodedata.normalize("NFC", marked)):
        if word:
            found += _cut(word)
    return found


def _cut(word: str) -> list[tuple[str, int]]:
    letters, _ = spell(word.lower())
    parts = split(letters) if letters == letters.lower() else None
    if parts is None or not (word.islower() or word.istitle()):
        return [(letters or word.lower(), 0)]
    marks = _marks(word)
    cut: list[tuple[str, int]] = []
    start = 0
    for part in _regular(letters) or parts:
        tones = [marks[i] for i in range(start, start + len(part)) if i in marks]
        cut.append((part, tones[0] if tones else 5))
        start += len(part)
    return cut


def _regular(letters: str) -> list[str] | None:
    """Cut a word in which, as the orthography wants, no later syllable begins with a, e or o."""
    if not letters:
        return []
    for end in range(min(len(letters), _LONGEST), 0, -1):
        if letters[:end] in _syllables() and letters[end : end + 1] not in {"a", "e", "o"}:
            rest = _regular(letters[end:])
            if rest is not None:
                return [letters[:end], *rest]
    return None


def _marks(word: str) -> dict[int, int]:
    """Return the tone by index of the letter that carries the mark."""
    marks: dict[int, int] = {}
    index = -1
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            marks[index] = _TONES[char]
        elif char.isalpha() and char.isascii():
            index += 1
    return marks


def numbered(marked: str) -> str:
    """Return an editor's pinyin with tone numbers behind the syllables; no number is neutral.

    >>> numbered("zhòngcǎo"), numbered("lǜchá"), numbered("TikTok nànmín"), numbered("nàr")
    ('zhong4cao3', 'lü4cha2', 'TikTok nan4min2', 'nar4')
    """
    return re.sub(r"[^\s'’\-·,，!！?？.…]+", lambda match: _number(match[0]), marked)


def _number(word: str) -> str:
    """Return one word of pinyin with tone numbers; what is no pinyin stays as it is."""
    parts = _cut(unicodedata.normalize("NFC", word))
    if not all(tone for _, tone in parts):
        erhua = word.endswith("r") and _number(word[:-1])
        return f"{erhua[:-1]}r{erhua[-1]}" if erhua and erhua[-1].isdigit() else word
    plain = "".join(
        part.replace("v", "ü") + (str(tone) if tone != NEUTRAL else "") for part, tone in parts
    )
    return plain.capitalize() if word.istitle() else plain


def initials(marked: str) -> str:
    """Return the first letters of the syllables of an editor's pinyin.

    >>> initials("zhòngcǎo"), initials("yǒngyuǎn de shén")
    ('zc', 'yyds')
    """
    return "".join(part[0] for part, _ in syllables(marked))
