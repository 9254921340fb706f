"""Commands, their Chinese names, buttons and free text."""

import json
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.dialogue.commands import NAMES, addressee, command
from bot.dialogue.respond import Response, press, respond
from bot.values import Moment, PinyinStyle, Preferences, Reply
from knowledge import Knowledge, Language

ENGLISH, SIMPLIFIED, TRADITIONAL = Language
MOMENT = Moment(date(2026, 1, 15), 7)


def say(
    knowledge: Knowledge,
    text: str,
    preferences: Preferences | None = None,
    hint: Language | None = None,
) -> Response:
    """Return the answer to a text, by somebody who chose nothing unless told."""
    return respond(knowledge, text, preferences or Preferences(), moment=MOMENT, hint=hint)


def actions(reply: Reply) -> list[str]:
    """Return what the buttons of a reply do."""
    return [choice.action for row in reply.choices for choice in row if choice.action]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/help", ("help", "")),
        ("/HELP@hongshu_bot", ("help", "")),
        ("/term 种草", ("term", "种草")),
        ("/what yyds", ("term", "yyds")),
        ("/define zhong cao", ("term", "zhong cao")),
        ("/term红薯", ("term", "红薯")),
        ("/term，红薯", ("term", "红薯")),
        ("/ask\nwho owns it", ("ask", "who owns it")),
        ("帮助", ("help", "")),
        ("幫助", ("help", "")),
        ("查 种草", ("term", "种草")),
        ("问 小红书是什么", ("ask", "小红书是什么")),
        ("查", (None, "查")),
        ("查重", (None, "查重")),
        ("敏感话题", ("avoid", "")),
        ("每日一詞", ("word", "")),
        ("反馈 写得好", ("feedback", "写得好")),
        ("/help_me", (None, "/help_me")),
        ("/ask_gpt hi", (None, "/ask_gpt hi")),
        ("/ask2", (None, "/ask2")),
        ("/what's up", (None, "/what's up")),
        ("/term@HongshuBot红薯", ("term", "红薯")),
        ("/unknown thing", (None, "/unknown thing")),
        ("种草", (None, "种草")),
    ],
)
def test_commands_are_recognised(text: str, wanted: tuple[str | None, str]) -> None:
    """A command may touch its argument, be addressed, or be Chinese."""
    assert command(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("/help@some_bot", "some_bot"), ("/help", ""), ("help@some_bot", ""), ("帮助", "")],
)
def test_addressee_of_a_command_is_read(text: str, wanted: str) -> None:
    """`@bot` behind a command names whom it is for."""
    assert addressee(text) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_every_command_answers(knowledge: Knowledge, name: str) -> None:
    """No command is silent, with or without an argument, in English or Chinese."""
    typed = f"/{name}" if name.isascii() else name
    for text in (typed, f"{typed} 种草"):
        assert say(knowledge, text)[0].plain().strip()


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_is_answered(knowledge: Knowledge, text: str) -> None:
    """Whatever is typed has an answer."""
    assert say(knowledge, text)[0].plain().strip()


def test_language_preference_is_set_and_unset(knowledge: Knowledge) -> None:
    """/lang changes preferences; auto goes back."""
    reply, chosen = say(knowledge, "/lang zh-Hant")
    assert chosen == Preferences(TRADITIONAL)
    assert reply.language is TRADITIONAL
    _, again = say(knowledge, "/lang auto", chosen)
    assert again == Preferences()


def test_wrong_language_is_asked_again(knowledge: Knowledge) -> None:
    """A language nobody knows changes nothing and shows the choice."""
    reply, after = say(knowledge, "/lang klingon", Preferences(SIMPLIFIED))

    assert after == Preferences(SIMPLIFIED)
    assert {"l:en", "l:zh-Hans", "l:zh-Hant", "l:auto"} == set(actions(reply))


