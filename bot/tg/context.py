"""What every handler is given: the services and Telegram's own context, typed."""

from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, CallbackContext, ExtBot

from bot.settings import Settings
from bot.store import Memory
from knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a handler may use besides Telegram."""

    knowledge: Knowledge
    store: Memory
    settings: Settings


Empty = dict[Any, Any]


class Context(CallbackContext[ExtBot[None], Empty, Empty, Empty]):
    """Telegram's context with the services."""

    @property
    def services(self) -> Services:
        """The services, put there by the composition root."""
        services: Services = self.application.bot_data["services"]
        return services


App = Application[ExtBot[None], Context, Empty, Empty, Empty, Any]
