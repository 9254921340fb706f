"""Commands, their Chinese names, buttons and free text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.respond import command, press, respond
from bot.store import Memory
from bot.values import Preferences
from knowledge import Knowledge, Language


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


@pytest.mark.parametrize("text", ["/start", "/help", "/ask", "/term", "/lang", "/lang en", "帮助"])
def test_every_command_answers(knowledge: Knowledge, text: str) -> None:
    """No command is silent, with or without an argument."""
    reply, _ = respond(knowledge, text, Preferences())

    assert reply.plain().strip()


def test_language_preference_is_set_and_unset(knowledge: Knowledge) -> None:
    """/lang changes preferences; auto goes back."""
    reply, chosen = respond(knowledge, "/lang zh-Hant", Preferences())
    assert chosen == Preferences(Language.TRADITIONAL)
    assert reply.language is Language.TRADITIONAL
    _, again = respond(knowledge, "/lang auto", chosen)
    assert again == Preferences()


def test_nothing_found_offers_what_may_be_meant(knowledge: Knowledge) -> None:
    """A word nobody has is said to be unknown."""
    reply, _ = respond(knowledge, "/term 镰雨蛙币", Preferences())

    assert "know that one" in reply.plain() or "不知道" in reply.plain()


def test_decline_is_kind_and_points_on(knowledge: Knowledge) -> None:
    """A question of another field gets its own sentence."""
    reply, _ = respond(
        knowledge, "What will the weather be like in Shanghai tomorrow?", Preferences()
    )

    assert "weather" in reply.plain().lower()


@pytest.mark.parametrize("action", ["", "e", "e:", "e:en:", "e:en:nope", "l:", "x:en:7", "q:en:x"])
def test_forged_actions_mean_nothing(knowledge: Knowledge, action: str) -> None:
    """Unknown actions are None, never an error."""
    assert press(knowledge, action, Preferences()) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_action_is_safe(knowledge: Knowledge, action: str) -> None:
    """No callback data raises."""
    press(knowledge, action, Preferences())


def test_every_button_of_an_answer_works(knowledge: Knowledge) -> None:
    """What an answer offers can be pressed."""
    reply, preferences = respond(knowledge, "What is RedNote?", Preferences())

    actions = [choice.action for row in reply.choices for choice in row if choice.action]
    assert actions
    assert all(press(knowledge, action, preferences) for action in actions)


def test_comparison_stays_whole_in_the_other_language(knowledge: Knowledge) -> None:
    """The language button of a comparison shows both words again."""
    reply, preferences = respond(knowledge, "种草和拔草有什么区别", Preferences())
    action = next(c.action for row in reply.choices for c in row if c.label == "English")

    response = press(knowledge, action, preferences)

    assert response is not None
    assert "zhòngcǎo" in response[0].plain()
    assert "bácǎo" in response[0].plain()


async def remember(memory: Memory) -> list[Preferences]:
    """Save and read preferences of a few people."""
    await memory.save(2**40, Preferences(Language.ENGLISH))
    await memory.save(2, Preferences(Language.SIMPLIFIED))
    await memory.save(2, Preferences())
    return [await memory.preferences(2**40), await memory.preferences(2)]


def test_memory_keeps_choices_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices are kept by 64-bit ids; defaults take no room; the oldest give way."""
    import asyncio  # noqa: PLC0415 - only here

    assert asyncio.run(remember(Memory())) == [Preferences(Language.ENGLISH), Preferences()]
    monkeypatch.setattr("bot.store.memory._MOST", 1)

    async def crowd() -> Preferences:
        memory = Memory()
        for user in range(3):
            await memory.save(user, Preferences(Language.ENGLISH))
        return await memory.preferences(0)

    assert asyncio.run(crowd()) == Preferences()