@pytest.mark.parametrize(
    ("style", "title", "copied"),
    [
        ("marks", "种草 (種草) zhòngcǎo", ["种草", "zhòngcǎo"]),
        ("numbers", "种草 (種草) zhong4cao3", ["种草", "zhong4cao3"]),
        ("off", "种草 (種草)", ["种草"]),
    ],
)
def test_pinyin_style_is_chosen_once_for_all(
    knowledge: Knowledge, style: str, title: str, copied: list[str]
) -> None:
    """/pinyin decides how headwords and buttons to copy write a reading."""
    _, chosen = say(knowledge, f"/pinyin {style}", Preferences(ENGLISH))
    reply, _ = say(knowledge, "/term 种草", chosen)

    assert chosen == Preferences(ENGLISH, PinyinStyle(style))
    assert reply.parts[0].text == title
    assert [c.copy for row in reply.choices for c in row if c.copy] == copied


def test_pinyin_without_a_style_asks(knowledge: Knowledge) -> None:
    """/pinyin alone, or with nonsense, shows the three styles."""
    for text in ("/pinyin", "/pinyin klingon"):
        assert actions(say(knowledge, text)[0]) == ["p:marks", "p:numbers", "p:off"]


@pytest.mark.parametrize(
    ("text", "hint", "wanted"),
    [
        ("种草", ENGLISH, ENGLISH),
        ("种草", None, SIMPLIFIED),
        ("yyds", TRADITIONAL, TRADITIONAL),
        ("种草是什么意思？", ENGLISH, SIMPLIFIED),
        ("種草是什麼意思？", ENGLISH, TRADITIONAL),
        ("What does 种草 mean?", SIMPLIFIED, ENGLISH),
        ("/term 种草", ENGLISH, ENGLISH),
        ("/term 种草", None, SIMPLIFIED),
        ("/ask 种草", ENGLISH, ENGLISH),
        ("查 种草", ENGLISH, SIMPLIFIED),
        ("问 What does yyds mean?", ENGLISH, ENGLISH),
        ("拼音", TRADITIONAL, TRADITIONAL),
        ("/help", TRADITIONAL, TRADITIONAL),
        ("帮助", ENGLISH, SIMPLIFIED),
        ("幫助", ENGLISH, TRADITIONAL),
    ],
)
def test_language_of_an_answer(
    knowledge: Knowledge, text: str, hint: Language | None, wanted: Language
) -> None:
    """A sentence tells its language; a word by itself leaves it to who asks."""
    assert say(knowledge, text, hint=hint)[0].language is wanted


def test_chosen_language_wins(knowledge: Knowledge) -> None:
    """Whoever chose a language gets it for any question."""
    for text in ("种草", "What is RedNote?", "小紅書是什麼？", "/help", "帮助"):
        assert say(knowledge, text, Preferences(TRADITIONAL), ENGLISH)[0].language is TRADITIONAL


def test_nothing_found_offers_what_may_be_meant(knowledge: Knowledge) -> None:
    """A word nobody has is said to be unknown, with what may have been meant."""
    reply, _ = say(knowledge, "/term 种拔", hint=ENGLISH)

    assert "know that one" in reply.plain()
    assert reply.missed
    assert actions(reply)


def test_an_empty_question_is_no_miss(knowledge: Knowledge) -> None:
    """Nothing asked is nothing missed."""
    reply, _ = say(knowledge, " ")

    assert not reply.missed
    assert "Send me a question" in reply.plain()


def test_decline_is_kind_and_points_on(knowledge: Knowledge) -> None:
    """A question of another field gets its own sentence, and is no gap of the guide."""
    reply, _ = say(knowledge, "What will the weather be like in Shanghai tomorrow?")

    assert "weather" in reply.plain().lower()
    assert not reply.missed


