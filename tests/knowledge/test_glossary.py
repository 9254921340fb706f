"""Words added at run time, and words found inside texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Bilingual, Glossary, Knowledge, Term, Word, numbered, reading


def term(name: str, spelled: str, pinyin: str | None, traditional: str | None = None) -> Term:
    """Return a word of somebody's own, unchecked as those that people teach."""
    said = Bilingual(en="x", zh="x")
    told = {"gloss": said, "meaning": said, "facts": (), "related": (), "also": ()}
    return Term.model_construct(
        id=name, term=spelled, pinyin=pinyin, traditional=traditional, **told
    )


OWN: tuple[Word, ...] = (
    term("own-1", "薯队长", "shǔ duìzhǎng", "薯隊長"),
    term("own-2", "gezellig", None),
    term("own-3", "老王", "lǎo Wáng"),
)


@pytest.fixture(scope="module")
def glossary(knowledge: Knowledge) -> Glossary:
    """A glossary of a few words."""
    return knowledge.glossary(OWN)


def first(glossary: Glossary, text: str) -> str:
    """Return the id of the best hit that is sure enough to answer; nothing if there is none."""
    return next((hit.word.id for hit in glossary.find(text) if hit.is_answer), "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("薯队长", "own-1"),
        ("shuduizhang", "own-1"),
        ("shu3 dui4zhang3", "own-1"),
        ("shǔ duìzhǎng", "own-1"),
        ("What does 薯队长 mean?", "own-1"),
        ("薯队长是什么意思", "own-1"),
        ("昨天薯队长又发通知了", "own-1"),
        ("Gezellig", "own-2"),
        ("geezellig", "own-2"),
        ("that was so gezellig yesterday", "own-2"),
        ("老王", "own-3"),
        ("种草", ""),
        ("refrigerator", ""),
        ("", ""),
    ],
)
def test_own_word_is_found_as_the_guides_words_are(
    glossary: Glossary, text: str, wanted: str
) -> None:
    """By characters, pinyin, inside a question or sentence, and with a slip; nothing else is."""
    assert first(glossary, text) == wanted


def test_each_word_is_found_once_best_first(glossary: Glossary) -> None:
    """A word that fits in several ways is one hit."""
    hits = glossary.find("薯队长 and 老王: what does gezellig mean?")

    assert {hit.word.id for hit in hits} == {"own-1", "own-2", "own-3"}
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_guide_is_left_as_it_was(knowledge: Knowledge, glossary: Glossary) -> None:
    """Somebody's own words are found nowhere else."""
    glossary.find("薯队长")

    assert all(hit.word.id != "own-1" for hit in knowledge.lookup("薯队长"))
    assert knowledge.glossary(()).find("薯队长") == []


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_can_be_searched(glossary: Glossary, text: str) -> None:
    """No text raises; scores are from 0 to 1."""
    assert all(0 <= hit.score <= 1 for hit in glossary.find(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("姐妹们 这家店绝了 yyds，已经种草", {"yyds", "zhongcao"}),
        ("she is such a yyds zhongcao queen", {"yyds", "zhongcao"}),
        ("The cat sat on the table.", set()),
        ("今天天气很好我们去公园", set()),
        ("", set()),
    ],
)
def test_slang_inside_a_text_is_found(knowledge: Knowledge, text: str, wanted: set[str]) -> None:
    """Words of the glossary are told from the everyday words around them."""
    found = {hit.word.id for hit in knowledge.mentions(text)}

    assert found >= wanted
    assert wanted or not found


def test_mentions_are_in_order_and_each_once(knowledge: Knowledge) -> None:
    """The order is that of the text; a word said twice is told once."""
    names = [hit.word.id for hit in knowledge.mentions("yyds！种草了，拔草了，yyds")]

    assert names == ["yyds", "zhongcao", "bacao"]


def test_only_the_first_4096_characters_are_read(knowledge: Knowledge) -> None:
    """What stands behind the longest message is not looked for."""
    text = "好" * 4096 + "种草"

    assert all(hit.word.id != "zhongcao" for hit in knowledge.mentions(text))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_can_be_read(knowledge: Knowledge, text: str) -> None:
    """No text raises, no word comes twice."""
    names = [hit.word.id for hit in knowledge.mentions(text)]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("种草", "zhòngcǎo"),
        ("薯队长", "shǔduìzhǎng"),
        ("T恤", "T xù"),
        ("3连", "3 lián"),
        ("yyds", ""),
        ("", ""),
        ("!?", ""),
    ],
)
def test_reading_is_made_where_there_are_characters(text: str, wanted: str) -> None:
    """Characters are read, other letters stay, what has none has no reading."""
    assert reading(text) == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("zhòngcǎo", "zhong4cao3"),
        ("nàr", "nar4"),
        ("wánr", "wanr2"),
        ("yīdiǎnr", "yi1dianr3"),
        ("huār", "huar1"),
        ("èr", "er4"),
        ("érzi", "er2zi"),
        ("Xī'ān", "Xi1'an1"),
        ("lǜchá", "lü4cha2"),
        ("TikTok nànmín", "TikTok nan4min2"),
        ("yǒngyuǎn de shén", "yong3yuan3 de shen2"),
        ("", ""),
    ],
)
def test_tones_become_numbers(marked: str, wanted: str) -> None:
    """A number stands behind its syllable, an erhua r included; the neutral tone has none."""
    assert numbered(marked) == wanted


def test_no_mark_is_left_in_numbered_pinyin(knowledge: Knowledge) -> None:
    """Every reading of the glossary can be written with numbers."""
    marks = set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
    for entry in knowledge.entries():
        if isinstance(entry, Word) and entry.pinyin:
            assert not marks & set(numbered(entry.pinyin).lower()), entry.id
