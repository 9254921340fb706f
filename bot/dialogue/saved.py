"""Words somebody saves: the star below a word, and the list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.dialogue.entries import choice
from bot.dialogue.explain import line
from bot.dialogue.voice import Voice
from bot.values import Choice, Part, Reply, Style
from knowledge import Knowledge, Word, fold
from knowledge.pinyin import spell

# Actions: save or remove a word below it; turn the list, or remove a word from it.
STAR, LIST = "sv", "sl"
ON, OFF = "on", "off"
# Actions of reviews: any, and to begin or go on.
REVIEW, NEXT = "rv", "n"
# Words on a page of the list.
_ON_PAGE = 8


def starred(voice: Voice, reply: Reply, *, saved: bool) -> Reply:
    """Return a reply with a star below it if it shows a word of the guide."""
    if not is_word(voice.knowledge, reply.subject):
        return reply
    return replace(reply, choices=(*reply.choices, (star(voice, reply.subject, saved=saved),)))


def star(voice: Voice, entry: str, *, saved: bool) -> Choice:
    """Return the button that saves a word, or removes it."""
    name, act = ("saved-remove", OFF) if saved else ("saved-add", ON)
    return voice.button(name, f"{STAR}:{voice.language}:{act}:{entry}")


def is_word(knowledge: Knowledge, entry: str) -> bool:
    """Whether an id is that of a word of the guide; the dictionary's are not."""
    return knowledge.has(entry) and isinstance(knowledge.entry(entry), Word)


def words(knowledge: Knowledge, ids: Iterable[str]) -> list[Word]:
    """Return the words with ids, in their order; what the guide has no longer is left out."""
    found = (knowledge.entry(name) for name in ids if knowledge.has(name))
    return [entry for entry in found if isinstance(entry, Word)]


def search(knowledge: Knowledge, own: Sequence[Word], query: str) -> list[Word]:
    """Return the saved words a query may mean, best first: in any spelling, or a part of one."""
    mine = {word.id: word for word in own}
    spelled = [hit.word.id for hit in knowledge.glossary(own).find(query) if hit.is_answer]
    looked = [hit.word.id for hit in knowledge.lookup(query, 50) if hit.is_answer]
    part = fold(query).replace(" ", "")
    held = [word.id for word in own if part and part in _spellings(word)]
    return [mine[name] for name in dict.fromkeys([*spelled, *looked, *held]) if name in mine]


def _spellings(word: Word) -> str:
    """Return what a part of a query may stand in: word, toneless reading, short meanings."""
    texts = (word.term, *spell(word.pinyin or "")[:1], word.gloss.en, word.gloss.zh)
    return "\n".join(fold(text).replace(" ", "") for text in texts)


def listed(voice: Voice, own: Sequence[Word], page: int = 0) -> Reply:
    """Return a page of the saved words, the last saved first."""
    if not own:
        return voice.sentence("saved-none")
    last = (len(own) - 1) // _ON_PAGE
    page = min(max(page, 0), last)
    shown = own[::-1][page * _ON_PAGE : (page + 1) * _ON_PAGE]
    heading = Part(voice.word("saved-heading", count=len(own)), Style.TITLE)
    rows = [*_rows(voice, shown, page), *_turns(voice, page, last)]
    rows.append((voice.button("saved-review", f"{REVIEW}:{voice.language}:{NEXT}"),))
    return voice.reply(heading, Part(_lines(voice, shown)), rows=tuple(rows))


def found(voice: Voice, own: Sequence[Word], query: str) -> Reply:
    """Return the saved words that a query may mean."""
    shown = search(voice.knowledge, own, query)[:_ON_PAGE]
    if not shown:
        return voice.sentence("saved-unknown")
    return voice.reply(Part(_lines(voice, shown)), rows=tuple(_rows(voice, shown, 0)))


def _lines(voice: Voice, shown: Sequence[Word]) -> str:
    return "\n".join(line(voice, word) for word in shown)


def _rows(voice: Voice, shown: Sequence[Word], page: int) -> list[tuple[Choice, ...]]:
    return [
        (
            choice(voice, word),
            voice.button("saved-drop", f"{LIST}:{voice.language}:{page}:{word.id}"),
        )
        for word in shown
    ]


def _turns(voice: Voice, page: int, last: int) -> list[tuple[Choice, ...]]:
    """Return the row that turns the page, if there is more than one."""
    row: list[Choice] = []
    if page > 0:
        action = f"{LIST}:{voice.language}:{page - 1}:"
        row.append(Choice(voice.word("browse-before", page=page), action))
    if page < last:
        text = voice.word("browse-next", page=page + 2, pages=last + 1)
        row.append(Choice(text, f"{LIST}:{voice.language}:{page + 1}:"))
    return [tuple(row)] if row else []
