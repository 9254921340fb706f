"""What can go wrong with the knowledge.

    KnowledgeError
    ├── ContentError     content files are wrong; carries every Problem found
    ├── NotFound         an id that no entry has
    └── Taken            a new term that is there already

User text never raises: not finding something is an answer.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one content file.

    `line` and `column` count from 1; `field` is dotted (`asks.en.3`), empty for the whole file.
    """

    path: str
    line: int
    column: int
    field: str
    message: str

    def __str__(self) -> str:
        """Return `path:line:column: field: what is wrong, what is wanted`."""
        return f"{self.path}:{self.line}:{self.column}: {self.field or 'file'}: {self.message}"


class KnowledgeError(Exception):
    """Base of everything this package raises on purpose."""


class ContentError(KnowledgeError):
    """Content files cannot be used; `problems` lists everything wrong, in order of place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class NotFound(KnowledgeError, LookupError):  # noqa: N818 - reads as the answer it is, like KeyError
    """No entry has this id."""


class Taken(KnowledgeError):  # noqa: N818 - reads as the answer it is, like KeyError
    """A term that somebody begins is there already; the text says where."""
