"""All content side by side, by id."""

from dataclasses import dataclass, field

from knowledge.errors import Problem
from knowledge.loader import Document, Place
from knowledge.models import Entry, Fact, Source


@dataclass(slots=True, repr=False)  # in full it is hundreds of megabytes
class Library:
    """Every fact and entry by id, where each was found, and what is wrong."""

    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    origins: dict[str, tuple[Document, Place]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        kinds = [type(entry).__name__.lower() for entry in self.entries.values()]
        return {
            "facts": len(self.facts),
            "sources": len(self.sources),
            **{kind: kinds.count(kind) for kind in sorted(set(kinds))},
        }
