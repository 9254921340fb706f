"""English glosses cut into senses that can be compared: "to thank; thanks" → thank, thanks.

What somebody wants to say in Chinese is looked up by them, in our words and in the dictionary.
"""

import re
from collections.abc import Iterator

# Words up to which a sense is what somebody could ask for, not an explanation.
_MOST_WORDS = 6
_BETWEEN = re.compile(r"\s*[;；]\s*")
_ASIDE = re.compile(r"\([^()]*\)")
_LESS = re.compile(r"(?:to|a|an|the)\s+(?=\S)")
_ENDS = " \t.,!?…:\"'"


def split(gloss: str) -> list[str]:
    """Return the senses of a gloss as they are written, in either language."""
    return [part for part in _BETWEEN.split(gloss) if part]


def senses(gloss: str, *, whole: bool = False) -> Iterator[str]:
    """Yield the senses of a gloss, in order; `whole`: only those that no bracket narrows.

    >>> list(senses("Thank you; to thank (sb for a gift)"))
    ['thank you', 'thank']
    """
    for part in split(gloss):
        found = sense(_ASIDE.sub(" ", part))
        if found and not (whole and _ASIDE.search(part)) and len(found.split()) <= _MOST_WORDS:
            yield found


def sense(text: str) -> str:
    """Return a text as senses are compared: small letters, no article, no "to", no full stop.

    >>> sense("The cat!"), sense("to")
    ('cat', 'to')
    """
    plain = " ".join(text.lower().replace("’", "'").split()).strip(_ENDS)
    return _LESS.sub("", plain, count=1) if _LESS.match(plain) else plain
