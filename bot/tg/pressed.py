"""One press of a button: by whom, below which message, and how it is answered."""

import dataclasses
from contextlib import suppress
from dataclasses import dataclass

from telegram import CallbackQuery, Message
from telegram.error import BadRequest

from bot import metrics
from bot.dialogue.kinds import kind
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings
from bot.strings import Value
from bot.tg.admins import is_admin
from bot.tg.context import Context
from bot.tg.heard import hint, is_private
from bot.tg.send import below, replace, say
from bot.values import Preferences, Reply
from knowledge import Language


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
        await replace(self.message, reply, self.context.bot)
        metrics.answered(kind(self.context.services.knowledge, reply))
        await self.done()

    async def answer(self, reply: Reply) -> None:
        """Say a reply below the message; the waiting ends once that is done."""
        await say(self.context.bot, below(self.message), reply)
        metrics.answered(kind(self.context.services.knowledge, reply))
        await self.done()

    async def admits(self, chat: int) -> bool:
        """Whether who pressed administers a group now; others are told that they do not."""
        if await is_admin(self.context.bot, chat, self.query.from_user.id):
            return True
        await self.done("admins-only", alert=True)
        return False
