"""What the administrators of a group can set. One model: kept, exported and imported alike."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from bot.zones import zone
from knowledge import Language, clean

# Longest welcome, in characters; most forum topics that can be switched off.
WELCOME = 500
_TOPICS = 200
# Hours after its hour in which a word of the day still goes out, after a standstill.
_LATE = 3

Hour = Annotated[int, Field(ge=0, le=23)]
Minutes = Annotated[int, Field(ge=0, le=1440)]  # bots may delete their messages for 48 hours
Cap = Annotated[int, Field(ge=0, le=100)]
Topic = Annotated[int, Field(ge=0, lt=2**31)]  # the number of the message that opened it


class Speaks(StrEnum):
    """When the bot speaks in a group.

    `commands`: to commands alone. `called`: also to replies to it and mentions. `questions`: also
    to clear questions about RedNote, where Telegram shows it all messages.
    """

    COMMANDS = "commands"
    CALLED = "called"
    QUESTIONS = "questions"


class GroupSettings(BaseModel):
    """How the bot behaves in one group. Immutable; unknown fields and wrong values are refused.

    `word_hour` None: no word of the day. `word_topic`, `quiet_topics`: ids of forum topics, None
    and 0 being the general one. Minutes and caps: 0 is never and no limit; caps are answers a
    minute. `welcome_text` empty: the usual words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language | None = None
    speaks: Speaks = Speaks.CALLED
    word_hour: Hour | None = None
    zone: str = "UTC"
    word_topic: Topic | None = None
    welcome: bool = False
    welcome_text: Annotated[str, AfterValidator(clean), Field(max_length=WELCOME)] = ""
    welcome_minutes: Minutes = 30
    delete_minutes: Minutes = 0
    quiet_topics: Annotated[tuple[Topic, ...], Field(max_length=_TOPICS)] = ()
    draft: bool = True
    quiz: bool = True
    insight: bool = True
    member_cap: Cap = 6
    group_cap: Cap = 20

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        found = zone(value)
        if found is None:
            raise ValueError("no time zone of that name; for example Europe/Berlin")
        return found

    def word_due(self, now: int) -> tuple[date, int] | None:
        """Return the day whose word is due at `now` (seconds since 1970), and its lateness.

        That is the hours since its hour, 0 within it; None when no word is due.
        """
        if self.word_hour is None:
            return None
        local = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(self.zone))
        late = (local.hour - self.word_hour) % 24
        return ((local - timedelta(hours=late)).date(), late) if late < _LATE else None
