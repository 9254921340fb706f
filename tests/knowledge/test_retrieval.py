"""The bare retriever, over small knowledge bases of its own."""

import marshal
import math

import pytest

from knowledge.retrieval import _BARE, _CALIBRATION, Retriever
from knowledge.training import train

EXAMPLES: list[tuple[str | None, list[str]]] = [
    ("card", ["i lost my card", "my card is gone", "card stolen what now", "银行卡丢了怎么办"]),
    ("rate", ["what is the exchange rate", "rate for dollars", "汇率是多少", "换美元多少钱"]),
    ("hours", ["when do you open", "opening hours please", "几点开门", "营业时间"]),
    (None, ["tell me a joke", "what is the meaning of life", "讲个笑话", "今天天气怎么样"]),
]


@pytest.fixture(scope="module")
def retriever() -> Retriever:
    """A retriever over three entries and something off-topic."""
    return Retriever.build(EXAMPLES)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("my card was stolen", "card"),
        ("银行卡不见了", "card"),
        ("exchnage rate?", "rate"),
        ("when are you open", "hours"),
        ("營業時間", "hours"),
    ],
)
def test_nearest_entry_is_first(retriever: Retriever, question: str, entry: str) -> None:
    """Other words, other script, a slip: the entry meant is ranked first."""
    assert retriever.rank(question).ranked[0].id == entry


def test_share_that_an_entry_has_is_measured() -> None:
    """What is alike in several phrasings of one entry counts together, what is not, not at all."""
    base = Retriever.build(EXAMPLES, keep_phrasings=True)

    whole = base.nearest("my card stolen gone").ranked[0].covered
    half = base.nearest("my card what joke life").ranked[0].covered

    assert 1 >= whole > half > 0


def test_entry_that_has_all_of_a_description_comes_before_one_strong_in_half() -> None:
    """A jealous yellow lemon is what has to do with both, not jealousy."""
    base = Retriever.build(
        [
            ("jealous", ["jealous", "so jealous", "jealous of him", "the jealous one"]),
            ("both", ["a jealous person, sour as a yellow lemon is said to be", "full of envy"]),
            *((f"other {n}", [f"thing number {n}"]) for n in range(9)),
        ],
        keep_phrasings=True,
    )

    nearest = base.nearest("jealous yellow lemon").ranked

    assert [ranked.id for ranked in nearest[:2]] == ["both", "jealous"]
    assert nearest[0].weight < nearest[1].weight


def test_a_phrasing_is_known_to_the_letter() -> None:
    """Whatever its case and its marks."""
    base = Retriever.build(EXAMPLES, keep_phrasings=True)

    assert base.has("Tell me a JOKE!")
    assert not base.has("tell me a long joke")


def test_off_topic_is_no_answer(retriever: Retriever) -> None:
    """What comes closest to an off-topic example is not answered, and never ranked."""
    match = retriever.rank("tell me another joke")

    assert match.is_off_topic
    assert match.id is None
    assert None not in [r.id for r in match.ranked]


def test_unseen_words_lower_the_score(retriever: Retriever) -> None:
    """One known word among strange ones is no match."""
    known = retriever.rank("opening hours please")
    strange = retriever.rank("opening a quantum gravity laboratory in Patagonia")

    assert known.score > strange.score
    assert "quantum" in strange.unseen


@pytest.mark.parametrize("text", ["", " ", "???", "🍠", "\ud800", "的" * 5000])
def test_odd_texts_are_ranked(retriever: Retriever, text: str) -> None:
    """Nothing raises, the score stays a probability."""
    assert 0 <= retriever.rank(text).score <= 1


def test_state_is_plain_and_complete(retriever: Retriever) -> None:
    """What is kept makes the same retriever again."""
    again = Retriever(marshal.loads(marshal.dumps(retriever.state())))

    for question in ("my card was stolen", "汇率", "nothing at all"):
        assert again.rank(question) == retriever.rank(question)


def test_building_is_deterministic() -> None:
    """The same examples give the same weights."""
    assert Retriever.build(EXAMPLES).state() == Retriever.build(EXAMPLES).state()


def test_empty_base_knows_nothing() -> None:
    """No entries, no answers, no errors."""
    match = Retriever.build([]).rank("hello")

    assert (match.id, match.ranked, match.score) == (None, (), 0.0)


def test_huge_bases_are_weighed_by_means(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where training would take too much memory, the means still find the entry."""
    monkeypatch.setattr("knowledge.training._LARGEST", 0)

    assert Retriever.build(EXAMPLES).rank("my card was stolen").ranked[0].id == "card"
    assert train([], [], 0) == []


@pytest.mark.parametrize(("bare", "fit"), [(False, _CALIBRATION), (True, _BARE)])
def test_a_bare_base_has_a_fit_of_its_own(*, bare: bool, fit: tuple[float, ...]) -> None:
    """The score is what was fitted for such a base, of what was measured."""
    match = Retriever.build(EXAMPLES, bare=bare).rank("what is the rate today")

    x = sum(c * m for c, m in zip(fit, match.measured, strict=True))
    assert match.score == pytest.approx(1 / (1 + math.exp(-x)))


def test_a_slip_in_a_phrasing_is_put_right() -> None:
    """A phrasing with a slip does not keep the same slip of a question from being mended."""
    examples = [
        (name, [f"how can i {verb} comments {when}" for when in ("now", "later", "here", "today")])
        for name, verb in (("write", "write"), ("hide", "hide"))
    ]
    slipped = [*examples, ("translate", ["trasnlate my coments"])]

    match = Retriever.build(slipped).rank("hide coments")

    assert match.ranked[0].id == "hide"
    assert not match.unseen


def test_a_slip_of_many_phrasings_is_put_right() -> None:
    """A slip that is common is one, too, if the word it stands for is far more so."""
    asked = [f"what is the {noun}" for noun in ("price", "date", "name", "size", "colour")]
    examples = [(f"{n}", [f"{text} of {n}" for text in asked]) for n in range(10)]
    slipped = [*examples, ("faces", [f"waht faces {n}" for n in ("smile", "laugh", "cry")])]

    base = Retriever.build(slipped)

    assert base.rank("waht is the price of 7").ranked[0].id == "7"
    assert base.rank("faces").ranked[0].id == "faces"


def test_a_slip_in_a_name_is_put_right() -> None:
    """Though phrasings have it only in the form that others stand for."""
    base = Retriever.build([*EXAMPLES, ("app", ["what is xiaohongshu", "tell me about rednote"])])

    assert base.rank("xiaohogshu").ranked[0].id == "app"


def test_a_phrasing_to_the_letter_is_found() -> None:
    """Though many others have its words more often, and each of them says more of those."""
    others = [
        (f"other {n}", [f"close {n}", f"too {n}", f"call {n}", "too", "call"]) for n in range(50)
    ]
    tie = ("tie", ["too close to call", "half half", "an even match", "fifty fifty"])
    base = Retriever.build([*others, tie], keep_phrasings=True, directed=True)

    assert base.nearest("Too close to call!").ranked[0].id == "tie"


def test_a_word_stands_in_as_many_phrasings_as_it_does() -> None:
    """However much its sort of feature counts: characters, words."""
    base = Retriever.build(
        [("one", ["猫咪", "a cat", "猫粮", "the cat"]), ("two", ["a dog", "狗"])]
    )

    assert [base.spread(word) for word in ("猫", "猫咪", "cat", "狗", "鱼")] == [2, 1, 2, 1, 0]
