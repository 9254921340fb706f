"""What the methods do that send no message: delete, answer, react, look up."""

import time

from tests.e2e import strict
from tests.e2e.refusals import FailedError
from tests.e2e.schema import TABLE
from tests.e2e.sending import in_topic
from tests.e2e.strict import refuse_if
from tests.e2e.world import BOT, CALLBACK_SECONDS, INLINE_SECONDS, JSON, World

_RIGHTS = {
    **dict.fromkeys(("can_manage_chat", "can_delete_messages", "can_restrict_members"), True),
    **dict.fromkeys(("can_manage_video_chats", "can_promote_members"), False),
    **dict.fromkeys(("can_change_info", "can_invite_users", "can_pin_messages"), True),
    **dict.fromkeys(("can_post_stories", "can_edit_stories", "can_delete_stories"), False),
}
# Seconds for which a bot may delete its own messages.
_DELETABLE = 48 * 3600
_MAY = (
    *("messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes"),
    *("polls", "other_messages"),
)
DETAILS: dict[str, JSON] = {
    "creator": {"is_anonymous": False},
    "administrator": {"can_be_edited": False, "is_anonymous": False, **_RIGHTS},
    "member": {},
    "restricted": {
        "is_member": True,
        **{f"can_send_{what}": True for what in _MAY},
        **dict.fromkeys(("can_add_web_page_previews", "can_change_info"), False),
        **dict.fromkeys(("can_invite_users", "can_pin_messages", "can_manage_topics"), False),
        **dict.fromkeys(("can_edit_tag", "can_react_to_messages"), False),
        "until_date": 0,
    },
    "left": {},
    "kicked": {"until_date": 0},
}


def delete(world: World, method: str, parameters: JSON) -> bool:
    """Delete one message, or those of several that exist."""
    chat = world.reach(parameters["chat_id"], method)
    several = method == "deleteMessages"
    numbers = parameters["message_ids"] if several else [parameters["message_id"]]
    refuse_if(not numbers, "message identifiers are not specified")
    refuse_if(len(numbers) > 100, "too many message identifiers specified")
    status = world.members.get((chat["id"], BOT["id"]), {"status": "member"})["status"]
    for number in numbers:
        place = (chat["id"], number)
        if place not in world.store:
            refuse_if(not several, "message to delete not found")
            continue
        young = time.time() - world.store[place]["date"] < _DELETABLE
        may = place in world.own or chat["type"] == "private"
        may = (may and young) or status == "administrator"
        refuse_if(not may, "message can't be deleted for everyone")
        del world.store[place]
        world.own.discard(place)
    return True


def answer_callback(world: World, _method: str, parameters: JSON) -> bool:
    """Answer the press of a button."""
    refuse_if(len(parameters.get("text", "")) > strict.MAX_NOTICE, "MESSAGE_TOO_LONG")
    world.answer_query("callback_query", parameters["callback_query_id"], CALLBACK_SECONDS)
    return True


def answer_inline(world: World, _method: str, parameters: JSON) -> bool:
    """Answer an inline query."""
    strict.check_inline(parameters)
    world.answer_query("inline_query", parameters["inline_query_id"], INLINE_SECONDS)
    return True


def answer_guest(world: World, _method: str, parameters: JSON) -> JSON:
    """Answer a message of a chat the bot is not in."""
    strict.check_result(parameters["result"])
    world.answer_query("guest_message", parameters["guest_query_id"], INLINE_SECONDS)
    number = f"guest{world.next_number()}"
    world.inline[number] = {}
    return {"inline_message_id": number}


def act(world: World, method: str, parameters: JSON) -> bool:
    """Show that the bot is typing, or the like."""
    refuse_if(parameters["action"] not in TABLE["actions"], "wrong parameter action in request")
    chat = world.reach(parameters["chat_id"], method)
    in_topic(world, chat, parameters.get("message_thread_id"), {})
    return True


def react(world: World, method: str, parameters: JSON) -> bool:
    """React to a message; bots may with one reaction, and not with paid ones."""
    reactions = parameters.get("reaction", [])
    for reaction in reactions:
        known = reaction["type"] != "emoji" or reaction["emoji"] in TABLE["reactions"]
        refuse_if(not known or reaction["type"] == "paid", "REACTION_INVALID")
    refuse_if(len(reactions) > 1, "REACTIONS_TOO_MANY")
    chat = world.reach(parameters["chat_id"], method)
    place = (chat["id"], parameters["message_id"])
    refuse_if(place not in world.store, "message to react not found")
    world.reactions[place] = reactions
    return True


def leave(world: World, method: str, parameters: JSON) -> bool:
    """Leave a group or channel."""
    chat = world.reach(parameters["chat_id"], method)
    private = chat["type"] == "private"
    refuse_if(private, "chat member status can't be changed in private chats")
    world.left.add(chat["id"])
    return True


def get_chat(world: World, method: str, parameters: JSON) -> JSON:
    """Return all about a chat."""
    found = world.find(parameters["chat_id"])
    chat = found if found["id"] in world.blocked else world.reach(found["id"], method)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted = dict.fromkeys((*gifts, "gifts_from_channels"), False)
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}
    return {**full, **chat}


def get_member(world: World, method: str, parameters: JSON) -> JSON:
    """Return a member of a chat; people seen elsewhere only have left."""
    chat, user = world.reach(parameters["chat_id"], method), parameters["user_id"]
    if user not in world.users:
        raise FailedError(400, "Bad Request: member not found")
    here = user in {chat["id"], BOT["id"]}
    known = world.members.get((chat["id"], user), {"status": "member" if here else "left"})
    return _member(world, user, known)


def _member(world: World, user: int, known: JSON) -> JSON:
    return {**DETAILS[known["status"]], **known, "user": world.users[user]}


def get_administrators(world: World, method: str, parameters: JSON) -> list[JSON]:
    """Return creator and administrators of a group, other bots left out unless asked for."""
    chat = world.reach(parameters["chat_id"], method)
    refuse_if(chat["type"] == "private", "there are no administrators in the private chat")
    bots = parameters.get("return_bots", False)
    return [
        _member(world, user, known)
        for (where, user), known in world.members.items()
        if where == chat["id"] and known["status"] in {"creator", "administrator"}
        if bots or user == BOT["id"] or not world.users[user]["is_bot"]
    ]


def get_file(world: World, _method: str, parameters: JSON) -> JSON:
    """Return where a file can be had."""
    file_id = parameters["file_id"]
    unknown = "wrong file_id or the file is temporarily unavailable"
    refuse_if(file_id not in world.files, unknown)
    path, content = world.files[file_id]
    refuse_if(len(content) > 20 * 2**20, "file is too big")
    size = {"file_size": len(content), "file_path": path}
    return {"file_id": file_id, "file_unique_id": file_id, **size}
