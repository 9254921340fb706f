"""Replies as Telegram messages."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.entries import show
from bot.tg.render import MESSAGE, render
from bot.values import Choice, Part, Reply, Style
from knowledge import Knowledge, Language
from tests.e2e.botapi import check_keyboard, parse_html

PARTS = st.builds(Part, st.text(min_size=1, max_size=9000), st.sampled_from(Style))


@given(st.lists(PARTS, min_size=1, max_size=6))
def test_any_text_parses_and_fits(parts: list[Part]) -> None:
    """Whatever stands in a reply, each message is valid HTML within the limit, nothing lost."""
    messages = render(Reply(Language.ENGLISH, tuple(parts)))

    texts = [parse_html(message.html) for message in messages]
    assert all(len(text) <= MESSAGE for text in texts)
    squeezed = "".join("".join(texts).split())
    assert squeezed == "".join("".join(part.text for part in parts).split())


def test_every_entry_renders_in_every_language(knowledge: Knowledge) -> None:
    """Each entry of the knowledge, in each language, is accepted by a strict server."""
    for entry in knowledge.entries():
        for language in Language:
            reply = show(knowledge, (entry,), language, knowledge.related(entry))
            for message in render(reply):
                assert parse_html(message.html).strip(), entry.id
                if message.keyboard:
                    check_keyboard(message.keyboard.to_dict())


def test_buttons_over_the_limits_are_left_out() -> None:
    """A button Telegram would refuse does not take the message down with it."""
    choices = ((Choice("a", action="x" * 65), Choice("b", copy="y" * 257)), (Choice("c", "ok"),))

    (message,) = render(Reply(Language.ENGLISH, (Part("text"),), choices))

    assert message.keyboard is not None
    assert [[b.text for b in row] for row in message.keyboard.inline_keyboard] == [["c"]]


def test_keyboard_stands_below_the_last_message() -> None:
    """A long reply keeps its buttons, once."""
    long = Reply(Language.ENGLISH, (Part("word " * 2000),), ((Choice("a", action="x"),),))

    messages = render(long)

    assert [bool(message.keyboard) for message in messages] == [False, False, True]
