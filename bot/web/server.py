"""The web server: runs an application beside whatever else the process does.

The one door to uvicorn. It takes no signals, writes no logs of its own but of faults, and bounds
what strangers can hold: connections, headers, and the time until a request has begun.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from starlette.types import ASGIApp
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

# Connections at once. Telegram keeps 100 at most, a proxy and those who look on some more.
_CONNECTIONS = 256
# Bytes of a request's head.
_HEAD = 16_384
# Seconds for which a connection may be idle, a head may take, and requests at hand may take when
# the server stops.
_IDLE, _BEGIN, _DRAIN = 75, 10.0, 15


class ListenError(Exception):
    """The address cannot be listened at; one sentence that names the setting."""


@asynccontextmanager
async def serve(app: ASGIApp, listen: str, *, begin: float = _BEGIN) -> AsyncIterator[str]:
    """Serve an application until the context ends; requests at hand are answered first.

    Args:
        app: the application.
        listen: `host:port`, a host of IPv6 in brackets; port 0: any that is free.
        begin: seconds until a request must have begun.

    Yields:
        The address at which it listens.

    Raises:
        ListenError: the address is taken, or there is none such.
    """
    bound = _bind(listen)
    server = _Quiet(_config(app, begin))
    running = asyncio.create_task(server.serve(sockets=[bound]))
    try:
        host, port = bound.getsockname()[:2]
        yield f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    finally:
        server.should_exit = True
        await running


def _bind(listen: str) -> socket.socket:
    host, _, port = listen.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), int(port)), family=family)
    except OSError as error:
        raise ListenError(
            f"HONGSHU_LISTEN: cannot listen at {listen} ({error.strerror}); "
            "name a free address, for example 127.0.0.1:8080"
        ) from None


def _config(app: ASGIApp, begin: float) -> Config:
    class Prompt(_Prompt):
        patience = begin

    return Config(
        app,
        http=Prompt,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_DRAIN,
        h11_max_incomplete_event_size=_HEAD,
    )


class _Quiet(Server):
    """A server that leaves signals to who runs it."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield


class _Prompt(H11Protocol):
    """A connection that ends when no request begins in time; uvicorn would wait for ever."""

    patience: float
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - narrower in the library than in asyncio
        """Wait for a head."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Go on waiting while the head is not whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        if self._deadline:
            self._deadline.cancel()

    def _watch(self) -> None:
        begun = self.cycle is not None and not self.cycle.response_complete
        if begun and self._deadline:
            self._deadline.cancel()
            self._deadline = None
        elif not begun and not self._deadline:
            self._deadline = self.loop.call_later(self.patience, self._give_up)

    def _give_up(self) -> None:
        self._deadline = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()
