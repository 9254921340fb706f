"""Every entry: scripts, dates, languages, lengths, nothing left over."""

import re

from knowledge.collection import Library
from knowledge.models import (
    Answer,
    Decline,
    FactAnswer,
    Guide,
    Phrase,
    SmallTalk,
    Term,
    Topic,
    Word,
)
from knowledge.script import simplify, traditionalize
from knowledge.text import HAN, fold, key
from tests.exceptions import listed

FIRST_RELEASE = frozenset(
    {
        "what-is-rednote", "name-meaning", "tiktok-refugee", "tiktok-status", "one-app-or-two",
        "where-available", "sign-up", "switch-language", "first-day", "translate-button",
        "hashtags", "greetings", "cat-tax", "topics-to-avoid", "one-china", "links-and-contacts",
        "community-convention", "post-removed", "account-banned", "privacy", "scams",
        "how-creators-earn", "amazon-and-ltk", "earning-abroad", "what-are-they-saying",
    }
)  # fmt: skip


def words(library: Library) -> list[Word]:
    """Return every word and phrase."""
    return [entry for entry in library.entries.values() if isinstance(entry, Word)]


def test_first_release_is_complete(library: Library) -> None:
    """The 25 cards of the first release are there, with priority 1."""
    assert sorted(FIRST_RELEASE - set(library.entries)) == []
    assert {library.entries[name].priority for name in FIRST_RELEASE} == {"1"}


def test_headwords_are_simplified(library: Library) -> None:
    """Headwords and Chinese texts are written in Simplified characters."""
    assert [w.term for w in words(library) if simplify(w.term) != w.term] == []


def test_traditional_forms_agree_with_the_headword(library: Library) -> None:
    """Converted back, a Traditional form is the headword, but for characters of its own."""
    own = str.maketrans({"暱": "昵", "帳": "账"})
    for word in words(library):
        if word.traditional:
            back = simplify(
                word.traditional.replace("網路", "網絡").replace("座標", "坐標").translate(own)
            )
            assert back == word.term, word.id


def test_traditional_forms_are_those_of_the_converter(library: Library) -> None:
    """A Traditional form is what OpenCC writes, or the list says why it is another."""
    found = {
        (word.id, word.traditional)
        for word in words(library)
        if word.traditional and traditionalize(word.term) != word.traditional
    }

    assert found == listed("traditional")


def test_every_term_in_characters_has_a_traditional_form(library: Library) -> None:
    """No term leaves it to the converter."""
    terms = [word for word in words(library) if isinstance(word, Term)]

    assert [t.id for t in terms if HAN.search(t.term) and not t.traditional] == []


def test_no_two_entries_claim_a_spelling(library: Library) -> None:
    """A headword or alias leads to one entry, or the list says what the two are."""
    claimed: dict[str, set[str]] = {}
    for word in words(library):
        for name in (word.term, word.traditional or word.term, *word.also):
            claimed.setdefault(key(fold(name)), set()).add(word.id)
    found = {(name, one) for name, ids in claimed.items() if len(ids) > 1 for one in ids}

    assert found == listed("shared")


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


def test_nothing_is_left_over(library: Library) -> None:
    """No field of any entry holds a placeholder."""
    left = re.compile(r"T[O]DO|F[I]XME|XXX|\blorem\b|\?\?\?|？？？|待补|占位符|PLACEHOLDER")

    found = [e.id for e in library.entries.values() if left.search(e.model_dump_json())]

    assert found == []


def test_words_can_be_described_in_both_languages(library: Library) -> None:
    """Every term and phrase has three descriptions or more a language."""
    few = [w.id for w in words(library) if len(w.asks.en) < 3 or len(w.asks.zh) < 3]

    assert few == []
    assert {type(word) for word in words(library)} == {Term, Phrase}


def test_guide_cards_are_neither_thin_nor_long(library: Library) -> None:
    """A card has 70 to 170 English words and 110 to 280 characters, Latin words as one each."""
    for entry in library.entries.values():
        if isinstance(entry, Guide):
            counted = re.findall(r"[\u3400-\u9fff]|[A-Za-z']+|[\d.,]+", entry.answer.zh)
            assert 70 <= len(entry.answer.en.split()) <= 170, entry.id
            assert 110 <= len(counted) <= 280, entry.id


def test_examples_hold_their_term(library: Library) -> None:
    """The example shows the term itself, in the language the term is of."""
    for word in words(library):
        if isinstance(word, Term):
            side = word.example.en if word.category == "english" else word.example.zh
            assert key(fold(word.term)) in key(fold(side)), word.id


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


def test_answers_stand_alone(library: Library) -> None:
    """No answer opens with a bare yes or no: another question may lead to it."""
    opening = re.compile(r"(?:Yes|No)\b[.,:;]|(?:是的|不是|没有|不能|不行|可以|能|有)[，。：]")
    answers = (e for e in library.entries.values() if isinstance(e, FactAnswer | Guide | Topic))
    bare = [e.id for e in answers if opening.match(e.answer.en) or opening.match(e.answer.zh)]

    assert bare == []
