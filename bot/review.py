"""When a card comes again: spaced repetition by FSRS, in plain values. The one door to `fsrs`.

Defaults of the scheduler (https://github.com/open-spaced-repetition/py-fsrs): nine of ten cards
are to be remembered when they come again; a new card comes after one and ten minutes first. Its
random spread is off, so that the time shown on a button is the time that passes. New cards are
bounded to `NEW` a day, the words first seen first, because each returns several times.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Self

from fsrs import Card, Rating, Scheduler, State
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

# New cards begun a day (UTC), all kinds together.
NEW = 10
_DAY = 86400
_SCHEDULER = Scheduler(enable_fuzzing=False)


class Side(StrEnum):
    """What a card asks: the meaning of a word, the word for a meaning, the reading of a word."""

    MEANING = "m"
    WORD = "w"
    READING = "p"


class Grade(IntEnum):
    """How well a card was known."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """A card that was graded: when it is due and was begun, in seconds since 1970.

    `version` counts its grades, `state` is the scheduler's memory as JSON.
    """

    due: int
    begun: int
    version: int
    state: str


class _Memory(BaseModel):
    """What the scheduler knows of a card; all fields but a learning card's step may be unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State = State.Learning
    step: Annotated[int, Field(ge=0, le=9)] | None = 0
    stability: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    difficulty: Annotated[float, Field(ge=1, le=10)] | None = None
    last: Annotated[int, Field(ge=0, le=2**33)] | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        known = (self.stability, self.difficulty, self.last)
        if self.state is State.Review and None in known:
            raise ValueError("a card under review has all its numbers")
        if self.state is not State.Review and self.step is None:
            raise ValueError("a card that is learned has a step")
        return self


@dataclass(frozen=True, slots=True)
class Queue:
    """What there is to do now: the next card as entry and side, if any, and how many in all.

    `later` is when the next card is due, in seconds since 1970; None if none ever is.
    """

    card: tuple[str, Side] | None
    count: int
    later: int | None


def graded(before: Kept | None, grade: Grade, now: int) -> Kept:
    """Return a card after a grade; None stands for a card not begun. It is due after `now`."""
    card = _card(before, now)
    after, _ = _SCHEDULER.review_card(card, Rating(grade), _time(max(now, _last(card))))
    due = max(int(after.due.timestamp()), now + 1)
    if before is None:
        return Kept(due, now, 1, _state(after))
    return Kept(due, before.begun, before.version + 1, _state(after))


def outlook(before: Kept | None, now: int) -> dict[Grade, int]:
    """Return in how many seconds a card would come again after each grade."""
    return {grade: graded(before, grade, now).due - now for grade in Grade}


def queue(
    sides: Mapping[str, Collection[Side]],
    kept: Mapping[tuple[str, Side], Kept],
    now: int,
) -> Queue:
    """Return what is due: cards begun by the time they were due, then new ones up to the bound.

    `sides` are the saved words in the order they were saved, with what can be asked of each. New
    cards ask the meanings of all words first, then the words, then the readings.
    """
    known = {card: state for card, state in kept.items() if card[1] in sides.get(card[0], ())}
    due = sorted((s.due, card) for card, s in known.items() if s.due <= now)
    midnight = now - now % _DAY
    room = max(NEW - sum(state.begun >= midnight for state in kept.values()), 0)
    unseen = [
        (entry, side)
        for side in Side
        for entry, asked in sides.items()
        if side in asked and (entry, side) not in known
    ]
    cards = [*(card for _, card in due), *unseen[:room]]
    tomorrow = [midnight + _DAY] if len(unseen) > room else []
    later = _first([*(s.due for s in known.values() if s.due > now), *tomorrow])
    return Queue(cards[0] if cards else None, len(cards), later)


def _first(times: Iterable[int]) -> int | None:
    return min(times, default=None)


def _card(kept: Kept | None, now: int) -> Card:
    """Return the scheduler's card; what cannot be read (any more) begins anew."""
    try:
        memory = _Memory.model_validate_json(kept.state) if kept else _Memory()
    except ValidationError:
        memory = _Memory()
    return Card(
        0,
        memory.state,
        memory.step,
        memory.stability,
        memory.difficulty,
        _time(kept.due if kept else now),
        None if memory.last is None else _time(memory.last),
    )


def _state(card: Card) -> str:
    return _Memory(
        state=card.state,
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        last=_last(card),
    ).model_dump_json()


def _last(card: Card) -> int:
    return int(card.last_review.timestamp()) if card.last_review else 0


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
