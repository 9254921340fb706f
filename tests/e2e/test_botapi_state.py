"""The stand-in for Telegram keeps what Telegram keeps: messages, files, queries, settings."""

import asyncio

import pytest
import telegram

from tests.e2e import updates as u
from tests.e2e.botapi import BOT
from tests.e2e.client import (
    ANNA,
    DATA,
    FORUM,
    GROUP,
    PNG,
    TOKEN,
    Client,
    article,
    keyboard,
)


def test_library_uploads_and_downloads(client: Client) -> None:
    """What python-telegram-bot uploads is kept byte by byte, and can be fetched again."""
    data = bytes(range(256)) * 3 + b"\r\n--x\r\n"

    async def exchange() -> tuple[telegram.Message, bytes]:
        url = client.api.url
        async with telegram.Bot(TOKEN, f"{url}/bot", f"{url}/file/bot") as bot:
            file = telegram.InputFile(data, filename="生词.csv")
            message = await bot.send_document(7, file, caption="<b>x</b>", parse_mode="HTML")
            await bot.send_photo(7, PNG, reply_markup=telegram.ForceReply())
            poll = await bot.send_poll(7, "?", ["a", "b"], type="quiz", correct_option_ids=[0])
            assert poll.poll.options[1].text == "b"
            fetched = await (await bot.get_file(message.document)).download_as_bytearray()
            return message, bytes(fetched)

    message, fetched = asyncio.run(exchange())

    (call,) = client.api.sent("sendDocument")
    assert call["document"] == {"filename": "生词.csv", "content": data}
    assert fetched == data
    assert message.caption == "x"
    assert message.caption_entities[0].type == "bold"
    assert client.api.refused == []


def test_file_of_an_update_is_served(client: Client) -> None:
    """A test gives a file's content; the bot gets it by way of getFile."""
    client.api.put(**u.document(ANNA, "d1"))
    client.api.file("d1", b"a,b")

    path = client.result("getFile", file_id="d1")["file_path"]

    assert client.get(f"/file/bot{TOKEN}/{path}") == (200, b"a,b")
    assert client.get(f"/file/bot{TOKEN}/other")[0] == 404


def test_message_sent_is_returned_whole(client: Client) -> None:
    """The library reads entities, keyboard, topic and original of what was sent."""
    original = client.result("sendMessage", chat_id=FORUM["id"], text="a", message_thread_id=12)
    reply = {"message_id": original["message_id"]}

    sent = client.result(
        "sendMessage",
        chat_id=FORUM["id"],
        text=" 💥<b>x <i>y</i></b> ",
        parse_mode="HTML",
        reply_parameters=reply,
        reply_markup=keyboard(DATA),
    )

    message = telegram.Message.de_json(sent, None)
    assert message.text == "💥x y"
    assert [(e.type, e.offset, e.length) for e in message.entities] == [
        ("bold", 2, 3),
        ("italic", 4, 1),
    ]
    assert message.reply_to_message.text == "a"
    assert message.message_thread_id == 12
    assert message.is_topic_message
    assert message.reply_markup.inline_keyboard[0][0].callback_data == "x"
    assert client.api.messages(FORUM["id"])[-1]["text"] == "💥x y"
    assert client.api.visible(client.api.sent("sendMessage")[-1]).strip() == "💥x y"


def test_edit_without_keyboard_removes_it(client: Client) -> None:
    """An edited message has the buttons of its last edit only."""
    sent = client.result("sendMessage", chat_id=7, text="a", reply_markup=keyboard(DATA))
    place = {"chat_id": 7, "message_id": sent["message_id"]}

    client.result("editMessageText", **place, text="b")

    assert "reply_markup" not in client.api.messages(7)[-1]
    assert "not modified" in client.refusal("editMessageReplyMarkup", **place)
    client.result("editMessageReplyMarkup", **place, reply_markup=keyboard(DATA))
    assert client.api.messages(7)[-1]["reply_markup"] == keyboard(DATA)


def test_inline_message_is_edited_by_its_own_number(client: Client) -> None:
    """A message sent by way of the bot has no chat; editing it twice alike is refused."""
    client.api.put(**u.callback("x", ANNA, "inline7"))
    edit = {"inline_message_id": "inline7", "text": "x"}

    assert client.result("editMessageText", **edit) is True
    assert "not modified" in client.refusal("editMessageText", **edit)


def test_deleted_message_is_gone(client: Client) -> None:
    """What was deleted can be neither edited nor deleted nor answered."""
    sent = client.result("sendMessage", chat_id=7, text="a")
    place = {"chat_id": 7, "message_id": sent["message_id"]}

    client.result("deleteMessage", **place)

    assert sent["message_id"] not in [m["message_id"] for m in client.api.messages(7)]
    assert "not found" in client.refusal("deleteMessage", **place)
    assert "not found" in client.refusal("editMessageText", **place, text="b")


