"""What a question comes to: an answer, or none and why."""

from dataclasses import dataclass

from knowledge.models import Decline, Entry, Language


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: an entry, with the second one where two were compared or asked about.

    `score`: 0..1, how sure. `related`: entries to offer beside it, best first.
    """

    language: Language
    entries: tuple[Entry, ...]
    score: float
    related: tuple[Entry, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry that answers, the first of two."""
        return self.entries[0]

    @property
    def told(self) -> dict[str, object]:
        """What `--explain` tells of it."""
        return {"answered by": self.entries, "score": self.score}


@dataclass(frozen=True, slots=True)
class Nothing:
    """No answer. `decline` says why, where the question is of a kind we know is not our field.

    `score` is what the best candidate reached; `suggestions` may be what was meant.
    """

    language: Language
    score: float = 0.0
    decline: Decline | None = None
    suggestions: tuple[Entry, ...] = ()

    @property
    def told(self) -> dict[str, object]:
        """What `--explain` tells of it."""
        return {
            "declined as": self.decline,
            "score": self.score,
            "offered": self.suggestions,
        }
