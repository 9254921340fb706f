"""What had no answer is counted without anything that tells of a person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.missed import PROMPT, ask_meaning, counted, listed
from bot.dialogue.voice import Voice
from bot.tg.render import START, Links, render
from bot.values import Miss
from knowledge import Knowledge, Language
from tests.e2e.markup import parse_html


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Flibberwock", "flibberwock"), ("  薯薯薯  ", "薯薯薯"), ("x" * 101, ""),
     ("who is @anna", ""), ("anna@example.org", ""), ("https://t.me/x", ""),
     ("www.example.org", ""), ("call 13812345678", ""),
     ("ｃａｌｌ １２３４５６", ""), ("520", "520")],
)  # fmt: skip
def test_what_may_tell_of_somebody_is_not_counted(text: str, wanted: str) -> None:
    """Long texts, names with @, addresses, links and long numbers are dropped."""
    assert counted(text) == wanted


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=100), max_size=8), st.sampled_from(list(Language)))
def test_any_list_can_be_sent(knowledge: Knowledge, texts: list[str], language: Language) -> None:
    """Whatever was asked, the list is markup with two buttons for each."""
    misses = [Miss(n + 1, text, 3) for n, text in enumerate(texts)]

    reply = listed(Voice(knowledge, language), -(10**15), misses)

    (message,) = render(reply, Links("hongshu_bot"))
    assert parse_html(message.html)
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    assert [len(row) for row in rows] == [2] * len(misses)


def test_request_for_a_meaning_says_for_which(knowledge: Knowledge) -> None:
    """The prompt fits into a link, with group and word."""
    reply = ask_meaning(Voice(knowledge, Language.ENGLISH), -(10**15), Miss(2**62, "<x>", 1))

    assert reply.prompt == f"{PROMPT}_{-(10**15)}_{2**62}"
    assert START.fullmatch(f"p_{reply.prompt}")
    assert "“<x>”" in reply.plain()


@pytest.mark.parametrize(
    "text",
    ["t.me/anna", "see xhslink.com/a/b", "xiaohongshu.com/user/1", "138 0013 8000",
     "+49 (30) 123-4567", "1380-013-8000"],
)  # fmt: skip
def test_links_and_numbers_count_as_such_however_written(text: str) -> None:
    """A link needs no scheme, a long number may be written in groups."""
    assert counted(text) == ""


@pytest.mark.parametrize(
    "text", ["3.5 stars", "no.1 of 2025", "e.g. this", "yyds...ok", "520 1314"]
)
def test_short_numbers_and_full_stops_are_kept(text: str) -> None:
    """What only looks a little like a link or a number is counted."""
    assert counted(text) == text
