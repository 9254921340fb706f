"""Words of the dictionary: found in every spelling, after our own, and never copied."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.ask import ask, term
from bot.dialogue.respond import press, respond
from bot.dialogue.voice import Voice
from bot.output import looked_up
from bot.values import Moment, Preferences
from knowledge import DictionaryEntry, Found, Knowledge, Language, NotFound, Nothing, cedict
from knowledge.dictionary import Dictionary
from knowledge.pinyin import spell


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    """The real dictionary, its tables made if need be."""
    opened = Dictionary.open()
    assert opened is not None
    return opened


@pytest.mark.parametrize(
    "query",
    ["种树", "種樹", " 種 樹 ", "zhòngshù", "zhòng shù", "zhong4shu4", "ZHONG4 SHU4", "zhongshu"],
)
def test_word_is_found_in_every_spelling(dictionary: Dictionary, query: str) -> None:
    """Both scripts and pinyin with marks, numbers or nothing lead to the same word."""
    found = [word for word in dictionary.find(query) if word.simplified == "种树"]

    assert [(w.traditional, w.pinyin, w.glosses) for w in found] == [
        ("種樹", "zhòngshù", ("to plant trees",))
    ]


@pytest.mark.parametrize(
    ("query", "pinyin"),
    [
        ("长", ["zhǎng", "cháng"]),
        ("行", ["xíng", "háng"]),
        ("都", ["dōu", "dū", "Dū"]),
        ("王", ["wáng", "wàng", "Wáng"]),
        ("发", ["fā", "fà"]),
    ],
)
def test_all_words_written_alike_are_kept(
    dictionary: Dictionary, query: str, pinyin: list[str]
) -> None:
    """Every reading is there, the usual one first, surnames last."""
    assert [word.pinyin for word in dictionary.find(query)] == pinyin


def test_readings_with_tones_find_only_these(dictionary: Dictionary) -> None:
    """Given tones and ü tell words apart; without them all are found."""
    toned = {word.simplified for word in dictionary.find("mai3")}

    assert "买" in toned
    assert "卖" not in toned
    assert {"买", "卖"} <= {word.simplified for word in dictionary.find("mai")}
    assert {word.pinyin for word in dictionary.find("nǚ")} == {"nǚ"}
    assert "绿" in {word.simplified for word in dictionary.find("lv4")}
    assert "妈妈" in {word.simplified for word in dictionary.find("māma")}


def test_traditional_form_tells_words_apart(dictionary: Dictionary) -> None:
    """Written in Traditional, only the word of that form is meant; in Simplified, both."""
    assert [word.pinyin for word in dictionary.find("髮")] == ["fà"]
    assert [word.traditional for word in dictionary.find("发")] == ["發", "髮"]


def test_glosses_are_cut_at_slashes_alone(dictionary: Dictionary) -> None:
    """A semicolon inside a gloss cuts nothing."""
    assert dictionary.find("AA制")[0].glosses == ("to split the bill; to go Dutch",)


@pytest.mark.parametrize(
    ("numbered", "marked"),
    [
        ("lu:e4", "lüè"),
        ("Lu:3 shun4", "Lǚshùn"),
        ("yi1 dian3 r5", "yīdiǎnr"),
        ("Xi1 an1", "Xī'ān"),
        ("liu2 shui3", "liúshuǐ"),
        ("m2", "ḿ"),
        ("san1 Q", "sān Q"),
        ("w o r d jie3", "w o r d jiě"),
        ("zhao4 xx5 bu4 wu4", "zhàobùwù"),
        ("ren2 wei4 cai2 si3 , niao3 wei4 shi2 wang2", "rénwèicáisǐ, niǎowèishíwáng"),
        ("yi1 dai4 bu4 ru2 yi1 dai4", "yī dài bù rú yī dài"),
    ],
)
def test_numbers_become_marks(numbered: str, marked: str) -> None:
    """Every sign the dictionary uses in readings is written as people read it."""
    assert cedict.mark(numbered) == marked


def test_every_reading_can_be_written(dictionary: Dictionary) -> None:
    """Marked, every reading has the letters and tones of the numbers, and no sign of them."""
    rows = [line for line in cedict.read() if isinstance(line, cedict.Line)]

    assert len(rows) > 120_000
    for line in rows[::37]:
        marked = cedict.mark(line.numbered)
        letters, tones = spell(line.numbered.replace("xx5", "").lower())
        own = tuple(tone for tone in tones if tone != 5)
        assert spell(marked.lower()) == (letters, own), line
    assert dictionary.date == "2023-11-07"


def test_lookup_takes_the_dictionary_last(knowledge: Knowledge) -> None:
    """Our own word stands alone; one that we lack is the dictionary's."""
    ours = knowledge.lookup("种草")
    theirs = knowledge.lookup("種樹")

    assert not any(isinstance(hit.word, DictionaryEntry) for hit in ours)
    match = looked_up("種樹", theirs)["matches"][0]
    assert match | {"text_zh": ""} == {
        "id": "cedict:种树", "term": "种树", "traditional": "種樹", "pinyin": "zhòngshù",
        "kind": "dictionary", "score": 0.9, "source": "dictionary", "matched": "traditional",
        "text_en": "to plant trees", "text_zh": "",
    }  # fmt: skip
    assert match["text_zh"].endswith("to plant trees")


