"""An entry of the knowledge → the paragraphs and buttons that show it."""

from collections.abc import Iterable, Iterator

from bot.strings import month, strings
from bot.values import Choice, Part, Reply, Style
from knowledge import Answer, Entry, Knowledge, Language, Phrase, Source, Term, Word, title

# Sources named below an answer; the rest are counted.
_SOURCES_NAMED = 4
# Buttons to related entries, and the longest label of one, in characters.
_RELATED = 3
_LABEL = 40


def show(
    knowledge: Knowledge, entries: tuple[Entry, ...], language: Language, related: Iterable[Entry]
) -> Reply:
    """Return the reply that shows one entry, or two that were compared, in `language`."""
    parts = tuple(part for entry in entries for part in paragraphs(knowledge, entry, language))
    return Reply(language, parts, _choices(knowledge, entries, language, related))


def paragraphs(knowledge: Knowledge, entry: Entry, language: Language) -> Iterator[Part]:
    """Yield the paragraphs of an entry."""
    if isinstance(entry, Answer):
        for text in knowledge.say(entry.answer, language).split("\n\n"):
            yield Part(text.strip())
    elif isinstance(entry, Term):
        yield from _term(knowledge, entry, language)
    elif isinstance(entry, Phrase):
        yield from _phrase(knowledge, entry, language)
    footer = _footer(knowledge, entry, language)
    if footer:
        yield Part(footer, Style.ASIDE)


def headword(word: Word) -> str:
    """Return a word, its Traditional form if other, and its reading: `种草 (種草) zhòngcǎo`."""
    other = f" ({word.traditional})" if word.traditional not in {None, word.term} else ""
    return f"{word.term}{other} {word.pinyin or ''}".strip()


def _term(knowledge: Knowledge, term: Term, language: Language) -> Iterator[Part]:
    yield Part(headword(term), Style.TITLE)
    yield Part(knowledge.say(term.gloss, language))
    yield Part(knowledge.say(term.meaning, language))
    notes: list[str] = []
    if language.is_chinese and term.category != "english":
        notes.append(strings(language, "answer-english", text=term.gloss.en))
    if term.literal and not language.is_chinese:
        notes.append(strings(language, "answer-literal", text=term.literal))
    if term.style != "neutral":
        notes.append(strings(language, f"answer-register-{term.style}"))
    if notes:
        yield Part("\n".join(notes), Style.ASIDE)
    first, second = term.example.zh, term.example.en
    if term.category == "english":
        first, second = second, first
    if language is Language.TRADITIONAL:
        first, second = knowledge.traditional(first), knowledge.traditional(second)
    yield Part(f"{strings(language, 'answer-example')}\n{first}\n{second}", Style.QUOTE)
    if term.care:
        text = knowledge.say(term.care, language)
        yield Part(strings(language, "answer-care", text=text), Style.ASIDE)


def _phrase(knowledge: Knowledge, phrase: Phrase, language: Language) -> Iterator[Part]:
    yield Part(headword(phrase), Style.TITLE)
    yield Part(knowledge.say(phrase.gloss, language))
    if language.is_chinese and phrase.pinyin:
        yield Part(strings(language, "answer-english", text=phrase.gloss.en), Style.ASIDE)
    yield Part(knowledge.say(phrase.note, language))


def _footer(knowledge: Knowledge, entry: Entry, language: Language) -> str:
    said: list[str] = []
    if entry.as_of:
        date = strings(language, "answer-as-of", date=month(language, entry.as_of))
        if not (isinstance(entry, Answer) and date in entry.answer.in_(language)):
            said.append(date)
    sources = knowledge.sources(entry)
    if sources:
        dated = sorted(sources, key=lambda source: source.date == "unknown")
        publishers = {_publisher(source): source for source in reversed(dated)}
        names = [_source(source, language) for source in reversed(publishers.values())]
        more = len(names) - _SOURCES_NAMED
        listed = ("；" if language.is_chinese else "; ").join(names[:_SOURCES_NAMED])
        if more > 0:
            listed += ("" if language.is_chinese else "; ") + strings(
                language, "answer-and-more", count=more
            )
        said.append(strings(language, "answer-sources", list=listed))
    footer = ("" if language.is_chinese else " ").join(said)
    return knowledge.traditional(footer) if language is Language.TRADITIONAL else footer


def _publisher(source: Source) -> str:
    return source.publisher if source.publisher != "unknown" else source.title


def _source(source: Source, language: Language) -> str:
    publisher = _publisher(source)
    if source.date == "unknown":
        return strings(language, "source-undated", publisher=publisher)
    return strings(language, "source", publisher=publisher, date=month(language, source.date))


def _choices(
    knowledge: Knowledge, entries: tuple[Entry, ...], language: Language, related: Iterable[Entry]
) -> tuple[tuple[Choice, ...], ...]:
    offered = [e for e in dict.fromkeys(related) if e not in entries][:_RELATED]
    rows = [(choice(knowledge, entry, language),) for entry in offered]
    tools: list[Choice] = []
    word = entries[0]
    if isinstance(word, Word):
        tools.append(Choice(strings(language, "button-copy", text=word.term), copy=word.term))
    other = Language.ENGLISH if language.is_chinese else Language.SIMPLIFIED
    tools.append(
        Choice(strings(language, "button-language"), action=f"t:{other}:{names(entries)}")
    )
    return (*rows, tuple(tools))


def names(entries: Iterable[Entry]) -> str:
    """Return the ids of entries as one argument of an action."""
    return "+".join(entry.id for entry in entries)


def choice(knowledge: Knowledge, entry: Entry, language: Language) -> Choice:
    """Return the button that leads to an entry."""
    label = knowledge.say(title(entry), language)
    if isinstance(entry, Word):
        label = f"{label} – {knowledge.say(entry.gloss, language)}"
    short = label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
    return Choice(short, action=f"e:{language}:{entry.id}")
