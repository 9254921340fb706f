"""Say a reply in a chat."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode, PollType
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.tg.handling import answered
from bot.tg.heard import is_private, topic, words
from bot.tg.limits import Priority
from bot.tg.render import CAPTION, Links, Message, render
from bot.values import Part, Picture, Quiz, Reply

log = logging.getLogger(__name__)

Bot = ExtBot[Priority]
HTML = ParseMode.HTML
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where to speak: a chat, a forum topic in it (0: none), and the message answered, if any."""

    chat: int
    topic: int = 0
    answered: int | None = None
    text: str = ""

    @property
    def is_private(self) -> bool:
        """Whether it is a private chat: only groups and channels have numbers below zero."""
        return self.chat > 0

    @property
    def thread(self) -> int | None:
        """The topic as Telegram wants it."""
        return self.topic or None

    def reply(self, quotes: Sequence[str] = ()) -> ReplyParameters | None:
        """Return how to refer to the message answered, quoting the first word that is in it."""
        if self.answered is None:
            return None
        quote = next((word for word in quotes if word in self.text), None)
        return ReplyParameters(self.answered, allow_sending_without_reply=True, quote=quote)


def below(message: TelegramMessage, *, shown: TelegramMessage | None = None) -> Place:
    """Return the place for an answer to a message, or, in its topic, to the message `shown`.

    In a private chat an answer just follows.
    """
    answered = shown or message
    if is_private(message) and shown is None:
        return Place(message.chat.id, topic(message))
    return Place(message.chat.id, topic(message), answered.message_id, words(answered))


async def say(
    bot: Bot, place: Place, reply: Reply, priority: Priority = Priority.INTERACTIVE
) -> list[int]:
    """Send a reply, in as many messages as it takes; return their ids in order."""
    ids = await _said(bot, place, reply, priority)
    answered()
    await asyncio.sleep(0)  # so that this is noted before anything else is remembered
    return ids


async def _said(bot: Bot, place: Place, reply: Reply, priority: Priority) -> list[int]:
    if reply.quiz:
        return [(await ask(bot, place, reply.quiz))[0]]
    if reply.document:
        sent = await bot.send_document(
            place.chat,
            reply.document.content,
            caption=reply.plain(),
            filename=reply.document.name,
            message_thread_id=place.thread,
            reply_parameters=place.reply(),
            rate_limit_args=priority,
        )
        return [sent.message_id]
    if reply.picture:
        return await _picture(bot, place, reply, reply.picture, priority)
    first, *more = render(reply, Links(bot.username))
    ids = [await _first(bot, place, first, reply.quotes, priority)]
    ids += [await _send(bot, place, part, None, priority) for part in more]
    return ids


async def _picture(
    bot: Bot, place: Place, reply: Reply, picture: Picture, priority: Priority
) -> list[int]:
    """Send a picture with its text below it: as a caption, or after it where that is too long."""
    first, *more = render(reply, Links(bot.username))
    (about,) = render(Reply(reply.language, (Part(picture.about),)), Links(bot.username))
    fits = not more and len(reply.plain()) <= CAPTION
    sent = await bot.send_photo(
        place.chat,
        picture.content,
        caption=first.html if fits else about.html,
        parse_mode=HTML,
        filename=picture.name,
        message_thread_id=place.thread,
        reply_parameters=place.reply(),
        reply_markup=first.keyboard if fits else None,
        rate_limit_args=priority,
    )
    rest = [] if fits else [first, *more]
    return [sent.message_id, *[await _send(bot, place, p, None, priority) for p in rest]]


async def _first(
    bot: Bot, place: Place, part: Message, quotes: Sequence[str], priority: Priority
) -> int:
    """Send the first message, without the quote if Telegram does not find it."""
    try:
        return await _send(bot, place, part, place.reply(quotes), priority)
    except BadRequest as error:
        if "quote" not in str(error).lower():
            raise
        return await _send(bot, place, part, place.reply(), priority)


async def _send(
    bot: Bot, place: Place, part: Message, parameters: ReplyParameters | None, priority: Priority
) -> int:
    sent = await bot.send_message(
        place.chat,
        part.html,
        parse_mode=HTML,
        message_thread_id=place.thread,
        reply_parameters=parameters,
        reply_markup=part.keyboard,
        rate_limit_args=priority,
    )
    return sent.message_id


async def ask(bot: Bot, place: Place, quiz: Quiz) -> tuple[int, str]:
    """Send a quiz; return the ids of its message and its poll.

    In a group Telegram tells who answers what; so that only its members do, the quiz cannot be
    forwarded.
    """
    sent = await bot.send_poll(
        place.chat,
        quiz.question,
        [InputPollOption(option) for option in quiz.options],
        type=PollType.QUIZ,
        correct_option_id=quiz.right,  # type: ignore[arg-type] # because options are counted below ten
        explanation=quiz.explanation,
        is_anonymous=place.is_private,
        message_thread_id=place.thread,
        reply_parameters=place.reply(),
        protect_content=not place.is_private,
    )
    assert sent.poll is not None  # noqa: S101 - it is what was sent
    return sent.message_id, sent.poll.id


async def replace(message: TelegramMessage, reply: Reply, bot: Bot) -> list[int]:
    """Show a reply in place of the bot's own message; return the ids of all it takes now."""
    return await revise(bot, below(message), [message.message_id], reply)


async def revise(bot: Bot, place: Place, ids: Sequence[int], reply: Reply) -> list[int]:
    """Show a reply in the bot's own messages; add what does not fit, delete what is left over."""
    parts = render(reply, Links(bot.username))
    kept = [await _again(bot, place, *pair) for pair in zip(ids, parts, strict=False)]
    for number in ids[len(parts) :]:
        await delete(bot, place.chat, number)
    for part in parts[len(ids) :]:  # which by now may stand far below
        before = ReplyParameters(kept[-1], allow_sending_without_reply=True)
        kept.append(await _send(bot, place, part, before, Priority.INTERACTIVE))
    return kept


async def _again(bot: Bot, place: Place, number: int, part: Message) -> int:
    """Show a part in a message, or anew where that is gone or no text; return where it stands."""
    try:
        await _edit(bot, place.chat, number, part)
    except BadRequest as error:
        if "to edit" not in str(error):
            raise
        return await _send(bot, place, part, None, Priority.INTERACTIVE)
    return number


async def rebutton(
    message: TelegramMessage, rows: Sequence[Sequence[InlineKeyboardButton]]
) -> None:
    """Put other buttons below the bot's own message; without rows there are none."""
    with _unchanged():
        await message.edit_reply_markup(InlineKeyboardMarkup(rows) if rows else None)


async def _edit(bot: Bot, chat: int, number: int, part: Message) -> None:
    with _unchanged():
        await bot.edit_message_text(
            part.html,
            chat_id=chat,
            message_id=number,
            parse_mode=HTML,
            reply_markup=part.keyboard,  # type: ignore[arg-type] # because a prompt is never edited
        )


@contextmanager
def _unchanged() -> Iterator[None]:
    """Take it for done where Telegram says that a message is already as it is to be."""
    try:
        yield
    except BadRequest as error:
        if "not modified" not in str(error):
            raise


async def delete(bot: Bot, chat: int, number: int) -> bool:
    """Delete one of the bot's messages; return whether it is gone.

    After two days Telegram deletes it no more.
    """
    try:
        await bot.delete_message(chat, number)
    except BadRequest as error:
        log.info("message not deleted", extra={"reason": str(error)})
        return "can't be deleted" not in str(error)
    return True
