"""Reading help: words that cover the text, read right where they stand."""

import itertools
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge import Knowledge, ReadWord, cedict
from knowledge.pinyin import spell
from knowledge.segment import Words
from knowledge.tables import lines
from tests.reading import comments, ours, plain, wrong

COMMENTS = yaml.safe_load(
    (Path(__file__).parents[1] / "asked" / "comments.yaml").read_text("utf-8")
)


def said(words: tuple[ReadWord, ...]) -> list[tuple[str, str]]:
    """Return words with their readings written together."""
    return [(word.text, word.pinyin.replace(" ", "")) for word in words]


@pytest.mark.parametrize("comment", COMMENTS, ids=lambda comment: comment["text"][:12])
def test_comment_is_cut_and_read_as_meant(
    knowledge: Knowledge, comment: dict[str, list[str]]
) -> None:
    """Words stand whole, in order, with the reading they have here; slang is explained."""
    words = knowledge.read(str(comment["text"]))

    rest = iter(said(words))
    for wanted in comment["words"]:
        assert tuple(wanted.split()) in rest, (wanted, said(words))
    ours = {word.text: word for word in words if word.source == "glossary"}
    for term in comment["terms"]:
        assert term in ours, (term, words)
        assert ours[term].gloss_en
        assert ours[term].gloss_zh
        assert ours[term].id


@pytest.mark.parametrize(
    ("held", "most"), [(False, (0.01, 0.01, 0.05)), (True, (0.03, 0.02, 0.15))]
)
def test_judged_comments_are_mostly_read_right(
    knowledge: Knowledge,
    held: bool,  # noqa: FBT001 - drawn from a table
    most: tuple[float, ...],
) -> None:
    """Few cuts, syllables and explanations are wrong, and at most half as many as plain ones."""
    some = [comment for comment in comments() if comment.held == held]

    mine, theirs = wrong(partial(ours, knowledge), some), wrong(plain, some)

    assert all(share <= limit for share, limit in zip(mine, most, strict=True)), mine
    assert all(2 * share <= other for share, other in zip(mine, theirs, strict=True))


def covers(text: str, words: tuple[ReadWord, ...]) -> bool:
    """Whether words stand where they say, without gap or overlap."""
    edges = [0, *itertools.chain.from_iterable((w.start, w.end) for w in words), len(text)]
    return (
        all(text[w.start : w.end] == w.text for w in words)
        and all(w.start < w.end for w in words)
        and edges[::2] == edges[1::2]
    )


# What texts are drawn from, beside any characters at all.
PARTS = (
    "种草", "種草", "打卡", "yyds", "666", "6", "@小红", "#穿搭#", "#a", "https://x.y/z", "a@b.co",
    "i人", "cat tax", "哈哈哈", "一", "不", "长", "著", "髮", "🥺", "👩\u200d🦰", "İ", "ﬁ", "，",
    "…", "520元", "3Q", "u1s1", " ", "\n", "\u200b", "\ufeff", "\u0301",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PARTS), max_size=25).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.booleans())
