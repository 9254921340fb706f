"""Logging: one line an event, as text or JSON, and never a token in it."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

# A bot token as Telegram makes them: digits, a colon, 35 letters (shorter ones are caught too).
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")
_HIDDEN = "[token]"

# What is being dealt with in this task.
_request: ContextVar[str] = ContextVar("_request", default="")

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


@contextmanager
def request(name: str) -> Iterator[None]:
    """Name what is dealt with, on every line logged meanwhile in this task and those it starts."""
    token = _request.set(name)
    try:
        yield
    finally:
        _request.reset(token)


def hide(text: str) -> str:
    """Return `text` without anything that looks like a token."""
    return _TOKEN.sub(_HIDDEN, text)


class _Text(logging.Formatter):
    """`time LEVEL logger: event field=value`, tracebacks below; tokens hidden in all of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        line = super().format(record)
        fields = " ".join(f"{name}={value}" for name, value in _fields(record).items())
        first, *rest = line.split("\n", 1)
        return hide("\n".join([f"{first} {fields}".rstrip(), *rest]))


class _Json(logging.Formatter):
    """One JSON object a line; tokens hidden in all of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        data = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **_fields(record),
        }
        if record.exc_info:
            data["error"] = self.formatException(record.exc_info)
        return hide(json.dumps(data, ensure_ascii=False, default=str))


def _fields(record: logging.LogRecord) -> dict[str, object]:
    """Return what a line says beside its event, and what it was logged for."""
    about = {"request": name} if (name := _request.get()) else {}
    own = {name: value for name, value in record.__dict__.items() if name not in _STANDARD}
    return {**about, **own}


def configure(level: str = "info", form: Literal["text", "json"] = "text") -> None:
    """Send logs to standard error at `level`.

    A line names the update it belongs to as `request`, where there is one (`request()`).
    httpx logs URLs with the token at INFO, python-telegram-bot and aiosqlite what people write at
    DEBUG, uvicorn every stray request: all stay above that, whatever the level.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Json() if form == "json" else _Text("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for library, least in (
        ("httpx", "WARNING"),
        ("httpcore", "WARNING"),
        ("telegram", "INFO"),
        ("alembic", "WARNING"),
        ("aiosqlite", "INFO"),
        ("uvicorn", "ERROR"),
    ):
        logging.getLogger(library).setLevel(
            max(logging.getLogger().level, getattr(logging, least))
        )
