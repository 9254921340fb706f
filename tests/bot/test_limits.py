"""Limits on what is sent, in virtual time: each figure is a second after the start."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.tg.handling import Handling, begin
from bot.tg.limits import Polite, Priority
from tests.bot.virtual import now, run
from tests.e2e.botapi import BotApi

BROADCAST = Priority.BROADCAST
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"


class Telegram:
    """Takes 100 ms a request; remembers when each arrived; raises what it is told to raise."""

    def __init__(self) -> None:
        self.polite = Polite(clock=asyncio.get_running_loop().time)
        self.arrived: list[tuple[Any, float]] = []
        self.faults: dict[Any, list[TelegramError]] = defaultdict(list)

    async def send(self, chat: Any = None, name: Any = None, **options: Any) -> Any:
        """Make a request, known by `name` or else its chat; return when its answer came."""
        priority = options.pop("priority", None)
        endpoint = options.pop("endpoint", "sendMessage")
        data = {"text": "x"} if chat is None else {"chat_id": chat, "text": "x"}

        async def callback(endpoint: str, *, read_timeout: float) -> dict[str, Any]:
            assert read_timeout == 5
            self.arrived.append((name or chat or endpoint, now()))
            await asyncio.sleep(0.1)
            if faults := self.faults[name or chat or endpoint]:
                raise faults.pop(0)
            return {"message_id": len(self.arrived)}

        kwargs = {"read_timeout": 5}
        return await self.polite.process_request(
            callback, (endpoint,), kwargs, endpoint, data, priority
        )

    def times(self, name: Any) -> list[float]:
        """Return when the requests of a name arrived."""
        return [at for known, at in self.arrived if known == name]


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    """Return an error as the library raises it from another."""
    error.__cause__ = cause
    return error


def play(scene: Callable[[Telegram], Awaitable[Any]]) -> Telegram:
    """Play a scene in virtual time and return Telegram's view of it."""

    async def main() -> Telegram:
        telegram = Telegram()
        await scene(telegram)
        return telegram

    return run(main())


def test_three_messages_go_at_once_then_one_a_second() -> None:
    """In a private chat only the round trip stands between the first three."""

    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.send(7) for _ in range(6)))

    assert play(scene).times(7) == pytest.approx([0, 0.1, 0.2, 1, 2, 3])


@pytest.mark.parametrize("chat", [-7, "-7", "@channel"])
def test_a_group_gets_twenty_a_minute(chat: int | str) -> None:
    """Eight as in any chat, then one every five seconds; a name may be a group's."""

    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.send(chat) for _ in range(20)))

    times = play(scene).times(chat)

    assert times[:8] == pytest.approx([0, 0.1, 0.2, 1, 2, 3, 4, 5])
    assert times[8:] == pytest.approx([6, *range(10, 65, 5)])


def test_six_go_at_once_in_all_then_24_a_second() -> None:
    """Sixty chats are served in 2.25 seconds."""

    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.send(chat) for chat in range(1, 61)))

    times = [at for _, at in play(scene).arrived]

    assert times == pytest.approx([0] * 6 + [count / 24 for count in range(1, 55)])


@pytest.mark.parametrize(
    ("endpoint", "paced"),
    [
        ("sendMessage", True),
        ("sendDocument", True),
        ("sendPoll", True),
        ("copyMessage", True),
        ("editMessageText", True),
        ("editMessageReplyMarkup", True),
        ("stopPoll", True),
        ("sendChatAction", False),
        ("deleteMessage", False),
        ("getChatMember", False),
        ("setMyCommands", False),
        ("leaveChat", False),
    ],
)
def test_only_messages_are_paced(endpoint: str, paced: bool) -> None:  # noqa: FBT001 - a table
    """What puts a message into a chat or changes one is, everything else goes at once."""

    async def scene(telegram: Telegram) -> None:
        await asyncio.gather(*(telegram.send(7, endpoint=endpoint) for _ in range(40)))

    assert (play(scene).times(7)[-1] > 30) is paced


@pytest.mark.parametrize("endpoint", ["answerCallbackQuery", "answerInlineQuery", "getMe"])
def test_what_has_no_chat_goes_at_once(endpoint: str) -> None:
    """A hundred answers to queries wait for nothing, also while messages wait."""

    async def scene(telegram: Telegram) -> None:
        messages = [telegram.send(chat) for chat in range(1, 50)]
        answers = [telegram.send(endpoint=endpoint) for _ in range(100)]
        await asyncio.gather(*messages, *answers)

    assert play(scene).times(endpoint) == [0] * 100


