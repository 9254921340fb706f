"""Drafts looked over: places, topics, languages, and figures on a set that lies beside."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Finding, Knowledge
from knowledge.collocations import PatternError, anywhere, collocation, compiled
from knowledge.signs import DIGITS, detectors, hashed, notes
from knowledge.traced import trace

DRAFTS = yaml.safe_load((Path(__file__).parents[1] / "asked" / "drafts.yaml").read_text("utf-8"))

# Pieces of what the signs look for, so that chance meets them.
PIECES = [
    "加我微信",
    "臺灣",
    "best ",
    "protest ",
    "government",
    "：",
    "\u200b",
    "ＩＧ",
    "ﬁ",
    "İ",
    "9" * 9,
]


def topics(knowledge: Knowledge, text: str) -> set[str]:
    """Return the topics found in a draft."""
    return {finding.topic for finding in knowledge.check_draft(text).findings}


def expressions() -> Iterator[str]:
    """Yield every regular expression of every sign."""
    for detector in detectors():
        yield from (pattern.expression for pattern in detector.finds)
        yield from detector.shapes
        yield from (e for e in (detector.when, detector.unless, detector.never) if e)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=40)).map("".join))
def test_places_are_places_of_the_original(knowledge: Knowledge, text: str) -> None:
    """Whatever the text, every finding quotes what stands at its offsets."""
    findings = knowledge.check_draft(text).findings

    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.match
    assert [f.start for f in findings] == sorted(f.start for f in findings)


def test_folding_keeps_the_way_back() -> None:
    """One character may become several or none; each remembers where it came from."""
    traced = trace("ﬁ\u200b  臺灣")

    assert traced.folded == "fi 台湾"
    assert traced.places == (0, 0, 2, 4, 5)
    assert traced.span(3, 5) == (4, 6)


def test_every_sign_is_of_a_topic(knowledge: Knowledge) -> None:
    """Signs name topics that exist, and every topic has a sign."""
    named = {detector.sign.topic for detector in detectors()}

    assert named == {topic.id for topic in knowledge.topics()}


def test_every_expression_compiles() -> None:
    """No sign hides a mistake until somebody's draft meets it."""
    for expression in expressions():
        assert compiled(expression).pattern == expression


def test_no_expression_repeats_what_repeats() -> None:
    """Nothing unbounded stands within a repetition, so that time stays linear."""
    for expression in expressions():
        assert ")+" not in expression
        assert ")*" not in expression
        assert ".*" not in expression


def test_names_stand_as_hashes_alone() -> None:
    """A name that is looked for cannot be read in the data."""
    names = {name for detector in detectors() for name in detector.sign.names}

    assert names
    assert all(len(name) == DIGITS and set(name) <= set("0123456789abcdef") for name in names)
    assert len(hashed("somebody")) == DIGITS


@pytest.mark.parametrize(
    ("text", "match", "topic"),
    [
        ("Orders: 555-201-3344!", "555-201-3344", "topic-contact"),
        ("詳情請加我微信 panda_88，謝謝", "加我微信 panda_88", "topic-contact"),
        ("write to me: a.b@example.org", "a.b@example.org", "topic-contact"),
        ("更多照片在 HTTPS://EXAMPLE.COM/x", "HTTPS://EXAMPLE.COM/x", "topic-contact"),
        ("台灣獨立", "台灣獨立", "topic-one-china"),
    ],
)
def test_the_place_is_exact(knowledge: Knowledge, text: str, match: str, topic: str) -> None:
    """What is quoted is what should be looked at again, in the draft's own script and case."""
    found = [(f.match, f.topic) for f in knowledge.check_draft(text).findings]

    assert (match, topic) in found


def test_a_finding_says_why_and_how_strict(knowledge: Knowledge) -> None:
    """A finding has a reason in both languages, a level, and a hint where the fix is honest."""
    (finding,) = knowledge.check_draft("Please text me at 555-201-3344").findings

    assert isinstance(finding, Finding)
    assert finding.level == "avoid"
    assert finding.why.en
    assert finding.why.zh
    assert finding.hint is not None


def test_words_count_in_company(knowledge: Knowledge) -> None:
    """A superlative is an advertiser's matter; a private opinion passes."""
    assert topics(knowledge, "最好吃的面，我妈做的") == set()
    assert topics(knowledge, "本店的面全国第一，欢迎选购") == {"topic-superlatives"}


