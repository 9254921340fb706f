"""A group's own words: how they are taught, answered, listed and exchanged."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.dialogue import ask, taught
from bot.dialogue.taught import Own, WrongTeaching, from_file, made, meant, parse
from bot.dialogue.voice import Voice
from bot.tg.render import Links, render
from bot.values import Preferences, Taught
from knowledge import Knowledge, Language
from tests.e2e.markup import parse_html

NASTY = st.text(max_size=40) | st.text("=＝[]|'\"+-@<>&{}% \n\t\r\u202e\u200b薯a", max_size=20)


@pytest.fixture
def voice(knowledge: Knowledge) -> Voice:
    """An English voice."""
    return Voice(knowledge, Language.ENGLISH)


@settings(max_examples=300, deadline=None)
@given(argument=NASTY, replied=NASTY)
def test_any_teaching_is_a_word_or_says_how(argument: str, replied: str) -> None:
    """Whatever stands behind the command: a word within its bounds, or a reason."""
    try:
        word = parse(argument, replied)
    except WrongTeaching:
        return
    assert 0 < len(word.term) <= taught.TERM
    assert len(word.en) + len(word.zh) > 0
    assert max(len(word.en), len(word.zh)) <= taught.MEANING
    assert len(word.pinyin) <= taught.READING


@pytest.mark.parametrize(
    ("argument", "replied", "wanted"),
    [("薯 = x", "", ("薯", "x", "")), ("薯＝x | 词", "", ("薯", "x", "词")),
     ("薯 = 词 | x", "", ("薯", "x", "词")), ("x", "薯", ("薯", "x", "")),
     ("薯", "a\nb", ("薯", "a b", "")), ("薯", "y" * 65, ("薯", "y" * 65, ""))],
)  # fmt: skip
def test_forms_of_teaching(argument: str, replied: str, wanted: tuple[str, str, str]) -> None:
    """Either sign, either order of languages, below short and long messages."""
    word = parse(argument, replied)

    assert (word.term, word.en, word.zh) == wanted


def test_meaning_of_a_missed_word_may_hold_anything() -> None:
    """A word and its meaning that are known apart are not read as one line."""
    word = meant("a = [b]", "c = d | 词")

    assert (word.term, word.en, word.zh) == ("a = [b]", "c = d", "词")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NASTY, NASTY, NASTY, NASTY), max_size=6))
@example([("=1", "'", "'=1", "''=1"), ("'+", "", "@", "-")])
def test_file_gives_back_the_words(knowledge: Knowledge, cells: list[tuple[str, ...]]) -> None:
    """What is exported is imported as it was, and no cell is a formula."""
    voice = Voice(knowledge, Language.ENGLISH)
    words = []
    for row in cells:
        try:
            words.append(made(*row))
        except WrongTeaching:
            continue

    document = taught.as_file(voice, words).document
    assert document is not None
    found, faults = from_file(voice, document.content)

    assert faults == []
    assert found == words
    rows = csv.reader(io.StringIO(document.content.decode("utf-8-sig"), newline=""))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | NASTY.map(str.encode))
def test_any_file_is_words_or_faults(knowledge: Knowledge, content: bytes) -> None:
    """No file raises, and no more than five faults are told."""
    voice = Voice(knowledge, Language.ENGLISH)

    words, faults = from_file(voice, content)

    assert len(faults) <= 5
    assert all(word.term for word in words)


@settings(max_examples=100, deadline=None)
@given(term=NASTY, meaning=NASTY, page=st.integers(-3, 10**20))
@example(term="0", meaning="- 0", page=0)
@example(term="- 0", meaning="- 0", page=0)
def test_any_word_can_be_shown(knowledge: Knowledge, term: str, meaning: str, page: int) -> None:
    """As an answer, in the list, removed: always markup that says just the word."""
    voice = Voice(knowledge, Language.ENGLISH)
    try:
        word = made(term, "", meaning, "")
    except WrongTeaching:
        return
    own = Own(knowledge, [Taught(word.term, word.pinyin, word.en, word.zh, 1)])

    assert own.find(word.term) or not word.term.isalnum()
    for reply in (
        taught.taught(voice, word),
        taught.removed(voice, -5, word),
        taught.listed(voice, -5, [word] * 40, page),
    ):
        for message in render(reply, Links("hongshu_bot")):
            parse_html(message.html)
    shown = render(taught.taught(voice, word), Links("hongshu_bot"))[0]
    assert word.en in parse_html(shown.html)


def test_words_of_a_group_are_found_like_the_guides(voice: Voice) -> None:
    """By characters of either script, pinyin, and in a sentence."""
    own = Own(voice.knowledge, [Taught("薯小队", "shǔ xiǎoduì", "our team", "", 1)])

    for text in ("薯小队", "薯小隊", "shuxiaodui", "what is 薯小队?", "我看到薯小队了"):
        assert [word.term for word, _ in own.find(text)] == ["薯小队"], text
    assert own.find("种草") == []


@pytest.mark.parametrize("category", ["rules", "safety"])
def test_no_word_stands_before_a_warning(voice: Voice, category: str) -> None:
    """Every guide card on rules and safety comes first, whatever its title was taught to mean."""
    for entry in voice.knowledge.entries():
        if getattr(entry, "category", "") != category or not hasattr(entry, "title"):
            continue
        question = voice.text(entry.title)
        asked = ask.ask(voice.knowledge, question, Preferences())
        own = Own(voice.knowledge, [Taught(question[:64], "", "anything goes", "", 1)])

        reply = taught.answer(voice, question, own, asked, asked.reply)

        if asked.reply.subject == entry.id:
            assert reply.parts[: len(asked.reply.parts)] == asked.reply.parts, question


def test_list_says_that_it_is_empty(voice: Voice) -> None:
    """An empty glossary offers the import alone."""
    reply = taught.listed(voice, -5, [])

    assert [c.action for row in reply.choices for c in row] == ["ki:-5"]


@pytest.mark.parametrize("row", ["薯{},,x", "a"])
def test_endless_file_is_read_no_further_than_it_is_told(voice: Voice, row: str) -> None:
    """Of a file full of words or faults only so many are looked at as can be taken or told."""
    content = "\n".join(row.format(n) for n in range(20_000)).encode()

    words, faults = from_file(voice, content)

    assert len(words) <= taught.WORDS + 1
    assert 1 <= len(faults) <= 5
