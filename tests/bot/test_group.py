"""Manners in a group: when to speak, and how little."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import ask
from bot.dialogue.group import Heard, answers, greeting, quiet, welcome
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings, Speaks
from bot.tg.render import Links, render
from bot.values import Preferences
from knowledge import Knowledge, Language
from tests.e2e.markup import parse_html

CLEAR = "What is RedNote?"


@pytest.mark.parametrize(
    ("heard", "speaks", "wanted"),
    [
        (Heard(CLEAR), Speaks.COMMANDS, False),
        (Heard(CLEAR), Speaks.CALLED, False),
        (Heard(CLEAR), Speaks.QUESTIONS, True),
        (Heard("What is RedNote"), Speaks.QUESTIONS, False),
        (Heard("lunch?"), Speaks.QUESTIONS, False),
        (Heard("小红书是什么？"), Speaks.QUESTIONS, True),
        (Heard(CLEAR, called=True), Speaks.COMMANDS, False),
        (Heard(CLEAR, called=True), Speaks.CALLED, True),
        (Heard("x", called=True), Speaks.QUESTIONS, True),
        (Heard("/help", command=True), Speaks.COMMANDS, True),
        (Heard("/help", topic=3, command=True), Speaks.QUESTIONS, False),
        (Heard(CLEAR, topic=3, called=True), Speaks.QUESTIONS, False),
    ],
)
def test_when_to_speak(
    knowledge: Knowledge,
    heard: Heard,
    speaks: Speaks,
    wanted: bool,  # noqa: FBT001 - what is expected
) -> None:
    """Commands, calls and clear questions, as far as administrators wish; in topic 3 nothing."""
    told = GroupSettings(speaks=speaks, quiet_topics=(3,))

    assert answers(heard, told, knowledge) is wanted


def test_answer_for_a_group_has_no_button_of_its_own(knowledge: Knowledge) -> None:
    """What leads to more leads into the private chat."""
    reply = quiet(ask.ask(knowledge, "种草", Preferences(Language.ENGLISH)).reply)

    choices = [choice for row in reply.choices for choice in row]
    assert choices
    assert all(choice.link or choice.copy or choice.action[:2] == "t:" for choice in choices)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=80) | st.text("{}namescountgroup %<>&\u202e", max_size=80),
    names=st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=9),
    title=st.text(max_size=128),
    language=st.sampled_from(list(Language)),
)
def test_any_welcome_can_be_sent(
    knowledge: Knowledge, text: str, names: list[str], title: str, language: Language
) -> None:
    """Whatever administrators wrote and newcomers are called, it is text and nothing else."""
    told = GroupSettings(welcome_text=text)

    reply = welcome(Voice(knowledge, language), told, names, title)

    shown = "".join(parse_html(m.html) for m in render(reply, Links("hongshu_bot")))
    assert shown == reply.plain()
    if "{" not in told.welcome_text and told.welcome_text:
        assert shown == told.welcome_text


def test_names_fill_no_places(knowledge: Knowledge) -> None:
    """What is filled in is not filled in again."""
    told = GroupSettings(welcome_text="{names}|{count}|{group}|{other}|{")

    reply = welcome(Voice(knowledge, Language.ENGLISH), told, ["{group}", "{count}"], "{names}")

    assert reply.plain() == "{group}, {count}|2|{names}|{other}|{"


@pytest.mark.parametrize("language", list(Language))
def test_greeting_is_brief(knowledge: Knowledge, language: Language) -> None:
    """Three sentences or so, and the way to the tour."""
    reply = greeting(Voice(knowledge, language))

    assert len(reply.plain()) < 300
    assert reply.choices[0][0].link == "c_tour"


@pytest.mark.parametrize("language", [Language.SIMPLIFIED, Language.TRADITIONAL])
def test_those_not_named_are_counted_apart_in_chinese(
    knowledge: Knowledge, language: Language
) -> None:
    """等N人 would be the number of all: two of seven are others."""
    names = [f"N{number}" for number in range(7)]

    said = welcome(Voice(knowledge, language), GroupSettings(), names, "").plain()

    assert "N4和另外2人" in said
