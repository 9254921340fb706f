"""Topics by buttons: categories, their entries page by page, and the way back."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue import ask
from bot.dialogue.entries import label, paragraphs
from bot.dialogue.voice import Voice
from bot.values import Choice, Part, Reply, Style
from knowledge import (
    GUIDE_CATEGORIES,
    TERM_CATEGORIES,
    THEMES,
    Entry,
    Guide,
    Kind,
    Phrase,
    Term,
    Topic,
)

# Entries and categories on a page of buttons.
_PAGE = 8
# Actions: a page of a place, and an entry opened from there.
PLACE, OPEN = "b", "o"
# Places besides the categories, which are named g-… (guides), t-… (terms) and p-… (phrases).
ROOT, WORDS, PHRASES, AVOID = "all", "words", "phrases", "avoid"
# What is listed under the categories of a kind of place.
_KINDS = {"g": Kind.GUIDE, "t": Kind.TERM, "p": Kind.PHRASE}
# The card that introduces the sensitive topics.
_CAREFUL = "topics-to-avoid"

Row = tuple[Choice, ...]


def place(voice: Voice, name: str = ROOT, page: int = 0) -> Reply | None:
    """Return a page of a place, or None if there is none of that name and number."""
    if name == ROOT:
        return _root(voice)
    if name in {WORDS, PHRASES}:
        kind, names = ("t", TERM_CATEGORIES) if name == WORDS else ("p", THEMES)
        buttons = [_to(voice, f"{kind}-{category}") for category in names]
        back = (voice.button("browse-all", _action(voice, ROOT)),)
        return voice.reply(Part(voice.word(f"browse-{name}")), rows=(*_pairs(buttons), back))
    entries = _entries(voice, name)
    if not entries[page * _PAGE :] or page < 0:
        return None
    rows = (*_listed(voice, entries, page), *_turns(voice, name, page, len(entries)))
    return voice.reply(*_heading(voice, name), rows=(*rows, _up(voice, name)))


def opened(voice: Voice, name: str) -> Reply | None:
    """Return an entry with the way back to the page it stands on, or None if it is not there."""
    reply = ask.entry(voice, name)
    if reply is None:
        return None
    entry = voice.knowledge.entry(name.split("+", maxsplit=1)[0])
    where = _place_of(entry)
    if where is None:
        return reply
    page = _entries(voice, where).index(entry) // _PAGE
    back = Choice(voice.word("browse-back", name=_name(voice, where)), _action(voice, where, page))
    return replace(reply, choices=(*reply.choices, (back,)))


def _root(voice: Voice) -> Reply:
    guides = [_to(voice, f"g-{category}") for category in GUIDE_CATEGORIES]
    others = [_to(voice, name) for name in (WORDS, PHRASES, AVOID)]
    return voice.reply(Part(voice.word("browse-root")), rows=_pairs([*guides, *others]))


def _heading(voice: Voice, name: str) -> tuple[Part, ...]:
    """Return the text above a list: what it is, or the card on topics to be careful with."""
    if name != AVOID:
        return (Part(_name(voice, name), Style.TITLE), Part(voice.word("browse-choose")))
    return tuple(paragraphs(voice, voice.knowledge.entry(_CAREFUL)))


def _entries(voice: Voice, name: str) -> Sequence[Entry]:
    kind, _, category = name.partition("-")
    if name == AVOID:
        return voice.knowledge.topics()
    return voice.knowledge.browse(_KINDS[kind], category) if kind in _KINDS else ()


def _place_of(entry: Entry) -> str | None:
    match entry:
        case Topic():
            return AVOID
        case Guide():
            return f"g-{entry.category}"
        case Term():
            return f"t-{entry.category}"
        case Phrase():
            return f"p-{entry.theme}"
        case _:
            return None


def _listed(voice: Voice, entries: Sequence[Entry], page: int) -> tuple[Row, ...]:
    shown = entries[page * _PAGE : (page + 1) * _PAGE]
    return tuple(
        (Choice(label(voice, entry), action=f"{OPEN}:{voice.language}:{entry.id}"),)
        for entry in shown
    )


def _turns(voice: Voice, name: str, page: int, count: int) -> tuple[Row, ...]:
    """Return the row that turns the page, if there is more than one."""
    last = (count - 1) // _PAGE
    row: list[Choice] = []
    if page > 0:
        row.append(Choice(voice.word("browse-before", page=page), _action(voice, name, page - 1)))
    if page < last:
        text = voice.word("browse-next", page=page + 2, pages=last + 1)
        row.append(Choice(text, _action(voice, name, page + 1)))
    return (tuple(row),) if row else ()


def _up(voice: Voice, name: str) -> Row:
    above = {"t": WORDS, "p": PHRASES}.get(name.partition("-")[0], ROOT)
    return (voice.button("browse-all" if above == ROOT else f"browse-{above}-up",
                         _action(voice, above)),)  # fmt: skip


def _to(voice: Voice, name: str) -> Choice:
    return Choice(_name(voice, name), _action(voice, name))


def _name(voice: Voice, name: str) -> str:
    kind, _, category = name.partition("-")
    if not category:
        return voice.word(f"browse-name-{name}")
    return voice.word(f"{ {'g': 'guides', 't': 'terms', 'p': 'theme'}[kind] }-{category}")


def _action(voice: Voice, name: str, page: int = 0) -> str:
    return f"{PLACE}:{voice.language}:{name}:{page}"


def _pairs(buttons: Sequence[Choice]) -> tuple[Row, ...]:
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
