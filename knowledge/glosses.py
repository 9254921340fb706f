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
_COMMA = re.compile(r"\s*,\s*")
# What narrows a whole sense: "(Shanghai)", ", in Taiwan".
_NARROWED = re.compile(r"\(|,\s*in\s")
# Words of a part between commas up to which it is a sense, and what begins one that is none.
_SHORT = 4
_NO_SENSE = re.compile(
    r"(?:and|or|but|for|with|without|in|on|at|of|by|from|as|like|who|which|that|when|where|not|"
    r"usually|often|mostly|here|now|then|also|literally|especially|esp)\b"
)
_ENDS = " \t.,!?…:\"'"


def split(gloss: str) -> list[str]:
    """Return the senses of a gloss as they are written, in either language."""
    return [part for part in _BETWEEN.split(gloss) if part]


def shades(gloss: str) -> list[str]:
    """Return the senses of an English gloss, and the short parts between their commas, bare too.

    A name is no sense: what is said about it is. What a bracket or a place narrows is not cut.

    >>> shades("to cheer for, root for; an expert, who is looked up to")
    ['to cheer for, root for', 'to cheer for', 'cheer for', 'root for', \
'an expert, who is looked up to', 'an expert', 'expert']
    """
    found = []
    for part in split(gloss):
        whole = [part] if _NARROWED.search(part) else _COMMA.split(part)
        short = [p for p in whole if len(p.split()) <= _SHORT]
        bare = [p for p in short if not (p[:1].isupper() or _NO_SENSE.match(p))]
        found += [part, *(form for p in bare for form in (p, sense(p)))]
    return list(dict.fromkeys(filter(None, found)))


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
