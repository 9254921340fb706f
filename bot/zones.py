"""The names of time zones, as people write them."""

from functools import cache
from zoneinfo import available_timezones

# Time zones offered by buttons; any other can be written.
ZONES = (
    "UTC", "America/Los_Angeles", "America/Denver", "America/Chicago", "America/New_York",
    "America/Sao_Paulo", "Europe/London", "Europe/Berlin", "Europe/Moscow", "Asia/Dubai",
    "Asia/Kolkata", "Asia/Bangkok", "Asia/Shanghai", "Asia/Taipei", "Asia/Singapore",
    "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip


@cache
def _zones() -> dict[str, str]:
    """Return the time zones known here by their names in small letters; finding them is slow."""
    return {name.casefold(): name for name in sorted(available_timezones())}


def zone(name: str) -> str | None:
    """Return the time zone of a name in large or small letters, or None if there is none.

    >>> zone("europe/paris")
    'Europe/Paris'
    """
    return _zones().get(name.strip().replace(" ", "_").casefold())
