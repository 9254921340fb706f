"""Every entry: readings, scripts, dates, languages."""

import re

import pytest
from pypinyin.constants import PINYIN_DICT

from knowledge.collection import Library
from knowledge.models import Answer, Decline, FactAnswer, Guide, SmallTalk, Term, Topic, Word
from knowledge.pinyin import spell, syllables
from knowledge.script import simplify
from knowledge.text import HAN, HAN_RUN, fold, key

FIRST_RELEASE = frozenset(
    {
        "what-is-rednote", "name-meaning", "tiktok-refugee", "tiktok-status", "one-app-or-two",
        "where-available", "sign-up", "switch-language", "first-day", "translate-button",
        "hashtags", "greetings", "cat-tax", "topics-to-avoid", "one-china", "links-and-contacts",
        "community-convention", "post-removed", "account-banned", "privacy", "scams",
        "how-creators-earn", "amazon-and-ltk", "earning-abroad", "what-are-they-saying",
    }
)  # fmt: skip

# Readings that no list of characters has, with the reason.
READINGS = {
    "geying": "膈应 is said gèying in the north, against 膈 gé alone",
    "gaha": "north-eastern 嘎哈 gàhá, from 干啥",
    "gaodian": "搞掂 gǎodiàn, from Cantonese gaau2 dim6",
    "duilianpai": "怼 is said duǐ in this slang, against 怼 duì in books",
    "lah-sg": "a particle without a tone",
    "tuor-shill": "erhua: 托儿 is one syllable",
    "beir": "erhua: 倍儿 is one syllable",
}


def words(library: Library) -> list[Word]:
    """Return every word and phrase."""
    return [entry for entry in library.entries.values() if isinstance(entry, Word)]


def test_first_release_is_complete(library: Library) -> None:
    """The 25 cards of the first release are there, with priority 1."""
    assert sorted(FIRST_RELEASE - set(library.entries)) == []
    assert {library.entries[name].priority for name in FIRST_RELEASE} == {"1"}


def test_readings_are_readings_of_the_characters(library: Library) -> None:
    """An editor's pinyin has a syllable a character, a known reading or its neutral tone."""
    wrong = []
    for word in words(library):
        if word.id in READINGS or not word.pinyin or not HAN_RUN.fullmatch(word.term):
            continue
        parts = syllables(word.pinyin)
        if len(parts) != len(word.term):
            wrong.append((word.id, word.term, word.pinyin))
            continue
        for char, (letters, tone) in zip(word.term, parts, strict=True):
            known = [spell(r) for r in PINYIN_DICT[ord(char)].split(",")]
            toned = {(spelled, tones[0] if tones else 5) for spelled, tones in known}
            neutral = tone == 5 and letters in {spelled for spelled, _ in known}
            if (letters, tone) not in toned and not neutral:
                wrong.append((word.id, char, f"{letters}{tone}"))

    assert wrong == []


def test_every_term_in_characters_has_a_reading_with_tones(library: Library) -> None:
    """No reading is left without tone marks, but for particles that have no tone."""
    bare = [
        word.id
        for word in words(library)
        if HAN.search(word.term) and word.id not in READINGS and not spell(word.pinyin or "")[1]
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("term", "pinyin"),
    [("上头", "shàngtóu"), ("绝绝子", "juéjuézǐ"), ("种草", "zhòngcǎo"), ("搭子", "dāzi"),
     ("薯条", "shǔtiáo"), ("干饭", "gànfàn"), ("杠精", "gàngjīng"), ("囤货", "túnhuò")],
)  # fmt: skip
def test_readings_that_tools_get_wrong(library: Library, term: str, pinyin: str) -> None:
    """Slang that converters misread is right here."""
    assert {word.pinyin for word in words(library) if word.term == term} == {pinyin}


def test_headwords_are_simplified(library: Library) -> None:
    """Headwords and Chinese texts are written in Simplified characters."""
    assert [w.term for w in words(library) if simplify(w.term) != w.term] == []