@pytest.mark.parametrize("query", ["素菜", "发胶", "数据流"])
def test_word_of_its_own_is_no_slip(knowledge: Knowledge, query: str) -> None:
    """What the dictionary has as written is not taken for a slip of a word of ours."""
    hits = knowledge.lookup(query)

    assert [hit.word.term for hit in hits if hit.is_answer] == [query]


@pytest.mark.parametrize(
    "query", ["shanghai", "Mark Twain", "china", "zhongshu", "mp3", "beta2", "dongle", "欧阳志远"]
)
def test_dictionary_is_no_answer_to_latin_without_tones(knowledge: Knowledge, query: str) -> None:
    """Names, English words and toneless pinyin are at most a "did you mean"."""
    theirs = [hit for hit in knowledge.lookup(query) if isinstance(hit.word, DictionaryEntry)]

    assert [hit.word.term for hit in theirs if hit.is_answer] == []


@pytest.mark.parametrize(
    "question",
    ["种树", "what does 种树 mean", "种树是什么意思", "what is 种树", "zhòngshù", "種樹"],
)
def test_question_for_a_word_we_lack_is_answered(knowledge: Knowledge, question: str) -> None:
    """The reply gives word, reading, meaning and licence, and names the source."""
    asked = ask(knowledge, question, Preferences(Language.ENGLISH))

    assert isinstance(asked.outcome, Found)
    assert asked.outcome.entry.id == "cedict:种树"
    text = asked.reply.plain()
    for part in ("种树 (種樹) zhòngshù", "to plant trees", "CC-CEDICT", "MDBG", "CC BY-SA 4.0"):
        assert part in text
    source = knowledge.sources(asked.outcome.entry)[0]
    assert (source.id, source.title, source.publisher, source.date) == (
        "cc-cedict", "CC-CEDICT", "MDBG", "2023-11-07",
    )  # fmt: skip


@pytest.mark.parametrize("language", list(Language))
def test_reply_lists_every_reading(knowledge: Knowledge, language: Language) -> None:
    """Words written alike are all shown, in every language of the interface."""
    text = term(Voice(knowledge, language), "发").plain()

    assert "發 fā: " in text
    assert "髮 fà: hair" in text
    assert "CC BY-SA 4.0" in text


@pytest.mark.parametrize("question", ["种树是什么", "天气", "how many people are in 上海"])
def test_question_about_a_thing_wants_no_dictionary(knowledge: Knowledge, question: str) -> None:
    """What is asked of the thing rather than the word stays unanswered."""
    assert isinstance(knowledge.ask(question), Nothing)


def test_entry_is_found_by_its_id(knowledge: Knowledge) -> None:
    """Buttons lead to it; an id of a word that is not there raises."""
    assert knowledge.entry("cedict:种树").id == "cedict:种树"
    with pytest.raises(NotFound, match="cedict:镰雨蛙币"):
        knowledge.entry("cedict:镰雨蛙币")


def test_buttons_show_it_in_another_language(knowledge: Knowledge) -> None:
    """The button below a dictionary entry answers like that of any other."""
    reply, _ = respond(
        knowledge, "种树", Preferences(Language.ENGLISH), moment=Moment(date(2026, 1, 1), 0)
    )
    action = next(c.action for row in reply.choices for c in row if c.action.startswith("t:"))

    pressed = press(knowledge, action, Preferences())

    assert pressed is not None
    assert pressed[0].language is Language.SIMPLIFIED
    assert "to plant trees" in pressed[0].plain()
    assert len(action.encode()) <= 64


def test_broken_tables_are_made_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A kept file that is not whole is no answer and no error; older ones are dropped."""
    monkeypatch.setattr("knowledge.kept.folders", lambda: [tmp_path])
    assert Dictionary.open() is not None
    (made,) = tmp_path.iterdir()
    made.write_bytes(b"broken" * 1000)
    (tmp_path / "cedict-old.sqlite").touch()

    opened = Dictionary.open()

    assert opened is not None
    assert opened.find("种树")
    assert [path.name for path in tmp_path.iterdir()] == [made.name]


def test_without_the_package_everything_else_works(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No dictionary: unknown words are unknown, our own are found."""
    monkeypatch.setattr(cedict, "PACKAGE", "no-such-package")
    alone = Knowledge(knowledge._data)

    assert isinstance(alone.ask("种树"), Nothing)
    assert [hit for hit in alone.lookup("种树") if hit.is_answer] == []
    assert alone.lookup("种草")[0].is_answer
    with pytest.raises(NotFound):
        alone.entry("cedict:种树")


def test_tables_are_made_in_memory_where_nothing_can_be_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A folder that cannot be written costs time, not the dictionary."""
    monkeypatch.setattr("knowledge.kept.folders", list)

    opened = Dictionary.open()

    assert opened is not None
    assert opened.find("种树")[0].pinyin == "zhòngshù"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_looked_up(dictionary: Dictionary, text: str) -> None:
    """No text raises; what is found has glosses."""
    assert all(word.glosses for word in dictionary.find(text))
