"""The stand-in for Telegram refuses what Telegram refuses, and keeps what it keeps."""

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import telegram

from tests.e2e import updates as u
from tests.e2e.botapi import BOT, BotApi

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"
ANNA = u.user(7)
GROUP, FORUM = u.supergroup(), u.forum()
ASKED = u.body("What is 种草 💥?", ANNA, message_id=1)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x40"


class Client:
    """Sends requests over one connection, as forms unless told otherwise."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self._connection = http.client.HTTPConnection(urlsplit(api.url).netloc, timeout=10)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def ask(self, method: str, *, as_json: bool = False, **parameters: Any) -> dict[str, Any]:
        """Return the whole answer to a request."""
        body, kind = json.dumps(parameters).encode(), "application/json"
        if not as_json:
            coded = {k: v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()}
            body, kind = urlencode(coded).encode(), "application/x-www-form-urlencoded"
        path = f"/bot{self.api.token}/{method}"
        self._connection.request("POST", path, body, {"Content-Type": kind})
        return json.loads(self._connection.getresponse().read())

    def result(self, method: str, **parameters: Any) -> Any:
        """Return the result of a request that must be accepted."""
        answer = self.ask(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    def refusal(self, method: str, **parameters: Any) -> str:
        """Return what is said to a request that must be refused."""
        answer = self.ask(method, **parameters)
        assert not answer["ok"], answer
        return answer["description"]

    def get(self, path: str) -> tuple[int, bytes]:
        """Return status and body of a file."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        return answer.status, answer.read()


@pytest.fixture
def client() -> Iterator[Client]:
    """A server to which Anna wrote, with a group and a forum."""
    api = BotApi(TOKEN)
    api.put(message=ASKED)
    api.chat(GROUP["id"], "supergroup", title="Group")
    api.chat(FORUM["id"], "supergroup", title="Forum", is_forum=True, topics=(12,))
    api.put(**u.inline_query("zhong", ANNA, query="i1"))
    api.put(**u.callback("x", ANNA, u.body("hi", u.AUTHOR, u.private(ANNA), message_id=2), "c1"))
    client = Client(api)
    yield client
    client.close()
    api.close()


def keyboard(*buttons: Any, rows: int = 1) -> dict[str, Any]:
    """Return a keyboard of equal rows."""
    return {"inline_keyboard": [list(buttons)] * rows}


def button(**fields: Any) -> dict[str, Any]:
    """Return a button called x."""
    return {"text": "x", **fields}


def article(**fields: Any) -> dict[str, Any]:
    """Return an inline result."""
    content = {"message_text": "<b>x</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": "1", "title": "x", "input_message_content": content, **fields}


DATA = button(callback_data="x")
HTML = {"chat_id": 7, "parse_mode": "HTML"}
QUIZ = {"chat_id": 7, "question": "?", "options": [{"text": "a"}, {"text": "b"}], "type": "quiz"}
INLINE = {"inline_query_id": "i1"}
START = {"text": "More", "start_parameter": "more"}

