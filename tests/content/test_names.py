"""Proper names: both languages of an entry name the same companies, outlets and places."""

import re
from pathlib import Path

from knowledge.collection import Library
from knowledge.models import Answer
from tests.content.test_figures import sides
from tests.exceptions import listed

TABLE = Path(__file__).with_name("names.tsv").read_text("utf-8").splitlines()
NAMES = [
    (english.split("|"), chinese.split("|"))
    for english, chinese in (line.split("\t") for line in TABLE if not line.startswith("#"))
]


def _one_sided(english: str, chinese: str) -> set[str]:
    """Return the names of the table that only one of two texts has."""
    return {
        forms[0]
        for forms, others in NAMES
        if bool(re.search(rf"\b(?:{'|'.join(forms)})", english))
        != any(other in chinese for other in others)
    }


def test_both_languages_name_the_same(library: Library) -> None:
    """A company, outlet or place named in English is named in Chinese, and the other way."""
    found = {
        (entry.id, name)
        for entry in library.entries.values()
        for name in _one_sided(*sides(entry))
    }

    assert found == listed("names")


def test_both_languages_of_a_fact_name_the_same(library: Library) -> None:
    """Facts and their corrections name the same in both languages."""
    found = []
    for fact in library.facts.values():
        added = fact.correction
        english = fact.en + (added.en if added else "")
        chinese = fact.zh + (added.zh if added else "")
        found += [(fact.id, name) for name in _one_sided(english, chinese)]

    assert found == []


def test_latin_names_in_chinese_stand_in_the_english(library: Library) -> None:
    """Persons and outlets whose names stay Latin are the same; quoted English is listed."""
    found = set()
    for entry in library.entries.values():
        if isinstance(entry, Answer):
            english, chinese = sides(entry)
            latin = re.findall(r"[A-Za-z][A-Za-z'’&.-]*[A-Za-z]", chinese)
            odd = {word for word in latin if word.lower() not in f"{english.lower()} app"}
            found |= {(entry.id, word) for word in odd}

    assert found == listed("latin")
