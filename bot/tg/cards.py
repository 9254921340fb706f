"""Pictures of terms: the button for one, and drawing it beside all other work."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.dialogue import card
from bot.dialogue.voice import Voice
from bot.pictures import draw, fonts
from bot.values import Reply
from knowledge import Term

# One picture is drawn at a time: drawing takes a processor for up to half a second.
_DRAWER = ThreadPoolExecutor(1, "drawer")


def with_card(voice: Voice, reply: Reply) -> Reply:
    """Return a reply with a button to the picture of its term, where pictures can be drawn."""
    return card.offered(voice, reply) if fonts() else reply


async def pictured(voice: Voice, term: Term) -> Reply:
    """Return the picture of a term with its full text; the text alone without fonts."""
    found = fonts()
    if found is None:
        return card.text_alone(voice, term)
    loop = asyncio.get_running_loop()
    drawn = await loop.run_in_executor(_DRAWER, draw, card.card(voice, term), found)
    return card.shown(voice, term, drawn)
