"""An entry of the knowledge → the paragraphs and buttons that show it."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from bot.dialogue.voice import Voice, short
from bot.strings import month, strings
from bot.values import Choice, Part, Reply, Style
from knowledge import (
    Answer,
    DictionaryEntry,
    Entry,
    Language,
    Phrase,
    Source,
    Term,
    Topic,
    Word,
    cedict,
    title,
)

# Actions of buttons: show an entry below, show it here in another language.
SHOW, TRANSLATE = "e", "t"
# The start parameters of links to an entry in the private chat: by its id, and by an id of other
# letters than a link may have, as those of the dictionary.
ENTRY_LINK, CODED_LINK = "e_", "x_"
_PLAIN = re.compile(r"[A-Za-z0-9_-]*")
# Sources named below an answer; the rest are counted.
_SOURCES_NAMED = 4
# Buttons to related entries.
_RELATED = 3
# Characters of an answer that are shown, and those the rest must have to be folded: by whether
# it is Chinese.
_SHOWN = {True: 110, False: 280}
_FOLDED = {True: 80, False: 200}


def show(voice: Voice, entries: tuple[Entry, ...], related: Iterable[Entry]) -> Reply:
    """Return the reply that shows one entry, or two that were compared."""
    parts = tuple(part for entry in entries for part in paragraphs(voice, entry))
    reply = voice.reply(*parts, rows=_choices(voice, entries, related))
    written = (e for e in entries if isinstance(e, Word))
    quotes = tuple(name for e in written for name in (e.term, e.traditional, *e.also) if name)
    subject = "" if isinstance(entries[0], DictionaryEntry) else entries[0].id
    return replace(reply, subject=subject, quotes=quotes)


def paragraphs(voice: Voice, entry: Entry) -> Iterator[Part]:
    """Yield the paragraphs of an entry."""
    if isinstance(entry, DictionaryEntry):
        yield from _dictionary(voice, entry)
        return
    if isinstance(entry, Answer):
        yield from _answer(voice, entry)
        if isinstance(entry, Topic):
            yield Part(_usually(voice, entry))
    elif isinstance(entry, Term):
        yield from _term(voice, entry)
    elif isinstance(entry, Phrase):
        yield from _phrase(voice, entry)
    footer = _footer(voice, entry)
    if footer:
        yield Part(footer, Style.ASIDE)


def _usually(voice: Voice, topic: Topic) -> str:
    """Return what usually happens, and since when the rule holds if it has a date."""
    said = voice.word("topic-usually", text=voice.text(topic.usually))
    if topic.since is None:
        return said
    date = voice.word("topic-since", date=month(voice.language, topic.since))
    return f"{said}{'' if voice.language.is_chinese else ' '}{date}"


def headword(voice: Voice, word: Word) -> str:
    """Return a word, its Traditional form if other, and its reading: `种草 (種草) zhòngcǎo`."""
    other = f" ({word.traditional})" if word.traditional not in {None, word.term} else ""
    return f"{word.term}{other} {voice.reading(word.pinyin)}".strip()


def _answer(voice: Voice, entry: Answer) -> Iterator[Part]:
    """Yield the paragraphs of a text; the rest of a long one is a note."""
    chinese = voice.language.is_chinese
    paragraphs = [text.strip() for text in voice.text(entry.answer).split("\n\n")]
    shown = 1
    while shown < len(paragraphs) and sum(map(len, paragraphs[:shown])) < _SHOWN[chinese]:
        shown += 1
    rest = "\n\n".join(paragraphs[shown:])
    if len(rest) < _FOLDED[chinese]:
        yield from map(Part, paragraphs)
    else:
        yield from map(Part, paragraphs[:shown])
        yield Part(rest, Style.NOTE)


def _term(voice: Voice, term: Term) -> Iterator[Part]:
    yield Part(headword(voice, term), Style.TITLE)
    yield Part(voice.text(term.gloss))
    yield Part(voice.text(term.meaning))
    notes: list[str] = []
    if voice.language.is_chinese and term.category != "english":
        notes.append(voice.word("answer-english", text=term.gloss.en))
    if term.literal and not voice.language.is_chinese:
        notes.append(voice.word("answer-literal", text=term.literal))
    if term.style != "neutral":
        notes.append(voice.word(f"answer-register-{term.style}"))
    if notes:
        yield Part("\n".join(notes), Style.ASIDE)
    yield example(voice, term)
    if term.care:
        yield Part(voice.word("answer-care", text=voice.text(term.care)), Style.ASIDE)


def example(voice: Voice, term: Term) -> Part:
    """Return the sentence that shows a term in use, in both languages."""
    first, second = term.example.zh, term.example.en
    if term.category == "english":
        first, second = second, first
    if voice.language is Language.TRADITIONAL:
        first, second = map(voice.knowledge.traditional, (first, second))
    return Part(f"{voice.word('answer-example')}\n{first}\n{second}", Style.QUOTE)


def _phrase(voice: Voice, phrase: Phrase) -> Iterator[Part]:
    yield Part(headword(voice, phrase), Style.TITLE)
    yield Part(voice.text(phrase.gloss))
    if voice.language.is_chinese and phrase.pinyin:
        yield Part(voice.word("answer-english", text=phrase.gloss.en), Style.ASIDE)
    yield Part(voice.text(phrase.note))


def _dictionary(voice: Voice, entry: DictionaryEntry) -> Iterator[Part]:
    """Yield what the dictionary says, marked as not ours, with its licence."""
    yield Part(headword(voice, entry), Style.TITLE)
    yield Part(voice.word("dictionary-not-ours"), Style.ASIDE)
    for reading in entry.readings:
        form = reading.traditional if reading.traditional != entry.term else ""
        spoken = f"{form} {voice.reading(reading.pinyin)}".strip()
        several = len(entry.readings) > 1 and spoken
        yield Part((f"{spoken}: " if several else "") + "; ".join(reading.glosses))
    yield Part(attribution(voice), Style.ASIDE)


def attribution(voice: Voice) -> str:
    """Return the sentence that names the dictionary and its licence."""
    source = voice.knowledge.dictionary
    return voice.word(
        "dictionary-source",
        title=source.title,
        publisher=source.publisher,
        date=month(voice.language, source.date),
        licence=cedict.LICENCE,
        url=cedict.URL,
    )


def _footer(voice: Voice, entry: Entry) -> str:
    said: list[str] = []
    chinese = voice.language.is_chinese
    if entry.as_of:
        date = voice.word("answer-as-of", date=month(voice.language, entry.as_of))
        if not (isinstance(entry, Answer) and date in entry.answer.in_(voice.language)):
            said.append(date)
    if named := sources(voice, entry):
        said.append(named)
    footer = ("" if chinese else " ").join(said)
    traditional = voice.language is Language.TRADITIONAL
    return voice.knowledge.traditional(footer) if traditional else footer


def sources(voice: Voice, entry: Entry) -> str:
    """Return whom an entry rests on, the newest first, as one sentence; empty for none."""
    found = sorted(voice.knowledge.sources(entry), key=lambda source: source.date == "unknown")
    publishers = {_publisher(voice, source): source.date for source in reversed(found)}
    names = [_source(voice.language, *named) for named in reversed(publishers.items())]
    if not names:
        return ""
    chinese = voice.language.is_chinese
    listed = ("；" if chinese else "; ").join(names[:_SOURCES_NAMED])
    more = len(names) - _SOURCES_NAMED
    if more > 0:
        listed += ("" if chinese else "; ") + voice.word("answer-and-more", count=more)
    return voice.word("answer-sources", list=listed)


def _publisher(voice: Voice, source: Source) -> str:
    return voice.word("source-unnamed") if source.publisher == "unknown" else source.publisher


@cache
def _source(language: Language, publisher: str, date: str) -> str:
    """Return a source as it is named; there are as many as the content has."""
    if date == "unknown":
        return strings(language, "source-undated", publisher=publisher)
    return strings(language, "source", publisher=publisher, date=month(language, date))


def _choices(
    voice: Voice, entries: tuple[Entry, ...], related: Iterable[Entry]
) -> tuple[tuple[Choice, ...], ...]:
    offered = [e for e in dict.fromkeys(related) if e not in entries][:_RELATED]
    rows = [(choice(voice, entry),) for entry in offered]
    tools: list[Choice] = []
    word = entries[0]
    if isinstance(word, Word):
        for copied in (word.term, voice.reading(word.pinyin)):
            if copied:
                label = short(voice.word("button-copy", text=copied))
                tools.append(Choice(label, copy=copied))
    other = Language.ENGLISH if voice.language.is_chinese else Language.SIMPLIFIED
    translate = f"{TRANSLATE}:{other}:{names(entries)}"
    return (*rows, (*tools, Choice(voice.word("button-language"), action=translate)))


def names(entries: Iterable[Entry]) -> str:
    """Return the ids of entries as one argument of an action."""
    return "+".join(entry.id for entry in entries)


def label(voice: Voice, entry: Entry) -> str:
    """Return what an entry is called on a button: its title, or the word with its gloss."""
    text = voice.text(title(entry))
    if isinstance(entry, Word):
        text = f"{text} – {voice.text(entry.gloss)}"
    return short(text)


def link(name: str) -> str:
    """Return the start parameter that shows the entry with an id in the private chat.

    >>> link("zhongcao"), link("cedict:种草")
    ('e_zhongcao', 'x_Y2VkaWN0OuenjeiNiQ')
    """
    if _PLAIN.fullmatch(name):
        return ENTRY_LINK + name
    return CODED_LINK + urlsafe_b64encode(name.encode()).decode().rstrip("=")


def linked(parameter: str) -> str:
    """Return the id of the entry that a start parameter shows; empty if it shows none.

    >>> linked("e_zhongcao"), linked("x_Y2VkaWN0OuenjeiNiQ"), linked("x_?"), linked("c_tour")
    ('zhongcao', 'cedict:种草', '', '')
    """
    if not parameter.startswith(CODED_LINK):
        return parameter.removeprefix(ENTRY_LINK) if parameter.startswith(ENTRY_LINK) else ""
    coded = parameter.removeprefix(CODED_LINK)
    try:
        return urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
    except ValueError:
        return ""


def choice(voice: Voice, entry: Entry) -> Choice:
    """Return the button that leads to an entry."""
    return Choice(label(voice, entry), action=action(voice, entry))


def action(voice: Voice, entry: Entry) -> str:
    """Return the action that shows an entry below."""
    return f"{SHOW}:{voice.language}:{entry.id}"
