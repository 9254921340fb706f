"""Names of people as they are said where everybody sees them: they lead nowhere."""

import re

# Telegram makes links of `evil.example`, `@name`, `/command` and `#tag` wherever they stand, also
# in bold and in code. A word joiner behind the mark ends that: it cannot be seen, and the name
# stays as it is; another mark that looks alike would be read out as something else.
_MARK = re.compile(r"(?<=[.。．｡@/#$:])(?=\S)")
_JOINER = "\u2060"


def unlinked(name: str) -> str:
    """Return a name in which nothing becomes a link.

    >>> unlinked("evil.example") == "evil.\u2060example"
    True
    """
    return _MARK.sub(_JOINER, name)