GOOD_HTML = [
    "<b>x</b> <i>y</i> <u>z</u> <s>w</s> <strong>x</strong> <em>y</em> <ins>z</ins> <del>w</del>",
    '<a href="https://xiaohongshu.com/?a=1&amp;b=2">x</a> <a href="tg://user?id=7">y</a>',
    '<span class="tg-spoiler">x</span> <tg-spoiler>y</tg-spoiler>',
    '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
    "<blockquote expandable>x <b>y</b></blockquote><blockquote>z</blockquote>",
    '<pre><code class="language-python">x &lt; 1</code></pre> <code>y</code> <pre>z</pre>',
    "&lt;b&gt; &amp;amp; &quot; &#39; &#x4e2d;",
    "<B>x</B>",
    "<b>" + "x" * 4096 + "</b>",
    "<b>x</b> " * 100,
    "🇨🇳" * 2048,
]
BAD_HTML = [
    ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
    ("种<x>x</x>", 'Unsupported start tag "x" at byte offset 3'),
    ("<b>x", "Can't find end tag"),
    ("x</b>", "Unexpected end tag"),
    ("<b><i>x</b></i>", 'Unmatched end tag, expected "</i>", found "</b>"'),
    ("a < b", 'Unsupported start tag ""'),
    ("a > b", "Unescaped character '>'"),
    ("a & b", "Unescaped character '&'"),
    ("&nbsp;", "Unescaped character '&'"),
    ("<b", "Unsupported start tag"),
    ("<!-- x -->", "Unsupported start tag"),
    ("<br/>", "Unsupported start tag"),
    ('<b class="x">x</b>', "Unsupported attributes"),
    ("<a>x</a>", 'must have a valid attribute "href"'),
    ('<a href="javascript:x">x</a>', "Wrong URL"),
    ('<a href="https://a.com" rel="x">x</a>', "Unsupported attributes"),
    ("<span>x</span>", 'must have a valid attribute "class"'),
    ('<code class="python">x</code>', "must have a valid attribute"),
    ("<tg-emoji>x</tg-emoji>", 'must have a valid attribute "emoji-id"'),
    ("<blockquote cite>x</blockquote>", "Unsupported attributes"),
    ("<blockquote>x<blockquote>y</blockquote></blockquote>", "can't be nested"),
    ("<code><b>x</b></code>", "can't be nested"),
    ("<b>x</b> " * 101, "ENTITIES_TOO_LONG"),
    ("<b> </b>", "message text is empty"),
    ("<b>" + "x" * 4097 + "</b>", "message is too long"),
]
GOOD: list[tuple[str, dict[str, Any]]] = [
    ("sendMessage", {"chat_id": 7, "text": "a < b & c"}),
    ("sendMessage", {"chat_id": 7, "text": '["no list"]'}),
    ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": keyboard(DATA, rows=100)}),
    ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": {"force_reply": True}}),
    ("sendMessage", {"chat_id": FORUM["id"], "text": "x", "message_thread_id": 12}),
    ("sendMessage", {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": 1}}),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": 1, "quote": "种草 💥"}},
    ),
    (
        "sendMessage",
        {
            "chat_id": 7,
            "text": "x",
            "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True},
        },
    ),
    ("sendPoll", {**QUIZ, "correct_option_ids": [1], "explanation": "a\nb\nc"}),
    ("sendPoll", {**QUIZ, "type": "regular", "options": [{"text": "x" * 100}] * 12}),
    ("answerInlineQuery", {**INLINE, "results": [], "button": START, "next_offset": "x" * 64}),
    ("answerInlineQuery", {**INLINE, "results": [article(id=str(i)) for i in range(50)]}),
    ("answerCallbackQuery", {"callback_query_id": "c1", "text": "种" * 200, "show_alert": True}),
    ("setMyCommands", {"commands": [{"command": "a_1", "description": "种" * 256}] * 100}),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 7}}),
    ("setMyName", {"name": "x" * 64, "language_code": "zh"}),
    ("setMyDescription", {"description": "x" * 512}),
    ("setMyShortDescription", {"short_description": "x" * 120}),
    ("sendChatAction", {"chat_id": 7, "action": "typing"}),
    (
        "setMessageReaction",
        {"chat_id": 7, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]},
    ),
    ("setChatMenuButton", {"menu_button": {"type": "commands"}}),
    ("editMessageText", {"chat_id": 7, "message_id": 2, "text": "new"}),
    ("deleteMessages", {"chat_id": 7, "message_ids": [1, 99]}),
    ("deleteMessage", {"chat_id": 7, "message_id": 1}),
    ("leaveChat", {"chat_id": GROUP["id"]}),
]
BAD_BUTTONS = [
    ({"text": "x"}, "Text buttons are unallowed"),
    ({"text": "", "callback_data": "x"}, "text must be non-empty"),
    ({"callback_data": "x"}, 'can\'t find field "text"'),
    (button(callback_data="x", url="https://a.com"), "BUTTON_TYPE_INVALID"),
    (button(callback_data=""), "BUTTON_DATA_INVALID"),
    (button(callback_data="种" * 22), "BUTTON_DATA_INVALID"),
    (button(callback_data=5), "must be of type String"),
    (button(copy_text={"text": ""}), "BUTTON_COPY_TEXT_INVALID"),
    (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    (button(url="not a link"), "Wrong HTTP URL"),
    (button(url="http://localhost/x"), "Wrong HTTP URL"),
    (button(callback_data="x", colour="red"), "unknown fields ['colour']"),
    (button(callback_data="x", style="red"), "invalid button style"),
]
OPTIONS = {"text": "a"}
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("sendMesage", {}, "Not Found: method not found"),
    ("sendMessage", {"chat_id": 7, "text": "x", "colour": "red"}, "unknown parameters"),
    ("sendMessage", {"chat_id": 7}, "message text is empty"),
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 7, "text": " \u200b\n"}, "message text is empty"),
    ("sendMessage", {"chat_id": 7, "text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ("sendMessage", {**HTML, "text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
    ("sendMessage", {"chat_id": 7, "text": "x", "message_thread_id": "a"}, "of type Integer"),
    ("sendMessage", {"chat_id": 7, "text": "x", "protect_content": "si"}, "of type Boolean"),
    ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": "{"}, "can't parse reply_markup"),
    ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": []}, "expected an Object"),
    ("sendMessage", {"chat_id": 7, "text": "x", "message_thread_id": 12}, "thread not found"),
    (
        "sendMessage",
        {"chat_id": FORUM["id"], "text": "x", "message_thread_id": 13},
        "message thread not found",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": 9}},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": 1, "quote": "zhong"}},
        "QUOTE_TEXT_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "ENTITY_BOUNDS_INVALID",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": keyboard(*[DATA] * 9)},
        "REPLY_MARKUP_TOO_LONG",
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": keyboard(DATA, rows=101)},
        "REPLY_MARKUP_TOO_LONG",
    ),
    *(
        ("sendMessage", {"chat_id": 7, "text": "x", "reply_markup": keyboard(wrong)}, why)
        for wrong, why in BAD_BUTTONS
    ),
    (
        "sendMessage",
        {"chat_id": 7, "text": "x", "reply_markup": keyboard(button(callback_data="\ud800"))},
        "strings must be encoded in UTF-8",
    ),
    ("sendDocument", {"chat_id": 7, "document": "unknown"}, "wrong file identifier"),
    (
        "sendDocument",
        {"chat_id": 7, "document": "https://a.com/x", "caption": "x" * 1025},
        "message caption is too long",
    ),
    ("sendPoll", {**QUIZ, "question": "x" * 301, "correct_option_ids": [0]}, "question length"),
    ("sendPoll", {**QUIZ, "question": " ", "correct_option_ids": [0]}, "must be non-empty"),
    ("sendPoll", {**QUIZ, "options": [OPTIONS], "correct_option_ids": [0]}, "at least 2"),
    ("sendPoll", {**QUIZ, "options": [OPTIONS] * 13, "correct_option_ids": [0]}, "more than 12"),
    (
        "sendPoll",
        {**QUIZ, "options": [OPTIONS, {"text": "x" * 101}], "correct_option_ids": [0]},
        "options length must not exceed 100",
    ),
    ("sendPoll", QUIZ, "wrong correct option ID"),
    ("sendPoll", {**QUIZ, "correct_option_ids": [2]}, "wrong correct option ID"),
    ("sendPoll", {**QUIZ, "correct_option_ids": [0], "explanation": "x" * 201}, "exceed 200"),
    ("sendPoll", {**QUIZ, "correct_option_ids": [0], "explanation": "\na\nb\nc\nd"}, "line feeds"),
    ("editMessageText", {"text": "x"}, "chat_id is empty"),
    ("editMessageText", {"text": "x", "chat_id": 7}, "message identifier is not specified"),
    ("editMessageText", {"text": "x", "chat_id": 7, "message_id": 9}, "to edit not found"),
    ("editMessageText", {"text": "x", "chat_id": 7, "message_id": 1}, "can't be edited"),
    ("editMessageText", {"text": "hi", "chat_id": 7, "message_id": 2}, "message is not modified"),
    ("editMessageText", {"text": "x", "inline_message_id": "z"}, "MESSAGE_ID_INVALID"),
    ("deleteMessage", {"chat_id": 7, "message_id": 9}, "message to delete not found"),
    ("deleteMessages", {"chat_id": 7, "message_ids": list(range(101))}, "too many message"),
    ("answerCallbackQuery", {"callback_query_id": "zz"}, "query is too old"),
    ("answerCallbackQuery", {"callback_query_id": "c1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
    ("answerInlineQuery", {"inline_query_id": "zz", "results": []}, "query ID is invalid"),
    ("answerInlineQuery", INLINE, "results"),
    (
        "answerInlineQuery",
        {**INLINE, "results": [article(id=str(i)) for i in range(51)]},
        "RESULTS_TOO_MUCH",
    ),
    ("answerInlineQuery", {**INLINE, "results": [article()] * 2}, "RESULT_ID_DUPLICATE"),
    ("answerInlineQuery", {**INLINE, "results": [article(id="")]}, "RESULT_ID_INVALID"),
    ("answerInlineQuery", {**INLINE, "results": [article(id="种" * 22)]}, "RESULT_ID_INVALID"),
    ("answerInlineQuery", {**INLINE, "results": [article(title="")]}, "ARTICLE_TITLE_EMPTY"),
    ("answerInlineQuery", {**INLINE, "results": [article(type="essay")]}, "can't parse results"),
    ("answerInlineQuery", {**INLINE, "results": [article(title=None)]}, 'find field "title"'),
    (
        "answerInlineQuery",
        {**INLINE, "results": [article(input_message_content={"message_text": " "})]},
        "message text is empty",
    ),
    (
        "answerInlineQuery",
        {**INLINE, "results": [article(input_message_content=None)]},
        "input_message_content",
    ),
    (
        "answerInlineQuery",
        {**INLINE, "results": [article(reply_markup=keyboard({"text": "x"}))]},
        "Text buttons are unallowed",
    ),
    ("answerInlineQuery", {**INLINE, "results": [], "cache_time": "long"}, "of type Integer"),
    ("answerInlineQuery", {**INLINE, "results": [], "next_offset": "x" * 65}, "NEXT_OFFSET"),
    (
        "answerInlineQuery",
        {**INLINE, "results": [], "button": {**START, "start_parameter": "a b"}},
        "START_PARAM_INVALID",
    ),
    (
        "answerInlineQuery",
        {**INLINE, "results": [], "button": {**START, "start_parameter": "x" * 65}},
        "START_PARAM_INVALID",
    ),
    ("setMyCommands", {"commands": [{"command": "Aa", "description": "x"}]}, "COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "x"}]}, "D_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "DESCRIPTION_INVALID"),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "x" * 257}]},
        "DESCRIPTION_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "x"}] * 101},
        "BOT_COMMANDS_TOO_MUCH",
    ),
    ("setMyCommands", {"commands": [], "language_code": "zh-hans"}, "invalid language code"),
    ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ("setMyCommands", {"commands": [], "scope": {"type": "all"}}, "can't parse scope"),
    ("setMyName", {"name": "x" * 65}, "BOT_NAME_INVALID"),
    ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_INVALID"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "BOT_DESCRIPTION_INVALID"),
    ("sendChatAction", {"chat_id": 7, "action": "thinking"}, "wrong parameter action"),
    ("setMessageReaction", {"chat_id": 7, "message_id": 9}, "message to react not found"),
    (
        "setMessageReaction",
        {"chat_id": 7, "message_id": 1, "reaction": [{"type": "emoji", "emoji": "🥢"}]},
        "REACTION_INVALID",
    ),
    ("getFile", {"file_id": "x"}, "wrong file_id"),
    ("getUpdates", {"allowed_updates": ["mesage"]}, "unknown ['mesage']"),
    ("getUpdates", {"limit": 101}, "limit"),
    ("setWebhook", {"url": "http://a.com"}, "HTTPS url must be provided"),
    ("leaveChat", {"chat_id": 7}, "can't be changed in private chats"),
    ("getChatAdministrators", {"chat_id": 7}, "no administrators in the private chat"),
]


