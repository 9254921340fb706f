"""What the bot remembers, in SQLite or PostgreSQL: what was chosen and taught, never who asked."""

from bot.store.errors import Full, StoreError
from bot.store.store import Store

__all__ = ["Full", "Store", "StoreError"]
