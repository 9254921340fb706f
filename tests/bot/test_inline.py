"""What an inline query offers, without Telegram."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.ask import is_bare
from bot.dialogue.inline import results
from bot.dialogue.respond import respond
from bot.dialogue.voice import Voice
from bot.dialogue.word import of_day
from bot.tg.render import START
from bot.values import Moment, Preferences
from knowledge import Knowledge, Language
from tests.bot.dialogue import ENGLISH, voices

DAY = date(2026, 1, 15)


@pytest.mark.parametrize("language", Language)
def test_empty_query_begins_with_the_word_of_the_day(
    knowledge: Knowledge, language: Language
) -> None:
    """Then what newcomers ask for, each once."""
    found = results(Voice(knowledge, language), " ", DAY)

    assert found[0].id == of_day(knowledge, DAY, english=language.is_chinese).id
    assert len({result.id for result in found}) == len(found) >= 5


@pytest.mark.parametrize("query", ["zhongcao", "种草", "種草", "zhong4 cao3", "ZHONGCAO"])
def test_word_is_first_in_any_spelling(knowledge: Knowledge, query: str) -> None:
    """The best hit leads, with its reading as title and its meaning below."""
    best = results(Voice(knowledge, ENGLISH), query, DAY)[0]

    assert best.id == "zhongcao"
    assert best.title == "种草 (種草) zhòngcǎo"
    assert best.description.startswith("to make someone")


def test_question_is_answered(knowledge: Knowledge) -> None:
    """A card is a result too, with its title."""
    best = results(Voice(knowledge, ENGLISH), "who owns rednote", DAY)[0]

    assert best.id == "who-owns-it"
    assert best.title == "Who owns it?"


def test_nothing_fits_is_empty(knowledge: Knowledge) -> None:
    """No result is made up."""
    assert results(Voice(knowledge, ENGLISH), "xqzvwt brrr", DAY) == []


@settings(max_examples=40, deadline=None)
@given(query=st.text(max_size=256) | st.sampled_from(["a", "de", "好", "yy", "what is", "cao"]))
def test_any_query_gives_results_telegram_takes(knowledge: Knowledge, query: str) -> None:
    """Few, each once, with ids of at most 64 bytes, something to read, and links that fit."""
    for voice in voices(knowledge):
        found = results(voice, query, DAY)
        assert len({result.id for result in found}) == len(found) <= 20
        for result in found:
            assert len(result.id.encode()) <= 64
            assert result.title.strip()
            assert result.description.strip()
            ((more,),) = result.reply.choices
            assert START.fullmatch(more.link) or ":" in more.link


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("", True),
        ("种草", True),
        ("no cap fr", True),
        ("种草是什么意思？", False),
        ("what?", False),
        ("what does this word mean", False),
        ("x" * 21, False),
    ],
)
def test_bare_word_is_known_by_its_length(text: str, *, bare: bool) -> None:
    """A few characters or words without a question mark tell nothing of who asks."""
    assert is_bare(text) is bare


def test_word_of_the_dictionary_leads_to_more(knowledge: Knowledge) -> None:
    """Its link fits Telegram's letters and opens the word in the private chat."""
    best = results(Voice(knowledge, ENGLISH), "种树", DAY)[0]
    ((more,),) = best.reply.choices

    assert START.fullmatch(more.link)
    reply, _ = respond(knowledge, f"/start {more.link}", Preferences(), moment=Moment(DAY, 0))
    assert "CC-CEDICT" in reply.plain()
    assert reply.parts[0] == best.reply.parts[0]