@example(text="种\u200b草", sandhi=False)
@example(text="", sandhi=False)
@example(text="種草" * 3000, sandhi=True)
def test_words_cover_any_text(knowledge: Knowledge, text: str, sandhi: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever the text, the words are the text, and only words in characters are read."""
    words = knowledge.read(text, sandhi=sandhi)

    assert covers(text, words)
    assert all(word.gloss_en or word.source == "none" for word in words)
    assert all(word.id or word.source == "none" for word in words)


@pytest.mark.parametrize(
    "text",
    ["@小红书薯队长", "#穿搭打卡#", "https://www.xiaohongshu.com/explore?a=种", "！！！", "299",
     "me@example.com", " \n ", "520元"],
)  # fmt: skip
def test_what_is_no_word_is_not_read(knowledge: Knowledge, text: str) -> None:
    """Handles, topics, addresses, marks and figures that count are words without a reading."""
    first = knowledge.read(text)[0]

    assert (first.source, first.pinyin, first.gloss_en, first.id) == ("none", "", "", None)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("笑死哈哈哈哈哈哈", "哈哈哈哈哈哈"), ("这波666666", "666666"), ("他真的yydsss", "yydsss")],
)
def test_drawn_out_slang_is_explained(knowledge: Knowledge, text: str, drawn: str) -> None:
    """A last letter or figure repeated changes nothing."""
    assert [w.text for w in knowledge.read(text) if w.source == "glossary"][-1] == drawn


def test_invisible_characters_cut_nothing(knowledge: Knowledge) -> None:
    """A word with something invisible inside is still that word, as written."""
    words = knowledge.read("已种\u200b草\u200b了")

    assert [(w.text, w.id) for w in words][1] == ("种\u200b草\u200b", "zhongcao")


def test_term_breaks_no_everyday_word(knowledge: Knowledge) -> None:
    """打卡 is no part of 打 + 卡片, as the plainer cut has no leftover."""
    assert [word.text for word in knowledge.read("打卡片")] == ["打", "卡片"]


def test_english_slang_is_explained_where_it_is_slang(knowledge: Knowledge) -> None:
    """In English everyday words mean themselves; in Chinese they stand out."""
    english = {w.text: w.source for w in knowledge.read("tea is low, ngl")}
    chinese = {w.text: w.source for w in knowledge.read("太low了吧")}

    assert english["tea"] == english["low"] == "none"
    assert english["ngl"] == "glossary"
    assert chinese["low"] == "glossary"


def test_other_words_are_the_dictionarys(knowledge: Knowledge) -> None:
    """A word that is not ours has the gloss of the reading it has here, and its id."""
    words = {word.text: word for word in knowledge.read("超市和银行")}

    assert words["超市"].source == "dictionary"
    assert words["超市"].gloss_en.startswith("supermarket")
    assert words["银行"].id == "cedict:银行"


@pytest.mark.parametrize(
    ("text", "word", "gloss"),
    [
        ("好评和差评都看了", "好评", "a good review"),
        ("平台期好难熬", "平台期", "a plateau"),
        ("我是混干皮", "混干皮", "combination skin"),
        ("被老板骂了", "被", "by "),
        ("还得排队", "得", "must"),
        ("腿長兩米八", "長", "long"),
        ("求連結", "連結", "to bind; to tie; to link"),
    ],
)
def test_word_means_what_it_means_in_texts(
    knowledge: Knowledge, text: str, word: str, gloss: str
) -> None:
    """Neither a rare first gloss, nor the entry a spelling leads to, nor another spelling."""
    words = {w.text: w for w in knowledge.read(text)}

    assert words[word].gloss_en.startswith(gloss)


def test_every_meaning_of_the_table_is_found(knowledge: Knowledge) -> None:
    """Each word stands whole and is given the meaning it has there."""
    for line in lines("senses.tsv"):
        name, reading, english, chinese = line.split("\t")
        words = knowledge.read(name)
        assert [word.text for word in words] == [name]
        if english == "-":
            assert words[0].source == "dictionary", name
        elif reading in {"-", words[0].pinyin}:
            assert (words[0].gloss_en, words[0].gloss_zh) == (english, chinese)


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("一个", "yígè"),
        ("一天", "yìtiān"),
        ("不要", "búyào"),
        ("不好", "bùhǎo"),
        ("第一次", "dìyīcì"),
        ("他不去", "tābúqù"),
    ],
)
def test_spoken_tones_are_given_when_wished(knowledge: Knowledge, text: str, pinyin: str) -> None:
    """一 and 不 keep their own tone unless those of speech are asked for."""
    spoken = "".join(word.pinyin for word in knowledge.read(text, sandhi=True))
    single = "".join(word.pinyin for word in knowledge.read(text))

    assert spoken == pinyin
    assert spell(single)[0] == spell(pinyin)[0]


def test_without_the_dictionary_texts_are_read(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its package there are readings and our own glosses, cut as before."""
    monkeypatch.setattr(cedict, "PACKAGE", "no-such-package")
    monkeypatch.setattr("knowledge.kept.folders", list)
    alone = Knowledge(knowledge._data)

    words = alone.read("这家店排队两个小时，果断拔草")

    assert ("排队", "páiduì") in said(words)
    assert {word.source for word in words} == {"glossary", "none"}


def test_words_are_made_once() -> None:
    """What was kept is opened again and says the same."""
    first, second = Words.open(), Words.open()

    assert first.count("种树") == second.count("种树")
    assert second.reading("银行") == "yín háng"
    assert second.count("镰雨蛙币") is None
