"""A group's own glossary: taught by its administrators, found like the guide's words."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.dialogue.ask import Asked
from bot.dialogue.voice import Voice, short
from bot.sheets import plain, sheet
from bot.values import Choice, Document, Part, Reply, Style, Taught
from knowledge import (
    ANSWER,
    CERTAIN,
    HAN,
    Bilingual,
    Entry,
    Found,
    Glossary,
    Guide,
    Hit,
    Knowledge,
    Term,
    Word,
    clean,
    reading,
)

# Longest term, reading and meaning, in characters; largest file, in bytes; words of one group.
TERM, READING, MEANING = 64, 80, 500
FILE, WORDS = 256 * 1024, 500
# Actions: a page of the list, take back a removal, the list as a file, import one.
PAGE, UNDO, FILE_OUT, FILE_IN = "k", "u", "kx", "ki"
# What a prompt asks for: a CSV file.
FILE_PROMPT = "c"
# Words of the group explained of one message; characters of a message that is a term; its marks.
_BESIDE, _SHORT = 5, 20
_MARKS = re.compile(r"[,.!?;:，。！？；：…\n]")
# Words on a page of the list, and faults of a file that are told.
_ON_PAGE = 15
_FAULTS = 5
# Kinds of card that a group's words never take the place of.
_SAFETY = frozenset(["rules", "safety"])

_FIELDS = ("term", "pinyin", "english", "chinese")
_TAUGHT = re.compile(
    r"(?P<term>[^=＝\[\]]+)(?:\[(?P<pinyin>[^\]]*)\]\s*)?[=＝]\s*(?P<rest>.+)", re.DOTALL
)


class WrongTeaching(ValueError):  # noqa: N818 - it is what is wrong
    """A word cannot be taught so; the text is the name of the sentence that says why."""


def parse(argument: str, replied: str = "") -> Taught:
    """Return the word that `/teach` teaches; raises `WrongTeaching`.

    `term = meaning`, with `[pinyin]` behind the term if wanted, and `English | Chinese` for both
    languages. In reply to a message: a short one is the term and the argument its meaning, a
    long one the meaning of the term in the argument.
    """
    match = _TAUGHT.fullmatch(argument)
    if match:
        return made(match["term"].strip(), match["pinyin"] or "", *_languages(match["rest"]))
    original = clean(replied)
    if not argument or not original:
        raise WrongTeaching("teach-how")
    if len(original) <= _SHORT and not _MARKS.search(replied.strip()):
        return meant(replied, argument)
    return meant(argument, replied)


def meant(term: str, meaning: str) -> Taught:
    """Return the word `term` with its meaning, in one language or `English | Chinese`.

    Raises `WrongTeaching`.
    """
    return made(term, "", *_languages(meaning))


def made(term: str, pinyin: str, en: str, zh: str) -> Taught:
    """Return a word with its texts cleaned and its reading made; raises `WrongTeaching`."""
    word = Taught(clean(term), clean(pinyin), clean(en), clean(zh))
    if not word.term or not (word.en or word.zh):
        raise WrongTeaching("teach-how")
    if len(word.term) > TERM or len(word.pinyin) > READING:
        raise WrongTeaching("teach-long-term")
    if max(len(word.en), len(word.zh)) > MEANING:
        raise WrongTeaching("teach-long-meaning")
    return word if word.pinyin else replace(word, pinyin=reading(word.term)[:READING])


def _languages(text: str) -> tuple[str, str]:
    """Return meanings in English and Chinese out of `English | Chinese`, or one of them."""
    first, _, second = text.partition("|")
    if HAN.search(first) and not HAN.search(second):
        first, second = second, first
    return first, second


class Own:
    """The words of one group, ready to be found."""

    def __init__(self, knowledge: Knowledge, words: Sequence[Taught]) -> None:
        """Take the words of the group."""
        self._words = {f"own-{word.id}": word for word in words}
        self._glossary: Glossary = knowledge.glossary(
            [_as_word(name, word) for name, word in self._words.items()]
        )

    def find(self, text: str) -> list[tuple[Taught, Hit]]:
        """Return the group's words that a text may mean, best first."""
        found = self._glossary.find(text) if self._words else []
        return [(self._words[hit.word.id], hit) for hit in found if hit.is_answer]


def _as_word(name: str, word: Taught) -> Word:
    gloss = Bilingual(en=word.en or word.zh, zh=word.zh or word.en)
    return Word(id=name, term=word.term, pinyin=word.pinyin or None, gloss=gloss)


def answer(voice: Voice, text: str, own: Own, asked: Asked | None, reply: Reply) -> Reply:
    """Return the answer of guide and group together.

    A group's word comes first where it is asked for by name; behind the guide where the guide
    warns; and alone where the guide knows nothing. `asked` is None for a word looked up.
    """
    hits = own.find(text)
    if not hits:
        return reply
    word, hit = hits[0]
    parts = tuple(paragraphs(voice, word))
    if reply.missed:
        return Reply(voice.language, parts, quotes=(word.term,))
    if hit.score < CERTAIN or (asked is not None and _is_other(asked, hit)):
        return reply
    if _warns(voice, reply):
        return replace(reply, parts=(*reply.parts, *parts))
    return replace(reply, parts=(*parts, *reply.parts), quotes=(word.term, *reply.quotes))


