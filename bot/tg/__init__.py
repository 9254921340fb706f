"""Telegram: the only rooms that know it."""
