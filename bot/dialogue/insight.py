"""What was asked in a group, for its administrators: counts by day, and the words most asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.dialogue.entries import label
from bot.dialogue.voice import Voice
from bot.pictures import Chart
from bot.values import Day, Part, Picture, Reply, Style
from knowledge import Term

# Days shown, and words named.
DAYS, _WORDS = 14, 5


def since(today: date) -> date:
    """Return the first of the days shown."""
    return today - timedelta(days=DAYS - 1)


def listed(voice: Voice, days: Sequence[Day], top: Sequence[tuple[str, int]]) -> Reply:
    """Return the counts in words, which say all that the chart shows."""
    if not days:
        return voice.sentence("stats-none", days=DAYS)
    lines = [
        voice.word("stats-day", day=day.day[5:], asked=day.asked, answered=day.answered)
        for day in days
    ]
    parts = [
        Part(voice.word("stats-heading", days=DAYS), Style.TITLE),
        Part(_total(voice, days)),
        Part("\n".join(lines)),
    ]
    if words := _words(voice, top):
        parts.append(Part("\n".join([voice.word("stats-words"), *words])))
    return voice.reply(*parts, Part(voice.word("stats-about"), Style.ASIDE))


def _total(voice: Voice, days: Sequence[Day]) -> str:
    asked, answered = sum(day.asked for day in days), sum(day.answered for day in days)
    return voice.word("stats-total", asked=asked, answered=answered)


def _words(voice: Voice, top: Sequence[tuple[str, int]]) -> list[str]:
    known = ((voice.knowledge.entry(name), n) for name, n in top if voice.knowledge.has(name))
    terms = [(entry, count) for entry, count in known if isinstance(entry, Term)][:_WORDS]
    return [
        voice.word("stats-word", word=label(voice, entry), count=count) for entry, count in terms
    ]


def chart(voice: Voice, days: Sequence[Day], today: date) -> Chart:
    """Return the chart of all days shown, those without a question among them."""
    counted = {day.day: day for day in days}
    bars = []
    for number in range(DAYS):
        day = since(today) + timedelta(days=number)
        found = counted.get(day.isoformat(), Day("", 0, 0))
        bars.append((str(day.day), found.answered, found.asked - found.answered))
    return Chart(
        title=voice.word("stats-heading", days=DAYS),
        total=_total(voice, days),
        answered=voice.word("stats-answered"),
        missed=voice.word("stats-missed"),
        days=tuple(bars),
        brand=voice.word("card-brand"),
        traditional=voice.is_traditional,
    )


def drawn(voice: Voice, reply: Reply, picture: bytes) -> Reply:
    """Return the counts with their chart."""
    about = voice.word("stats-heading", days=DAYS)
    return replace(reply, picture=Picture("stats.png", picture, about))