def test_after_429_the_same_message_goes_again_before_the_next() -> None:
    """The chat rests for as long as told, and its order stays."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["a"] = [RetryAfter(20)]
        await asyncio.gather(*(telegram.send(7, name) for name in "abc"))

    arrived = play(scene).arrived

    assert [name for name, _ in arrived] == ["a", "a", "b", "c"]
    assert [at for _, at in arrived] == pytest.approx([0, 20.1, 20.2, 20.3])


def test_429_leaves_all_other_chats_as_they_are() -> None:
    """Every message of every other chat arrives at the very same moment as without."""

    def others(faults: int) -> list[tuple[Any, float]]:
        async def scene(telegram: Telegram) -> None:
            telegram.faults["stopped"] = [RetryAfter(30)] * faults
            rest = [telegram.send(chat) for chat in (1, 2, 3, -4, -5, 6) for _ in range(12)]
            await asyncio.gather(telegram.send(7, "stopped"), *rest)

        telegram = play(scene)
        assert len(telegram.times("stopped")) == 1 + faults
        return sorted(known for known in telegram.arrived if known[0] != "stopped")

    without, stopped = others(0), others(1)

    assert len(stopped) == 72
    assert stopped == without


def test_429_without_a_chat_stops_that_request_alone() -> None:
    """It is made again in time; others of its kind and all messages go on."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["first"] = [RetryAfter(5)]
        names = ("first", "second")
        answers = [telegram.send(None, name, endpoint="answerInlineQuery") for name in names]
        await asyncio.gather(*answers, telegram.send(7))

    telegram = play(scene)

    assert telegram.times("first") == pytest.approx([0, 5.1])
    assert telegram.times("second") == [0]
    assert telegram.times(7) == [0]


def test_429_of_what_is_not_paced_stops_its_chat() -> None:
    """A refused deletion is made again, and a message to that chat waits as well."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["delete"] = [RetryAfter(9)]
        delete = asyncio.create_task(telegram.send(7, "delete", endpoint="deleteMessage"))
        await asyncio.sleep(1)
        await asyncio.gather(delete, telegram.send(7), telegram.send(8))

    telegram = play(scene)

    assert telegram.times("delete") == pytest.approx([0, 9.1])
    assert telegram.times(7) == pytest.approx([9.1])
    assert telegram.times(8) == [1]


def test_waiting_is_bounded() -> None:
    """429 for an hour is raised at once, also for the next; 40 and 30 seconds after 40."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults[1] = [RetryAfter(3600)]
        telegram.faults[2] = [RetryAfter(40), RetryAfter(30)]
        for chat, told, at in ((1, 3600, 0.1), (1, 3600, 0.1), (2, 30, 40.3)):
            with pytest.raises(RetryAfter) as raised:
                await telegram.send(chat)
            assert raised.value.retry_after == timedelta(seconds=told)
            assert now() == pytest.approx(at)
        await asyncio.sleep(3600)
        await asyncio.gather(telegram.send(1), telegram.send(2))

    telegram = play(scene)

    assert telegram.times(1) == pytest.approx([0, 3640.3])
    assert telegram.times(2) == pytest.approx([0.1, 40.2, 3640.3])


def test_answers_go_before_broadcasts() -> None:
    """In the midst of a broadcast to 500 chats an answer goes out at once."""

    async def scene(telegram: Telegram) -> None:
        news = [telegram.send(1000 + chat, "news", priority=BROADCAST) for chat in range(500)]
        everything = [asyncio.create_task(request) for request in news]
        for chat in range(1, 10):
            await asyncio.sleep(1.03)
            asked = now()
            await telegram.send(chat, "answer", priority=Priority.INTERACTIVE)
            assert now() == pytest.approx(asked + 0.1)
        await asyncio.wait(everything)

    telegram = play(scene)

    assert len(telegram.times("answer")) == 9
    assert telegram.times("news")[-1] == pytest.approx((500 + 9 - 3) / 24, abs=0.05)


def test_broadcasts_leave_the_last_share() -> None:
    """Three of six go at once; the three left go to answers, and the next broadcast waits."""

    async def scene(telegram: Telegram) -> None:
        news = [telegram.send(chat, "news", priority=BROADCAST) for chat in range(1, 7)]
        tasks = [asyncio.create_task(request) for request in news]
        await asyncio.sleep(0)
        await asyncio.gather(*(telegram.send(chat, "answer") for chat in range(11, 14)), *tasks)

    telegram = play(scene)

    assert telegram.times("answer") == [0, 0, 0]
    assert telegram.times("news") == pytest.approx([0, 0, 0, 4 / 24, 5 / 24, 6 / 24])


