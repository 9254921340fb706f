"""Inline queries over HTTP: results while typing, and what they put into a chat."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.fallback import PREFIX
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.people import HANS, HANT, person
from tests.e2e.running import Running, running
from tests.e2e.world import JSON

SECRET = "frobnicatezz"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One bot for all tests here; nothing it sends may be refused, nothing typed be logged."""
    api = BotApi(TOKEN)
    with running(api, tmp_path_factory.mktemp("inline")) as started:
        yield started
        assert api.refused == []
        assert "handler failed" not in started.log()
        assert SECRET not in started.log()
    api.close()


def type_(bot: Running, text: str, user: JSON | None = None) -> JSON:
    """Return the answer to what somebody types behind the bot's name."""
    return bot.answer(u.inline_query(text, user or person()), "answerInlineQuery")


def titles(call: JSON) -> list[str]:
    """Return what the results are called."""
    return [result["title"] for result in call["results"]]


def said(call: JSON) -> str:
    """Return the text the first result puts into the chat."""
    return str(call["results"][0]["input_message_content"]["message_text"])


def test_results_come_while_typing(bot: Running) -> None:
    """Each letter more is answered; the word is first as soon as it can be known."""
    anna = person()

    calls = [type_(bot, "zhongcao"[:end], anna) for end in range(1, 9)]

    assert titles(calls[-1])[0] == "种草 (種草) zhòngcǎo"
    assert "<b>种草 (種草) zhòngcǎo</b>" in said(calls[-1])


@pytest.mark.parametrize(
    ("text", "telegram", "what"),
    [
        ("种草", "en", "The heart of the app"),
        ("种草", HANS, "向别人推荐"),
        ("種草", HANT, "向別人推薦"),
        ("What is RedNote?", HANS, "a Chinese social app"),
        ("小红书是什么？", "en", "生活方式"),
        ("zhong4cao3", "en", "The heart of the app"),
    ],
)
def test_result_speaks_the_language_asked_in(
    bot: Running, text: str, telegram: str, what: str
) -> None:
    """A sentence tells the language; a bare word leaves it to who types."""
    assert what in said(type_(bot, text, person(telegram)))


def test_results_are_few_and_well_formed(bot: Running) -> None:
    """No more than a phone can show, each with a line about it and the way to more."""
    for text in ("a", "好", "cao", "what", "topics", "yyds", ""):
        results = type_(bot, text)["results"]
        assert len(results) <= 50
        for result in results:
            assert result["description"].strip()
            assert len(result["description"]) <= 160
            if result["id"].startswith(PREFIX):  # its id fits into no link
                continue
            ((button,),) = result["reply_markup"]["inline_keyboard"]
            assert re.fullmatch(
                r"https://t\.me/hongshu_bot\?start=e_[A-Za-z0-9_-]+", button["url"]
            )


def test_way_to_more_opens_the_same_entry(bot: Running) -> None:
    """The link below a result leads to the entry in the private chat."""
    result = type_(bot, "种草")["results"][0]
    link = result["reply_markup"]["inline_keyboard"][0][0]["url"]

    call = bot.ask(f"/start {link.partition('=')[2]}", person())

    assert "zhòngcǎo" in call["text"]


def test_empty_query_offers_the_word_of_the_day_and_the_tour(bot: Running) -> None:
    """Whoever has typed nothing yet sees what there is."""
    anna = person()
    today = bot.ask("/word", anna)["text"]

    call = type_(bot, " ", anna)

    assert re.sub("<.*?>", "", said(call)).split("\n")[0] in today
    assert len(call["results"]) >= 5
    assert call["button"] == {"text": "New to RedNote? Take the tour", "start_parameter": "c_tour"}


def test_nothing_found_leads_to_the_private_chat(bot: Running) -> None:
    """Without results there is a button to ask instead."""
    call = type_(bot, SECRET)

    assert call["results"] == []
    assert call["button"] == {"text": "Nothing found: ask me", "start_parameter": "c_ask"}


def test_results_are_kept_for_all_where_they_are_the_same_for_all(bot: Running) -> None:
    """A question is answered alike to all; a bare word, or a person's choice, is not."""
    chosen = person()
    bot.ask("/pinyin numbers", chosen)

    question = type_(bot, "What does zhongcao mean?")
    word = type_(bot, "zhongcao")
    own = type_(bot, "What does anli mean?", chosen)
    empty = type_(bot, "")

    assert [c["is_personal"] for c in (question, word, own, empty)] == [
        *("false", "true", "true", "true")
    ]
    assert [c["cache_time"] for c in (question, word, own, empty)] == ["300", "300", "300", "60"]
    assert "An1li4" in said(own)
    assert "zhòngcǎo" in said(question)


def test_chosen_language_holds_for_results(bot: Running) -> None:
    """Whoever chose Traditional gets it here too, buttons included."""
    anna = person()
    bot.ask("/lang zh-Hant", anna)

    assert "筆記" in said(type_(bot, "What is RedNote?", anna))


def test_query_too_old_is_met_with_silence(bot: Running) -> None:
    """Who typed on waits for nothing: no failure, no message."""
    before = len(bot.api.calls)
    with bot.api.lock:
        bot.api.put(**u.inline_query("yyds", anna := person()))
        bot.api.advance(31)

    assert titles(type_(bot, "zhongcao", anna))

    assert [method for method, _ in bot.api.calls[before:] if method.startswith("send")] == []
    late = bot.api.refused.pop()
    assert "query is too old" in late


def test_flood_of_queries_is_capped(bot: Running) -> None:
    """After sixty in a minute the results of the letter before stay; others are served."""
    anna = person()
    before = len(bot.api.sent("answerInlineQuery"))
    for _ in range(80):
        bot.api.put(**u.inline_query("yyds", anna))

    bot.answer(u.callback("gone", anna, "inline7"), "answerCallbackQuery")

    count = len(bot.api.sent("answerInlineQuery")) - before
    assert 60 <= count < 75
    assert titles(type_(bot, "yyds"))


HOSTILE = ["<b>种草", "%s{0}", "\u202e种草", "💥" * 256, "z\u0338\u0489" * 100, "x" * 256, "&amp;"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_query_is_answered(bot: Running, text: str) -> None:
    """Whatever is typed has results or the button."""
    call = type_(bot, text)

    assert call["results"] or call["button"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=256))
def test_any_query_is_answered(bot: Running, text: str) -> None:
    """No query fails."""
    type_(bot, text.encode("utf-8", "ignore").decode())


def test_button_below_an_inline_message_is_a_calm_notice(bot: Running) -> None:
    """Results carry links alone; a forged button below one means nothing."""
    told = bot.answer(u.callback("e:en:yyds", person(), "inline9"), "answerCallbackQuery")

    assert "too old" in told["text"]
