"""What the bot says of itself: commands, name, descriptions, menu button."""

import json
from collections.abc import Callable
from typing import Any

from tests.e2e import methods, sending, strict
from tests.e2e.markup import is_url
from tests.e2e.world import JSON, World

_FIELDS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


def commands(world: World, method: str, parameters: JSON) -> Any:
    """Set, get or delete the menu of one scope and language."""
    scope = parameters.get("scope", {"type": "default"})
    language = parameters.get("language_code", "")
    strict.check_language(language)
    if "chat_id" in scope:
        world.find(scope["chat_id"])
    key = ("commands", json.dumps(scope, sort_keys=True), language)
    if method == "getMyCommands":
        return world.settings.get(key, [])
    given = parameters.get("commands", [])
    strict.check_commands(given)
    world.settings.pop(key, None)
    if given:
        world.settings[key] = given
    return True


def profile(world: World, method: str, parameters: JSON) -> Any:
    """Set or get the bot's name or one of its descriptions in a language."""
    what = method[len("setMy") :]
    language = parameters.get("language_code", "")
    if method.startswith("set"):
        strict.check_profile(method, parameters)
        world.settings[what, language] = parameters.get(_FIELDS[what], "")
        return True
    strict.check_language(language)
    default = world.bot["first_name"] if what == "Name" else ""
    text = world.settings.get((what, language)) or world.settings.get((what, "")) or default
    return {_FIELDS[what]: text}


def menu_button(world: World, method: str, parameters: JSON) -> Any:
    """Set or get the button beside the field people write in."""
    chat = parameters.get("chat_id")
    if chat is not None:
        private = world.find(chat)["type"] == "private"
        strict.refuse_if(not private, "chat not found")
    key = ("menu", str(chat or ""))
    if method == "getChatMenuButton":
        usual = world.settings.get(("menu", ""), {"type": "commands"})
        return world.settings.get(key, usual)
    button = parameters.get("menu_button", {"type": "default"})
    if button["type"] == "web_app":
        strict.refuse_if(not button["text"].strip(), "BUTTON_TEXT_EMPTY")
        wrong = not is_url(button["web_app"]["url"])
        strict.refuse_if(wrong, "BUTTON_URL_INVALID")
    world.settings[key] = button
    return True


def get_me(world: World, _method: str, _parameters: JSON) -> JSON:
    """Return the bot as a user."""
    return world.bot


_Method = Callable[[World, str, JSON], Any]
METHODS: dict[str, _Method] = {
    "getMe": get_me,
    **dict.fromkeys(("sendMessage", "sendDocument", "sendPhoto", "sendPoll"), sending.send),
    **dict.fromkeys(("editMessageText", "editMessageReplyMarkup"), sending.edit),
    **dict.fromkeys(("deleteMessage", "deleteMessages"), methods.delete),
    "answerCallbackQuery": methods.answer_callback,
    "answerInlineQuery": methods.answer_inline,
    "answerGuestQuery": methods.answer_guest,
    "sendChatAction": methods.act,
    "setMessageReaction": methods.react,
    "leaveChat": methods.leave,
    "getChat": methods.get_chat,
    "getChatMember": methods.get_member,
    "getChatAdministrators": methods.get_administrators,
    "getFile": methods.get_file,
    **dict.fromkeys(("setMyCommands", "getMyCommands", "deleteMyCommands"), commands),
    **dict.fromkeys((f"{do}My{what}" for do in ("set", "get") for what in _FIELDS), profile),
    **dict.fromkeys(("setChatMenuButton", "getChatMenuButton"), menu_button),
}
