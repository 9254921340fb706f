"""Question frames cut out the term."""

import re
from collections.abc import Iterator

import pytest

from knowledge.frames import _EDGE, Frame, Intent, bare, frames
from knowledge.tables import lines
from knowledge.text import fold
from tests.calibration import read


@pytest.mark.parametrize(
    ("question", "frame"),
    [
        ("What does 种草 mean?", Frame("meaning", "种草")),
        ("yyds meaning", Frame("meaning", "yyds")),
        ('hey what does "學霸" mean on rednote', Frame("meaning", "学霸")),
        ("i keep seeing xiao fen hong everywhere, what is it", Frame("meaning", "xiao fen hong")),
        ("someone commented 河蟹 on my post, what does it mean?", Frame("meaning", "河蟹")),
        ("got told 微信 by a seller, meaning?", Frame("meaning", "微信")),
        ("i was called 宝子 under my post, what is that", Frame("meaning", "宝子")),
        ("绝绝子是什么意思呀？", Frame("meaning", "绝绝子")),
        ("请问话题是什么意思", Frame("meaning", "话题")),
        ("什么是梗", Frame("meaning", "梗")),
        ("为什么大家都说小姐姐", Frame("meaning", "小姐姐")),
        ("老外说的GOAT是啥意思", Frame("meaning", "goat")),
        ("点赞用英语怎么说", Frame("say", "点赞")),
        ("how do you say go viral in Chinese", Frame("say", "go viral")),
        ("种草和拔草有什么区别", Frame("compare", "种草", "拔草")),
        ("difference between 种草 and 拔草", Frame("compare", "种草", "拔草")),
        ("how is koc different from kol", Frame("compare", "koc", "kol")),
        ("are koc and kol the same thing?", Frame("compare", "koc", "kol")),
        ("koc or kol, what's the difference", Frame("compare", "koc", "kol")),
        ("koc和kol差在哪", Frame("compare", "koc", "kol")),
        ("种草和安利是一回事吗", Frame("compare", "种草", "安利")),
        ("koc kol区别", Frame("compare", "koc", "kol")),
        ("someone on xhs called me a laowai", Frame("meaning", "laowai")),
        ("is 老外 considered an insult?", Frame("meaning", "老外")),
        ("laowai 是 rude 的词吗", Frame("meaning", "laowai")),
        ("有人叫我老铁", Frame("meaning", "老铁")),
        ("waht does po fang maen", Frame("meaning", "po fang")),
        ("how do i say thank you in chinse", Frame("say", "thank you")),
        ("how do i ask “how much is it?” under a post", Frame("say", "how much is it")),
        ("解释一下u1s1", Frame("meaning", "u1s1")),
        ("cailei shi shenme yisi a", Frame("meaning", "cailei")),
        ("想跟新粉丝说 thanks for the follow，中文怎么写", Frame("say", "thanks for the follow")),
        ("老外评论里写FOMO是什么意思", Frame("meaning", "fomo")),
        ("what is meant by 内卷", Frame("meaning", "内卷")),
        ("They describe themselves as 社恐. What is it", Frame("meaning", "社恐")),
        ("someone titled a note bi lei. is that good", Frame("meaning", "bi lei")),
        ("if a post says bi lei, should i go", Frame("meaning", "bi lei")),
        ("为什么有人在评论里写520", Frame("meaning", "520")),
        ("小红书上的薯条是什么", Frame("meaning", "薯条")),
        (
            "how do i thank them for the follow in chinese",
            Frame("say", "thank them for the follow"),
        ),
    ],
)
def test_frame_is_found(question: str, frame: Frame) -> None:
    """The term is among the readings of the question, without politeness and quotes."""
    assert frame in frames(fold(question))


@pytest.mark.parametrize(
    "text",
    [
        "种草",
        "hello there",
        "is it rude?",
        "is rednote racist",
        "小红书有多少用户",
        "",
        "???",
        "if my video has bgm, will it be muted?",
        "为什么打不开",
        "为什么回复不了",
        "为什么扣分",
    ],
)
def test_no_frame(text: str) -> None:
    """What asks for no term has no frame."""
    assert frames(fold(text)) == []


def test_bare_keeps_something() -> None:
    """Stripping politeness never leaves nothing of a greeting."""
    assert bare("hello") == "hello"
    assert bare("请问") == "请问"


def test_patterns_tried_together_lose_no_reading() -> None:
    """Every pattern of the table that fits a text by itself is among its readings."""
    texts = [fold(question.text) for question in read("questions")]
    fitting = [
        (text, Frame(intent, *(term.strip(_EDGE) for term in found.groupdict().values())))
        for text in texts
        for intent, pattern in _patterns()
        if (found := pattern.match(bare(text)))
    ]

    assert len(fitting) > 50
    assert [
        (text, frame) for text, frame in fitting if frame.x and frame not in frames(text)
    ] == []


def _patterns() -> Iterator[tuple[Intent, re.Pattern[str]]]:
    for line in lines("frames.tsv"):
        intent, pattern = line.split("\t")
        named = re.sub(r"\{([xy])\}", r"(?P<\1>.{1,40}?)", pattern)
        yield intent, re.compile(f"(?:{named})$")  # type: ignore[misc] # because the loader checks them
