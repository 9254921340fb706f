"""The nouns the rooms of the bot hand each other. Nothing here knows Telegram."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge import Language


class PinyinStyle(StrEnum):
    """How readings are written: `zhòngcǎo`, `zhong4cao3`, or not at all."""

    MARKS = "marks"
    NUMBERS = "numbers"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose. `language` None: answer in the language of the question.

    `tour` counts the cards of the tour that were seen.
    """

    language: Language | None = None
    pinyin: PinyinStyle = PinyinStyle.MARKS
    tour: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is asked: the day, and a number that decides what is drawn by lot."""

    today: date
    seed: int


class Style(StrEnum):
    """What a part of a reply is, so that each messenger can show it in its own way."""

    TITLE = "title"
    TEXT = "text"
    OWN = "own"  # what people wrote: shown to the letter, a dash is no list
    QUOTE = "quote"
    NOTE = "note"  # the long rest of an answer: folded where a messenger can
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a reply, without markup."""

    text: str
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and the one thing it does.

    `action` is `name` or `name:argument`, at most 64 bytes of UTF-8. `copy` is a text to copy.
    `link` opens the private chat with that start parameter (A-Z, a-z, 0-9, _ and -, at most 64);
    `add` opens the choice of a group to add the bot to.
    """

    label: str
    action: str = ""
    copy: str = ""
    link: str = ""
    add: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file to hand over."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a PNG, with the name of its file, and what it shows in a few words."""

    name: str
    content: bytes
    about: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with answers to choose from; `right` is the index of the right one."""

    question: str
    options: tuple[str, ...]
    right: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a messenger: the id there, and the name to be called by."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say: paragraphs, rows of buttons below them, and a file, picture or quiz if any.

    What a picture shows the paragraphs say in full, for those who cannot see it.
    `subject` is the id of the entry that is shown, `missed` whether a question found no answer.
    `quotes` are words, best first, one of which may be quoted from the message answered.
    `refers`: it must be seen which message it answers, because its buttons look there.
    `prompt` names what an answer to this message is taken for; `""`: nothing special. `asked` is
    who is to answer, where others are about.
    """

    language: Language
    parts: tuple[Part, ...]
    choices: tuple[tuple[Choice, ...], ...] = field(default=())
    subject: str = ""
    missed: bool = False
    quotes: tuple[str, ...] = field(default=())
    refers: bool = False
    document: Document | None = None
    picture: Picture | None = None
    quiz: Quiz | None = None
    prompt: str = ""
    asked: Person | None = None

    def plain(self) -> str:
        """Return the text without markup, paragraphs apart by an empty line."""
        return "\n\n".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Taught:
    """A word of a group's own glossary.

    One of `en` and `zh` may be empty; `id` 0: not yet kept.
    """

    term: str
    pinyin: str = ""
    en: str = ""
    zh: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Miss:
    """A question nobody could answer (folded), and how often it was asked."""

    id: int
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Score:
    """How many quiz questions somebody answered right, of how many answered."""

    user: int
    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class Day:
    """How much was asked on a day (`YYYY-MM-DD`), and how much of it had an answer."""

    day: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Change:
    """What an administrator changed: seconds since 1970, the user id (None: anonymous), what."""

    at: int
    by: int | None
    what: str
