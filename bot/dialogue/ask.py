"""Free text → an answer, a kind decline, or "I don't know that one" with what may be meant."""

from dataclasses import dataclass

from bot.dialogue.entries import choice, paragraphs, show
from bot.strings import strings
from bot.values import Part, Preferences, Reply
from knowledge import Found, Knowledge, Language, NotFound, Nothing


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found, and the reply that says it."""

    outcome: Found | Nothing
    reply: Reply


def ask(knowledge: Knowledge, text: str, preferences: Preferences) -> Asked:
    """Answer free text in the preferred language, or in its own."""
    outcome = knowledge.ask(text, preferences.language)
    if isinstance(outcome, Found):
        return Asked(outcome, show(knowledge, outcome.entries, outcome.language, outcome.related))
    return Asked(outcome, _nothing(knowledge, outcome, text))


def entry(knowledge: Knowledge, names: str, language: Language) -> Reply | None:
    """Return the reply that shows entries (`a` or `a+b`), or None if one is not there."""
    try:
        found = tuple(knowledge.entry(name) for name in names.split("+"))
    except NotFound:
        return None
    related = [other for shown in found for other in knowledge.related(shown)]
    return show(knowledge, found, language, related)


def term(knowledge: Knowledge, text: str, preferences: Preferences) -> Reply:
    """Look a word up: the best hit as an answer, with the others as buttons."""
    language = preferences.language or knowledge.language(text)
    hits = knowledge.lookup(text)
    sure = [hit.word for hit in hits if hit.is_answer]
    if sure:
        return show(knowledge, (sure[0],), language, [*sure[1:], *knowledge.related(sure[0])])
    nothing = Nothing(language, suggestions=tuple(hit.word for hit in hits[:3]))
    return _nothing(knowledge, nothing, text)


def _nothing(knowledge: Knowledge, outcome: Nothing, text: str) -> Reply:
    language = outcome.language
    rows = tuple((choice(knowledge, e, language),) for e in outcome.suggestions)
    if outcome.decline is not None:
        return Reply(language, tuple(paragraphs(knowledge, outcome.decline, language)), rows)
    name = "unknown-near" if rows else "unknown" if text.strip() else "unknown-empty"
    return Reply(language, (Part(strings(language, name)),), rows)
