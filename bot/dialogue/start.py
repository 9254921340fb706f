"""Hello, help, and what a person can choose: language and pinyin."""

from dataclasses import replace

from bot.dialogue import tour
from bot.dialogue.voice import Voice
from bot.strings import strings
from bot.values import Choice, Part, PinyinStyle, Preferences, Reply
from knowledge import Language

# Actions: an example question, a language, a style of pinyin.
EXAMPLE, LANGUAGE, PINYIN = "x", "l", "p"
# Example questions on the start screen.
EXAMPLES = ("start-example-1", "start-example-2", "start-example-3")

_NAMES = {
    Language.ENGLISH: "English",
    Language.SIMPLIFIED: "简体中文",
    Language.TRADITIONAL: "繁體中文",
}
_AUTO = "auto"


def start(voice: Voice, preferences: Preferences) -> Reply:
    """Return the greeting: three examples, the tour, the languages."""
    examples = tuple(
        (Choice(voice.word(name), action=f"{EXAMPLE}:{voice.language}:{i}"),)
        for i, name in enumerate(EXAMPLES)
    )
    begin = (tour.invitation(voice, preferences),)
    parts = (Part(voice.word("start")), Part(voice.word("start-choose")))
    return voice.reply(*parts, rows=(*examples, begin, *_languages(voice)))


def example(number: str, language: Language) -> str | None:
    """Return the example question with a number, or None."""
    known = dict(zip(map(str, range(len(EXAMPLES))), EXAMPLES, strict=True))
    return strings(language, known[number]) if number in known else None


def help_(voice: Voice) -> Reply:
    """Return what can be typed, with a button that adds the bot to a group."""
    row = (
        voice.button("button-topics", f"b:{voice.language}:all:0"),
        Choice(voice.word("button-add"), add=True),
    )
    return voice.reply(*voice.paragraphs("help"), rows=(row,))


def ask_language(voice: Voice) -> Reply:
    """Return the choice of a language."""
    return voice.reply(Part(voice.word("start-language")), rows=_languages(voice))


def set_language(
    voice: Voice, value: str, preferences: Preferences
) -> tuple[Reply, Preferences] | None:
    """Return the confirmation and the new preferences, or None for an unknown value."""
    if value == _AUTO:
        return voice.sentence("language-set-auto"), replace(preferences, language=None)
    chosen = next((language for language in Language if language.lower() == value.lower()), None)
    if chosen is None:
        return None
    said = replace(voice, language=chosen).sentence("language-set")
    return said, replace(preferences, language=chosen)


def ask_pinyin(voice: Voice) -> Reply:
    """Return the choice of a style of pinyin."""
    row = tuple(voice.button(f"pinyin-{style}", f"{PINYIN}:{style}") for style in PinyinStyle)
    return voice.reply(Part(voice.word("pinyin-which")), rows=(row,))


def set_pinyin(
    voice: Voice, value: str, preferences: Preferences
) -> tuple[Reply, Preferences] | None:
    """Return the confirmation and the new preferences, or None for an unknown value."""
    try:
        style = PinyinStyle(value.lower())
    except ValueError:
        return None
    return voice.sentence(f"pinyin-set-{style}"), replace(preferences, pinyin=style)


def _languages(voice: Voice) -> tuple[tuple[Choice, ...], ...]:
    named = tuple(Choice(name, action=f"{LANGUAGE}:{lang}") for lang, name in _NAMES.items())
    return (named, (voice.button("language-auto", f"{LANGUAGE}:{_AUTO}"),))
