"""The way to Telegram, watched: each request is counted, timed and logged without its content."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot import metrics

log = logging.getLogger(__name__)

# Seconds.
_SILENCE = 30.0
_LIMITED, _REFUSED, _FAULT = 429, 400, 500


@dataclass(slots=True)
class Contact:
    """When Telegram last did what was asked, by the monotonic clock; None: not yet."""

    last: float | None = None

    @property
    def age(self) -> float | None:
        """Seconds since then; None: not yet."""
        return None if self.last is None else time.monotonic() - self.last

    async def keep(self, ask: Callable[[], Awaitable[object]], *, at_once: bool = False) -> None:
        """Ask Telegram for something whenever nothing was heard of it for a while, for ever.

        Without that, a bot that nobody writes to would look like one that is cut off. `at_once`:
        it is asked in any case until it did it once. Raises `InvalidToken`.
        """
        while True:
            if at_once or self.age is None or self.age >= _SILENCE:
                try:
                    await ask()
                    at_once = False
                except InvalidToken:
                    raise
                except TelegramError as error:
                    log.warning("telegram not reached", extra={"reason": str(error)})
            await asyncio.sleep(_SILENCE / 3)


class Watched(HTTPXRequest):
    """Makes requests as the library does, and tells how each went."""

    def __init__(self, contact: Contact, connections: int) -> None:
        """Take where to note that Telegram was reached, and how many connections there may be."""
        super().__init__(connection_pool_size=connections)
        self._contact = contact

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - handed on to the library as they are
        """Make a request; return status and body, or raise `NetworkError`."""
        with _told(_method(url)) as told:
            status, body = await super().do_request(url, *args, **kwargs)
            told.status = status
        if _outcome(status) == "ok":
            self._contact.last = time.monotonic()
        return status, body


@dataclass(slots=True)
class _Told:
    status: int = 0


@contextmanager
def _told(method: str) -> Iterator[_Told]:
    """Count, time and log one attempt."""
    told, start = _Told(), time.perf_counter()
    try:
        yield told
    except NetworkError as error:
        _tell(method, "unreached", start, reason=type(error).__name__)
        raise
    _tell(method, _outcome(told.status), start)


def _tell(method: str, outcome: metrics.Answered, start: float, **more: str) -> None:
    seconds = time.perf_counter() - start
    metrics.requested(method, outcome, seconds)
    fields = {"method": method, "outcome": outcome, "seconds": round(seconds, 4), **more}
    log.debug("requested", extra=fields)


def _outcome(status: int) -> metrics.Answered:
    if status == _LIMITED:
        return "limited"
    if status < _REFUSED:
        return "ok"
    return "refused" if status < _FAULT else "fault"


def _method(url: str) -> str:
    """Return the method of an address, `download` for that of a file.

    >>> _method("https://api.telegram.org/bot1:x/sendMessage")
    'sendMessage'
    >>> _method("https://api.telegram.org/file/bot1:x/documents/file_1.json")
    'download'
    """
    return "download" if "/file/bot" in url else url.rpartition("/")[2]
