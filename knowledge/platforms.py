"""Questions that name an app: where a card says more than the entry of a word does."""

from knowledge.features import canonical
from knowledge.frames import Frame
from knowledge.match import THRESHOLD
from knowledge.spelling import CERTAIN, Hit

# Names, in canonical form, that are subjects of the guide rather than words to be explained.
PLATFORMS = frozenset(
    ["rednote", "tiktok", "instagram", "facebook", "youtube", "wechat", "weibo", "douyin"]
)
# How a word was found that a frame asks about, if no card beats it.
_WRITTEN = frozenset(["hanzi", "traditional", "alias", "pinyin"])


def is_beside(frame: Frame) -> bool:
    """Whether two are compared, or asked about, of which one is a subject of the guide."""
    return bool(frame.y) and not PLATFORMS.isdisjoint({canonical(frame.x), canonical(frame.y)})


def unsaid(x: str) -> float:
    """Return the score from which a card beats a word for what a question describes.

    What the boss of RedNote is called is no question about words.
    """
    return THRESHOLD if any(name in canonical(x).split() for name in PLATFORMS) else CERTAIN


def rivalled(part: str, hit: Hit) -> float:
    """Return the score from which a card beats a word found in a question's frame.

    Somebody who asks what RedNote or TikTok is wants the card, not the word.
    """
    if canonical(part) in PLATFORMS:
        return THRESHOLD
    return 1.0 if hit.reason in _WRITTEN else CERTAIN