def test_only_administrators_delete_what_others_wrote(client: Client) -> None:
    """In a group the bot needs the right to delete."""
    client.api.put(message=u.body("x", ANNA, GROUP, message_id=3))
    place = {"chat_id": GROUP["id"], "message_id": 3}

    assert "can't be deleted" in client.refusal("deleteMessage", **place)
    client.api.member(GROUP["id"], BOT["id"], "administrator")
    assert client.result("deleteMessage", **place)


@pytest.mark.parametrize(
    ("method", "name", "seconds"),
    [
        ("answerInlineQuery", "inline_query_id", 31),
        ("answerCallbackQuery", "callback_query_id", 151),
    ],
)
def test_query_is_answered_once_and_in_time(
    client: Client, method: str, name: str, seconds: float
) -> None:
    """A second answer, and one that comes late, are refused."""
    client.api.put(**u.inline_query("x", ANNA, query="q"))
    client.api.put(**u.callback("x", ANNA, "inline7", "q"))
    answer = {name: "q", **({"results": []} if "Inline" in method else {})}
    client.result(method, **answer)

    assert "query is too old" in client.refusal(method, **answer)
    client.api.put(**u.inline_query("x", ANNA, query="q"))
    client.api.put(**u.callback("x", ANNA, "inline7", "q"))
    client.api.advance(seconds)
    assert "query is too old" in client.refusal(method, **answer)


def test_guest_query_is_answered(client: Client) -> None:
    """A message of a chat the bot is not in is answered by its query, once."""
    client.api.put(**u.guest_message("hi", ANNA, u.supergroup(-100777), "g"))

    client.result("answerGuestQuery", guest_query_id="g", result=article())

    assert "too old" in client.refusal("answerGuestQuery", guest_query_id="g", result=article())
    assert "chat not found" in client.refusal("sendMessage", chat_id=-100777, text="x")


def test_members_are_as_arranged(client: Client) -> None:
    """The library reads every status; who was never seen is not found."""
    statuses = ("creator", "administrator", "member", "restricted", "left", "kicked")
    for number, status in enumerate(statuses, 100):
        client.api.member(GROUP["id"], number, status)
    place = {"chat_id": GROUP["id"]}

    found = [client.result("getChatMember", **place, user_id=100 + n) for n in range(6)]

    assert [telegram.ChatMember.de_json(m, None).status for m in found] == [
        telegram.constants.ChatMemberStatus.OWNER,
        *statuses[1:4],
        "left",
        telegram.constants.ChatMemberStatus.BANNED,
    ]
    assert client.result("getChatMember", **place, user_id=7)["status"] == "left"
    assert "member not found" in client.refusal("getChatMember", **place, user_id=5)
    administrators = client.result("getChatAdministrators", **place)
    assert [m["user"]["id"] for m in administrators] == [100, 101]


def test_chat_is_told_whole(client: Client) -> None:
    """The library reads a chat, by number and by name."""
    client.api.chat(-1004, "supergroup", title="T", username="talk", description="d")

    found = client.result("getChat", chat_id="@talk")

    chat = telegram.ChatFullInfo.de_json(found, None)
    assert (chat.id, chat.title, chat.description) == (-1004, "T", "d")


def test_settings_are_kept_by_scope_and_language(client: Client) -> None:
    """Commands, names and the menu button are as last set, where they were set."""
    english, chinese = ([{"command": "term", "description": text}] for text in ("term", "词"))
    scope = {"type": "all_private_chats"}
    client.result("setMyCommands", commands=english)
    client.result("setMyCommands", commands=chinese, language_code="zh", scope=scope)
    client.result("setMyName", name="红书", language_code="zh")
    client.result("setMyDescription", description="d")
    client.result("setChatMenuButton", chat_id=7, menu_button={"type": "default"})

    assert client.result("getMyCommands") == english
    assert client.result("getMyCommands", language_code="zh") == []
    assert client.result("getMyCommands", language_code="zh", scope=scope) == chinese
    client.result("deleteMyCommands")
    assert client.result("getMyCommands") == []
    assert client.result("getMyName", language_code="zh") == {"name": "红书"}
    assert client.result("getMyName") == {"name": "Hongshu"}
    assert client.result("getMyDescription", language_code="zh") == {"description": "d"}
    assert client.result("getMyShortDescription") == {"short_description": ""}
    assert client.result("getChatMenuButton", chat_id=7) == {"type": "default"}
    assert client.result("getChatMenuButton") == {"type": "commands"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"plain text", "IMAGE_PROCESS_FAILED"),
        (PNG[:16] + b"\0\0\x27\x10\0\0\x27\x10", "PHOTO_INVALID_DIMENSIONS"),
        (PNG[:16] + b"\0\0\x04\0\0\0\0\x10", "PHOTO_INVALID_DIMENSIONS"),
    ],
)
def test_picture_that_is_none_is_refused(client: Client, content: bytes, why: str) -> None:
    """A photo must be a picture, of measures Telegram shows."""

    async def send() -> None:
        async with telegram.Bot(TOKEN, f"{client.api.url}/bot") as bot:
            await bot.send_photo(7, content)

    with pytest.raises(telegram.error.BadRequest, match=f"(?i){why}"):
        asyncio.run(send())
