"""A draft looked over: each place that touches a topic, why, and what usually happens."""

from bot.dialogue.entries import choice, sources
from bot.dialogue.voice import Voice, short
from bot.values import Part, Reply, Style
from knowledge import Finding, Topic

# Places told of one draft; the rest are counted.
_MOST = 6


def draft(voice: Voice, text: str) -> Reply:
    """Say what of a draft touches a sensitive topic; that nothing is promised comes last."""
    check = voice.knowledge.check_draft(text)
    parts: list[Part] = []
    topics: dict[str, Topic] = {}
    for finding in check.findings[:_MOST]:
        topic = voice.knowledge.entry(finding.topic)
        assert isinstance(topic, Topic)  # noqa: S101 - a test sees to it that every sign names one
        parts += _told(voice, finding, topic, known=topic.id in topics)
        topics[topic.id] = topic
    more = len(check.findings) - _MOST
    if more > 0:
        parts.append(Part(voice.word("draft-more", count=more)))
    if parts:
        parts.insert(0, Part(voice.word("draft-heading")))
    elif check.readable:
        parts.append(Part(voice.word("draft-clean")))
    parts.append(Part(voice.text(check.note), Style.ASIDE))
    rows = tuple((choice(voice, topic),) for topic in topics.values())
    return voice.reply(*parts, rows=rows)


def _told(voice: Voice, finding: Finding, topic: Topic, *, known: bool) -> list[Part]:
    """Return a place with its reason; what usually happens is said once a topic."""
    place = short(" ".join(finding.match.split()))
    level = voice.word(f"draft-level-{finding.level}")
    lines = [voice.text(finding.why)]
    if finding.hint:
        lines.append(voice.word("draft-hint", text=voice.text(finding.hint)))
    if not known:
        lines.append(voice.word("topic-usually", text=voice.text(topic.usually)))
        lines.append(sources(voice, topic))
    title = voice.word("draft-place", place=place, level=level)
    return [Part(title, Style.TITLE), Part("\n".join(line for line in lines if line))]
