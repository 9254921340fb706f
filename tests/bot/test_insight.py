"""What administrators see of what was asked."""

from datetime import date

from bot.dialogue import insight
from bot.dialogue.voice import Voice
from bot.values import Day
from knowledge import Knowledge, Language

TODAY = date(2026, 3, 2)
DAYS = (Day("2026-02-27", 5, 4), Day("2026-03-02", 3, 3))
TOP = [("what-is-rednote", 9), ("yyds", 4), ("gone-from-the-guide", 3), ("zhongcao", 2)]


def test_text_tells_all_that_the_chart_shows(knowledge: Knowledge) -> None:
    """Sums, days and words, and nothing that is no word."""
    text = insight.listed(Voice(knowledge, Language.ENGLISH), DAYS, TOP).plain()

    assert "Asked: 8. Answered: 7." in text
    assert "02-27: asked 5, answered 4" in text
    assert text.index("yyds") < text.index("种草")
    assert "(9)" not in text
    assert "gone" not in text


def test_chart_has_a_bar_for_every_day(knowledge: Knowledge) -> None:
    """Fourteen days up to today, those without questions among them."""
    chart = insight.chart(Voice(knowledge, Language.SIMPLIFIED), DAYS, TODAY)

    assert len(chart.days) == insight.DAYS
    assert chart.days[0][0] == "17"
    assert chart.days[-4:] == (("27", 4, 1), ("28", 0, 0), ("1", 0, 0), ("2", 3, 0))
    assert chart.total == "提问8次，答上7次。"


def test_nothing_asked_is_said(knowledge: Knowledge) -> None:
    """Without counts there are no empty lists."""
    reply = insight.listed(Voice(knowledge, Language.ENGLISH), (), ())

    assert len(reply.parts) == 1
    assert "Nothing was asked" in reply.plain()
