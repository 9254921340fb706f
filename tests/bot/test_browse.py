"""Topics by buttons, followed to the last one."""

from collections import deque

import pytest

from bot.dialogue import browse, start
from bot.dialogue.feedback import rated
from bot.dialogue.respond import press
from bot.dialogue.voice import Voice
from bot.tg.render import Links, render
from bot.values import Preferences
from knowledge import Knowledge, Language
from tests.bot.dialogue import ENGLISH, choices
from tests.e2e.botapi import check_keyboard, parse_html

LINKS = Links("hongshu_bot")


@pytest.mark.parametrize("language", Language)
def test_every_button_that_can_be_reached_leads_somewhere(
    knowledge: Knowledge, language: Language
) -> None:
    """From start and help, in one language, no button is dead and no message would be refused."""
    voice = Voice(knowledge, language)
    first = [start.start(voice, Preferences()), start.help_(voice), start.ask_pinyin(voice)]
    waiting = deque(c.action for reply in first for c in choices(reply) if c.action)
    seen = set(waiting)
    while waiting:
        action = waiting.popleft()
        response = press(knowledge, action, Preferences(), language)
        assert response is not None, action
        reply = rated(voice, response[0])
        messages = render(reply, LINKS)
        for message in messages:
            assert parse_html(message.html).strip(), action
            if message.keyboard:
                check_keyboard(message.keyboard.to_dict())
        shown = sum(len(row) for m in messages if m.keyboard
                    for row in m.keyboard.to_dict()["inline_keyboard"])  # fmt: skip
        assert shown == len(choices(reply)), action
        for choice in choices(reply):
            new = choice.action and choice.action[0] not in "fl" and choice.action not in seen
            if new and not choice.action.startswith("t:"):
                seen.add(choice.action)
                waiting.append(choice.action)

    listed = {action.split(":")[2] for action in seen if action.startswith("o:")}
    shelved = {entry.id for entry in knowledge.entries() if browse._place_of(entry)}
    assert listed == shelved


def test_page_shows_eight_and_turns(knowledge: Knowledge) -> None:
    """Four pages of topics; the first turns on alone, the last back alone."""
    voice = Voice(knowledge, ENGLISH)
    pages = [browse.place(voice, browse.AVOID, number) for number in range(5)]

    assert pages[4] is None
    labels = [[c.label for c in choices(page)] for page in pages if page]
    assert [sum(c.action.startswith("o:") for c in choices(page)) for page in pages if page] == [
        *(8, 8, 8, 4)
    ]
    assert "Page 2 of 4 ›" in labels[0]
    assert not any(label.startswith("‹ Page") for label in labels[0])
    assert "‹ Page 3" in labels[3]
    assert not any(label.endswith("›") for label in labels[3])


def test_opened_entry_leads_back_to_its_page(knowledge: Knowledge) -> None:
    """The way back is the page on which the entry stands."""
    voice = Voice(knowledge, ENGLISH)
    for number in range(4):
        page = browse.place(voice, browse.AVOID, number)
        assert page is not None
        for choice in choices(page):
            if choice.action.startswith("o:"):
                entry = browse.opened(voice, choice.action.split(":")[2])
                assert entry is not None
                assert choices(entry)[-1].action == f"b:en:avoid:{number}"


@pytest.mark.parametrize("name", ["", "nowhere", "g-", "g-nothing", "x-basics", "t-money", "g"])
def test_there_is_no_place_of_that_name(knowledge: Knowledge, name: str) -> None:
    """A place that is none is None."""
    assert browse.place(Voice(knowledge, ENGLISH), name) is None


def test_entry_that_stands_nowhere_has_no_way_back(knowledge: Knowledge) -> None:
    """Small talk opens without a place; what does not exist does not open."""
    voice = Voice(knowledge, ENGLISH)
    apart = next(entry for entry in knowledge.entries() if not browse._place_of(entry))

    reply = browse.opened(voice, apart.id)

    assert reply is not None
    assert not any(choice.action.startswith("b:") for choice in choices(reply))
    assert browse.opened(voice, "no-such-entry") is None
