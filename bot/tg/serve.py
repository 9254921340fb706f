"""Run the bot until it is told to stop: the composition root of what serves Telegram."""

import asyncio
import gc
import json
import logging
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Coroutine, Iterable
from contextlib import AsyncExitStack, suppress
from functools import partial
from importlib.metadata import version
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot import metrics
from bot.settings import Settings
from bot.store import Store, StoreError
from bot.store.inbox import Share, Taken
from bot.tg.app import build
from bot.tg.clock import Clock
from bot.tg.context import Services
from bot.tg.intake import Intake
from bot.tg.limits import Polite
from bot.tg.polling import UPDATES, Polling
from bot.tg.profile import introduce
from bot.tg.replica import Replica
from bot.tg.web import web
from bot.tg.webhook import register
from bot.tg.wire import Contact
from bot.tg.worker import Worker
from bot.web import ListenError
from knowledge import Knowledge

log = logging.getLogger(__name__)

# What one process at a time does.
_POLLING, _CLOCK = "polling", "clock"
# Seconds between two attempts to reach a Telegram that is away when the bot starts, and to become
# the one process that serves a file.
_AGAIN = 2.0
# Seconds for the whole end, more than what is in hand is given; for closing the database after it;
# and until the process ends come what may, before whoever told it to has no more patience.
_END, _CLOSE, _LAST = 24.0, 3.0, 29.0


def serve(settings: Settings, knowledge: Knowledge) -> int:
    """Answer on Telegram until SIGINT or SIGTERM; return the exit code.

    Waits for a Telegram that is away. A wrong token ends it at once, without printing it.
    """
    knowledge.prepare()
    gc.freeze()  # the knowledge stays, and looking it through takes a tenth of the time
    last = threading.Timer(_LAST, _give_up)
    last.daemon = True
    try:
        asyncio.run(_serve(settings, knowledge, last))
    except InvalidToken:
        print(
            "hongshu: HONGSHU_TOKEN is refused by Telegram; copy it again from @BotFather",
            file=sys.stderr,
        )
        return 2
    except (StoreError, ListenError) as error:
        print(f"hongshu: {error}", file=sys.stderr)
        return 2
    finally:
        last.cancel()
    log.info("stopped")
    return 0


def _give_up() -> None:
    """End the process as if it were killed: what it had in hand is taken up by others."""
    log.error("not ended in time")
    os._exit(1)


async def _serve(settings: Settings, knowledge: Knowledge, last: threading.Timer) -> None:
    """Begin, serve, and end when a signal says so; `last` is started then."""
    stop = asyncio.Event()

    def told() -> None:
        if not stop.is_set():
            last.start()
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told)
    metrics.about(version("hongshu"), knowledge.version)
    mode = "webhook" if settings.webhook_url else "polling"
    log.info("starting", extra={"mode": mode, "knowledge": knowledge.version})
    store = await Store.open(settings.database_url)
    try:
        services = Services(knowledge, store, settings, time.time)
        await _Serving(services).run(stop)
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE):
                await store.close()


class _Serving:
    """One process that serves: what takes updates in, what answers them, what is due unasked."""

    def __init__(self, services: Services) -> None:
        name, clock, store = secrets.token_hex(8), services.clock, services.store
        self._store = store
        self._settings = services.settings
        self._contact = Contact()
        self._open = AsyncExitStack()
        self._limiter = Polite(rate=services.settings.send_rate)
        self._app = build(services, self._limiter, self._contact)
        self._worker = Worker(store.inbox, name, self._handle, clock)
        roles = (_POLLING, _CLOCK)
        self._replica = Replica(store.leases, name, roles, clock, self._share)
        self._intake = Intake(store.inbox, clock, self._worker.wake)
        self._polling = Polling(
            self._app.bot, self._intake, partial(self._replica.leads, _POLLING)
        )
        self._clock = Clock(self._app.bot, services, partial(self._replica.leads, _CLOCK))

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop, even before it has begun."""
        stopped = asyncio.create_task(stop.wait())
        beginning = asyncio.create_task(self._begin())
        try:
            await self._listen()
            await asyncio.wait([stopped, beginning], return_when=asyncio.FIRST_COMPLETED)
            if beginning.done():
                await beginning
                await self._work(stopped)
        finally:
            await _end(stopped, beginning)
            await self._open.aclose()
            await self._app.shutdown()

    async def _listen(self) -> None:
        """Open the port, if one is wanted. Raises `ListenError`."""
        if self._settings.listens:
            server = web(self._settings, self._store, self._contact, self._intake)
            address = await self._open.enter_async_context(server)
            log.info("listening", extra={"address": address})

    async def _begin(self) -> None:
        """Wait for the database to be ours and for Telegram, and tell it about the bot."""
        while not await self._store.may_serve():
            log.warning("another process serves this database, waiting for its end")
            await asyncio.sleep(_AGAIN)
        await self._reach()
        await introduce(self._app.bot)

    async def _reach(self) -> None:
        """Ask Telegram who this bot is, until it answers. Raises `InvalidToken`."""
        while True:
            try:
                await self._app.initialize()
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("telegram not reached", extra={"reason": type(error).__name__})
                await asyncio.sleep(_AGAIN)
            else:
                return

    async def _work(self, stopped: asyncio.Task[bool]) -> None:
        """Take in and answer until stopped; then take nothing more and end what is at hand."""
        worker = asyncio.create_task(self._worker.run())
        listening = asyncio.create_task(self._store.listen(self._worker.wake))
        alive = asyncio.create_task(self._replica.run())
        taking = [asyncio.create_task(each) for each in (*self._takes(), self._clock.run())]
        log.info("serving")
        await asyncio.wait([stopped, worker, alive, *taking], return_when=asyncio.FIRST_COMPLETED)
        self._worker.stop()
        broken = [each for each in (worker, alive, *taking) if each.done()]
        try:
            async with asyncio.timeout(_END):
                await self._open.aclose()
                await _end(*taking, listening, alive)
                await self._polling.confirm()
                await self._replica.leave()
                await asyncio.wait([worker])
        except TimeoutError:
            log.warning("left unfinished")
            await _end(worker, *taking, listening, alive)
        else:
            broken.append(worker)
        for each in broken:
            await each

    def _takes(self) -> Iterable[Coroutine[Any, Any, None]]:
        """Return what polls, or sees to it that Telegram delivers, and keeps in touch with it."""
        bot, keep = self._app.bot, self._contact.keep
        if self._settings.webhook_url:
            return [keep(lambda: register(bot, self._settings, UPDATES), at_once=True)]
        return [self._polling.run(), keep(bot.get_me)]

    async def _handle(self, taken: Taken) -> None:
        """Answer an update; raises what Telegram's library cannot read."""
        update = Update.de_json(json.loads(taken.body), self._app.bot)
        await self._app.process_update(update)

    def _share(self, share: Share) -> None:
        """Take this process's share of the chats, and of what the bot may send."""
        self._worker.share = share
        self._limiter.share(share.count)


async def _end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks and wait until they are over."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