@pytest.mark.parametrize("html", GOOD_HTML)
def test_documented_markup_is_accepted(client: Client, html: str) -> None:
    """Whatever Telegram's documentation of HTML allows can be sent."""
    client.result("sendMessage", **HTML, text=html)


@pytest.mark.parametrize(("html", "why"), BAD_HTML)
def test_markup_beyond_the_documentation_is_refused(client: Client, html: str, why: str) -> None:
    """Everything else is refused, and the refusal is kept."""
    assert why in client.refusal("sendMessage", **HTML, text=html)
    assert len(client.api.refused) == 1
    assert client.api.sent("sendMessage") == []


@pytest.mark.parametrize(("method", "parameters"), GOOD)
def test_request_within_the_limits_is_accepted(
    client: Client, method: str, parameters: dict[str, Any]
) -> None:
    """Up to the limits everything is accepted and kept."""
    client.result(method, **parameters)

    assert len(client.api.sent(method)) == 1
    assert client.api.refused == []


@pytest.mark.parametrize(("method", "parameters", "why"), BAD)
def test_request_beyond_the_limits_is_refused(
    client: Client, method: str, parameters: dict[str, Any], why: str
) -> None:
    """One step beyond is refused in Telegram's words, and has no effect."""
    assert why in client.refusal(method, **parameters)
    assert len(client.api.refused) == 1
    assert client.api.calls == []


