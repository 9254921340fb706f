"""The slang in somebody's message, word by word."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.ask import term
from bot.dialogue.entries import action, headword
from bot.dialogue.voice import Voice
from bot.values import Choice, Part, Reply, Style
from knowledge import Word

# Words explained of one message, and their buttons in a row.
_MOST = 8
_IN_ROW = 4


def explain(voice: Voice, text: str) -> Reply:
    """Explain the words of the glossary in a message; one word alone is looked up."""
    words = [hit.word for hit in voice.knowledge.mentions(text)][:_MOST]
    if not words:
        hits = voice.knowledge.lookup(text, 1)
        sure = bool(hits) and hits[0].is_answer
        return term(voice, text) if sure else voice.sentence("explain-nothing")
    if len(words) == 1:
        return term(voice, words[0].term)
    parts = [Part(voice.word("explain-heading"), Style.ASIDE)]
    parts += [Part(line(voice, word)) for word in words]
    longest = sorted((word.term for word in words), key=len, reverse=True)
    return replace(voice.reply(*parts, rows=buttons(voice, words)), quotes=tuple(longest))


def line(voice: Voice, word: Word) -> str:
    """Return a word with its reading and short meaning, as one line."""
    return f"{headword(voice, word)} – {voice.text(word.gloss)}"


def buttons(voice: Voice, words: Sequence[Word]) -> tuple[tuple[Choice, ...], ...]:
    """Return rows of buttons that open words which stand above them with their meaning."""
    choices = [Choice(word.term, action=action(voice, word)) for word in words]
    return tuple(tuple(choices[i : i + _IN_ROW]) for i in range(0, len(choices), _IN_ROW))