def test_an_answer_overtakes_a_broadcast_to_its_chat() -> None:
    """A person who asks is not kept waiting by news that wait for everybody."""

    async def scene(telegram: Telegram) -> None:
        news = [telegram.send(chat, "news", priority=BROADCAST) for chat in range(1, 300)]
        await asyncio.gather(*news, telegram.send(299, "answer"))

    telegram = play(scene)

    assert telegram.times("answer") == [0]
    assert telegram.times("news")[-1] > 12


def test_a_broadcast_held_up_for_long_may_still_go() -> None:
    """Waiting for its share counts as no delay: two minutes late it still waits for its chat."""

    async def scene(telegram: Telegram) -> None:
        news = [telegram.send(chat, "news", priority=BROADCAST) for chat in range(1, 3001)]
        more = [telegram.send(3001, "more", priority=BROADCAST) for _ in range(5)]
        await asyncio.gather(*news, *more)

    telegram = play(scene)

    assert telegram.times("news")[-1] == pytest.approx((3000 - 3) / 24, abs=0.1)
    assert telegram.times("more")[-1] == pytest.approx(3000 / 24 + 2, abs=0.2)


def test_a_chat_stopped_while_a_message_waits_for_its_share_gets_nothing() -> None:
    """Between its turn and its share a deletion was refused: the message rests too."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["delete"] = [RetryAfter(9)]
        others = [telegram.send(chat) for chat in range(101, 121)]
        delete = telegram.send(7, "delete", endpoint="deleteMessage")
        await asyncio.gather(*others, telegram.send(7), delete)

    assert play(scene).times(7) == pytest.approx([9.1])


def test_broadcasts_held_up_together_do_not_go_together() -> None:
    """Sixty chats stopped for the same time get their news at 24 a second after it."""

    async def scene(telegram: Telegram) -> None:
        for chat in range(1, 61):
            telegram.faults[chat] = [RetryAfter(30)]
        deletes = [telegram.send(chat, endpoint="deleteMessage") for chat in range(1, 61)]
        stopped = [asyncio.create_task(request) for request in deletes]
        await asyncio.sleep(1)
        news = [telegram.send(chat, "news", priority=BROADCAST) for chat in range(1, 61)]
        await asyncio.gather(*news, *stopped)

    times = play(scene).times("news")

    assert min(times) == pytest.approx(30.1)
    assert most_within(times, 1) <= 30


RESET = caused(NetworkError("httpx.ReadError: "), httpx.ReadError(""))
SLOW = caused(TimedOut(), httpx.ReadTimeout(""))
CUT = caused(NetworkError("cut"), httpx.RemoteProtocolError("Server disconnected"))
REFUSED = caused(NetworkError("httpx.ConnectError: "), httpx.ConnectError("refused"))
FAR = caused(TimedOut(), httpx.ConnectTimeout(""))
FULL = caused(TimedOut("Pool timeout"), httpx.PoolTimeout(""))
NO_JSON = NetworkError("Bad Gateway (502). Parsing the server response b'<html>' failed")
NO_JSON.__cause__ = TelegramError("Invalid server response")
OWN = caused(NetworkError("Unknown error in HTTP implementation"), RuntimeError("not initialized"))
TWICE = ("getChat", "setMyCommands", "editMessageText", "deleteMessage", "answerInlineQuery")


@pytest.mark.parametrize("error", [REFUSED, FAR, FULL, NO_JSON, NetworkError("Bad Gateway")])
@pytest.mark.parametrize("endpoint", ["sendMessage", "copyMessage", "leaveChat", *TWICE])
def test_what_was_not_delivered_is_sent_again(endpoint: str, error: NetworkError) -> None:
    """Without a connection, or refused for a fault of theirs, nothing was said: say it."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults[7] = [error, error]
        await telegram.send(7, endpoint=endpoint)

    assert len(play(scene).times(7)) == 3


