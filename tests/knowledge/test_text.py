"""Folding: one form for everything people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import MAX_LENGTH, clauses, clean, fold, key, words

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        pytest.param("小紅書", "小红书", id="traditional"),
        pytest.param("ＸＨＳ", "xhs", id="full width"),
        pytest.param("  a \n\t b ", "a b", id="white space"),
        pytest.param("种\u200b草", "种草", id="zero width"),
        pytest.param("\u202e种草\u202c", "种草", id="bidi"),
        pytest.param("z\u0338\u0489\u0363hong", "zhong", id="zalgo"),
        pytest.param("种\ud800草", "种草", id="lone surrogate"),
        pytest.param("a\x00b", "ab", id="control"),
        pytest.param("zho\u0300ng", "zhòng", id="mark apart"),
        pytest.param("", "", id="empty"),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    """Each trick of spelling disappears."""
    assert fold(typed) == folded


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form."""
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_clean_text_is_writable_and_capped(text: str) -> None:
    """Whatever comes in, what is left can be written as UTF-8 and is not longer than the cap."""
    cleaned = clean(text * 50)

    assert len(cleaned) <= MAX_LENGTH
    cleaned.encode("utf-8")


def test_key_keeps_emoji_and_bare_punctuation() -> None:
    """Emoji are names of their own, and a key is never empty for a text that is not."""
    assert key(fold("🍠 !")) == "🍠"
    assert key("+1") == "1"
    assert key("?!") == "?!"


def test_words_and_clauses() -> None:
    """Runs of Chinese stay whole, clauses end at the marks of both languages."""
    assert words("what's 种草, really?") == ["what's", "种草", "really"]
    assert clauses("Hi. What is it? 是什么，怎么用") == ["Hi", "What is it", "是什么", "怎么用"]
    assert clauses("version 8.69.2 is out") == ["version 8.69.2 is out"]
    assert clauses("so - is it free?! yes...") == ["so", "is it free", "yes"]
    assert clauses("") == []


def test_clauses_of_chinese() -> None:
    """Chinese clauses end at half-width marks, as folding leaves them, and at spaces."""
    assert clauses(clean("李华是谁？老外都在找他，急！")) == ["李华是谁", "老外都在找他", "急"]
    assert clauses("李华是谁啊 老外都在找他") == ["李华是谁啊", "老外都在找他"]
    assert clauses("RedNote 有 300,000,000 用户") == ["RedNote 有 300,000,000 用户"]