def test_a_mark_makes_advertising_ordinary(knowledge: Knowledge) -> None:
    """The same gift is no finding where the post says that it is advertising."""
    gift = "The brand sent me this lamp for free, use my code LAMP10"

    assert topics(knowledge, gift) == {"topic-hidden-ads"}
    assert topics(knowledge, f"{gift} #ad") == set()


def test_indirect_words_count_together(knowledge: Knowledge) -> None:
    """Words that say nothing alone give a topic away together, in whatever order."""
    assert topics(knowledge, "My friend made me a yoga video, nobody noticed the cat") == set()
    assert topics(knowledge, "昨晚在那个平台上看剧") == set()
    assert topics(knowledge, "那个平台充了两百，想玩的发邀请码") == {"topic-gambling"}
    assert topics(knowledge, "想玩的发邀请码，就在那个平台") == {"topic-gambling"}


def test_a_longer_word_is_another_word(knowledge: Knowledge) -> None:
    """A word that only holds a sensitive one is left alone."""
    assert topics(knowledge, "昨晚抽大麻") == {"topic-drugs"}
    assert topics(knowledge, "出了个大麻烦") == set()
    assert topics(knowledge, "台灣獨立書店") == set()


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("Heute war ich mit meiner Schwester im Park und wir haben Kuchen gegessen", False),
        ("今日は友達とカフェに行きました。とても楽しかったです", False),
        ("Сегодня я ходила на пляж с семьёй", False),
        ("I had cake in the park with my sister today", True),
        ("今天和姐姐在公园吃蛋糕", True),
        ("🌸", True),
        ("", True),
    ],
)
def test_other_languages_are_not_read(knowledge: Knowledge, text: str, readable: bool) -> None:  # noqa: FBT001 - a column of the table
    """A draft in a language that is not read is said to be so; the note names those that are."""
    check = knowledge.check_draft(text)

    assert check.readable is readable
    assert check.note == (notes().promise if readable else notes().unread)


def test_contact_details_are_seen_in_any_language(knowledge: Knowledge) -> None:
    """Numbers and addresses look alike everywhere."""
    check = knowledge.check_draft(
        "Schreib mir einfach eine Nachricht an lena@example.org, danke dir"
    )

    assert not check.readable
    assert [f.match for f in check.findings] == ["lena@example.org"]


@pytest.mark.parametrize("wrong", ["{nobody}", "~ after", "* rest"])
def test_a_wrong_pattern_is_refused(wrong: str) -> None:
    """A list that is not there, or a beginning that fits everywhere, is an error."""
    with pytest.raises(PatternError):
        collocation(wrong, {})


def test_the_language_of_patterns() -> None:
    """Alternatives, gaps, numbers and whole words mean what the head of the module says."""
    words = {"fruit": ("apple", "pear")}
    pattern = collocation("[eat/eats] ~ {fruit}", words).regex

    assert pattern.match("eats a ripe pear")
    assert not pattern.match("eats. a pear")
    assert not pattern.match("eat a pearl")
    assert pattern.fullmatch("eats ripe pears")
    assert collocation("e_mail", {}).regex.match("e-mail")
    assert collocation("瘦<n>斤", {}).regex.match("瘦二十斤")
    assert anywhere([], {}) is None


def figures(knowledge: Knowledge, rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return recall, the share of right topics, precision and false alarms on drafts."""
    found = [(topics(knowledge, row["text"]), set(row["topics"])) for row in rows]
    problems = [(got, want) for got, want in found if want]
    hits = [(got, want) for got, want in problems if got]
    false = sum(bool(got) for got, want in found if not want)
    return {
        "recall": len(hits) / len(problems),
        "topic": sum(bool(got & want) for got, want in hits) / len(hits),
        "precision": len(hits) / (len(hits) + false),
        "false": false,
    }


@pytest.mark.parametrize("held", [False, True])
def test_drafts_are_judged_well(knowledge: Knowledge, held: bool) -> None:  # noqa: FBT001 - a column of the table
    """Ordinary posts pass, and most of the others are found under the right topic."""
    rows = [row for row in DRAFTS if row.get("held", False) is held]

    measured = figures(knowledge, rows)

    assert measured["precision"] >= 0.97, measured
    assert measured["recall"] >= 0.85, measured
    assert measured["topic"] >= 0.9, measured
    assert measured["false"] <= 3, measured
