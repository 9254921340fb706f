"""Telegram: the only rooms that know it."""

import os

# The library's switch for times as `timedelta`; without it every 429 prints a warning.
os.environ["PTB_TIMEDELTA"] = "true"
