"""Figures of a text in one form, whichever language spells them: 70万 and 700,000 are 700000."""

import re
from collections.abc import Iterator
from decimal import Decimal

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "bn": 10**9, "百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6,
    "千万": 10**7, "亿": 10**8, "万亿": 10**12,
}  # fmt: skip

_ENGLISH = {
    "zero": 0, "one": 1, "first": 1, "once": 1, "two": 2, "second": 2, "twice": 2, "double": 2,
    "both": 2, "three": 3, "third": 3, "four": 4, "fourth": 4, "five": 5, "fifth": 5, "six": 6,
    "sixth": 6, "seven": 7, "seventh": 7, "eight": 8, "eighth": 8, "nine": 9, "ninth": 9,
    "ten": 10, "tenth": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
    "thousands": 1000, "million": 10**6,
}  # fmt: skip
_DIGITS = dict(zip("零一二三四五六七八九两", [*range(10), 2], strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

# What looks like a figure and is a name, and how people shorten what is one.
_NAMES = re.compile(r"36Kr|36氪|Fox 7|[A-Za-z]+\d+(?![\d年])(?:\.\d+)?")
_SHORT = [
    (re.compile(r"(?<!\d)([5-9]\d)(?=后|年代)"), r"19\1"),
    (re.compile(r"(?<!\d)([0-2]\d)(?=后)"), r"20\1"),
    (re.compile(r"点半"), ":30"),
    (re.compile(r"(?<!\d)(\d\d?)([至到]|—|–)(?=\d\d?月)"), r"\1月\2"),
]

_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_CHINESE_MONTH = re.compile(r"(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月")
_NAMED_MONTH = re.compile(  # "may" is a verb wherever nothing makes it a date
    r"\b(January|February|March|April|June|July|August|September|October|November|December"
    r"|May(?= \d)|(?<=in )May|(?<=late )May|(?<=early )May|(?<=mid-)May)\b"
)
_NUMBER = re.compile(
    r"(?<!\d)(?<!\d[.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?:[ -]?多?(?P<scale>{_SCALE})(?![A-Za-z]))?"
    r"(?P<percent>\s?(?:%|percent|per cent|个百分点))?"
    r"(?:st|nd|rd|th|s)?(?![A-Za-z\d])"
)
_RANGE = re.compile(
    rf"(\d+(?:\.\d+)?)\s?([–—-]|to|至|到)\s?(\d+(?:\.\d+)?)(\s?(?:(?:{_SCALE})(?![A-Za-z])|%))"
)
_COUNTED = re.compile(
    rf"\b({'|'.join(_ENGLISH)})(?=[ -](?:thousand|million|billion|percent)\b)", re.IGNORECASE
)


def figures(text: str) -> set[str]:
    """Return the figures of a text: plain numbers, months as `month 1`, and `%` if it has one.

    >>> sorted(figures("About 700,000 people, 54% more, on January 14, 2025"))
    ['%', '14', '2025', '54', '700000', 'month 1']
    >>> figures("2025年1月14日，70万，54%") == figures("700 thousand, 54%, January 14 2025")
    True
    """
    return set(_found(text))


def _found(text: str) -> Iterator[str]:
    plain = _NAMES.sub("", text)
    for pattern, full in _SHORT:
        plain = pattern.sub(full, plain)
    yield from (f"month {_MONTHS.index(name) + 1}" for name in _NAMED_MONTH.findall(plain))
    yield from (f"month {month}" for month in _MONTH.findall(plain))
    yield from (f"month {_chinese(month)}" for month in _CHINESE_MONTH.findall(plain))
    plain = _RANGE.sub(r"\1\4 \2 \3\4", _MONTH.sub(" ", plain))
    plain = _COUNTED.sub(lambda found: str(_ENGLISH[found[1].lower()]), plain)
    for found in _NUMBER.finditer(plain):
        value = Decimal(found["number"].replace(",", "")) * _SCALES.get(found["scale"] or "", 1)
        yield f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
        if found["percent"]:
            yield "%"


def spelled(text: str) -> set[str]:
    """Return what a text spells out in words, in the form of `figures`.

    >>> spelled("Five times in two days") == spelled("两天五次")
    True
    >>> sorted(spelled("一万两千人")), sorted(spelled("两成"))
    (['12000'], ['%', '2', '20'])
    """
    found = {
        str(_ENGLISH[word]) for word in re.findall(r"[a-z]+", text.lower()) if word in _ENGLISH
    }
    found |= {
        str(_chinese(run)) for run in re.findall("[零一二三四五六七八九两十百千万亿]+", text)
    }
    tenths = re.findall("([一二三四五六七八九两])成", text)
    return found | {str(10 * _DIGITS[part]) for part in tenths} | ({"%"} if tenths else set())


def _chinese(run: str) -> int:
    """Read a number written in Chinese characters, 一百二 as 120."""
    total, part, digit = 0, 0, 0
    if len(run) > 2 and run[-1] in _DIGITS and run[-2] in "百千万":
        run += "个十百千"["百千万".index(run[-2]) + 1]
    for char in run:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif _UNITS[char] < 10**4:
            part += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total += (part + digit or 1) * _UNITS[char]
            part = digit = 0
    return total + part + digit
