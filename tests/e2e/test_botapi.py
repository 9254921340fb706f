"""The stand-in for Telegram refuses what Telegram refuses, in its words."""

from typing import Any

import pytest

from tests.e2e.client import DATA, FORUM, GROUP, HTML, Client, article, button, keyboard

QUIZ = {"chat_id": 7, "question": "?", "options": [{"text": "a"}, {"text": "b"}], "type": "quiz"}
INLINE = {"inline_query_id": "i1"}
START = {"text": "More", "start_parameter": "more"}

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
