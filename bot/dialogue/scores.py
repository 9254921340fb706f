"""The scoreboard of a group's quizzes."""

from collections.abc import Sequence

from bot.dialogue.names import unlinked
from bot.dialogue.voice import Voice
from bot.values import Part, Reply, Score, Style

# Who is on the board, and what people write behind /quiz to see it.
BEST = 10
TOP = frozenset(["top", "榜", "排行", "排行榜"])


def top(voice: Voice, best: Sequence[tuple[str, Score]]) -> Reply:
    """Return the best of a group by their names, best first."""
    if not best:
        return voice.sentence("scores-none")
    lines = [
        voice.word(
            "scores-line", place=n, name=unlinked(name), right=score.right, asked=score.asked
        )
        for n, (name, score) in enumerate(best, 1)
    ]
    heading = Part(voice.word("scores-heading"), Style.TITLE)
    return voice.reply(heading, Part("\n".join(lines)))
