"""The panel of settings: pages, values, the record, the file."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.dialogue.options import changed, from_file, told, value_of
from bot.dialogue.panel import Panel
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings
from bot.tg.render import Links, render
from bot.values import Change, Reply
from knowledge import Knowledge, Language
from tests.e2e.markup import parse_html

CHAT = -(10**12) - 5
# Settings as they can be, each field by itself.
SETTINGS = st.builds(
    GroupSettings,
    language=st.none() | st.sampled_from(list(Language)),
    word_hour=st.none() | st.integers(0, 23),
    zone=st.sampled_from(["UTC", "Asia/Tokyo", "Pacific/Chatham"]),
    word_topic=st.none() | st.integers(0, 2**31 - 1),
    welcome=st.booleans(),
    welcome_text=st.text(max_size=60),
    welcome_minutes=st.integers(0, 1440),
    delete_minutes=st.integers(0, 1440),
    quiet_topics=st.lists(st.integers(0, 2**31 - 1), max_size=4).map(tuple),
    draft=st.booleans(),
    member_cap=st.integers(0, 100),
)


def actions(reply: Reply) -> list[str]:
    """Return what the buttons of a page stand for, without group."""
    buttons = [choice for row in reply.choices for choice in row]
    return [choice.action.split(":", 2)[2] for choice in buttons if choice.action]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("outside", [False, True])
def test_every_page_leads_somewhere(
    knowledge: Knowledge,
    language: Language,
    outside: bool,  # noqa: FBT001 - one of two panels
) -> None:
    """From the first page every button is a page or a value, in every language."""
    panel = Panel(Voice(knowledge, language), CHAT, topic=0 if outside else 12, outside=outside)
    waiting, seen = [""], set()
    while waiting:
        rest = waiting.pop()
        if rest in seen or rest in {"audit", "file", "load", "text", "close"}:
            continue
        seen.add(rest)
        name, equals, value = rest.partition("=")
        after = changed(GroupSettings(), name, value, 12) if equals else GroupSettings()
        assert after is not None, rest
        page = panel.show(after, "" if equals else rest)
        assert page is not None, rest
        waiting += actions(page)

    assert len(seen) >= 90


@settings(max_examples=30, deadline=None)
@given(told_=SETTINGS, outside=st.booleans())
def test_every_page_can_be_sent(
    knowledge: Knowledge,
    told_: GroupSettings,
    outside: bool,  # noqa: FBT001 - drawn by lot
) -> None:
    """Whatever is set, each page is markup Telegram reads, with buttons that fit."""
    panel = Panel(Voice(knowledge, Language.ENGLISH), CHAT, topic=7, outside=outside)
    for page in ("", "word", "greet", *GroupSettings.model_fields):
        reply = panel.show(told_, page)
        if reply is None:
            assert page in {"welcome", "welcome_text", "draft", "quiz", "insight"}
            continue
        (message,) = render(reply, Links("hongshu_bot"))
        assert parse_html(message.html).strip()
        kept = sum(len(row) for row in message.keyboard.inline_keyboard)
        assert kept == sum(len(row) for row in reply.choices)


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(list(GroupSettings.model_fields)) | st.text(max_size=12),
    value=st.text(max_size=40),
    topic=st.integers(-5, 2**40),
)
@example("quiet_topics", "9" * 30, 0)
@example("word_topic", "here", 2**40)
@example("model_config", "x", 0)
def test_any_value_is_taken_or_refused(name: str, value: str, topic: int) -> None:
    """What an action may hold never raises, and leaves valid settings."""
    after = changed(GroupSettings(), name, value, topic)

    assert after is None or GroupSettings.model_validate(after.model_dump()) == after


@pytest.mark.parametrize("zone", ["Mars/Base", "", "../UTC", "utc\0", "Europe"])
def test_zone_of_no_name_is_none(zone: str) -> None:
    """Only what the time zone database knows is taken."""
    assert changed(GroupSettings(), "zone", zone, 0) is None


@settings(max_examples=100, deadline=None)
@given(before=SETTINGS, after=SETTINGS, name=st.sampled_from(list(GroupSettings.model_fields)))
def test_every_change_can_be_told(
    knowledge: Knowledge, before: GroupSettings, after: GroupSettings, name: str
) -> None:
    """Whatever was changed to whatever, the record tells it, and not the text of a welcome."""
    panel = Panel(Voice(knowledge, Language.SIMPLIFIED), CHAT)

    reply = panel.audit([Change(1, 5, told(before, after, name))], {5: "<Eva>"})

    assert "<Eva>" in reply.plain()
    assert told(before, after, name).count("|") == 2
    if len(after.welcome_text) > 8:
        assert after.welcome_text not in reply.plain()


def test_value_now_is_marked(knowledge: Knowledge) -> None:
    """On a page of values the present one has a tick."""
    page = Panel(Voice(knowledge, Language.ENGLISH), CHAT).show(
        GroupSettings(member_cap=12), "member_cap"
    )

    assert page is not None
    ticked = [c.label for row in page.choices for c in row if c.label.startswith("✓")]
    assert ticked == ["✓ 12 a minute"]
    assert value_of(GroupSettings(quiet_topics=(3, 4)), "quiet_topics") == "3, 4"


@settings(max_examples=80, deadline=None)
@given(SETTINGS)
def test_file_gives_back_the_settings(knowledge: Knowledge, told_: GroupSettings) -> None:
    """What is exported is imported as it was."""
    reply = Panel(Voice(knowledge, Language.ENGLISH), CHAT).export(told_)

    assert reply.document is not None
    assert from_file(reply.document.content, CHAT) == told_


def test_topics_of_another_group_are_not_taken_along(knowledge: Knowledge) -> None:
    """In another group the same numbers are other topics; in a file without a group they hold."""
    told = GroupSettings(word_hour=8, word_topic=12, quiet_topics=(3, 4))
    reply = Panel(Voice(knowledge, Language.ENGLISH), CHAT).export(told)
    assert reply.document is not None

    assert from_file(reply.document.content, CHAT - 1) == GroupSettings(word_hour=8)
    assert from_file(told.model_dump_json().encode(), CHAT - 1) == told


@pytest.mark.parametrize("kept", ["music", "music|on|off", "speaks|shouting|called", "gift|a"])
def test_change_of_another_version_is_told_as_something(knowledge: Knowledge, kept: str) -> None:
    """What this version does not know keeps nobody from reading the list."""
    panel = Panel(Voice(knowledge, Language.ENGLISH), CHAT)

    page = panel.audit([Change(0, None, kept), Change(0, None, "quiz|on|off")], {})

    assert "something this version does not know" in page.plain()
    assert "Quiz: on → off" in page.plain()


def test_chinese_panel_has_chinese_marks(knowledge: Knowledge) -> None:
    """Values of two parts are joined as Chinese joins them."""
    panel = Panel(Voice(knowledge, Language.SIMPLIFIED), CHAT)
    shown = panel.show(GroupSettings(word_hour=8, zone="Asia/Tokyo"))
    record = panel.audit([Change(0, None, "quiet_topics|3, 4|3")], {})

    assert shown is not None
    assert "08:00，Asia/Tokyo" in shown.plain()
    assert "3、4" in record.plain()


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=60)
    | st.dictionaries(
        st.sampled_from(list(GroupSettings.model_fields)) | st.text(max_size=5),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.none()),
        max_size=5,
    ).map(lambda data: json.dumps(data).encode())
)
@example(b"[" * 60_000)
@example(b'{"zone":' * 5000)
@example(b'{"member_cap": %s}' % (b"1" * 5000))
def test_any_file_is_settings_or_a_short_fault(content: bytes) -> None:
    """No file raises; a fault names fields in at most 200 characters."""
    found: Any = from_file(content, CHAT)

    assert isinstance(found, GroupSettings) or 0 < len(found) <= 200


def test_word_with_a_bar_is_told_whole(knowledge: Knowledge) -> None:
    """The list of changes names a taught word as it is, whatever it holds."""
    panel = Panel(Voice(knowledge, Language.ENGLISH), CHAT)

    page = panel.audit([Change(0, None, "taught|a|b"), Change(0, None, "removed|c|d|e")], {})

    assert "taught “a|b”" in page.plain()
    assert "removed “c|d|e”" in page.plain()


def test_however_many_silent_topics_the_page_can_be_sent(knowledge: Knowledge) -> None:
    """Telegram takes a hundred buttons below a message; the rest have room once some are gone."""
    panel = Panel(Voice(knowledge, Language.ENGLISH), CHAT, topic=7)
    settings_ = GroupSettings(quiet_topics=tuple(range(10**6, 10**6 + 200)))

    page = panel.show(settings_, "quiet_topics")
    record = panel.audit([Change(0, None, told(settings_, settings_, "quiet_topics"))] * 15, {})

    assert page is not None
    assert 90 <= len(actions(page)) <= 100
    assert len(render(record, Links("hongshu_bot"))) == 1
