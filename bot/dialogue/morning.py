"""The word of the day to oneself: at which hour, in which time zone, and no more."""

from dataclasses import replace

from bot.daily import Daily, daily
from bot.dialogue.voice import Voice
from bot.values import Choice, Part, Reply
from bot.zones import ZONES

# The action of all buttons here; what they do: show the hours, show the zones, unsubscribe.
MORNING, HOURS, ZONE, OFF = "dw", "h", "z", "off"
_UTC = "UTC"
_IN_ROW = 6


def offered(voice: Voice, reply: Reply, wanted: Daily | None) -> Reply:
    """Return a word of the day with buttons to get it every day, or to change and end that."""
    row: tuple[Choice, ...]
    if wanted is None:
        row = (_to(voice, "daily-begin", f"{HOURS}:{_UTC}"),)
    else:
        row = (
            _to(voice, "daily-change", f"{HOURS}:{wanted.zone}", hour=_hour(wanted.hour)),
            _to(voice, "daily-stop", OFF),
        )
    return replace(reply, choices=(*reply.choices, row))


def hours(voice: Voice, zone: str) -> Reply:
    """Return the choice of an hour in a time zone."""
    buttons = [
        Choice(_hour(hour), f"{MORNING}:{voice.language}:{hour}:{zone}") for hour in range(24)
    ]
    rows = [tuple(buttons[i : i + _IN_ROW]) for i in range(0, len(buttons), _IN_ROW)]
    rows.append((_to(voice, "daily-zone", ZONE, zone=zone),))
    return voice.reply(Part(voice.word("daily-when", zone=zone)), rows=tuple(rows))


def zones(voice: Voice) -> Reply:
    """Return the choice of a time zone."""
    buttons = [Choice(zone, f"{MORNING}:{voice.language}:{HOURS}:{zone}") for zone in ZONES]
    rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    return voice.reply(Part(voice.word("daily-zones")), rows=rows)


def begun(voice: Voice, wanted: Daily) -> Reply:
    """Return the confirmation of a subscription, with a button that ends it."""
    said = voice.word("daily-set", hour=_hour(wanted.hour), zone=wanted.zone)
    return voice.reply(Part(said), rows=((_to(voice, "daily-stop", OFF),),))


def ended(voice: Voice) -> Reply:
    """Return the confirmation that a subscription is ended."""
    return voice.reply(
        Part(voice.word("daily-stopped")),
        rows=((_to(voice, "daily-begin", f"{HOURS}:{_UTC}"),),),
    )


def parsed(voice: Voice, argument: str) -> Daily | None:
    """Return the subscription written as `8 Europe/Paris`, or None if it is none."""
    hour, _, zone = argument.partition(" ")
    hour = hour.removesuffix(":00").lstrip("0") or "0"
    return daily(hour, zone.strip() or _UTC, voice.language)


def _to(voice: Voice, name: str, argument: str, **values: str) -> Choice:
    label = voice.word(name, **values)
    return Choice(label, f"{MORNING}:{voice.language}:{argument}")


def _hour(hour: int) -> str:
    return f"{hour:02}:00"
