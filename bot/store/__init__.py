"""What the bot remembers about people: what they chose, never what they wrote."""

from bot.store.memory import Memory

__all__ = ["Memory"]
