"""Words to take away: as a deck for Anki, or as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decks import Note, deck
from bot.dialogue.voice import Voice
from bot.sheets import sheet
from bot.values import Document, Reply
from knowledge import Bilingual, DictionaryEntry, Language, Phrase, Term, Word

ANKI, CSV = "anki", "csv"
FORMATS = (ANKI, CSV)
NAMES = {ANKI: "hongshu.apkg", CSV: "hongshu.csv"}
_COLUMNS = (
    "word", "traditional", "pinyin", "english", "chinese", "about_english", "about_chinese",
    "category",
)  # fmt: skip


def file(voice: Voice, words: Sequence[Word], form: str, now: int) -> bytes:
    """Return words in one of `FORMATS`; `now` is in seconds since 1970.

    What stems from a dictionary that is not ours is left out.
    """
    own = [word for word in words if not isinstance(word, DictionaryEntry)]
    if form == ANKI:
        notes = [_note(voice, word) for word in own]
        return deck(notes, voice.word("anki-deck"), voice.word("anki-about"), now)
    return sheet([_COLUMNS, *map(_row, own)])


def handed(voice: Voice, words: Sequence[Word], form: str, content: bytes) -> Reply:
    """Return the reply that hands a file of saved words over."""
    said = voice.sentence(f"export-{form}", count=len(words))
    return replace(said, document=Document(NAMES[form], content))


def _note(voice: Voice, word: Word) -> Note:
    other = word.traditional or ""
    return Note(
        id=word.id,
        word=word.term,
        traditional=other if other != word.term else "",
        reading=voice.reading(word.pinyin),
        meaning=voice.text(word.gloss),
        more=voice.text(_about(word)),
        example="\n".join(_example(voice, word)),
        tag=category(word),
    )


def _example(voice: Voice, word: Word) -> Iterator[str]:
    if isinstance(word, Term):
        chinese = word.example.zh
        if voice.language is Language.TRADITIONAL:
            chinese = voice.knowledge.traditional(chinese)
        yield from (
            (word.example.en, chinese)
            if word.category == "english"
            else (chinese, word.example.en)
        )


def category(word: Word) -> str:
    """Return the category of a term, or the theme of a phrase."""
    if isinstance(word, Term):
        return word.category
    assert isinstance(word, Phrase)  # noqa: S101 - every word of ours is a term or a phrase
    return word.theme


def _row(word: Word) -> tuple[str, ...]:
    about = _about(word)
    spoken = (word.term, word.traditional or word.term, word.pinyin or "")
    return (*spoken, word.gloss.en, word.gloss.zh, about.en, about.zh, category(word))


def _about(word: Word) -> Bilingual:
    """Return what a term means at length, or when a phrase is used."""
    if isinstance(word, Term):
        return word.meaning
    assert isinstance(word, Phrase)  # noqa: S101 - every word of ours is a term or a phrase
    return word.note
