"""What to say, decided without Telegram: synchronous, pure, one capability a file."""