@pytest.mark.parametrize(
    "action",
    [
        *("", "e", "e:", "e:en:", "e:en:nope", "e:xx:what-is-rednote", "t:en:a+b+c", "q:en:x"),
        *("l:", "l:klingon", "x:en:7", "x:en:-1", "x:en:", "p:", "p:loud"),
        *("b:en:nowhere:0", "b:en:g-basics:99", "b:en:g-basics:-1", "b:en:g-basics:²", "b:en:g-"),
        *("o:en:nope", "o:en:", "T:en:99", "T:en:-1", "T:en:", "T:en:²"),
    ],
)
def test_forged_actions_mean_nothing(knowledge: Knowledge, action: str) -> None:
    """Unknown actions are None, never an error."""
    assert press(knowledge, action, Preferences()) is None


ACTION = st.builds(
    ":".join,
    st.lists(
        st.sampled_from([*"etlxpboTf", "en", "zh-Hans", "all", "g-basics", "avoid", "0", "7", ""])
        | st.text(max_size=12),
        max_size=5,
    ),
)


@settings(max_examples=300, deadline=None)
@given(action=ACTION)
def test_any_action_is_safe(knowledge: Knowledge, action: str) -> None:
    """No callback data raises, nor changes more than a choice."""
    response = press(knowledge, action, Preferences())

    assert response is None or response[0].plain().strip()


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_cut_action_is_safe(knowledge: Knowledge, data: st.DataObject) -> None:
    """A button whose data was cut or repeated somewhere is answered or means nothing."""
    known = ["e:en:what-is-rednote", "t:zh-Hans:zhongcao+bacao", "b:en:g-basics:0", "T:en:3"]
    action = data.draw(st.sampled_from(known))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(action))] * 2)))

    press(knowledge, action[start:end], Preferences())
    press(knowledge, action[:end] + action[start:], Preferences())


def test_every_button_of_an_answer_works(knowledge: Knowledge) -> None:
    """What an answer offers can be pressed."""
    reply, preferences = say(knowledge, "What is RedNote?")

    assert actions(reply)
    assert all(press(knowledge, action, preferences) for action in actions(reply))


def test_comparison_stays_whole_in_the_other_language(knowledge: Knowledge) -> None:
    """The language button of a comparison shows both words again."""
    reply, preferences = say(knowledge, "种草和拔草有什么区别")
    action = next(c.action for row in reply.choices for c in row if c.label == "English")

    response = press(knowledge, action, preferences)

    assert response is not None
    assert "zhòngcǎo" in response[0].plain()
    assert "bácǎo" in response[0].plain()


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("e_zhongcao", "zhòngcǎo"),
        ("c_avoid", "everyday subjects are fine"),
        ("c_tour", "1 of 6"),
        ("c_quiz", "What does"),
        ("c_ask", "What would you like to know"),
    ],
)
def test_links_open_what_they_name(knowledge: Knowledge, parameter: str, said: str) -> None:
    """`?start=` opens an entry or a command."""
    assert said in say(knowledge, f"/start {parameter}", hint=ENGLISH)[0].plain()


@settings(max_examples=100, deadline=None)
@given(
    parameter=st.sampled_from(["", "e_", "c_", "c_start", "e_zhongcao+", "g_", "c_teach", "e_e_"])
    | st.from_regex(r"([ecgp]_)?[A-Za-z0-9_-]{0,60}", fullmatch=True)
)
def test_a_forged_link_is_a_greeting(knowledge: Knowledge, parameter: str) -> None:
    """A start parameter that means nothing leads to the start, not to an error."""
    assume(not knowledge.has(parameter.removeprefix("e_")))

    reply, after = say(knowledge, f"/start {parameter}", hint=ENGLISH)

    assert reply.plain().startswith("Hi!")
    assert after == Preferences()


def test_a_reply_of_the_dialogue_is_data(knowledge: Knowledge) -> None:
    """No reply holds markup: braces, tags and percent signs of a question are not in it."""
    for text in ("<b>种草", "{names} {0}", "%s %(x)s", json.dumps({"a": 1})):
        reply, _ = say(knowledge, text)
        assert "<" not in reply.plain()
        assert "{" not in reply.plain()
