"""The slang in somebody's message, word by word."""

from bot.dialogue.ask import term
from bot.dialogue.entries import choice, headword
from bot.dialogue.voice import Voice
from bot.values import Part, Reply, Style
from knowledge import Word

# Words explained of one message.
_MOST = 8


def explain(voice: Voice, text: str) -> Reply:
    """Explain the words of the glossary in a message; one word alone is looked up."""
    words = [hit.word for hit in voice.knowledge.mentions(text)]
    if not words:
        hits = voice.knowledge.lookup(text, 1)
        sure = bool(hits) and hits[0].is_answer
        return term(voice, text) if sure else voice.sentence("explain-nothing")
    if len(words) == 1:
        return term(voice, words[0].term)
    parts = [Part(voice.word("explain-heading"), Style.ASIDE)]
    parts += [Part(line(voice, word)) for word in words[:_MOST]]
    rows = tuple((choice(voice, word),) for word in words[:_MOST])
    return Reply(voice.language, tuple(parts), rows, quotes=tuple(word.term for word in words))


def line(voice: Voice, word: Word) -> str:
    """Return a word with its reading and short meaning, as one line."""
    return f"{headword(voice, word)} – {voice.text(word.gloss)}"
