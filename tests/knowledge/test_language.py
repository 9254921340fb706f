"""Which language a message is answered in."""

import pytest

from knowledge.language import detect
from knowledge.models import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is RedNote?", Language.ENGLISH),
        ("zhong cao", Language.ENGLISH),
        ("小红书是什么", Language.SIMPLIFIED),
        ("小紅書是什麼", Language.TRADITIONAL),
        ("種草", Language.TRADITIONAL),
        ("种草", Language.SIMPLIFIED),
        ("what does 打卡 mean on travel posts?", Language.ENGLISH),
        ("我破防了 means what?", Language.ENGLISH),
        ("小红书 MAU 是多少", Language.SIMPLIFIED),
        ("小红书 平时 mainly 是用来干嘛的？", Language.SIMPLIFIED),
        ("whats the 股价 of alibaba today", Language.ENGLISH),
        ("do 中国网友 actually like having us there?", Language.ENGLISH),
        ("GOAT是什么意思", Language.SIMPLIFIED),
        ("LTK 跟小紅書帶貨有什麼不同", Language.TRADITIONAL),
        ("", Language.ENGLISH),
        ("🍠", Language.ENGLISH),
        ("2480 乘 7%", Language.SIMPLIFIED),
        ("这家hotpot评论都说踩雷，踩雷 in English 怎么说？", Language.SIMPLIFIED),
        ("thank you for following 中文 怎么说", Language.SIMPLIFIED),
        ("I want to say 谢谢 to people for following me, 怎么说 politely?", Language.ENGLISH),
        ("12345", Language.ENGLISH),
    ],
)
def test_frame_decides(text: str, language: Language) -> None:
    """The words that hold a question together decide, not the term it is about."""
    assert detect(text) is language
