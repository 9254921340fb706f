"""Hello, help, and the language of answers."""

from bot.strings import strings
from bot.values import Choice, Part, Preferences, Reply
from knowledge import Language

# Example questions on the start screen, and the actions of their buttons.
EXAMPLES = ("start-example-1", "start-example-2", "start-example-3")

_NAMES = {
    Language.ENGLISH: "English",
    Language.SIMPLIFIED: "简体中文",
    Language.TRADITIONAL: "繁體中文",
}


def start(language: Language) -> Reply:
    """Return the greeting with three examples and the choice of a language."""
    examples = tuple(
        (Choice(strings(language, name), action=f"x:{language}:{i}"),)
        for i, name in enumerate(EXAMPLES)
    )
    return Reply(
        language,
        (Part(strings(language, "start")), Part(strings(language, "start-language"))),
        (*examples, *_language_rows(language)),
    )


def example(number: str, language: Language) -> str | None:
    """Return the example question with a number, or None."""
    known = dict(zip(map(str, range(len(EXAMPLES))), EXAMPLES, strict=True))
    return strings(language, known[number]) if number in known else None


def help_(language: Language) -> Reply:
    """Return what can be typed."""
    return Reply(language, tuple(Part(t) for t in strings(language, "help").split("\n\n")))


def ask_language(language: Language) -> Reply:
    """Return the choice of a language."""
    return Reply(language, (Part(strings(language, "start-language")),), _language_rows(language))


def set_language(value: str, language: Language) -> tuple[Reply, Preferences] | None:
    """Return the confirmation and the new preferences, or None for an unknown value."""
    if value == "auto":
        return Reply(language, (Part(strings(language, "language-set-auto")),)), Preferences()
    try:
        chosen = Language(value)
    except ValueError:
        return None
    return Reply(chosen, (Part(strings(chosen, "language-set")),)), Preferences(chosen)


def _language_rows(language: Language) -> tuple[tuple[Choice, ...], ...]:
    named = tuple(Choice(name, action=f"l:{lang}") for lang, name in _NAMES.items())
    return (named, (Choice(strings(language, "language-auto"), action="l:auto"),))
