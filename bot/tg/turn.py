"""One message to be answered: who, where, in which voice, and what is kept of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, User

from bot import metrics
from bot.caps import Verdict
from bot.dialogue.follow import LASTS
from bot.dialogue.kinds import kind
from bot.dialogue.voice import Voice
from bot.groups import GroupSettings
from bot.tg.context import Context
from bot.tg.heard import hint, is_private, replied, shown_by
from bot.tg.send import Place, ask, below, revise, say
from bot.values import Preferences, Reply
from knowledge import Language

# Messages a minute in a private chat, and presses of buttons and changed inline queries a minute.
PRIVATE, PRESSES, QUERIES = 30, 60, 60
# Seconds after which a notice in a group is deleted.
_NOTICE = 60
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """A message, and how it is answered. `group` None: in a private chat.

    In a group the language is what its administrators chose; `preferences` are the group's then.
    """

    context: Context
    message: Message
    preferences: Preferences
    language: Language
    group: GroupSettings | None = None

    @property
    def voice(self) -> Voice:
        """The voice for what the message itself does not decide."""
        return Voice(self.context.services.knowledge, self.language, self.preferences.pinyin)

    @property
    def person(self) -> int:
        """The id of who wrote it."""
        assert self.message.from_user is not None  # noqa: S101 - the handlers looked
        return self.message.from_user.id

    @property
    def chat(self) -> int:
        """The chat's id."""
        return self.message.chat.id

    async def say(
        self, reply: Reply, *, shown: Message | None = None, brief: bool = False
    ) -> None:
        """Answer, below the message or below `shown`; remember which answers belong to it.

        `brief` is a notice that a group need not keep.
        """
        shown = shown or (self.message if reply.refers else None)
        ids = await self._send(below(self.message, shown=shown), reply)
        await self._keep(ids, reply)
        await self._delete_later(ids, brief=brief)

    async def revise(self, earlier: Sequence[int], reply: Reply) -> None:
        """Show another answer in the place of the earlier one; remember the messages it takes."""
        ids = await revise(self.context.bot, below(self.message), earlier, reply)
        await self._keep(ids, reply)
        await self._delete_later([number for number in ids if number not in earlier], brief=False)

    async def _keep(self, ids: Sequence[int], reply: Reply) -> None:
        """Remember which messages answer this one and, in a private chat, what they show."""
        services = self.context.services
        entry = reply.subject if self.group is None else ""
        await services.store.answers.keep(
            self.chat, self.message.message_id, tuple(ids), services.now, entry=entry
        )
        metrics.answered(kind(services.knowledge, reply))

    async def shown_last(self) -> str:
        """Return the entry that a short question may be about: that of the message answered.

        Else the one shown last in this private chat, if that was lately; empty for none.
        """
        answered = replied(self.message)
        if answered is not None and answered.reply_markup is not None:
            return shown_by(answered.reply_markup)
        services = self.context.services
        return await services.store.answers.shown_last(self.chat, services.now - LASTS)

    async def _send(self, place: Place, reply: Reply) -> list[int]:
        """Send a reply; a quiz in a group is noted, so that answers to it count."""
        if reply.quiz is None or self.group is None:
            return await say(self.context.bot, place, reply)
        services = self.context.services
        number, poll = await ask(self.context.bot, place, reply.quiz)
        await services.store.scores.ask(self.chat, poll, reply.quiz.right, services.now)
        return [number]

    async def _delete_later(self, ids: list[int], *, brief: bool) -> None:
        """See to it that answers in a group are deleted when its administrators wish."""
        seconds = self.group.delete_minutes * _MINUTE if self.group else 0
        if self.group and brief:
            seconds = min(seconds or _NOTICE, _NOTICE)
        for number in ids if seconds else ():
            services = self.context.services
            await services.store.answers.delete_later(self.chat, number, services.now + seconds)

    async def refuse(self, name: str) -> None:
        """Say briefly why something is not done, if that was not said too often already."""
        if await self.admits():
            await self.say(self.voice.sentence(name), brief=True)

    async def admits(self) -> bool:
        """Whether the message is to be answered; says once that it was one too many."""
        verdict = self.allows()
        if verdict is Verdict.NOTICE:
            await self.say(self.voice.sentence("too-fast"), brief=True)
        return verdict is Verdict.OK

    def allows(self) -> Verdict:
        """Count the message against the caps of its author and group."""
        services, user = self.context.services, self.message.from_user
        author = user.id if user else 0
        if self.group is None:
            return services.caps.take((self.chat,), PRIVATE, services.ticks)
        of_member = services.caps.take((self.chat, author), self.group.member_cap, services.ticks)
        if of_member is not Verdict.OK:
            return of_member
        return services.caps.take((self.chat,), self.group.group_cap, services.ticks)


async def turn(context: Context, message: Message, user: User | None) -> Turn:
    """Return the turn for a message of a private chat or a group."""
    store = context.services.store
    if is_private(message) and user:
        preferences = await store.people.get(user.id)
        return Turn(context, message, preferences, hint(user, preferences))
    group = await store.groups.get(message.chat.id)
    language = group.language or hint(user)
    return Turn(context, message, Preferences(group.language), language, group)
