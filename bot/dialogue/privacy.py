"""What is kept of people, and how they see and delete it."""

import json
from collections.abc import Mapping

from bot.dialogue.voice import Voice
from bot.values import Document, Part, Reply

FORGET = "F"


def privacy(voice: Voice) -> Reply:
    """Return what is kept and for how long."""
    return voice.reply(*voice.paragraphs("privacy"))


def export(voice: Voice, kept: Mapping[str, object]) -> Reply:
    """Return everything kept about a person as a JSON file."""
    content = json.dumps(kept, ensure_ascii=False, indent=2).encode()
    reply = voice.sentence("export-file")
    return Reply(reply.language, reply.parts, document=Document("hongshu-my-data.json", content))


def ask_forget(voice: Voice) -> Reply:
    """Return the question whether to delete it all."""
    row = (
        voice.button("forget-yes", f"{FORGET}:{voice.language}:yes"),
        voice.button("forget-no", f"{FORGET}:{voice.language}:no"),
    )
    return voice.reply(Part(voice.word("forget-ask")), rows=(row,))
