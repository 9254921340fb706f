"""What of a message is a question, and of what."""

import pytest

from knowledge.question import MEANING_CUE, telling

CLAUSES = {
    "what is rednote": ([], False),
    "besides cats, what do people post": (["what do people post"], True),
    "I am new here. Besides photos what can I post?": (["Besides photos what can I post"], True),
    "我刚来，除了发笔记还能做什么": (["除了发笔记还能做什么"], True),
    "除了发笔记，大家还做什么": (["大家还做什么"], True),
    "where do I buy likes, asking for a friend": (["where do I buy likes"], True),
    "asking for a friend how do I post notes, thanks": (
        ["asking for a friend how do I post notes"],
        False,
    ),
    "听说可以加入蒲公英，那是做什么的": (["听说可以加入蒲公英"], True),
    "will it rain in Boston? how do i post?": (["will it rain in Boston"], False),
    "one word, two words, three words, four words, five words, six words": (
        ["two words", "three words", "four words", "five words", "six words"],
        True,
    ),
}


@pytest.mark.parametrize(("message", "told"), CLAUSES.items())
def test_clauses_that_may_ask_alone(message: str, told: tuple[list[str], bool]) -> None:
    """Not what is said aside, too little, or too far from the end."""
    assert telling(message) == told


@pytest.mark.parametrize(
    "message",
    ["what does it mean", "什么意思", "有啥梗", "he wrote 蹲, what is that?", "种草，那是什么"],
)
def test_cue_for_a_meaning(message: str) -> None:
    """Somebody asks what a word means."""
    assert MEANING_CUE.search(message)


@pytest.mark.parametrize(
    "message",
    ["不好意思打扰一下", "真有意思", "how do i translate comments", "what is this red dot about"],
)
def test_no_cue_for_a_meaning(message: str) -> None:
    """Nothing is asked of a word."""
    assert not MEANING_CUE.search(message)
