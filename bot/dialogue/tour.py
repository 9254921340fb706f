"""The first steps as six cards: forward, skip, and on where one stopped."""

from dataclasses import replace

from bot.dialogue.entries import paragraphs
from bot.dialogue.voice import Voice
from bot.values import Choice, Part, Preferences, Reply, Style
from knowledge import title

STEP = "T"
# The cards, by their ids: for newcomers, and for the Chinese speakers who meet them.
_NEWCOMER = (
    "what-is-rednote",
    "translate-button",
    "greetings",
    "planting-grass",
    "topics-to-avoid",
    "how-creators-earn",
)
_HOST = (
    "tiktok-refugee",
    "what-are-they-saying",
    "english-abbreviations",
    "reply-in-english",
    "say-hello-to-them",
    "explain-the-rules",
)
CARDS = len(_NEWCOMER)
_SKIP = "skip"


def tour(voice: Voice, preferences: Preferences) -> tuple[Reply, Preferences]:
    """Return the card after the last one seen; from the first if all were."""
    return _card(voice, preferences.tour % CARDS, preferences)


def step(voice: Voice, number: str, preferences: Preferences) -> tuple[Reply, Preferences] | None:
    """Return the card with a number, or the end of the tour; None for no such card."""
    if number == _SKIP:
        return _end(voice, "tour-skipped"), preferences
    if number == str(CARDS):
        return _end(voice, "tour-done"), replace(preferences, tour=CARDS)
    if number not in set(map(str, range(CARDS))):
        return None
    return _card(voice, int(number), preferences)


def invitation(voice: Voice, preferences: Preferences) -> Choice:
    """Return the button that begins the tour, or goes on with it."""
    seen = preferences.tour
    if 0 < seen < CARDS:
        label = voice.word("tour-resume", card=seen + 1, cards=CARDS)
    else:
        label = voice.word("tour-begin", cards=CARDS)
    return Choice(label, action=_action(voice, str(seen % CARDS)))


def _card(voice: Voice, index: int, preferences: Preferences) -> tuple[Reply, Preferences]:
    cards = _HOST if voice.language.is_chinese else _NEWCOMER
    entry = voice.knowledge.entry(cards[index])
    heading = voice.word(
        "tour-heading", card=index + 1, cards=CARDS, title=voice.text(title(entry))
    )
    following = "tour-next" if index + 1 < CARDS else "tour-finish"
    buttons = [voice.button("tour-back", _action(voice, str(index - 1)))] if index else []
    buttons.append(voice.button(following, _action(voice, str(index + 1))))
    if index + 1 < CARDS:
        buttons.append(voice.button("tour-skip", _action(voice, _SKIP)))
    parts = (Part(heading, Style.TITLE), *paragraphs(voice, entry))
    reply = voice.reply(*parts, rows=(tuple(buttons),))
    return reply, replace(preferences, tour=max(preferences.tour % CARDS, index + 1))


def _end(voice: Voice, name: str) -> Reply:
    return voice.sentence(name)


def _action(voice: Voice, number: str) -> str:
    return f"{STEP}:{voice.language}:{number}"
