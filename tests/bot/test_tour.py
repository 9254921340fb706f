"""The tour: six cards, on where one stopped."""

import pytest

from bot.dialogue.tour import CARDS, invitation, step, tour
from bot.dialogue.voice import Voice
from bot.values import Preferences
from knowledge import Knowledge, Language
from tests.bot.dialogue import ENGLISH, SIMPLIFIED, choices


@pytest.mark.parametrize("language", Language)
def test_every_card_leads_to_the_next(knowledge: Knowledge, language: Language) -> None:
    """Six cards with their numbers, each once, then the end."""
    voice = Voice(knowledge, language)
    reply, preferences = tour(voice, Preferences())
    seen = [reply.parts[0].text]
    while len(seen) <= CARDS:
        following = f"{len(seen)}"
        assert following in [choice.action.split(":")[2] for choice in choices(reply)]
        response = step(voice, following, preferences)
        assert response is not None
        reply, preferences = response
        seen.append(reply.parts[0].text)

    assert len(set(seen)) == CARDS + 1
    assert [str(n) in text for n, text in enumerate(seen[:-1], 1)] == [True] * CARDS
    assert preferences.tour == CARDS
    assert choices(reply) == []


def test_newcomers_and_hosts_see_other_cards(knowledge: Knowledge) -> None:
    """English speakers learn of the app, Chinese speakers of the newcomers."""
    english, _ = tour(Voice(knowledge, ENGLISH), Preferences())
    chinese, _ = tour(Voice(knowledge, SIMPLIFIED), Preferences())

    assert "What is RedNote?" in english.plain()
    assert "难民" in chinese.plain()


def test_tour_goes_on_where_it_was_left(knowledge: Knowledge) -> None:
    """Skipping keeps the place; the invitation and /tour know it."""
    voice = Voice(knowledge, ENGLISH)
    _, first = tour(voice, Preferences())
    second = step(voice, "1", first)
    assert second is not None
    skipped = step(voice, "skip", second[1])
    assert skipped is not None

    again, _ = tour(voice, skipped[1])

    assert skipped[1].tour == 2
    assert "3 of 6" in again.plain()
    assert invitation(voice, skipped[1]).action == "T:en:2"
    assert "card 3" in invitation(voice, skipped[1]).label


def test_going_back_loses_nothing(knowledge: Knowledge) -> None:
    """An earlier card pressed again does not undo what was seen."""
    response = step(Voice(knowledge, ENGLISH), "0", Preferences(tour=4))

    assert response is not None
    assert response[1].tour == 4


def test_finished_tour_begins_again(knowledge: Knowledge) -> None:
    """Whoever saw all is invited to the first card."""
    voice = Voice(knowledge, ENGLISH)
    reply, after = tour(voice, Preferences(tour=CARDS))

    assert "1 of 6" in reply.plain()
    assert after.tour == 1
    assert invitation(voice, Preferences(tour=CARDS)).action == "T:en:0"


@pytest.mark.parametrize("number", ["", "7", "-1", "x", "²", "00", "1.0"])
def test_there_is_no_such_card(knowledge: Knowledge, number: str) -> None:
    """A number that is no card's is None."""
    assert step(Voice(knowledge, ENGLISH), number, Preferences()) is None
