"""Buttons over HTTP: every kind pressed and followed, paging, thumbs, forged data."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.people import HANS, counted, data, keyboard, person, rows, tap
from tests.e2e.running import Running, labels, running
from tests.e2e.world import JSON

# Buttons followed by the walk, and those pressed at once.
MOST, AT_ONCE = 240, 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bot keeps its database."""
    return tmp_path_factory.mktemp("buttons")


@pytest.fixture(scope="module")
def bot(folder: Path) -> Iterator[Running]:
    """One bot for all tests here, not slowed down in all; nothing it sends may be refused."""
    api = BotApi(TOKEN)
    with running(api, folder, HONGSHU_SEND_RATE="1000000") as started:
        yield started
        assert api.refused == []
        assert "handler failed" not in started.log()
    api.close()


def below(action: str, user: JSON) -> JSON:
    """Return the press of a button below a message the bot once sent."""
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": action}]]}
    sent = u.body("x", u.AUTHOR, u.private(user), reply_markup=markup)
    return u.callback(action, user, sent)


def kind(action: str) -> tuple[str, ...]:
    """Return what makes a button alike: what it does, the language, and for pages the place."""
    name, _, rest = action.partition(":")
    return (name, *rest.split(":")[: 3 if name in "bTxlpfF" else 1])


def press_all(bot: Running, actions: list[str]) -> Iterator[JSON]:
    """Press buttons at once, each by somebody new; yield what came of it, calls in any order."""
    sizes = [len(bot.api.calls), len(bot.api.sent("answerCallbackQuery"))]
    people = {action: person() for action in actions}
    for action, user in people.items():
        bot.api.put(**below(action, user))
    other = person()
    bot.api.put(**u.message("/help", other))  # others are served meanwhile
    told = bot.api.wait("answerCallbackQuery", sizes[1] + len(actions))[sizes[1] :]
    assert [t["text"] for t in told if "too old" in t.get("text", "")] == []
    shown = {str(user["id"]): action for action, user in people.items() if action[0] != "f"}
    shown[str(other["id"])] = "/help"
    while shown:
        with bot.api.lock:
            if len(bot.api.calls) == sizes[0]:
                assert bot.api.lock.wait(10), shown
            calls = bot.api.calls[sizes[0] :]
        sizes[0] += len(calls)
        for method, call in calls:
            if method in {"sendMessage", "editMessageText"} and call["chat_id"] in shown:
                del shown[call["chat_id"]]
                yield call


def test_every_kind_of_button_leads_somewhere(bot: Running) -> None:
    """From the commands on, all that can be pressed is answered, and so is all that shows then."""
    starts = ("/start", "/help", "/topics", "/avoid", "/phrases", "/tour", "/lang", "/pinyin")
    asked = [bot.ask(start, person(told)) for told in ("en", HANS) for start in starts]
    found = [action for call in asked for action in data(call)]
    seen: dict[str, None] = {}
    waiting = list(dict.fromkeys(found))
    while waiting and len(seen) < MOST:
        known = {kind(action) for action in seen}
        waiting.sort(key=lambda action: kind(action) in known)
        level, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        seen |= dict.fromkeys(level)
        for call in press_all(bot, level):
            text = bot.api.visible(call)
            assert text.strip()
            assert "went wrong" not in text
            waiting += [a for a in data(call) if a not in seen]
        waiting = list(dict.fromkeys(waiting))

    assert {action[0] for action in seen} >= set("xTlpboetf")
    assert len(seen) >= MOST
    assert bot.api.refused == []


def test_pages_turn_forth_and_back_in_place(bot: Running) -> None:
    """A list is turned within one message, an entry opened from it, and left again."""
    anna = person()
    first = bot.ask("/avoid", anna)

    second = tap(bot, "Page 2 of 4 ›", first, anna, "editMessageText")
    entry = tap(bot, labels(second)[0], second, anna, "editMessageText")
    back = tap(bot, "‹ Take care with", entry, anna, "editMessageText")

    assert data(second) != data(first)
    assert data(back) == data(second)
    assert "‹ Page 1" in labels(back)
    assert len([m for m in bot.api.messages(anna["id"]) if m["from"]["is_bot"]]) == 1


