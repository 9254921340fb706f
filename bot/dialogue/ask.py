"""Free text → an answer, a kind decline, or "I don't know that one" with what may be meant."""

from dataclasses import dataclass, replace

from bot.dialogue.entries import choice, paragraphs, show
from bot.dialogue.voice import Voice
from bot.values import Preferences, Reply
from knowledge import Entry, Found, Knowledge, Language, NotFound, Nothing, Word

# Longest text that is a word by itself, in characters and in words; and, in characters, one that
# is unknown: more may be a sentence.
_BARE, _WORDS, _UNKNOWN = 20, 3, 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found, and the reply that says it."""

    outcome: Found | Nothing
    reply: Reply


def ask(
    knowledge: Knowledge, text: str, preferences: Preferences, hint: Language | None = None
) -> Asked:
    """Answer free text in the preferred language, or in its own.

    A word by itself does not tell who asks: a newcomer pastes 种草, a host types rizz. It is
    explained in the language of `hint`, if there is one.
    """
    outcome = knowledge.ask(text, preferences.language)
    if _is_word(outcome, text):
        outcome = replace(outcome, language=tongue(knowledge, text, preferences, hint))
    voice = Voice(knowledge, outcome.language, preferences.pinyin)
    if isinstance(outcome, Found):
        return Asked(outcome, show(voice, outcome.entries, outcome.related))
    return Asked(outcome, _nothing(voice, outcome, text))


def found(knowledge: Knowledge, names: str) -> tuple[Entry, ...]:
    """Return the entries with ids `a` or `a+b`; empty if one is not there."""
    try:
        return tuple(knowledge.entry(name) for name in names.split("+"))
    except NotFound:
        return ()


def entry(voice: Voice, names: str) -> Reply | None:
    """Return the reply that shows entries (`a` or `a+b`), or None if one is not there."""
    entries = found(voice.knowledge, names)
    related = [other for shown in entries for other in voice.knowledge.related(shown)]
    return show(voice, entries, related) if entries else None


def tongue(
    knowledge: Knowledge, text: str, preferences: Preferences, hint: Language | None
) -> Language:
    """Return the language in which to explain a word asked for by `text`."""
    own = knowledge.language(text)
    if preferences.language:
        return preferences.language
    foreign = hint is not None and hint.is_chinese != own.is_chinese
    return hint if hint and is_bare(text) and foreign else own


def is_bare(text: str) -> bool:
    """Whether a text may be a word by itself, whose language tells nothing of who asks."""
    return len(text) <= _BARE and len(text.split()) <= _WORDS and not text.endswith(("?", "？"))


def _is_word(outcome: Found | Nothing, text: str) -> bool:
    """Whether what was asked is a word: one that was found, or an unknown short one."""
    if isinstance(outcome, Found):
        return isinstance(outcome.entry, Word)
    return outcome.decline is None and len(text.strip()) <= _UNKNOWN


def term(voice: Voice, text: str) -> Reply:
    """Look a word up: the best hit as an answer, with the others as buttons."""
    hits = voice.knowledge.lookup(text)
    sure = [hit.word for hit in hits if hit.is_answer]
    if sure:
        return show(voice, (sure[0],), [*sure[1:], *voice.knowledge.related(sure[0])])
    nothing = Nothing(voice.language, suggestions=tuple(hit.word for hit in hits[:3]))
    return _nothing(voice, nothing, text)


def _nothing(voice: Voice, outcome: Nothing, text: str) -> Reply:
    rows = tuple((choice(voice, suggested),) for suggested in outcome.suggestions)
    if outcome.decline is not None:
        return voice.reply(*paragraphs(voice, outcome.decline), rows=rows)
    asked = bool(text.strip())
    name = "unknown-near" if rows else "unknown" if asked else "unknown-empty"
    return replace(voice.sentence(name), choices=rows, missed=asked)
