"""What a message of Telegram says, to whom, and from whom."""

from telegram import InlineKeyboardMarkup, Message, MessageEntity, User
from telegram.constants import ChatType

from bot.dialogue.commands import addressee, command
from bot.dialogue.entries import TRANSLATE
from bot.dialogue.group import Heard
from bot.values import Preferences
from knowledge import Language


def is_private(message: Message) -> bool:
    """Whether a message stands in a private chat."""
    return message.chat.type == ChatType.PRIVATE


def topic(message: Message) -> int:
    """Return the forum topic of a message; 0 is the general one, and where there are none."""
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def is_anonymous(message: Message) -> bool:
    """Whether an administrator wrote it in the name of the group."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def is_from_person(message: Message) -> bool:
    """Whether a person wrote it here: no bot, no channel, nothing sent through a bot."""
    if message.via_bot or message.is_automatic_forward or message.from_user is None:
        return False
    if message.sender_chat:
        return is_anonymous(message)
    return not message.from_user.is_bot


def words(message: Message) -> str:
    """Return the text or the caption of a message."""
    return message.text or message.caption or ""


def replied(message: Message) -> Message | None:
    """Return the message that somebody chose to answer; the root of a forum topic is none."""
    answered = message.reply_to_message
    return None if answered is None or answered.forum_topic_created else answered


def replied_text(message: Message) -> str:
    """Return what was quoted of the message answered, or all of it."""
    if message.quote:
        return message.quote.text
    answered = replied(message)
    return words(answered) if answered else ""


def shown_by(keyboard: InlineKeyboardMarkup) -> str:
    """Return the ids of the entries (`a` or `a+b`) a message of the bot shows, by its buttons."""
    for button in (button for row in keyboard.inline_keyboard for button in row):
        action, _, rest = str(button.callback_data or "").partition(":")
        if action == TRANSLATE:
            return rest.partition(":")[2]
    return ""


def hear(message: Message, bot: User) -> Heard:
    """Return what a message of a group says to the bot."""
    text = words(message)
    name, _ = command(text)
    to = addressee(text).lower()
    slash = text.lstrip().startswith("/") and name is not None
    if slash or to:
        mine = name is not None and to in {"", (bot.username or "").lower()}
        return Heard(text if mine else "", topic(message), command=mine)
    answered = replied(message)
    replying = bool(answered and answered.from_user and answered.from_user.id == bot.id)
    spoken = _without_mention(message, bot)
    if spoken == "":  # the bot's name alone: below a message, what that says is meant
        return Heard(
            "/what" if answered else "", topic(message), command=bool(answered), called=True
        )
    return Heard(spoken or text, topic(message), called=replying or spoken is not None)


def _without_mention(message: Message, bot: User) -> str | None:
    """Return the text without the bot's name, or None if it is not named."""
    mentions = message.parse_entities([MessageEntity.MENTION])
    mentions |= message.parse_caption_entities([MessageEntity.MENTION])
    name = f"@{bot.username}".lower()
    named = [mention for mention in mentions.values() if mention.lower() == name]
    return words(message).replace(named[0], " ").strip() if named else None


def hint(user: User | None, preferences: Preferences | None = None) -> Language:
    """Return the language for somebody who has written nothing to go by.

    Their own choice, else that of their Telegram, which tells the scripts apart only sometimes.
    """
    if preferences and preferences.language:
        return preferences.language
    code = ((user.language_code if user else None) or "").lower()
    if not code.startswith("zh"):
        return Language.ENGLISH
    traditional = any(part in code for part in ("hant", "tw", "hk", "mo"))
    return Language.TRADITIONAL if traditional else Language.SIMPLIFIED
