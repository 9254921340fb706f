"""Every reading: known for its characters, right in its word, written as the orthography wants."""

import re
import unicodedata

import pytest
from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_tone

from knowledge.collection import Library
from knowledge.models import Word
from knowledge.pinyin import spell, syllables
from knowledge.text import HAN, HAN_RUN
from tests.exceptions import listed

NEUTRAL = 5
Syllable = tuple[str, int]


def words(library: Library) -> list[tuple[Word, str]]:
    """Return every word and phrase that has a reading, with it."""
    found = [entry for entry in library.entries.values() if isinstance(entry, Word)]
    return [(word, word.pinyin) for word in found if word.pinyin]


def read(word: Word, marked: str) -> list[tuple[str, Syllable]]:
    """Return the characters of a word with their syllables; letters and digits are left out.

    Empty if they are not one syllable a character, as with erhua.
    """
    chars = HAN.findall(word.term)
    parts = [part for part in syllables(marked) if part[1]]
    return list(zip(chars, parts, strict=True)) if len(chars) == len(parts) else []


def test_every_character_has_a_syllable(library: Library) -> None:
    """A word in characters alone has as many syllables as characters, so all are cut right."""
    found = {
        (word.id, marked)
        for word, marked in words(library)
        if HAN_RUN.fullmatch(word.term) and not read(word, marked)
    }

    assert found == listed("erhua")


def test_every_syllable_is_a_reading_of_its_character(library: Library) -> None:
    """A syllable is a reading that pypinyin lists for the character, or its neutral tone."""
    found = set()
    for word, marked in words(library):
        for char, (letters, tone) in read(word, marked):
            known = [spell(reading) for reading in PINYIN_DICT[ord(char)].split(",")]
            toned = {(spelled, tones[0] if tones else NEUTRAL) for spelled, tones in known}
            neutral = tone == NEUTRAL and letters in {spelled for spelled, _ in known}
            if (letters, tone) not in toned and not neutral:
                found.add((word.id, f"{char} {letters}{tone}"))

    assert found - listed("readings") == set()


def test_every_syllable_is_the_reading_in_its_word(library: Library) -> None:
    """Where pypinyin reads a word otherwise, the list says why the editor's reading is right.

    A neutral tone needs no reason, nor do 一 and 不, whose tone changes are not written.
    """
    found = set()
    for word, marked in words(library):
        runs = HAN_RUN.findall(word.term)
        spoken = [spell(one) for run in runs for (one,) in pinyin(run, style=Style.TONE)]
        usual = [(letters, tones[0] if tones else NEUTRAL) for letters, tones in spoken]
        pairs = zip(read(word, marked), usual, strict=False)
        for (char, (letters, tone)), (expected, expected_tone) in pairs:
            same = letters == expected and (tone in {expected_tone, NEUTRAL} or char in "一不")
            if not same:
                found.add((word.id, f"{char} {letters}{tone}"))

    assert found == listed("readings")


def test_marks_and_apostrophes_stand_where_they_belong(library: Library) -> None:
    """Cut into syllables and written again by the rules, every reading is what it was."""
    wrong = []
    for word, marked in words(library):
        for part in re.split(r"[\s-]+", marked):
            cut = syllables(part)
            if all(tone for _, tone in cut):
                written = "".join(to_tone(f"{ls}{'' if t == NEUTRAL else t}") for ls, t in cut)
                bare = re.sub(r"[^\w]", "", unicodedata.normalize("NFC", part)).lower()
                needless = re.search(r"'(?![aeoāáǎàēéěèōóǒò])", part)
                wrong += [(word.id, part)] * bool(written != bare or needless)

    assert wrong == []


def test_every_term_in_characters_has_a_reading_with_tones(library: Library) -> None:
    """No reading is left without tone marks, but for particles that have no tone."""
    every = [entry for entry in library.entries.values() if isinstance(entry, Word)]
    found = {
        (word.id, word.pinyin or "")
        for word in every
        if HAN.search(word.term) and not spell(word.pinyin or "")[1]
    }

    assert found == listed("toneless")


@pytest.mark.parametrize(
    ("term", "reading"),
    [("上头", "shàngtóu"), ("绝绝子", "juéjuézǐ"), ("种草", "zhòngcǎo"), ("搭子", "dāzi"),
     ("薯条", "shǔtiáo"), ("干饭", "gànfàn"), ("杠精", "gàngjīng"), ("囤货", "túnhuò")],
)  # fmt: skip
def test_readings_that_tools_get_wrong(library: Library, term: str, reading: str) -> None:
    """Slang that converters misread is right here."""
    assert {marked for word, marked in words(library) if word.term == term} == {reading}