@pytest.mark.parametrize("error", [RESET, SLOW, CUT, NetworkError("Gateway Timeout")])
@pytest.mark.parametrize("endpoint", ["sendMessage", "sendDocument", "forwardMessage"])
def test_what_may_have_been_delivered_is_not_sent_twice(
    endpoint: str, error: NetworkError
) -> None:
    """A lost answer to a message is raised at once."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults[7] = [error]
        with pytest.raises(type(error)) as raised:
            await telegram.send(7, endpoint=endpoint)
        assert raised.value is error

    assert play(scene).times(7) == [0]


@pytest.mark.parametrize("error", [RESET, SLOW, CUT, NetworkError("Gateway Timeout")])
@pytest.mark.parametrize("endpoint", [*TWICE, "sendChatAction"])
def test_what_can_be_done_twice_is_done_again(endpoint: str, error: NetworkError) -> None:
    """Reading, setting, changing, deleting, answering: a lost answer is asked for again."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults[7] = [error]
        await telegram.send(7, endpoint=endpoint)

    assert len(play(scene).times(7)) == 2


@pytest.mark.parametrize(
    "error",
    [
        BadRequest("Message is not modified"),
        Forbidden("bot was blocked by the user"),
        InvalidToken(),
        ChatMigrated(-1001),
        Conflict("terminated by other getUpdates request"),
        NetworkError("Request Entity Too Large"),
        TelegramError("Invalid server response"),
        OWN,
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("endpoint", ["sendMessage", "getMe", "editMessageText"])
def test_a_refusal_is_final(endpoint: str, error: TelegramError) -> None:
    """What Telegram or the library refuses would be refused again."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults[7] = [error]
        with pytest.raises(type(error)) as raised:
            await telegram.send(7, endpoint=endpoint)
        assert raised.value is error

    assert play(scene).times(7) == [0]


def test_faults_are_given_five_tries_ever_further_apart() -> None:
    """Between them 0.25-0.5, 0.5-1, 1-2 and 2-4 seconds; then the fault is raised."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["getMe"] = [SLOW] * 5
        with pytest.raises(TimedOut):
            await telegram.send(endpoint="getMe")

    times = play(scene).times("getMe")

    waits = [later - earlier - 0.1 for earlier, later in pairwise(times)]
    assert len(waits) == 4
    for wait, bound in zip(waits, (0.5, 1, 2, 4), strict=True):
        assert bound / 2 - 1e-6 <= wait <= bound + 1e-6


def test_a_chat_waits_in_order_for_a_repeated_message() -> None:
    """While the connection is refused, the next message of that chat stays behind."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["a"] = [REFUSED, REFUSED]
        await asyncio.gather(*(telegram.send(7, name) for name in "ab"), telegram.send(8))

    telegram = play(scene)

    assert [name for name, _ in telegram.arrived if name != 8] == ["a", "a", "a", "b"]
    assert telegram.times(8) == [0]


def test_a_cancelled_message_lets_the_next_one_go() -> None:
    """Neither who waits for his turn nor who is stopped blocks the chat when he gives up."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["a"] = [RetryAfter(50)]
        tasks = [asyncio.create_task(telegram.send(7, name)) for name in "abc"]
        await asyncio.sleep(1)
        tasks[0].cancel()
        tasks[1].cancel()
        await tasks[2]

    telegram = play(scene)

    assert telegram.times("b") == []
    assert telegram.times("c") == pytest.approx([50.1])


def test_idle_chats_are_forgotten() -> None:
    """Of 3,000 chats, served in two minutes, those of the last seconds are known."""

    async def scene(telegram: Telegram) -> None:
        for chat in range(1, 3001):
            await telegram.send(-chat if chat % 2 else chat)
        assert len(telegram.polite._lanes) < 60
        await asyncio.sleep(60)
        for _ in range(60):
            await telegram.send(7, endpoint="getChat")
        assert len(telegram.polite._lanes) == 1

    play(scene)


def most_within(times: list[float], seconds: float) -> int:
    """Return the most times within any stretch of so many seconds, its end left out."""
    spans = ((start, start + seconds - 1e-3) for start in times)
    return max(sum(start <= at < end for at in times) for start, end in spans)


CHATS = st.sampled_from([1, 2, 3, -1, -2])
REQUESTS = st.tuples(
    st.floats(0, 3),
    CHATS,
    st.sampled_from([None, None, BROADCAST]),
    st.sampled_from([None, None, None, RetryAfter(3), REFUSED]),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(REQUESTS, min_size=1, max_size=60))
def test_no_traffic_exceeds_a_limit_or_changes_the_order(requests: list[Any]) -> None:
    """Whatever is sent when and refused: limits hold, and each chat's order by priority."""

    async def scene(telegram: Telegram) -> None:
        async with asyncio.TaskGroup() as tasks:
            for number, (gap, chat, priority, fault) in enumerate(requests):
                name = (chat, priority, number)
                telegram.faults[name] = [fault] if fault else []
                tasks.create_task(telegram.send(chat, name, priority=priority))
                await asyncio.sleep(gap if number % 4 == 0 else 0)

    arrived = play(scene).arrived

    assert {number for (_, _, number), _ in arrived} == set(range(len(requests)))
    assert most_within([at for _, at in arrived], 1) <= 30
    for chat in {name[0] for name, _ in arrived}:
        times = [at for name, at in arrived if name[0] == chat]
        assert most_within(times, 1) <= 4
        assert most_within(times, 60) <= (20 if chat < 0 else 63)
        for priority in (None, BROADCAST):
            order = [name[2] for name, _ in arrived if name[:2] == (chat, priority)]
            assert order == sorted(order)


@pytest.fixture
def api() -> Iterator[BotApi]:
    """Return a Bot API server on the loopback interface."""
    server = BotApi(TOKEN)
    yield server
    server.close()


async def hurry(_: float) -> None:
    """Wait for nothing."""
    await asyncio.sleep(0)


def test_the_library_sends_again_through_it(api: BotApi) -> None:
    """Through the real bot and real HTTP, two answers 502 are not the end."""
    api.chat(7, "private")
    api.failing = 2

    async def main() -> int:
        polite = Polite(sleep=hurry)
        async with ExtBot(TOKEN, base_url=f"{api.url}/bot", rate_limiter=polite) as bot:
            message = await bot.send_message(7, "hello", rate_limit_args=BROADCAST)
        return message.chat.id

    assert asyncio.run(main()) == 7
    assert [sent["text"] for sent in api.sent("sendMessage")] == ["hello"]


def test_the_library_is_told_when_nobody_answers(api: BotApi) -> None:
    """A refused connection is tried five times and raised as the library's error."""
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    api.close()

    async def main() -> None:
        polite = Polite(clock=lambda: sum(waits), sleep=note)
        bot = ExtBot(TOKEN, base_url=f"{api.url}/bot", rate_limiter=polite)
        with pytest.raises(NetworkError, match="ConnectError"):
            await bot.send_message(7, "hello")

    asyncio.run(main())

    assert len(waits) >= 4
    assert 3.75 <= sum(waits) <= 8.5


def test_each_of_several_processes_sends_its_share() -> None:
    """Of 30 a second one of three sends 10: 2 at once, then 8 a second."""

    async def scene(telegram: Telegram) -> None:
        telegram.polite.share(3)
        async with asyncio.TaskGroup() as tasks:
            for chat in range(1, 23):
                tasks.create_task(telegram.send(chat))

    telegram = play(scene)

    times = sorted(at for _, at in telegram.arrived)
    assert times[1] == 0
    assert times[-1] == pytest.approx(20 / 8)


def test_stop_without_length_is_a_second() -> None:
    """What is no message is not asked again at once, for ever; after a minute it has failed."""

    async def scene(telegram: Telegram) -> None:
        telegram.faults["answerCallbackQuery"] = [RetryAfter(0) for _ in range(2)]
        await telegram.send(endpoint="answerCallbackQuery")

    assert play(scene).times("answerCallbackQuery") == pytest.approx([0, 1.1, 2.2])


def test_share_is_never_too_small_for_broadcasts() -> None:
    """One of a hundred processes still sends what nobody asked for, slowly."""

    async def scene(telegram: Telegram) -> None:
        telegram.polite.share(100)
        for chat in (1, 2, 3):
            await telegram.send(chat, priority=BROADCAST)

    assert len(play(scene).arrived) == 3


def outcome(*faults: TelegramError) -> Handling:
    """Return what is known of the last of as many updates as faults, each lost in its way."""
    handlings: list[Handling] = []

    async def scene(telegram: Telegram) -> None:
        for chat, fault in enumerate(faults, 1):
            handlings.append(Handling("message", 0.0, False, int, int))  # noqa: FBT003 - not again
            begin(handlings[-1])
            telegram.faults[chat] = [fault]
            with contextlib.suppress(NetworkError):
                await telegram.send(chat)

    play(scene)
    return handlings[-1]


def test_single_message_lost_on_the_way_back_may_have_arrived() -> None:
    """After one more of another chat Telegram is away, and neither did."""
    lost = [caused(TimedOut(), httpx.ReadTimeout("")) for _ in range(2)]

    assert outcome(lost[0]).doubtful
    assert not outcome(*lost).doubtful
    assert not outcome(lost[0]).sent
