"""Names where everybody sees them."""

import re

import pytest

from bot.dialogue.group import welcome
from bot.dialogue.scores import top
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings
from bot.values import Score
from knowledge import Knowledge, Language

# What Telegram makes a link of, wherever it stands.
LINK = re.compile(r"\w\.\w|[@/#$]\w|://")


@pytest.mark.parametrize(
    "name", ["evil.example", "@spam_bot", "https://x.example/y", "/forget", "#ad", "Dr. Li"]
)
def test_name_is_no_link(knowledge: Knowledge, name: str) -> None:
    """A name that is an address leads nowhere, in welcomes and on the scoreboard."""
    voice = Voice(knowledge, Language.ENGLISH)

    for reply in (
        welcome(voice, GroupSettings(welcome=True, welcome_text="{names}"), [name], "x"),
        top(voice, [(name, Score(1, 1, 1))]),
    ):
        assert not LINK.search(reply.plain())
        assert name in reply.plain().replace("\u2060", "")
