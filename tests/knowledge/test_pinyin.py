"""Pinyin in every spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.collection import Library
from knowledge.models import Word
from knowledge.pinyin import initials, loosen, spell, split, syllables, variants
from knowledge.tables import words
from knowledge.text import fold
from tests.spellings import numbered


@pytest.mark.parametrize(
    ("typed", "letters", "tones"),
    [
        pytest.param("zhòngcǎo", "zhongcao", (4, 3), id="marks joined"),
        pytest.param("zhòng cǎo", "zhongcao", (4, 3), id="marks apart"),
        pytest.param("zhong4cao3", "zhongcao", (4, 3), id="numbers joined"),
        pytest.param("zhong4 cao3", "zhongcao", (4, 3), id="numbers apart"),
        pytest.param("Zhong Cao", "zhongcao", (), id="bare"),
        pytest.param("ZHONG-CAO", "zhongcao", (), id="upper case, hyphen"),
        pytest.param("lü4cha2", "lvcha", (4, 2), id="u umlaut"),
        pytest.param("lv4 cha2", "lvcha", (4, 2), id="v"),
        pytest.param("lu:4 cha2", "lvcha", (4, 2), id="u colon"),
        pytest.param("jvzi", "juzi", (), id="v after j is u"),
        pytest.param("xi'an", "xian", (), id="apostrophe"),
        pytest.param("jie3jie5", "jiejie", (3, 5), id="neutral five"),
        pytest.param("jie3jie0", "jiejie", (3, 5), id="neutral zero"),
    ],
)
def test_spellings_have_the_same_letters(typed: str, letters: str, tones: tuple[int, ...]) -> None:
    """However it is typed, the letters are the same and given tones are kept."""
    assert spell(fold(typed)) == (letters, tones)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("zhuanyehao", "zuanyehao", id="zh z"),
        pytest.param("chouxiang", "couxiang", id="ch c"),
        pytest.param("shekong", "sekong", id="sh s"),
        pytest.param("ningmengjing", "lingmengjing", id="n l"),
        pytest.param("danmu", "dangmu", id="an ang"),
        pytest.param("mengxin", "menxin", id="eng en"),
        pytest.param("qingxu", "qinxu", id="ing in"),
        pytest.param("fuhua", "huhua", id="f h before u"),
        pytest.param("feiji", "huiji", id="fei hui"),
        pytest.param("fanyi", "huanyi", id="fan huan"),
    ],
)
def test_confused_sounds_are_loosely_the_same(one: str, other: str) -> None:
    """Each usual confusion of sounds leads to the same loose key."""
    assert loosen(one) == loosen(other)


def test_different_words_stay_different() -> None:
    """Loosening is not so loose that different words meet."""
    assert loosen("zhongcao") != loosen("zhongshu")
    assert loosen("bacao") != loosen("baya")


@given(st.lists(st.sampled_from(sorted(words("syllables.txt"))), min_size=1, max_size=6))
def test_any_row_of_syllables_can_be_cut(parts: list[str]) -> None:
    """Whatever is made of syllables is readable as pinyin, and nothing is lost in cutting."""
    cut = split("".join(parts))

    assert cut is not None
    assert "".join(cut) == "".join(parts)


def test_words_of_english_are_not_pinyin() -> None:
    """What cannot be cut is no pinyin."""
    assert split("refrigerator") is None
    assert split("hello") is None
    assert split("") == []


def test_initials_and_numbers() -> None:
    """Initials and numbers are made from an editor's pinyin."""
    assert initials("yǒngyuǎn de shén") == "yyds"
    assert numbered("lǜchá") == "lü4 cha2"
    assert variants("gonglve") == ("gonglve", "gonglue")


def test_every_reading_survives_numbers_and_back(library: Library) -> None:
    """Marks → numbers → letters and tones is the identity for every word of the glossary."""
    for word in library.entries.values():
        if not isinstance(word, Word) or not word.pinyin:
            continue
        parts = syllables(word.pinyin)
        letters, tones = spell(fold(numbered(word.pinyin)))

        assert letters == "".join(
            part for part, _ in parts if part.isascii() and part.isalpha()
        ) or any(not part.isalpha() for part, _ in parts), word.id
        if all(tone for _, tone in parts):
            assert tones == tuple(tone for _, tone in parts), word.id
