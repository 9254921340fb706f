"""Cut a question of two parts into both: "what is RedNote and is it safe?"."""

import re

# What joins two questions, and what the second then begins with in English.
_JOINT = re.compile(
    r"[,;]?\s+(?:and|&|plus|also)\s+(?:also\s+)?(?=(?:is|are|was|were|do|does|did|can|could|should|"
    r"will|would|how|what|why|when|where|who|which)\b)|"
    r"[?？!！;；]+\s*(?:and\s+|also\s+)?|"
    r"[，,、]?(?:还有|以及|另外|顺便问(?:一下|下)?|和|并且)[，,]?(?=怎么|如何|为什么|什么|哪|谁|能不能|"
    r"可不可以|是不是|有没有|多少)|"
    r"[，,](?:还有|以及|另外|那)?"
)
# What makes a part a question of its own.
_ASKS = re.compile(
    r"^(?:so |but |then )?(?:is|are|was|were|do|does|did|can|could|should|will|would|how|what|"
    r"what's|whats|why|when|where|who|who's|which)\b|"
    r"什么|怎么|如何|为什么|为啥|吗$|哪|谁|能不能|可不可以|是不是|有没有|会不会|要不要|多少|几[个次天岁]|"
    r"咋|啥"
)
_MOST = 2  # parts; who asks more asks what the whole is about
_SHORTEST = {True: 3, False: 8}  # characters of a part, by whether it is Chinese
_HAN = re.compile("[\u4e00-\u9fff]")
# What the app is called, and what stands for it in the other part.
_APP = "rednote"
_IT = re.compile(r"(?<!say )\b(?:it|its|this app|the app)\b(?! mean)")


def parts(folded: str) -> tuple[str, ...]:
    """Return both parts of a folded question, or nothing where it is one, or more than two.

    >>> parts("what is rednote and is it safe?")
    ('what is rednote', 'is it safe')
    >>> parts("likes and comments")
    ()
    """
    cut = [part.strip(" .,，。?？!！") for part in _JOINT.split(folded)]
    said = [part for part in cut if part]
    asked = [part for part in said if _ASKS.search(part) and _is_long(part)]
    return tuple(asked) if len(said) == len(asked) == _MOST else ()


def spelled_out(part: str) -> str:
    """Return a part with the app's name where it only says "it": that is what people ask about."""
    return _IT.sub(_APP, part)


def _is_long(part: str) -> bool:
    return len(part) >= _SHORTEST[bool(_HAN.search(part))]