def test_json_body_reads_like_a_form(client: Client) -> None:
    """However a call is sent, it is kept alike."""
    sent = {"chat_id": 7, "text": "x", "protect_content": True, "reply_markup": keyboard(DATA)}

    client.result("sendMessage", **sent)
    client.result("sendMessage", as_json=True, **sent)

    first, second = client.api.sent("sendMessage")
    assert first == second
    assert first["chat_id"] == "7"
    assert first["reply_markup"] == keyboard(DATA)


def test_text_that_is_no_utf_8_is_refused(client: Client) -> None:
    """A lone surrogate in a text is refused."""
    assert "UTF-8" in client.refusal("sendMessage", as_json=True, chat_id=7, text="a\ud800")


def test_wrong_token_is_unauthorized(client: Client) -> None:
    """A token of somebody else opens nothing."""
    client.api.token = "other"
    path = client.get(f"/bot{TOKEN}/getMe")

    assert path[0] == 401


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


ARRANGED = [
    ("blocked", 7, 403, "Forbidden: bot was blocked by the user"),
    ("kicked", GROUP["id"], 403, "Forbidden: bot was kicked from the supergroup chat"),
    ("left", GROUP["id"], 403, "Forbidden: bot is not a member of the supergroup chat"),
    ("muted", GROUP["id"], 400, "not enough rights to send text messages to the chat"),
]


