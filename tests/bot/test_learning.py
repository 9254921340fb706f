"""Saved words and reviews without Telegram: commands, buttons, what is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import morning, recall, saved
from bot.dialogue.commands import command
from bot.dialogue.voice import Voice
from bot.review import Kept, Side
from bot.values import PinyinStyle, Reply
from bot.zones import ZONES
from knowledge import Knowledge, Language, Word

LAST = Kept(1, 0, 10**6 - 1, "{}")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/words", ("words", "")),
        ("/words cao", ("words", "cao")),
        ("生词本", ("words", "")),
        ("生詞本 草", ("words", "草")),
        ("/review", ("review", "")),
        ("复习", ("review", "")),
        ("複習", ("review", "")),
        ("復習", ("review", "")),
    ],
)
def test_commands_have_names_in_both_scripts(text: str, wanted: tuple[str, str]) -> None:
    """What people write for the list and for a review is understood."""
    assert command(text) == wanted


def actions(reply: Reply) -> list[str]:
    """Return what the buttons of a reply do."""
    return [choice.action for row in reply.choices for choice in row]


def test_every_button_fits_telegram(knowledge: Knowledge) -> None:
    """For every word, side, zone and language, what a button carries has at most 64 bytes."""
    words = [entry for entry in knowledge.entries() if isinstance(entry, Word)]
    made: list[str] = []
    for voice in (Voice(knowledge, language) for language in Language):
        made += [saved.star(voice, word.id, saved=True).action for word in words]
        made += actions(saved.listed(voice, words, 10**3))
        made += [a for zone in ZONES for a in actions(morning.hours(voice, zone))]
        for word in words:
            made += actions(recall.question(voice, word, Side.MEANING, LAST, 1))
            made += actions(recall.answer(voice, word, Side.READING, LAST, 1))

    assert len(made) > 10_000
    assert max(len(action.encode()) for action in made) <= 64


def test_reading_is_asked_only_where_one_is_shown(knowledge: Knowledge) -> None:
    """No card for a reading of a word without one, nor for who wants no pinyin."""
    voice = Voice(knowledge, Language.ENGLISH)
    silent = Voice(knowledge, Language.ENGLISH, PinyinStyle.OFF)
    chinese, english = saved.words(knowledge, ["zhongcao", "rizz"])

    assert recall.sides(voice, chinese) == tuple(Side)
    assert recall.sides(voice, english) == (Side.MEANING, Side.WORD)
    assert recall.sides(silent, chinese) == (Side.MEANING, Side.WORD)


def test_question_never_holds_its_answer(knowledge: Knowledge) -> None:
    """The word's card shows no reading or meaning, the meaning's no word."""
    voice = Voice(knowledge, Language.ENGLISH)
    (word,) = saved.words(knowledge, ["zhongcao"])
    told = {
        side: recall.question(voice, word, side, None, 1).plain().replace("1", "") for side in Side
    }

    assert all("zhòng" not in text for text in told.values())
    assert word.gloss.en in told[Side.WORD]
    assert "草" not in told[Side.WORD]
    assert word.gloss.en not in told[Side.MEANING] + told[Side.READING]


@pytest.mark.parametrize(
    "query", ["cao", "zhong cao", "种草", "種草", "zhongcap", "recommend", "心动"]
)
def test_saved_words_are_found_in_many_spellings(knowledge: Knowledge, query: str) -> None:
    """A part of a reading, a slip, either script, or a word of the meaning."""
    own = saved.words(knowledge, ["yyds", "zhongcao", "rizz"])

    assert [word.id for word in saved.search(knowledge, own, query)] == ["zhongcao"]


def test_search_finds_saved_words_alone(knowledge: Knowledge) -> None:
    """A word of the guide that is not saved is not found; nor is anything by a blank."""
    own = saved.words(knowledge, ["yyds"])

    assert saved.search(knowledge, own, "种草") == []
    assert saved.search(knowledge, own, "  ") == []


def test_word_that_left_the_guide_is_left_out(knowledge: Knowledge) -> None:
    """A saved id that no entry has any more does no harm."""
    assert [w.id for w in saved.words(knowledge, ["no-such", "yyds", "what-is-rednote"])] == [
        "yyds"
    ]


@given(st.text(max_size=70))
def test_any_button_of_a_card_is_safe(rest: str) -> None:
    """Whatever is sent for a button, it is one or it is none."""
    button = recall.pressed(rest)

    assert button is None or 0 <= button.version < 10**6


@given(st.text(max_size=40))
def test_any_hour_written_is_safe(knowledge: Knowledge, text: str) -> None:
    """Whatever stands behind /word, it is an hour in a zone or it is none."""
    wanted = morning.parsed(Voice(knowledge, Language.ENGLISH), text)

    assert wanted is None or wanted.hour in range(24)


@pytest.mark.parametrize(
    ("text", "hour", "zone"),
    [
        ("8", 8, "UTC"),
        ("08:00 Asia/Taipei", 8, "Asia/Taipei"),
        ("0 Europe/Paris", 0, "Europe/Paris"),
        ("23  America/New_York", 23, "America/New_York"),
    ],
)
def test_hour_can_be_written(knowledge: Knowledge, text: str, hour: int, zone: str) -> None:
    """An hour with or without minutes, and a zone by its name."""
    wanted = morning.parsed(Voice(knowledge, Language.ENGLISH), text)

    assert wanted is not None
    assert (wanted.hour, wanted.zone) == (hour, zone)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(1, "1 min"), (60, "1 min"), (600, "10 min"), (3600, "1 h"), (5 * 86400, "5 d"),
     (60 * 86400, "2 mo"), (3 * 365 * 86400, "3 y")],
)  # fmt: skip
def test_waiting_is_told_in_the_unit_that_fits(
    knowledge: Knowledge, seconds: int, told: str
) -> None:
    """From minutes to years, rounded."""
    assert recall.spoken(Voice(knowledge, Language.ENGLISH), seconds) == told