def beside(voice: Voice, text: str, own: Own, reply: Reply) -> Reply:
    """Return the explanation of a message with the group's words in it, a line each, below.

    If the guide knows no word of the message, they stand alone.
    """
    words = [word for word, hit in own.find(text) if hit.score >= ANSWER][:_BESIDE]
    if not words:
        return reply
    lines = [Part(line(voice, word), Style.OWN) for word in words]
    known = () if reply.missed or reply.plain() == voice.word("explain-nothing") else reply.parts
    mark = Part(voice.word("taught-mark"), Style.ASIDE)
    quotes = (*(word.term for word in words), *reply.quotes)
    return replace(reply, parts=(*known, *lines, mark), quotes=quotes)


def line(voice: Voice, word: Taught) -> str:
    """Return a group's word with its reading and meaning, as one line."""
    return f"{word.term} {voice.reading(word.pinyin)}".strip() + f" – {_meaning(voice, word)}"


def _is_other(asked: Asked, hit: Hit) -> bool:
    """Whether the guide answers a question in which the group's word only happens to stand."""
    found = asked.outcome
    return hit.reason == "sentence" and isinstance(found, Found) and found.score >= CERTAIN


def _warns(voice: Voice, reply: Reply) -> bool:
    """Whether the guide's answer is a card on rules or safety, a careful word, or a decline."""
    if not reply.subject:
        return True
    entry: Entry = voice.knowledge.entry(reply.subject)
    if isinstance(entry, Term):
        return entry.category == "careful" or bool(entry.care)
    return isinstance(entry, Guide) and entry.category in _SAFETY


def paragraphs(voice: Voice, word: Taught) -> Iterator[Part]:
    """Yield the paragraphs of a group's word, marked as the group's own."""
    yield Part(f"{word.term} {voice.reading(word.pinyin)}".strip(), Style.TITLE)
    yield Part(_meaning(voice, word), Style.OWN)
    yield Part(voice.word("taught-mark"), Style.ASIDE)


def _meaning(voice: Voice, word: Taught) -> str:
    """Return the meaning in the language spoken, or the only one there is."""
    return (word.zh or word.en) if voice.language.is_chinese else (word.en or word.zh)


def taught(voice: Voice, word: Taught) -> Reply:
    """Return the confirmation that a word is taught."""
    return voice.reply(Part(voice.word("teach-done", term=word.term)), *paragraphs(voice, word))


def removed(voice: Voice, chat: int, word: Taught) -> Reply:
    """Return the confirmation that a word is removed, with a way back."""
    row = (voice.button("unteach-undo", f"{UNDO}:{chat}:{word.id}"),)
    return voice.reply(Part(voice.word("unteach-done", term=word.term)), rows=(row,))


def listed(voice: Voice, chat: int, words: Sequence[Taught], page: int = 0) -> Reply:
    """Return a page of a group's words."""
    files = (
        voice.button("taught-export", f"{FILE_OUT}:{chat}"),
        voice.button("taught-import", f"{FILE_IN}:{chat}"),
    )
    if not words:
        return voice.reply(Part(voice.word("taught-none")), rows=(files[1:],))
    last = (len(words) - 1) // _ON_PAGE
    page = min(max(page, 0), last)
    shown = words[page * _ON_PAGE : (page + 1) * _ON_PAGE]
    lines = "\n".join(f"{word.term} – {short(_meaning(voice, word))}" for word in shown)
    turns: list[Choice] = []
    if page > 0:
        turns.append(Choice(voice.word("browse-before", page=page), f"{PAGE}:{chat}:{page - 1}"))
    if page < last:
        text = voice.word("browse-next", page=page + 2, pages=last + 1)
        turns.append(Choice(text, f"{PAGE}:{chat}:{page + 1}"))
    heading = Part(voice.word("taught-heading", count=len(words)), Style.TITLE)
    rows = ((tuple(turns),) if turns else ()) + (files,)
    return voice.reply(heading, Part(lines, Style.OWN), rows=rows)


def as_file(voice: Voice, words: Sequence[Taught]) -> Reply:
    """Return a group's words as a CSV file; cells that a spreadsheet would run are quoted."""
    rows = [(word.term, word.pinyin, word.en, word.zh) for word in words]
    document = Document("glossary.csv", sheet([_FIELDS, *rows]))
    return replace(voice.sentence("taught-file", count=len(words)), document=document)


def ask_file(voice: Voice, chat: int) -> Reply:
    """Return the request for a CSV file."""
    return replace(voice.sentence("taught-import-how"), prompt=f"{FILE_PROMPT}_{chat}")


def refused(voice: Voice, faults: Sequence[str]) -> Reply:
    """Return what is wrong with a file."""
    return voice.reply(Part(voice.word("taught-refused")), Part("\n".join(faults)))


def from_file(voice: Voice, content: bytes) -> tuple[list[Taught], list[str]]:
    """Return the words of a CSV file, and its faults as sentences with their lines.

    Only so many lines are looked at as there is room for words, or for faults to tell.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [voice.word("taught-no-text")]
    words: list[Taught] = []
    faults: list[str] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            if len(words) > WORDS or len(faults) == _FAULTS:
                break
            if not any(row) or (number == 1 and tuple(row) == _FIELDS):
                continue
            try:
                words.append(made(*(plain(cell) for cell in [*row, "", "", "", ""][:4])))
            except WrongTeaching as error:
                reason = voice.word(str(error))
                faults.append(voice.word("taught-fault", line=number, reason=reason))
    except csv.Error:
        faults.append(voice.word("taught-no-text"))
    if len(words) > WORDS:
        faults.append(voice.word("teach-full", most=WORDS))
    return words, faults[:_FAULTS]