def test_traditional_forms_agree_with_the_headword(library: Library) -> None:
    """Converted back, a Traditional form is the headword, but for characters of its own."""
    own = str.maketrans({"暱": "昵", "帳": "账"})
    for word in words(library):
        if word.traditional:
            back = simplify(word.traditional.translate(own))
            assert back == word.term, word.id


def test_both_languages_are_filled(library: Library) -> None:
    """English texts are mostly Latin, Chinese texts mostly Chinese."""
    for entry in library.entries.values():
        if isinstance(entry, Answer):
            pairs = [(entry.title.en, entry.title.zh), (entry.answer.en, entry.answer.zh)]
        else:
            assert isinstance(entry, Word)
            pairs = [(entry.gloss.en, entry.gloss.zh)]
            pairs += [(entry.meaning.en, entry.meaning.zh)] if isinstance(entry, Term) else []
        for english, chinese in pairs:
            assert HAN.search(chinese), entry.id
            assert len(HAN.findall(english)) <= len(english) / 3, entry.id


def test_answers_about_the_world_are_dated_and_sourced(library: Library) -> None:
    """Every fact answer cites facts; every figure in an answer stands in a dated entry."""
    for entry in library.entries.values():
        if isinstance(entry, FactAnswer):
            assert entry.facts, entry.id
        if isinstance(entry, Guide | FactAnswer | Topic) and entry.facts:
            undated = "undated" in entry.answer.en
            figure = re.search(r"\d{3,}|\d%|million|billion", entry.answer.en)
            assert entry.as_of or undated or not figure, entry.id


def test_nothing_claims_to_be_now(library: Library) -> None:
    """Answers say "as of", never "now" or "currently": texts outlive the day they are written."""
    claims = re.compile(
        r"\bcurrently\b|\bas of (?:now|today)\b|\bright now\b|目前|现如今", re.IGNORECASE
    )
    found = [
        entry.id
        for entry in library.entries.values()
        if isinstance(entry, Guide | FactAnswer | Topic)
        and claims.search(entry.answer.en + entry.answer.zh)
    ]

    assert found == []


def test_texts_are_plain(library: Library) -> None:
    """No markup, no half-width punctuation between Chinese characters, no leftovers."""
    bad = re.compile(r"<[a-z/]|\*\*|[\u4e00-\u9fff][,;?!][\u4e00-\u9fff]|T[O]DO|F[I]XME")
    found = [
        entry.id
        for entry in library.entries.values()
        if isinstance(entry, Answer) and bad.search(entry.answer.en + entry.answer.zh)
    ]

    assert found == []


def test_phrasings_are_many_and_short(library: Library) -> None:
    """Every answer can be asked for in at least six ways in each language."""
    for entry in library.entries.values():
        if isinstance(entry, Guide | FactAnswer | SmallTalk | Decline | Topic):
            assert len(entry.asks.en) >= 6, entry.id
            assert len(entry.asks.zh) >= 6, entry.id


def test_topics_are_complete(library: Library) -> None:
    """There are 28 topics, numbered without a gap, each with the facts behind it."""
    topics = [entry for entry in library.entries.values() if isinstance(entry, Topic)]

    assert sorted(topic.number for topic in topics) == [f"T{n:02}" for n in range(1, 29)]
    for topic in topics:
        assert f"tp-{topic.number[1:]}" in topic.facts, topic.id
        assert "tp-ladder" in topic.facts, topic.id


def test_topics_leave_glossary_words_alone(library: Library) -> None:
    """No phrasing of a topic is a word of the glossary."""
    known = {key(fold(t)) for word in words(library) for t in (word.term, *word.also)}
    taken = [
        (entry.id, ask)
        for entry in library.entries.values()
        if isinstance(entry, Topic)
        for ask in (*entry.asks.en, *entry.asks.zh)
        if key(fold(ask)) in known
    ]

    assert taken == []
