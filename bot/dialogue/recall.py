"""Reviewing saved words: a question, its answer with four grades, and the end."""

from dataclasses import dataclass, replace

from bot.dialogue.entries import headword
from bot.dialogue.saved import NEXT, REVIEW
from bot.dialogue.voice import Voice
from bot.review import Grade, Kept, Queue, Side, outlook
from bot.values import Choice, Part, PinyinStyle, Reply, Style
from knowledge import Term, Word

# What a button does besides beginning and going on: show the answer, or give a grade.
SHOW = "s"
_MINUTE, _HOUR, _DAY, _MONTH = 60, 3600, 86400, 30 * 86400
_UNITS = (
    (365 * _DAY, "review-years"),
    (_MONTH, "review-months"),
    (_DAY, "review-days"),
    (_HOUR, "review-hours"),
)
_PARTS = 4
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button below a card: what it does, and of which card in which version."""

    does: str
    version: int
    side: Side
    entry: str

    @property
    def grade(self) -> Grade | None:
        """The grade given, if one is."""
        return Grade(int(self.does)) if self.does in set(map(str, map(int, Grade))) else None


def pressed(rest: str) -> Pressed | None:
    """Return what a button stands for, or None if it is forged."""
    parts = rest.split(":", _PARTS - 1)
    if len(parts) < _PARTS or parts[2] not in set(Side):
        return None
    does, version, side, entry = parts
    counted = version.isascii() and version.isdigit() and len(version) <= _DIGITS
    return Pressed(does, int(version), Side(side), entry) if counted else None


def sides(voice: Voice, word: Word) -> tuple[Side, ...]:
    """Return what can be asked of a word; no reading where there is none, or pinyin is off."""
    return tuple(side for side in Side if side is not Side.READING or voice.reading(word.pinyin))


def question(voice: Voice, word: Word, side: Side, kept: Kept | None, count: int) -> Reply:
    """Return the question of a card, with how many are due, and a button to show the answer."""
    bare = headword(replace(voice, pinyin=PinyinStyle.OFF), word)
    asked = voice.text(word.gloss) if side is Side.WORD else bare
    row = (voice.button("review-show", _action(voice, SHOW, word, side, kept)),)
    return voice.reply(
        Part(voice.word("review-due", count=count), Style.ASIDE),
        Part(asked, Style.TITLE),
        Part(voice.word(f"review-ask-{side}")),
        rows=(row,),
    )


def answer(voice: Voice, word: Word, side: Side, kept: Kept | None, now: int) -> Reply:
    """Return the answer of a card, with the four grades and when each lets it come again."""
    grades = [
        Choice(
            voice.word(f"review-grade-{grade.name.lower()}", time=spoken(voice, seconds)),
            _action(voice, str(int(grade)), word, side, kept),
        )
        for grade, seconds in outlook(kept, now).items()
    ]
    parts = [Part(headword(voice, word), Style.TITLE), Part(voice.text(word.gloss))]
    if isinstance(word, Term):
        parts.append(Part(voice.text(word.meaning)))
    parts.append(Part(voice.word("review-how"), Style.ASIDE))
    return voice.reply(*parts, rows=(tuple(grades[:2]), tuple(grades[2:])))


def over(voice: Voice, queue: Queue, now: int) -> Reply:
    """Return that nothing is due, and when something will be."""
    if queue.later is None:
        return voice.sentence("review-none")
    row = (voice.button("saved-review", f"{REVIEW}:{voice.language}:{NEXT}"),)
    said = voice.word("review-done", time=spoken(voice, queue.later - now))
    return voice.reply(Part(said), rows=(row,))


def spoken(voice: Voice, seconds: int) -> str:
    """Return a time to wait in words, rounded, one minute at least."""
    for unit, name in _UNITS:
        if seconds >= unit:
            return voice.word(name, count=round(seconds / unit))
    return voice.word("review-minutes", count=max(1, round(seconds / _MINUTE)))


def _action(voice: Voice, does: str, word: Word, side: Side, kept: Kept | None) -> str:
    version = kept.version if kept else 0
    return f"{REVIEW}:{voice.language}:{does}:{version}:{side}:{word.id}"
