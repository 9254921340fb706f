"""What every handler is given: the services and Telegram's own context, typed."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.caps import Caps
from bot.dialogue.taught import Own
from bot.settings import Settings
from bot.store import Store
from bot.tg.limits import Priority
from bot.tg.render import Links
from bot.values import Moment
from knowledge import Knowledge

# Groups whose own words are kept ready to be found.
_GLOSSARIES = 256


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a handler may use besides Telegram. `clock` gives seconds since 1970."""

    knowledge: Knowledge
    store: Store
    settings: Settings
    clock: Callable[[], float]
    caps: Caps = field(default_factory=Caps)
    _glossaries: OrderedDict[int, tuple[int, Own]] = field(default_factory=OrderedDict)

    @property
    def now(self) -> int:
        """Seconds since 1970."""
        return int(self.clock())

    @property
    def ticks(self) -> float:
        """Seconds on a clock that is never set, for what is counted by the minute."""
        return time.monotonic()

    @property
    def today(self) -> date:
        """The day in UTC, for what is the same for all."""
        return date.fromordinal(date(1970, 1, 1).toordinal() + self.now // 86400)

    @property
    def moment(self) -> Moment:
        """Today, and a number drawn anew."""
        return Moment(self.today, secrets.randbits(32))

    async def own(self, chat: int) -> Own:
        """Return the words of a group, read again whenever they changed."""
        version = await self.store.taught.version(chat)
        kept = self._glossaries.pop(chat, None)
        if kept is None or kept[0] != version:
            kept = version, Own(self.knowledge, await self.store.taught.all(chat))
        self._glossaries[chat] = kept
        while len(self._glossaries) > _GLOSSARIES:
            self._glossaries.popitem(last=False)
        return kept[1]


Empty = dict[Any, Any]


class Context(CallbackContext[ExtBot[Priority], Empty, Empty, Empty]):
    """Telegram's context with the services."""

    @property
    def services(self) -> Services:
        """The services, put there by the composition root."""
        services: Services = self.application.bot_data["services"]
        return services

    @property
    def links(self) -> Links:
        """Links to this bot."""
        return Links(self.bot.username)


App = Application[ExtBot[Priority], Context, Empty, Empty, Empty, Any]
