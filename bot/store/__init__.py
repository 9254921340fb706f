"""What the bot remembers, in SQLite or PostgreSQL: what was chosen and taught, never who asked."""

from bot.store.errors import BackupError, Full, StoreError, Unavailable
from bot.store.store import Store

__all__ = ["BackupError", "Full", "Store", "StoreError", "Unavailable"]
