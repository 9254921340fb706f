"""One press of a button: by whom, below which message, and how it is answered."""

import dataclasses
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import CallbackQuery, Message
from telegram.error import BadRequest

from bot import metrics
from bot.dialogue.kinds import kind
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings
from bot.strings import Value
from bot.tg.admins import is_admin, known_name
from bot.tg.context import Context
from bot.tg.heard import hint, is_private
from bot.tg.send import below, replace, say
from bot.values import Person, Preferences, Reply
from knowledge import Language

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of a button below one of the bot's messages that is still at hand."""

    context: Context
    query: CallbackQuery
    message: Message
    preferences: Preferences

    @property
    def language(self) -> Language:
        """The language of who pressed."""
        return hint(self.query.from_user, self.preferences)

    @property
    def voice(self) -> Voice:
        """The voice for who pressed."""
        return Voice(self.context.services.knowledge, self.language, self.preferences.pinyin)

    def shared(self, settings: GroupSettings) -> Voice:
        """Return the voice for what a whole group sees: in its language, if it chose one."""
        own = None if is_private(self.message) else settings.language
        return dataclasses.replace(self.voice, language=own or self.language)

    def speaking(self, code: str) -> Voice | None:
        """Return the voice in the language a button was written in; None for no language."""
        known = code in set(Language)
        return dataclasses.replace(self.voice, language=Language(code)) if known else None

    async def done(self, name: str = "", *, alert: bool = False, **values: Value) -> None:
        """End the waiting of who pressed, with a sentence if there is one to say."""
        text = self.voice.word(name, **values) if name else None
        with suppress(BadRequest):  # pressed while the bot was away: too old to be confirmed
            await self.query.answer(text, show_alert=alert)

    async def replace(self, reply: Reply) -> None:
        """Show a reply in place of the message; the waiting ends once that is done."""
        before = self.message.message_id
        ids = await replace(self.message, reply, self.context.bot)
        metrics.answered(kind(self.context.services.knowledge, reply))
        await self._delete_later([number for number in ids if number != before])
        await self.done()

    async def answer(self, reply: Reply) -> None:
        """Say a reply below the message; the waiting ends once that is done.

        In a group, who pressed is called by name to answer what is asked, unless anonymous there:
        else Telegram opens the answer for nobody.
        """
        bot, user = self.context.bot, self.query.from_user
        if reply.prompt and not is_private(self.message):
            name = await known_name(bot, self.message.chat.id, user)
            reply = dataclasses.replace(reply, asked=Person(user.id, name) if name else None)
        ids = await say(bot, below(self.message), reply)
        metrics.answered(kind(self.context.services.knowledge, reply))
        await self._delete_later(ids)
        await self.done()

    async def _delete_later(self, ids: Sequence[int]) -> None:
        """See to it that what is said in a group is deleted when its administrators wish."""
        chat, services = self.message.chat.id, self.context.services
        if not ids or is_private(self.message):
            return
        minutes = (await services.store.groups.get(chat)).delete_minutes
        for number in ids if minutes else ():
            await services.store.answers.delete_later(
                chat, number, services.now + minutes * _MINUTE
            )

    async def admits(self, chat: int) -> bool:
        """Whether who pressed administers a group now; others are told that they do not."""
        if await is_admin(self.context.bot, chat, self.query.from_user.id):
            return True
        await self.done("admins-only", alert=True)
        return False
