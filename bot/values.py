"""The nouns the rooms of the bot hand each other. Nothing here knows Telegram."""

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge import Language


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose. `language` None: answer in the language of the question."""

    language: Language | None = None


class Style(StrEnum):
    """What a part of a reply is, so that each messenger can show it in its own way."""

    TITLE = "title"
    TEXT = "text"
    QUOTE = "quote"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a reply, without markup."""

    text: str
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and either the action it stands for or the text it copies.

    `action` is `name` or `name:argument` in ASCII, at most 64 bytes.
    """

    label: str
    action: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say: paragraphs, and rows of buttons below them."""

    language: Language
    parts: tuple[Part, ...]
    choices: tuple[tuple[Choice, ...], ...] = field(default=())

    def plain(self) -> str:
        """Return the text without markup, paragraphs apart by an empty line."""
        return "\n\n".join(part.text for part in self.parts)
