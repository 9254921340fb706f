"""Reading help: a Chinese text phrase by phrase with its reading, then the words worth knowing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.dialogue.entries import attribution
from bot.dialogue.explain import buttons, explain, line
from bot.dialogue.voice import Voice
from bot.values import Choice, Part, Reply, Style
from knowledge import HAN, ReadWord, Word

PAGE = "r"
# Phrases on a page, words of the glossary below them, words of the dictionary that are listed.
_PHRASES, _WORDS, _OTHERS = 10, 6, 12
# Characters of a phrase, after which a break is welcome.
_LONG = 24


def read(voice: Voice, text: str, page: int = 0) -> Reply:
    """Return a page of reading help for a Chinese text; what else a text holds is explained.

    Who speaks Chinese needs no readings: the slang alone is explained.
    """
    if voice.language.is_chinese or not HAN.search(text):
        return explain(voice, text)
    phrases = list(_phrases(voice.knowledge.read(text)))
    last = (len(phrases) - 1) // _PHRASES
    shown = phrases[page * _PHRASES : (page + 1) * _PHRASES]
    if not shown:
        return voice.sentence("explain-nothing")
    parts = [Part("\n".join(_lines(voice, phrase))) for phrase in shown]
    words = [word for phrase in shown for word in phrase]
    known = _known(voice, words)
    if known:
        parts.append(Part(voice.word("read-words"), Style.TITLE))
        parts += [Part(line(voice, word)) for word in known]
    if others := _others(voice, words):
        parts.append(Part("\n".join(others), Style.NOTE))
    rows = [*buttons(voice, known)]
    if page < last:
        label = voice.word("browse-next", page=page + 2, pages=last + 1)
        rows.append((Choice(label, f"{PAGE}:{voice.language}:{page + 1}"),))
    return replace(voice.reply(*parts, rows=tuple(rows)), refers=True)


def _phrases(words: Sequence[ReadWord]) -> Iterator[list[ReadWord]]:
    """Yield the words of a text in phrases: to a mark, or as long as a line on a phone."""
    phrase: list[ReadWord] = []
    length = 0
    for word in words:
        ends = not word.pinyin and not any(c.isalnum() for c in word.text)
        if not ends or phrase:
            phrase.append(word)
            length += len(word.text)
        if phrase and ((ends and word.text.strip()) or "\n" in word.text or length >= _LONG):
            yield phrase
            phrase, length = [], 0
    if phrase:
        yield phrase


def _lines(voice: Voice, phrase: Sequence[ReadWord]) -> Iterator[str]:
    """Yield a phrase as it is written, and as it is read."""
    yield "".join(word.text for word in phrase).strip()
    read_ = " ".join(voice.reading(word.pinyin) or _other(word) for word in phrase)
    if voice.reading("ā") and any(word.pinyin for word in phrase):
        yield " ".join(read_.split())


def _other(word: ReadWord) -> str:
    """Return what has no reading as it is, if it says something."""
    return word.text.strip() if any(c.isalnum() for c in word.text) else ""


def _known(voice: Voice, words: Sequence[ReadWord]) -> list[Word]:
    """Return the words of the glossary, each once, in their order."""
    names = dict.fromkeys(w.id for w in words if w.source == "glossary" and w.id)
    entries = (voice.knowledge.entry(name) for name in names)
    return [entry for entry in entries if isinstance(entry, Word)][:_WORDS]


def _others(voice: Voice, words: Sequence[ReadWord]) -> list[str]:
    """Return the words of the dictionary as lines, each once, with what they mean in short."""
    lines = dict.fromkeys(
        f"{word.text} {voice.reading(word.pinyin)} – {word.gloss_en}"
        for word in words
        if word.source == "dictionary" and word.gloss_en
    )
    return [*list(lines)[:_OTHERS], attribution(voice)] if lines else []