def test_topics_lead_down_and_up(bot: Running) -> None:
    """From all topics to the glossary, a theme, a word, and up by the buttons for it."""
    anna = person()
    told = [bot.ask("/topics", anna)]
    for label in ("Glossary", "Praise"):
        told.append(tap(bot, label, told[-1], anna, "editMessageText"))

    word = tap(bot, labels(told[-1])[0], told[-1], anna, "editMessageText")
    up = tap(bot, "‹ Praise", word, anna, "editMessageText")

    assert data(up) == data(told[-1])
    assert "‹ The glossary" in labels(up)
    assert "‹ All topics" in labels(told[1])


def test_language_button_changes_the_answer_in_place(bot: Running) -> None:
    """中文 and English turn one message there and back, thumbs included."""
    anna = person()
    english = bot.ask("What is RedNote?", anna)

    chinese = tap(bot, "中文", english, anna, "editMessageText")
    again = tap(bot, "English", chinese, anna, "editMessageText")

    assert "生活方式" in chinese["text"]
    assert "👍 Helpful" not in labels(chinese)
    assert (again["text"], keyboard(again)) == (english["text"], keyboard(english))


def test_example_button_answers_the_example(bot: Running) -> None:
    """An example on the start screen is asked by pressing it."""
    anna = person()
    start = bot.ask("/start", anna)

    assert "zhòngcǎo" in tap(bot, "What does 种草 mean?", start, anna)["text"]


def test_related_entry_follows_below(bot: Running) -> None:
    """A related word is a new message; the answer above stays."""
    anna = person()
    call = bot.ask("种草", anna)

    shown = tap(bot, labels(call)[0], call, anna)

    assert "bácǎo" in shown["text"]
    assert len([m for m in bot.api.messages(anna["id"]) if m["from"]["is_bot"]]) == 2


def test_thumb_up_is_counted_and_its_buttons_go(bot: Running, folder: Path) -> None:
    """👍 thanks, counts by entry, and leaves the other buttons."""
    anna = person()
    call = bot.ask("拔草", anna)

    left = tap(bot, "👍 Helpful", call, anna, "editMessageReplyMarkup")

    assert "Thank you" in bot.api.sent("answerCallbackQuery")[-1]["text"]
    assert keyboard(left) == keyboard(call)[:-1]
    assert counted(folder, "bacao", 1) == [("good", 1)]


def test_thumb_down_asks_for_the_reason(bot: Running, folder: Path) -> None:
    """👎 is counted, asks what is wrong, and the reason is counted too; of the person nothing."""
    anna = person()
    call = bot.ask("长草", anna)

    asked = tap(bot, "👎 Not helpful", call, anna, "editMessageReplyMarkup")
    left = tap(bot, "Out of date", {**asked, **bot.standing(asked, u.private(anna))}, anna,
               "editMessageReplyMarkup")  # fmt: skip

    assert [label for label in labels(asked) if label not in labels(call)] == [
        *("It is wrong", "Out of date", "Hard to follow", "Not what I asked")
    ]
    assert keyboard(left) == keyboard(call)[:-1]
    assert counted(folder, "zhangcao", 2) == [("bad", 1), ("old", 1)]
    columns = {column for _, column, *_ in rows(folder, "pragma table_info(feedback)")}
    assert columns == {"entry", "verdict", "count"}