@pytest.mark.parametrize(("state", "chat", "code", "why"), ARRANGED)
def test_arranged_failure_is_kept_apart(
    client: Client, state: str, chat: int, code: int, why: str
) -> None:
    """Failures a test arranged are no refusals."""
    getattr(client.api, state).add(chat)

    answer = client.ask("sendMessage", chat_id=chat, text="x")

    assert answer["error_code"] == code
    assert why in answer["description"]
    assert client.api.refused == []
    assert client.api.failures == [("sendMessage", code, answer["description"])]


def test_updates_change_what_the_bot_may(client: Client) -> None:
    """Blocking, coming back and migrating take effect with their updates."""
    client.api.put(**u.my_chat_member(u.private(ANNA), ANNA, "member", "kicked"))
    assert "blocked" in client.refusal("sendMessage", chat_id=7, text="x")
    client.api.put(**u.my_chat_member(u.private(ANNA), ANNA, "kicked", "member"))
    client.result("sendMessage", chat_id=7, text="x")

    for update in u.migrated(u.group(-5), -1005, ANNA):
        client.api.put(**update)
    answer = client.ask("sendMessage", chat_id=-5, text="x")

    assert answer["parameters"] == {"migrate_to_chat_id": -1005}
    client.result("sendMessage", chat_id=-1005, text="x")


def test_flood_lasts_for_its_seconds(client: Client) -> None:
    """All is refused until the time told is over."""
    client.api.flood[7] = 3
    first = client.ask("sendMessage", chat_id=7, text="x")
    client.api.advance(1)
    second = client.ask("sendMessage", chat_id=7, text="x")
    client.api.advance(3)

    client.result("sendMessage", chat_id=7, text="x")

    assert first["error_code"] == 429
    assert first["parameters"] == {"retry_after": 3}
    assert second["parameters"] == {"retry_after": 2}
    assert client.api.flood == {}


