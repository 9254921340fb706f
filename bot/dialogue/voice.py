"""In which language, script and pinyin something is said, and the words for it."""

from dataclasses import dataclass
from itertools import accumulate
from unicodedata import east_asian_width

from bot.strings import Value, strings
from bot.values import Choice, Part, PinyinStyle, Reply, Style
from knowledge import Bilingual, Knowledge, Language, numbered

# Longest label of a button that a phone shows whole, in Latin letters; a character is two wide.
_LABEL = 34


@dataclass(frozen=True, slots=True)
class Voice:
    """The knowledge, and how one person wants to hear of it."""

    knowledge: Knowledge
    language: Language
    pinyin: PinyinStyle = PinyinStyle.MARKS

    @property
    def is_traditional(self) -> bool:
        """Whether Chinese is written in Traditional characters."""
        return self.language == Language.TRADITIONAL

    def word(self, sentence: str, /, **values: Value) -> str:
        """Return an interface sentence."""
        return strings(self.language, sentence, **values)

    def text(self, said: Bilingual) -> str:
        """Return a text of the knowledge."""
        return self.knowledge.say(said, self.language)

    def reading(self, marked: str | None) -> str:
        """Return a reading in the chosen style; empty where there is none or it is off."""
        if not marked or self.pinyin is PinyinStyle.OFF:
            return ""
        return numbered(marked) if self.pinyin is PinyinStyle.NUMBERS else marked

    def button(self, name: str, action: str) -> Choice:
        """Return a button that carries an interface sentence."""
        return Choice(self.word(name), action=action)

    def sentence(self, name: str, **values: Value) -> Reply:
        """Return a reply of one interface sentence."""
        return self.reply(Part(self.word(name, **values)))

    def reply(self, *parts: Part, rows: tuple[tuple[Choice, ...], ...] = ()) -> Reply:
        """Return a reply in this language."""
        return Reply(self.language, parts, rows)

    def paragraphs(self, name: str, style: Style = Style.TEXT) -> tuple[Part, ...]:
        """Return the paragraphs of a long interface text."""
        return tuple(Part(text, style) for text in self.word(name).split("\n\n"))


def short(label: str) -> str:
    """Return a label cut to fit a button on a phone, between words where there are some."""
    if len(label) <= _LABEL // 2 or _width(label) <= _LABEL:
        return label
    widths = accumulate(map(_width, label))
    kept = label[: next(size for size, width in enumerate(widths) if width >= _LABEL)]
    head, space, _ = kept.rpartition(" ")
    whole = head if space and _width(head) > _LABEL * 0.6 and label[len(kept)] != " " else kept
    return whole.rstrip(" –,;:，；：、") + "…"


def _width(label: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in label)
