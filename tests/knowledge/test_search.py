"""Looking words up, in every spelling."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import DictionaryEntry, Knowledge, Term
from knowledge.collection import Library
from knowledge.models import Word
from knowledge.pinyin import spell
from knowledge.text import HAN_RUN, fold
from tests.lookups import figures, read
from tests.spellings import numbered

# One slip, sound or character off, sentences, meanings: what must come first.
FIRST = {
    "种草": "种草",
    "種草": "种草",
    "zhòngcǎo": "种草",
    "zhòng cǎo": "种草",
    "zhong4cao3": "种草",
    "zhong4 cao3": "种草",
    "zhongcao": "种草",
    "zhong cao": "种草",
    "ZHONGCAO": "种草",
    "zongcao": "种草",
    "zhogcao": "种草",
    "zhong草": "种草",
    "重草": "种草",
    "yyds": "yyds",
    "YYDS": "yyds",
    "yong3yuan3de5shen2": "永远的神",
    "永远的神": "永远的神",
    "666": "666",
    "what does 打卡 mean on travel posts?": "打卡",
    "“搭子”是什么意思": "搭子",
    "我是社恐，不敢打电话": "社恐",
    "i keep seeing xian liu everywhere, what is it": "限流",
    "🍠": "红薯",
    "what does 'cut leeks' mean": "割韭菜",
    "粉丝变少了": "掉粉",
}


@pytest.mark.parametrize(("query", "term"), FIRST.items())
def test_comes_first(knowledge: Knowledge, query: str, term: str) -> None:
    """The word meant is the first match, sure enough to be an answer."""
    hits = knowledge.lookup(query)

    assert hits, query
    assert hits[0].is_answer
    assert term in {hits[0].word.term, *hits[0].word.also}


SILENT = [
    "种树", "薯片", "拔牙", "草莓", "图书馆", "长颈鹿", "社区", "refrigerator", "umbrella",
    "shanghai", "Jennifer Lawrence", "欧阳志远", "xqzvwt", "0x7f3a9c", "rm -rf node_modules",
    "+", "@@@@", "48213", "", "   ", "\u200b", "镰雨蛙币", "fang cheng shi", "xianweijing",
]  # fmt: skip


@pytest.mark.parametrize("query", SILENT)
def test_stays_silent(knowledge: Knowledge, query: str) -> None:
    """What is no term of ours is no answer; at most a "did you mean"."""
    ours = [hit for hit in knowledge.lookup(query) if not isinstance(hit.word, DictionaryEntry)]

    assert [hit.word.term for hit in ours if hit.is_answer] == []


def terms(library: Library) -> list[Word]:
    """Return the words of the glossary that are written in characters."""
    return [
        entry
        for entry in library.entries.values()
        if isinstance(entry, Term) and HAN_RUN.fullmatch(entry.term) and entry.pinyin
    ]


@pytest.mark.parametrize(
    "spelling", ["term", "traditional", "marks", "numbers", "plain", "upper", "joined"]
)
def test_every_spelling_of_every_term_finds_it(
    knowledge: Knowledge, library: Library, spelling: str
) -> None:
    """However a term is spelled, it is among the first matches (homophones share places)."""
    lost = []
    for word in terms(library):
        plain = " ".join(part for part in numbered(word.pinyin or "").split())
        query = {
            "term": word.term,
            "traditional": word.traditional or word.term,
            "marks": word.pinyin or "",
            "numbers": numbered(word.pinyin or ""),
            "plain": "".join(c for c in plain if not c.isdigit()),
            "upper": spell(fold(word.pinyin or ""))[0].upper(),
            "joined": spell(fold(word.pinyin or ""))[0],
        }[spelling]
        if word.id not in {hit.word.id for hit in knowledge.lookup(query, 10)}:
            lost.append((word.term, query))

    assert lost == []


def test_right_tones_rank_homophones(knowledge: Knowledge) -> None:
    """With tones given, the word with these tones comes before one with others."""
    hits = {hit.word.term: hit.score for hit in knowledge.lookup("zhòng cǎo")}
    wrong = {hit.word.term: hit.score for hit in knowledge.lookup("zhǒng cǎo")}

    assert hits["种草"] > wrong["种草"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_looked_up(knowledge: Knowledge, text: str) -> None:
    """No text raises, every score is between 0 and 1, and the best comes first."""
    hits = knowledge.lookup(text)

    scores = [hit.score for hit in hits]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["zhongcao", "zhibojian", "yongyuandeshen"]), st.data())
def test_one_more_typo_never_raises(knowledge: Knowledge, word: str, data: st.DataObject) -> None:
    """A letter more, less or other anywhere is looked up like anything else."""
    place = data.draw(st.integers(0, len(word)))
    letter = data.draw(st.sampled_from("abcxyz'1 "))

    knowledge.lookup(word[:place] + letter + word[place:])
    knowledge.lookup(word[:place] + word[place + 1 :])


def test_longest_messages_stay_bounded(knowledge: Knowledge) -> None:
    """A message of 10,000 characters of anything costs no more than a small multiple of one."""
    knowledge.lookup("种草")
    for text in (
        "种草" * 5000,
        "a" * 10_000,
        "zhong cao " * 1000,
        "“" * 10_000,
        "what is " * 1200,
    ):
        start = time.perf_counter()
        knowledge.lookup(text)
        assert time.perf_counter() - start < 5, text[:10]


@pytest.mark.parametrize(
    ("form", "held", "least", "false"),
    [
        ("meaning-en", True, 0.7, 0.05),
        ("meaning-zh", True, 0.55, 0.1),
        ("slip", False, 0.9, 0.0),
        ("near", False, 0.0, 0.0),
    ],
)
def test_look_ups_hold_the_line(
    knowledge: Knowledge, form: str, *, held: bool, least: float, false: float
) -> None:
    """Descriptions and slips find their word; what is near one of ours, or far from all, none."""
    rows = [row for row in read() if row.form == form and row.held == held]

    _, third, wrong = figures(knowledge, rows)

    assert third >= least
    assert wrong <= false


MIXED = {
    "这部剧我磕CP磕到上头": "磕CP",
    "我其实是i人来的": "i人",
    "今天就city不city一下": "city不city",
}


@pytest.mark.parametrize(("text", "term"), MIXED.items())
def test_word_of_two_scripts_stands_inside_a_text(
    knowledge: Knowledge, text: str, term: str
) -> None:
    """A word of characters and Latin letters is found whole where both touch other words."""
    found = [hit.word.term for hit in knowledge.mentions(text)]

    assert term in found


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [("今天的你太牛了吧", True), ("牛顿第一定律", False), ("蓝色的大象", False)],
)
def test_one_character_counts_where_it_stands_as_a_word(
    knowledge: Knowledge, text: str, *, mentioned: bool
) -> None:
    """One character inside a longer word is none of ours."""
    assert bool(knowledge.mentions(text)) is mentioned


@pytest.mark.parametrize(
    ("text", "term"),
    [("I am a teacher of maths", "AMA"), ("let's go at five", "GOAT"), ("is there a map", "高德")],
)
def test_plain_words_side_by_side_are_no_term(knowledge: Knowledge, text: str, term: str) -> None:
    """Words of everyday English are no term only because their letters, joined, are."""
    assert term not in [hit.word.term for hit in knowledge.mentions(text)]


def test_plain_words_are_a_term_where_it_is_written_so(knowledge: Knowledge) -> None:
    """A term that is made of plain words is found as it is written."""
    found = {hit.word.term for hit in knowledge.mentions("well, it is what it is, said she/her")}

    assert found == {"it is what it is", "she/her"}


def test_part_of_a_word_is_found_by_its_reading(knowledge: Knowledge) -> None:
    """Where the part is another spelling of it, it sounds as in the whole."""
    assert [hit.word.term for hit in knowledge.lookup("chun yu")][:1] == ["纯欲风"]


def test_usual_confusion_stands_behind_what_sounds_just_so(knowledge: Knowledge) -> None:
    """Who types jing yan may mean jìnyán."""
    terms = [hit.word.term for hit in knowledge.lookup("jing yan") if hit.is_answer]

    assert terms[0] == "惊艳"
    assert "禁言" in terms


def test_description_of_ours_comes_before_a_word_in_it(knowledge: Knowledge) -> None:
    """Who describes a toy by its maker means the toy, if we describe it so."""
    assert [hit.word.term for hit in knowledge.lookup("泡泡玛特的玩偶")][:1] == ["Labubu"]


def test_what_is_near_is_offered(knowledge: Knowledge) -> None:
    """种树 is no 种草, but that may have been meant."""
    hits = {hit.word.term: hit for hit in knowledge.lookup("种树")}

    assert not hits["种草"].is_answer


def test_tones_choose_among_words_spelled_alike(knowledge: Knowledge) -> None:
    """Tones that were given choose, in a sentence too."""
    assert knowledge.lookup("dàmā")[0].word.term == "大妈"
    assert knowledge.lookup("why does everyone say dǎmǎ")[0].word.term == "打码"