@pytest.mark.parametrize(("chat", "most", "seconds"), [(7, 5, 1), (GROUP["id"], 20, 60)])
def test_limits_hold_if_asked_for(client: Client, chat: int, most: int, seconds: float) -> None:
    """A person gets a short burst, a group twenty a minute; then waiting helps."""
    client.api.enforce_limits = True
    for _ in range(most):
        client.result("sendMessage", chat_id=chat, text="x")

    answer = client.ask("sendMessage", chat_id=chat, text="x")
    client.api.advance(seconds)

    assert answer["error_code"] == 429
    assert 1 <= answer["parameters"]["retry_after"] <= seconds
    client.result("sendMessage", chat_id=chat, text="x")


def test_all_chats_together_get_thirty_a_second(client: Client) -> None:
    """The limit over all chats holds, too."""
    client.api.enforce_limits = True
    client.api.skew -= client.api.now()
    frozen = client.api.now()
    client.api.now = lambda: frozen
    for number in range(31):
        client.api.chat(100 + number, "private")

    answers = [client.ask("sendMessage", chat_id=100 + n, text="x") for n in range(31)]

    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


def test_fault_is_for_so_many_calls(client: Client) -> None:
    """A fault hits the next calls of its method, and nothing else."""
    client.api.fail("sendMessage", 2)

    answers = [client.ask("sendMessage", chat_id=7, text="x") for _ in range(3)]

    assert [answer.get("error_code") for answer in answers] == [502, 502, None]
    assert len(client.api.sent("sendMessage")) == 1


def test_connection_can_be_reset_after_the_effect(client: Client) -> None:
    """A lost answer does not undo what was asked."""
    client.api.fail("sendMessage", status="reset", effect=True)

    with pytest.raises((ConnectionError, http.client.HTTPException)):
        client.ask("sendMessage", chat_id=7, text="x")

    assert len(client.api.sent("sendMessage")) == 1


def test_hanging_call_ends_with_the_server() -> None:
    """A call that is never answered is cut when the server closes."""
    api = BotApi(TOKEN)
    api.fail("getMe", status="hang")
    client = Client(api)
    threading.Timer(0.2, api.close).start()

    with pytest.raises((ConnectionError, http.client.HTTPException)):
        client.ask("getMe")

    client.close()


def test_only_updates_asked_for_are_delivered(client: Client) -> None:
    """Without a wish members are left out; a wish is remembered until the next."""
    client.result("getUpdates", offset=99)
    for update in (u.chat_member(GROUP, ANNA, ANNA, "member", "left"), u.message("x", ANNA)):
        client.api.put(**update)
    usual = client.result("getUpdates")

    client.api.put(**u.chat_member(GROUP, ANNA, ANNA, "left", "member"))
    asked = client.result("getUpdates", allowed_updates=["chat_member"])
    again = client.result("getUpdates", limit=1)

    assert [set(update) - {"update_id"} for update in usual] == [{"message"}]
    assert [set(update) - {"update_id"} for update in asked] == [{"chat_member"}]
    assert again == asked
    assert client.result("getUpdates", offset=asked[0]["update_id"] + 1) == []


def test_second_poll_ends_the_first(client: Client) -> None:
    """Of two that poll the first is told of the conflict."""
    answers: list[dict[str, Any]] = []
    other = Client(client.api)
    client.result("getUpdates", offset=99)
    first = threading.Thread(
        target=lambda: answers.append(other.ask("getUpdates", offset=99, timeout=20))
    )
    polls = client.api._polls
    first.start()
    with client.api.lock:
        assert client.api.lock.wait_for(lambda: client.api._polls > polls, 10)

    client.result("getUpdates", offset=99)
    first.join()

    other.close()
    assert answers[0]["error_code"] == 409
    assert client.api.refused == []


def test_webhook_and_polling_exclude_each_other(client: Client) -> None:
    """Who set a webhook deletes it before polling; pending updates can be dropped."""
    client.result("setWebhook", url="https://example.com/hook", max_connections=4)
    info = client.result("getWebhookInfo")

    assert client.ask("getUpdates")["error_code"] == 409
    client.result("deleteWebhook", drop_pending_updates=True)
    assert info["pending_update_count"] == 3
    assert client.result("getUpdates") == []


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
