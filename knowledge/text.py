"""Fold what people type to one form, and cut it into words.

Nothing here changes what is shown to people: folded text is only ever compared.
"""

import re
import unicodedata

from knowledge.script import simplify

# Longest question looked at, in code points: one Telegram message.
MAX_LENGTH = 4096

# Code points looked at, at each end of a long message.
_END = 700

# Categories that vanish: format and bidi marks, controls, surrogates, unassigned, combining marks.
INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"}

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
HAN = re.compile(f"[{_HAN}]")
HAN_RUN = re.compile(f"[{_HAN}]+")
WORD = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+(?:['’][^\\W_{_HAN}]+)*")

# What most texts are made of: nothing in it vanishes or combines, in any order.
_VISIBLE = re.compile("[ -~\u3400-\u4db5\u4e00-\u9fa5、。《》「」‘’“”]*")
_ASCII = "\x7f"  # the last of its characters, none of which is a sign


def clean(text: str) -> str:
    r"""Cap, compose and strip: NFKC without invisible, control or stacked combining characters.

    Shape: at most `MAX_LENGTH` code points, white space single, none at the ends. Case, script
    and punctuation are kept. Cleaning twice changes nothing more.

    >>> clean("ｘｈｓ\u200b  红\u0489薯")
    'xhs 红薯'
    """
    composed = unicodedata.normalize("NFKC", text[:MAX_LENGTH])
    if _VISIBLE.fullmatch(composed):
        return " ".join(composed.split())
    kept = "".join(c for c in composed if c.isspace() or unicodedata.category(c) not in INVISIBLE)
    return " ".join(unicodedata.normalize("NFKC", kept)[:MAX_LENGTH].split())


def ends(text: str) -> str:
    """Return a text, or the beginning and the end of a long one, where what is asked stands."""
    return text if len(text) <= 2 * _END else f"{text[:_END]}\n{text[-_END:]}"


def fold(text: str) -> str:
    """Fold to the form in which texts are compared: cleaned, lower case, Simplified.

    >>> fold("《小紅書》 ＸＨＳ")
    '《小红书》 xhs'
    """
    return simplify(clean(text).lower())


def key(folded: str) -> str:
    """Return a folded text without spaces and punctuation, or as it is if nothing would remain.

    >>> key("tl;dr"), key("种 草!")
    ('tldr', '种草')
    """
    if folded.isalnum():
        return folded
    bare = "".join([c for c in folded if c.isalnum() or (c > _ASCII and _is_sign(c))])
    return bare or "".join(folded.split())


def _is_sign(char: str) -> bool:
    return unicodedata.category(char) == "So"


def words(folded: str) -> list[str]:
    """Return the words of a folded text in order; a run of Chinese characters is one.

    >>> words("what's 种草, really?")
    ["what's", '种草', 'really']
    """
    return [word.replace("’", "'") for word in WORD.findall(folded)]


def clauses(cleaned: str) -> list[str]:
    """Return the sentences and clauses of a text, in order, without the marks between them."""
    parts: list[str] = []
    start = 0
    for mark in _MARKS.finditer(cleaned):
        around = (
            cleaned[max(0, mark.start() - 1) : mark.start()],
            cleaned[mark.end() : mark.end() + 1],
        )
        if not around[1].strip() or not mark[0].isascii() or any(map(HAN.match, around)):
            parts.append(cleaned[start : mark.start()].strip())
            start = mark.end()
    return [part for part in (*parts, cleaned[start:].strip()) if part]


# Runs of marks that may end a clause; ASCII ones only do before white space ("8.69.2").
# Many write Chinese with spaces for commas.
_MARKS = re.compile(rf"[.!?。！？;；:：,，…\n]+|\s[-–—]+(?=\s)|(?<=[{_HAN}])\s(?=[{_HAN}])")
