"""Pictures of terms and counts: what stands on them, and that it stands within them."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.dialogue.card import card, has_card, offered
from bot.dialogue.voice import Voice
from bot.pictures import Card, Chart, draw, fonts, plot
from bot.pictures.card import _FOOT, _TOP, ACCENT, INK, PAPER, SIZE, SOFT, _fitting, _height
from bot.pictures.text import cut, drawable, wrap
from bot.values import Choice, Part, Reply
from knowledge import Knowledge, Language, Term

FONTS = fonts()
needs_fonts = pytest.mark.skipif(FONTS is None, reason="the fonts are not installed")
BARE = Card("词", "", "cí", "word", "词", ("一个词。", "A word."), "Hongshu")


def term(knowledge: Knowledge, name: str) -> Term:
    """Return a term by its id."""
    found = knowledge.entry(name)
    assert isinstance(found, Term)
    return found


def light(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [INK, SOFT, ACCENT])
def test_text_stands_out_from_the_paper(colour: str) -> None:
    """Every colour of text has the contrast that WCAG wants at level AA."""
    assert (light(PAPER) + 0.05) / (light(colour) + 0.05) >= 4.5


@needs_fonts
@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="种草，。！“”（）ab c.1", max_size=60), st.integers(90, 600))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    """No line is wider than it may be, and together they are the text."""
    assert FONTS is not None
    face = FONTS.face(40)

    lines = wrap(text, face, width)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    # A character with its marks is never parted, unless it alone is too wide.
    assert all(face.getlength(line) <= width or len(line) < 2 for line in lines)


@needs_fonts
def test_no_line_begins_with_a_full_stop() -> None:
    """Marks that close stay with what they close."""
    assert FONTS is not None

    lines = wrap("今天天气好。今天天气好。", FONTS.face(40), 165)

    assert lines == ["今天天气", "好。今天", "天气好。"]


def test_what_fonts_cannot_draw_is_left_out() -> None:
    """Emoji go, letters with tone marks and full-width marks stay."""
    assert drawable("好 😂👍🏽，lǜ ❤️！") == "好 ，lǜ ！"
    assert cut(["a", "b,", "c"], 2) == ["a", "b…"]


@needs_fonts
@pytest.mark.parametrize("language", list(Language))
def test_longest_terms_stay_within_the_picture(knowledge: Knowledge, language: Language) -> None:
    """Nothing runs into the foot, whatever the length."""
    assert FONTS is not None
    voice = Voice(knowledge, language)
    terms = [entry for entry in knowledge.entries() if isinstance(entry, Term)]
    longest = sorted(terms, key=lambda t: len(f"{t.term}{t.gloss}{t.example}"))[-6:]
    endless = Card("长" * 500, "长" * 500, "x" * 900, "w " * 900, "字" * 900, ("字" * 900, ""), "")

    for drawn in [*(card(voice, entry) for entry in longest), endless]:
        blocks = _fitting(drawn, FONTS)
        assert _height(blocks) <= _FOOT - _TOP
        assert blocks[0].lines


@needs_fonts
def test_card_is_a_picture_of_its_size() -> None:
    """It is 1080 by 1350 pixels, with ink on the paper; the same card is drawn once."""
    assert FONTS is not None

    drawn = draw(BARE, FONTS)

    picture = Image.open(io.BytesIO(drawn))
    assert picture.size == SIZE
    assert picture.format == "PNG"
    colours = {colour for _, colour in picture.getcolors(100_000) or ()}
    assert {ImageColor.getrgb(PAPER), ImageColor.getrgb(INK)} <= colours
    assert draw(BARE, FONTS) is drawn


def test_card_speaks_the_language_of_who_asks(knowledge: Knowledge) -> None:
    """The own language comes first; in Traditional script all Chinese is Traditional."""
    english, simplified, traditional = (
        card(Voice(knowledge, language), term(knowledge, "zhongcao")) for language in Language
    )

    assert (english.word, english.other, english.reading) == ("种草", "種草", "zhòngcǎo")
    assert english.first == simplified.second == traditional.second
    assert simplified.first == "向别人推荐好东西，让人心动想买"
    assert (traditional.word, traditional.other) == ("種草", "种草")
    assert traditional.first == "向別人推薦好東西，讓人心動想買"
    assert "種草" in traditional.example[0]


def test_button_stands_beside_the_last_below_terms_alone(knowledge: Knowledge) -> None:
    """A guide has no card."""
    voice = Voice(knowledge, Language.ENGLISH)
    star = Choice("☆", action="x")
    shown = Reply(Language.ENGLISH, (Part("x"),), ((star,),), subject="zhongcao")

    (row,) = offered(voice, shown).choices

    assert row == (star, Choice("Picture", action="pc:en:zhongcao"))
    assert not has_card(voice, "what-is-rednote")
    assert not has_card(voice, "nothing-of-the-kind")


@needs_fonts
def test_chart_draws_no_bar_where_nothing_was_asked() -> None:
    """Days without questions are empty, and a week without any is a chart too."""
    assert FONTS is not None
    days = tuple((str(day), 0, 0) for day in range(14))
    empty = Chart("t", "0", "yes", "no", days, "Hongshu")
    full = Chart("t", "0", "yes", "no", (*days[:-1], ("13", 3, 2)), "Hongshu")

    pictures = [Image.open(io.BytesIO(plot(chart, FONTS))) for chart in (empty, full)]

    columns = [picture.crop((930, 300, 1000, 750)) for picture in pictures]
    assert columns[0].getcolors() == [(70 * 450, ImageColor.getrgb(PAPER))]
    assert ImageColor.getrgb(ACCENT) in {c for _, c in columns[1].getcolors() or ()}
