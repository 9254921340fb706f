"""Short questions about the entry shown last, without Telegram."""

from datetime import date

import pytest

from bot.dialogue.respond import respond
from bot.terminal import Conversation
from bot.values import Moment, PinyinStyle, Preferences, Reply
from knowledge import Knowledge, Language
from tests.bot.dialogue import TRADITIONAL, choices

MOMENT = Moment(date(2026, 1, 1), 0)


def after(
    knowledge: Knowledge, text: str, last: str, hint: Language | None = None, **chosen: PinyinStyle
) -> Reply:
    """Return the reply to a text after an entry was shown."""
    preferences = Preferences(**chosen)
    return respond(knowledge, text, preferences, moment=MOMENT, hint=hint, last=last)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("example?", "看完她的笔记"),
        ("And an example, please?", "看完她的笔记"),
        ("举个例子", "例句"),
        ("and in Chinese?", "向别人推荐好东西"),
        ("用英文说", "to make someone want a product"),
        ("what does it mean?", "to make someone want a product"),
        ("什么意思？", "向别人推荐好东西"),
        ("pinyin?", "zhòngcǎo"),
        ("怎么读", "zhòngcǎo"),
        ("why?", "to make someone want a product"),
    ],
)
def test_short_question_is_about_the_word_shown_last(
    knowledge: Knowledge, text: str, said: str
) -> None:
    """It is answered from that word, in the language of the question."""
    reply = after(knowledge, text, "zhongcao")

    assert said in reply.plain()
    assert reply.subject == "zhongcao"


def test_example_is_not_the_whole_entry(knowledge: Knowledge) -> None:
    """Who asks for an example gets the word and the sentence alone."""
    reply = after(knowledge, "example?", "zhongcao")

    assert "to make someone want" not in reply.parts[0].text + reply.parts[-1].text
    assert len(reply.parts) == 2


def test_reading_is_told_though_readings_are_off(knowledge: Knowledge) -> None:
    """Who asks how it is read wants to know, whatever was chosen for other answers."""
    reply = after(knowledge, "怎么念", "zhongcao", pinyin=PinyinStyle.OFF)

    assert "zhòngcǎo" in reply.plain()


@pytest.mark.parametrize("text", ["more", "say more", "再来一个", "还有吗？"])
def test_more_goes_on_to_what_is_related(knowledge: Knowledge, text: str) -> None:
    """Another entry is shown, one that the last names as related."""
    reply = after(knowledge, text, "privacy")

    assert reply.subject in knowledge.entry("privacy").related


@pytest.mark.parametrize("text", ["why?", "为什么？", "為什麼"])
def test_why_names_the_sources_of_a_card(knowledge: Knowledge, text: str) -> None:
    """Whom the answer rests on is said, and what may say more is offered."""
    reply = after(knowledge, text, "privacy", TRADITIONAL)

    assert "(EFF)" in reply.plain()
    assert len(choices(reply)) == 3


@pytest.mark.parametrize("last", ["", "no-such-entry"])
def test_nothing_shown_last_is_no_matter(knowledge: Knowledge, last: str) -> None:
    """Without an entry a text is taken by itself."""
    assert after(knowledge, "什么意思", last).subject != "zhongcao"


@pytest.mark.parametrize(
    "text", ["yyds", "what does 拔草 mean?", "what is more expensive here", "拼音"]
)
def test_other_texts_are_taken_by_themselves(knowledge: Knowledge, text: str) -> None:
    """A question of its own, a word or a command does not refer back."""
    assert after(knowledge, text, "zhongcao") == after(knowledge, text, "")


def test_terminal_remembers_what_it_showed(knowledge: Knowledge) -> None:
    """In a conversation the entry shown last is known; a new conversation knows none."""
    talk = Conversation(knowledge)
    talk.say("zhongcao")

    assert "看完她的笔记" in talk.say("example?")
    assert "看完她的笔记" not in Conversation(knowledge).say("example?")
