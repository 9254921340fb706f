"""The quiz and the word of the day."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.quiz import quiz
from bot.dialogue.voice import Voice
from bot.dialogue.word import of_day, word
from bot.values import PinyinStyle
from knowledge import Knowledge, Language
from tests.bot.dialogue import ENGLISH, SIMPLIFIED, voices

DAY = date(2026, 1, 15)
HAN = re.compile(r"[\u4e00-\u9fff]")


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_seed_makes_a_fair_question(knowledge: Knowledge, seed: int) -> None:
    """Four different answers within Telegram's limits, one of them right, in each language."""
    for voice in voices(knowledge):
        made = quiz(voice, seed).quiz
        assert made is not None
        assert len(set(made.options)) == 4
        assert 0 <= made.right < 4
        assert all(0 < len(option) <= 100 for option in made.options)
        assert 0 < len(made.explanation) <= 200
        assert made.explanation.count("\n") <= 2
        assert len(made.question) <= 300


def test_question_depends_on_the_seed_alone(knowledge: Knowledge) -> None:
    """The same seed is the same question, others are others."""
    voice = Voice(knowledge, ENGLISH)

    assert quiz(voice, 1) == quiz(voice, 1)
    assert len({quiz(voice, seed).quiz for seed in range(50)}) > 30


def test_right_answer_is_not_always_at_the_same_place(knowledge: Knowledge) -> None:
    """All four places come up."""
    voice = Voice(knowledge, ENGLISH)
    made = [quiz(voice, seed).quiz for seed in range(60)]

    assert {q.right for q in made if q} == {0, 1, 2, 3}


def test_question_follows_the_style_of_pinyin(knowledge: Knowledge) -> None:
    """Without pinyin there is none, and no empty brackets either."""
    for seed in range(20):
        reply = quiz(Voice(knowledge, ENGLISH, PinyinStyle.OFF), seed)
        assert reply.quiz
        assert "(" not in reply.quiz.question


def test_quiz_in_words_tells_question_and_answer(knowledge: Knowledge) -> None:
    """A terminal shows the numbered answers and which is right."""
    reply = quiz(Voice(knowledge, ENGLISH), 3)

    assert reply.quiz
    assert [part.text for part in reply.parts[1:5]] == [
        f"{n}. {option}" for n, option in enumerate(reply.quiz.options, 1)
    ]
    assert f"Answer: {reply.quiz.right + 1}." in reply.parts[5].text


@pytest.mark.parametrize("english", [False, True])
def test_each_word_comes_once_before_any_comes_again(
    knowledge: Knowledge, *, english: bool
) -> None:
    """As many days as there are words have as many words."""
    words = [of_day(knowledge, DAY + timedelta(n), english=english).id for n in range(400)]
    round_ = len(set(words))

    assert round_ > 20
    assert len(set(words[:round_])) == round_
    assert words[round_ : 2 * round_] == words[:round_][: 400 - round_]


def test_word_of_the_day_suits_all(knowledge: Knowledge) -> None:
    """Nobody is greeted with something rude; learners get the other language."""
    for n in range(400):
        chosen = of_day(knowledge, DAY + timedelta(n))
        assert chosen.style not in {"rude", "blunt"}
        assert chosen.category not in {"careful", "english"}
        assert not chosen.care
    assert of_day(knowledge, DAY, english=True).category == "english"


@pytest.mark.parametrize("language", Language)
def test_word_is_headed_and_shown_like_any(knowledge: Knowledge, language: Language) -> None:
    """A heading, then the word as when it is asked for."""
    reply = word(Voice(knowledge, language), DAY)

    assert reply.subject == of_day(knowledge, DAY, english=language.is_chinese).id
    assert reply.language is language
    assert bool(HAN.search(reply.parts[0].text)) is language.is_chinese
    assert reply.choices


def test_word_is_the_same_for_all(knowledge: Knowledge) -> None:
    """The style of pinyin changes the reading, not the word."""
    styles = [Voice(knowledge, SIMPLIFIED, style) for style in PinyinStyle]

    assert len({word(voice, DAY).subject for voice in styles}) == 1
