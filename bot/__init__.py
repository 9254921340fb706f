"""Hongshu 红薯: decides what to say, and says it in the terminal and on Telegram."""
