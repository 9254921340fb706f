"""A person's word of the day: at which hour where, and when that is next."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.zones import zone as known
from knowledge import Language

_HOUR = 3600
_HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Daily:
    """A subscription: the hour (0 to 23) in a time zone, and the language of the words."""

    hour: int
    zone: str
    language: Language


def daily(hour: str, zone: str, language: Language) -> Daily | None:
    """Return a subscription out of what was written or pressed, or None if it is none."""
    found = known(zone)
    if hour not in {str(hour) for hour in _HOURS} or found is None:
        return None
    return Daily(int(hour), found, language)


def following(wanted: Daily, user: int, after: int, first: date = date.min) -> int:
    """Return when the next word is due after a time, both in seconds since 1970.

    That is on the day `first`, where the person is, or later.
    People are spread over their hour, each at the same minute every day, so that not all are
    written to at once. An hour that a change of clocks leaves out is the one that follows it.
    """
    zone = ZoneInfo(wanted.zone)
    day = datetime.fromtimestamp(after, UTC).astimezone(zone).date()
    start = max(day, first) - timedelta(1)
    days = (day for n in range(4) if (day := start + timedelta(n)) >= first)
    return next(due for day in days if (due := _due(wanted, user, day, zone)) > after)


def day_of(wanted: Daily, due: int) -> date:
    """Return the day, where the person is, of a time at which a word is due."""
    return datetime.fromtimestamp(due, UTC).astimezone(ZoneInfo(wanted.zone)).date()


def _due(wanted: Daily, user: int, day: date, zone: ZoneInfo) -> int:
    start = datetime.combine(day, time(wanted.hour), zone).timestamp()
    return int(start) + int.from_bytes(sha256(str(user).encode()).digest()[:4], "big") % _HOUR
