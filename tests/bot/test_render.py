"""Replies as Telegram messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import ForceReply, InlineKeyboardMarkup

from bot.dialogue.entries import show
from bot.dialogue.voice import Voice
from bot.tg.render import MESSAGE, Links, render
from bot.values import Choice, Part, PinyinStyle, Reply, Style
from knowledge import Knowledge, Language
from tests.e2e.botapi import check_keyboard, parse_html
from tests.e2e.markup import read_html

LINKS = Links("hongshu_bot")
PARTS = st.builds(Part, st.text(min_size=1, max_size=9000), st.sampled_from(Style))
SHORT = st.text(max_size=70)
CHOICES = st.builds(
    Choice, SHORT.map("x{}".format), action=SHORT, copy=st.text(max_size=300), link=SHORT
)
HOSTILE = [
    "<b>",
    "</b>",
    "<script>alert(1)</script>",
    "&lt;",
    "&",
    "a > b < c",
    "{x} {0} %s %(a)s",
    "\u202e\u2066RTL\u2069",
    "Z\u0338\u0489\u0363algo",
    "💥" * 4096,
    "🇨🇳" * 3000,
    "<" * 5000,
    "&" * 4096,
    "[x](y) _a_ *b* `c`",
    "\n\n\n",
    "@hongshu_bot /start",
    "tg://user?id=1",
    "x" * 4096,
    "红" * 4097,
]


def reply(*parts: Part, choices: tuple[tuple[Choice, ...], ...] = ()) -> Reply:
    """Return a reply in English."""
    return Reply(Language.ENGLISH, parts, choices)


@given(st.lists(PARTS, min_size=1, max_size=6))
def test_any_text_parses_and_fits(parts: list[Part]) -> None:
    """Whatever stands in a reply, each message is valid HTML within the limit, nothing lost."""
    messages = render(reply(*parts), LINKS)

    texts = [parse_html(message.html) for message in messages]
    assert all(len(text) <= MESSAGE for text in texts)
    squeezed = "".join("".join(texts).split())
    assert squeezed == "".join("".join(part.text for part in parts).split())


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str, style: Style) -> None:
    """Markup, directions, stacked marks and floods of emoji come out as they went in."""
    messages = render(reply(Part("x"), Part(text, style)), LINKS)

    said = "".join(parse_html(message.html) for message in messages)
    assert "".join(said.split()) == "x" + "".join(text.split())
    kinds = {e["type"] for message in messages for e in read_html(message.html).entities}
    assert kinds <= {"bold", "italic", "blockquote", "expandable_blockquote"}


@given(st.lists(st.lists(CHOICES, max_size=8), max_size=12))
def test_any_buttons_are_accepted(rows: list[list[Choice]]) -> None:
    """Whatever a button holds, the keyboard is one Telegram takes."""
    (message,) = render(reply(Part("x"), choices=tuple(map(tuple, rows))), LINKS)

    if message.keyboard:
        check_keyboard(message.keyboard.to_dict())


@pytest.mark.parametrize("pinyin", PinyinStyle)
@pytest.mark.parametrize("language", Language)
def test_every_entry_renders(
    knowledge: Knowledge, language: Language, pinyin: PinyinStyle
) -> None:
    """Each entry of the knowledge, in each language and pinyin, is taken by a strict server."""
    voice = Voice(knowledge, language, pinyin)
    for entry in knowledge.entries():
        for message in render(show(voice, (entry,), knowledge.related(entry)), LINKS):
            assert parse_html(message.html).strip(), entry.id
            if message.keyboard:
                check_keyboard(message.keyboard.to_dict())


def test_long_rest_of_an_answer_is_folded() -> None:
    """A note becomes a quote that opens; an ordinary quote stays open."""
    (message,) = render(reply(Part("a"), Part("b", Style.NOTE), Part("c", Style.QUOTE)), LINKS)

    wanted = "a\n\n<blockquote expandable>b</blockquote>\n\n<blockquote>c</blockquote>"
    assert message.html == wanted


def test_long_text_is_cut_between_words() -> None:
    """A text over the limit is cut at white space, so that no word is torn."""
    words = [f"word{number}" for number in range(1500)]

    messages = render(reply(Part(" ".join(words))), LINKS)

    assert len(messages) > 2
    assert " ".join(message.html for message in messages).split() == words


def test_buttons_over_the_limits_are_left_out() -> None:
    """A button Telegram would refuse does not take the message down with it."""
    first = (Choice("a", action="x" * 65), Choice("b", copy="y" * 257), Choice("d", link="种草"))

    (message,) = render(reply(Part("text"), choices=(first, (Choice("c", "ok"),))), LINKS)

    assert isinstance(message.keyboard, InlineKeyboardMarkup)
    assert [[b.text for b in row] for row in message.keyboard.inline_keyboard] == [["c"]]


def test_links_lead_to_this_bot() -> None:
    """A link opens the private chat, the button to add the bot a choice of groups."""
    row = (Choice("a", link="e_zhongcao"), Choice("b", add=True), Choice("c", copy="种草"))

    (message,) = render(reply(Part("text"), choices=(row,)), LINKS)

    assert isinstance(message.keyboard, InlineKeyboardMarkup)
    link, add, copied = message.keyboard.inline_keyboard[0]
    assert link.url == "https://t.me/hongshu_bot?start=e_zhongcao"
    assert add.url == "https://t.me/hongshu_bot?startgroup=hello"
    assert copied.copy_text
    assert copied.copy_text.text == "种草"


def test_keyboard_stands_below_the_last_message() -> None:
    """A long reply keeps its buttons, once."""
    long = reply(Part("word " * 2000), choices=((Choice("a", action="x"),),))

    messages = render(long, LINKS)

    assert [bool(message.keyboard) for message in messages] == [False, False, True]


def test_prompt_is_carried_as_a_link_and_asks_for_an_answer() -> None:
    """What an answer is taken for can be read back from the message alone."""
    asked = Reply(Language.ENGLISH, (Part("The text?"),), prompt="w_-1001")

    (message,) = render(asked, LINKS)

    assert isinstance(message.keyboard, ForceReply)
    (link,) = read_html(message.html).entities
    assert LINKS.prompt(link["url"]) == "w_-1001"
    assert LINKS.prompt("https://t.me/other_bot?start=p_w_-1001") == ""
    assert LINKS.prompt(None) == ""
