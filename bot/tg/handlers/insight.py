"""What was asked in a group: counted, and shown to its administrators."""

import asyncio

from bot.dialogue import insight
from bot.pictures import fonts, plot
from bot.store.insight import MISSED, OTHER
from bot.tg.admins import is_by_admin
from bot.tg.turn import Turn
from bot.values import Reply


async def count(now: Turn, reply: Reply) -> None:
    """Count a question by its answer, unless administrators do not want that."""
    services = now.context.services
    if now.group and now.group.insight:
        entry = MISSED if reply.missed else reply.subject or OTHER
        await services.store.insight.add(now.chat, services.today.isoformat(), entry)


async def stats(now: Turn, _: str) -> None:
    """Show an administrator what was asked in the last days."""
    if not await is_by_admin(now.context.bot, now.message):
        await now.refuse("admins-only")
        return
    if now.group and not now.group.insight:
        await now.say(now.voice.sentence("stats-off"))
        return
    services = now.context.services
    since = insight.since(services.today).isoformat()
    days = await services.store.insight.days(now.chat, since)
    reply = insight.listed(now.voice, days, await services.store.insight.top(now.chat, since))
    found = fonts()
    if days and found:
        chart = insight.chart(now.voice, days, services.today)
        reply = insight.drawn(now.voice, reply, await asyncio.to_thread(plot, chart, found))
    await now.say(reply)