def test_thumb_pressed_twice_is_no_failure(bot: Running) -> None:
    """A second tap before the buttons are gone is thanked like the first."""
    anna = person()
    call = bot.ask("安利", anna)
    press = bot.press("👍 Helpful", call, anna)
    again = u.callback(press["callback_query"]["data"], anna, press["callback_query"]["message"])
    before = len(bot.api.sent("answerCallbackQuery"))

    bot.api.put(**press)
    bot.api.put(**again)
    told = bot.api.wait("answerCallbackQuery", before + 2)[before:]
    bot.ask("/help", anna)

    assert [t["text"] for t in told] == ["Thank you, noted."] * 2
    bot.api.refused[:] = [r for r in bot.api.refused if "message is not modified" not in r]


FORGED = [
    "e:en:no-such-entry", "e:xx:what-is-rednote", "l:klingon", "p:loud", "x:en:99", "t:", "💥",
    "b:en:g-basics:999", "b:en:nowhere:0", "o:en:", "T:en:7", "f:en:good:no-such",
    "f:en:loud:yyds",
    "f:", "s:1:", "s:x:language=en", "k:1:1", "u:1:1", "m:1:1", "md:1:1", "kx:1:", "ki:1:",
    "q:en:0", "\u202e", "x" * 64,
]  # fmt: skip


@pytest.mark.parametrize("forged", FORGED, ids=range(len(FORGED)))
def test_forged_button_is_a_calm_notice(bot: Running, forged: str) -> None:
    """Unknown, cut or hostile callback data is told to be too old, and changes nothing."""
    anna = person()
    sent = len(bot.api.sent("sendMessage"))

    told = bot.answer(below(forged, anna), "answerCallbackQuery")

    assert told["text"]
    assert "went wrong" not in told["text"]
    assert len(bot.api.sent("sendMessage")) == sent


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.sampled_from([*"etxlpboTfFskum", "en", "zh-Hans", "1", "zhongcao", "yes", "", "🍠"]),
        min_size=1,
        max_size=4,
    ).map(":".join)
)
def test_any_data_is_answered(bot: Running, action: str) -> None:
    """Whatever a button is made to carry, the waiting of who pressed it ends."""
    told = bot.answer(below(action or "x", person()), "answerCallbackQuery")

    assert "went wrong" not in told.get("text", "")


def test_button_below_a_message_out_of_reach_is_a_calm_notice(bot: Running) -> None:
    """Telegram shows nothing of very old messages, nor of those sent inline."""
    anna = person()
    old = {"message_id": 3, "date": 0, "chat": u.private(anna)}

    for where in (old, "inline7"):
        told = bot.answer(u.callback("e:en:zhongcao", anna, where), "answerCallbackQuery")
        assert "too old" in told["text"]


def test_too_many_presses_are_told_once(bot: Running) -> None:
    """After sixty in a minute there is one notice, then silence; others are served.

    One more is free each second, so of the last, too, one may be answered.
    """
    anna = person()
    before = len(bot.api.sent("answerCallbackQuery"))
    for _ in range(70):
        bot.api.put(**below("gone", anna))

    told = bot.api.wait("answerCallbackQuery", before + 70)[before:]

    texts = [call.get("text", "") for call in told]
    answer = "That button is too old. Please ask again."
    assert texts[:60] == [answer] * 60
    (notice,) = (text for text in texts if "a lot at once" in text)
    assert set(texts) == {answer, notice, ""}
    assert "/feedback" in bot.ask("/help", person())["text"]


def test_confirmation_too_late_is_no_failure(bot: Running) -> None:
    """What was pressed while the bot was away is done, though it can't be confirmed."""
    anna = person()
    press = below("e:en:zhongcao", anna)

    with bot.api.lock:
        bot.api.put(**press)
        bot.api.advance(151)
    call = bot.api.wait("sendMessage", len(bot.api.sent("sendMessage")) + 1)[-1]

    assert "zhòngcǎo" in call["text"]
    late: list[str] = []
    until = time.monotonic() + 10
    while not late and time.monotonic() < until:  # it is confirmed after it is done
        time.sleep(0.02)
        late = [r for r in bot.api.refused if "query is too old" in r]
    assert len(late) == 1
    bot.api.refused.remove(late[0])
