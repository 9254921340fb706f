"""Sending and editing messages, once parameters are known to be well formed."""

import time
from collections.abc import Callable
from typing import Any

from tests.e2e import strict
from tests.e2e.markup import is_url, read_html
from tests.e2e.refusals import FailedError
from tests.e2e.strict import refuse_if
from tests.e2e.world import AUTHOR, JSON, World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def send(world: World, method: str, parameters: JSON) -> JSON:
    """Send a message of any kind and return it."""
    content = _CONTENTS[method](world, parameters)
    markup = parameters.get("reply_markup", {})
    strict.check_keyboard(markup)
    chat = world.reach(parameters["chat_id"], method)
    reply = _replied(world, chat, parameters.get("reply_parameters"))
    thread = in_topic(world, chat, parameters.get("message_thread_id"), reply)
    world.pace(chat, method)
    number = world.next_number()
    author = {"sender_chat": chat} if chat["type"] == "channel" else {"from": AUTHOR}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, **author, **content}
    message |= reply | thread
    if "inline_keyboard" in markup:
        message["reply_markup"] = markup
    world.store[chat["id"], number] = message
    world.own.add((chat["id"], number))
    return message


def _text(_world: World, parameters: JSON) -> JSON:
    done = strict.message_text(parameters)
    content = {"text": done.text, "entities": done.entities}
    preview = parameters.get("link_preview_options")
    return content | ({"link_preview_options": preview} if preview else {})


def _captioned(parameters: JSON) -> JSON:
    done = strict.caption(parameters)
    return {"caption": done.text, "caption_entities": done.entities} if done.text else {}


def _upload(world: World, value: JSON | str) -> tuple[str, str, bytes]:
    """Return id, name and content of a file sent by upload, by id or by address."""
    if isinstance(value, str):
        refuse_if(
            value not in world.files and not is_url(value),
            "wrong file identifier/HTTP URL specified",
        )
        path, content = world.files.get(value, (value, b""))
        return value, path.rsplit("/", 1)[-1], content
    refuse_if(not value["content"], "file must be non-empty")
    if len(value["content"]) > 50 * 2**20:
        raise FailedError(413, "Request Entity Too Large")
    file_id = f"file{world.next_number()}"
    world.files[file_id] = (f"documents/{file_id}/{value['filename']}", value["content"])
    return file_id, value["filename"], value["content"]


def _document(world: World, parameters: JSON) -> JSON:
    content = _captioned(parameters)
    file_id, name, data = _upload(world, parameters["document"])
    document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name}
    return {"document": {**document, "file_size": len(data)}, **content}


def _photo(world: World, parameters: JSON) -> JSON:
    content = _captioned(parameters)
    if isinstance(parameters["photo"], dict):
        strict.check_photo(parameters["photo"]["content"])
    file_id, _, data = _upload(world, parameters["photo"])
    size = {"file_id": file_id, "file_unique_id": file_id, "width": 90, "height": 90}
    return {"photo": [{**size, "file_size": len(data)}], **content}


def _poll(world: World, parameters: JSON) -> JSON:
    strict.check_poll(parameters)
    options = [
        {"text": option["text"], "voter_count": 0, "persistent_id": str(number)}
        for number, option in enumerate(parameters["options"])
    ]
    poll = {
        "id": str(world.next_number()),
        "question": strict.parsed(parameters, "question", "question_entities").text,
        "options": options,
        "total_voter_count": 0,
        "is_closed": parameters.get("is_closed", False),
        "is_anonymous": parameters.get("is_anonymous", True),
        "type": parameters.get("type", "regular"),
        "allows_multiple_answers": parameters.get("allows_multiple_answers", False),
        "allows_revoting": parameters.get("allows_revoting", False),
        "members_only": parameters.get("members_only", False),
    }
    return {"poll": poll}


_CONTENTS: dict[str, Callable[[World, JSON], JSON]] = {
    "sendMessage": _text,
    "sendDocument": _document,
    "sendPhoto": _photo,
    "sendPoll": _poll,
}


def _replied(world: World, chat: JSON, reply: JSON | None) -> JSON:
    if reply is None:
        return {}
    where = world.find(reply.get("chat_id", chat["id"]))["id"]
    message = world.store.get((where, reply["message_id"]))
    if message is None:
        missing = not reply.get("allow_sending_without_reply")
        refuse_if(missing, "message to be replied not found")
        return {}
    bare = {k: v for k, v in message.items() if k not in {"reply_to_message", "quote"}}
    if "quote" not in reply:
        return {"reply_to_message": bare}
    html = reply.get("quote_parse_mode", "").upper() == "HTML"
    quote = read_html(reply["quote"]).text if html else reply["quote"]
    text = message.get("text", message.get("caption", ""))
    refuse_if(not 1 <= len(quote) <= 1024 or quote not in text, "QUOTE_TEXT_INVALID")
    position = reply.get("quote_position", 0)
    return {"reply_to_message": bare, "quote": {"text": quote, "position": position}}


def in_topic(world: World, chat: JSON, number: int | None, reply: JSON) -> JSON:
    """Return where in a forum a message goes; a reply goes to the topic of its original."""
    original = reply.get("reply_to_message", {})
    if number is None and original.get("is_topic_message") and original["chat"] == chat:
        number = original["message_thread_id"]
    if number is None:
        return {}
    known = chat.get("is_forum") and number in world.topics[chat["id"]]
    refuse_if(not known, "message thread not found")
    refuse_if((chat["id"], number) in world.closed, "TOPIC_CLOSED")
    return {"message_thread_id": number, "is_topic_message": True}


def edit(world: World, method: str, parameters: JSON) -> JSON | bool:
    """Change the text or only the keyboard of one of the bot's messages."""
    new: JSON = {}
    if method == "editMessageText":
        refuse_if("text" not in parameters, "message text is empty")
        new = _text(world, parameters)
    if "reply_markup" in parameters:
        strict.check_keyboard(parameters["reply_markup"])
        new["reply_markup"] = parameters["reply_markup"]
    shelf, place = _editable(world, method, parameters)
    message = shelf[place]
    textless = "text" in new and message and "text" not in message
    refuse_if(textless, "there is no text in the message to edit")
    kept = {k: v for k, v in message.items() if k not in {"reply_markup", "link_preview_options"}}
    changed = {**kept, **new}
    parts = ("text", "entities", "reply_markup")
    refuse_if(all((changed.get(k) or None) == (message.get(k) or None) for k in parts), SAME)
    shelf[place] = {**changed, "edit_date": int(time.time())}
    return shelf[place] if shelf is world.store else True


def _editable(world: World, method: str, parameters: JSON) -> tuple[dict[Any, JSON], Any]:
    """Return where the message is kept, and its place there."""
    if "inline_message_id" in parameters:
        place = parameters["inline_message_id"]
        refuse_if(place not in world.inline, "MESSAGE_ID_INVALID")
        return world.inline, place
    refuse_if("chat_id" not in parameters, "chat_id is empty")
    refuse_if("message_id" not in parameters, "message identifier is not specified")
    chat = world.reach(parameters["chat_id"], method)
    number = (chat["id"], parameters["message_id"])
    refuse_if(number not in world.store, "message to edit not found")
    refuse_if(number not in world.own, "message can't be edited")
    world.pace(chat, method)
    return world.store, number
