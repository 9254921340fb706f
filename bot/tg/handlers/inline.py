"""Inline queries: `@bot 种草` in any chat."""

from contextlib import suppress

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest

from bot import metrics
from bot.caps import Verdict
from bot.dialogue.ask import is_bare, tongue
from bot.dialogue.inline import Result, results
from bot.dialogue.respond import ASK_LINK, TOUR_LINK
from bot.dialogue.voice import Voice
from bot.tg.context import Context
from bot.tg.heard import hint
from bot.tg.render import Links, render
from bot.tg.send import HTML, NO_PREVIEW
from bot.tg.turn import QUERIES
from bot.values import PinyinStyle, Preferences

# Seconds for which Telegram may give the same results again: answers change with a release, what
# is offered to an empty query with the day.
_KEPT, _KEPT_EMPTY = 300, 60
# Longest title and line of a result that a phone shows, in characters.
_LINE = 160


async def on_inline(update: Update, context: Context) -> None:
    """Answer an inline query while it is typed."""
    query = update.inline_query
    if query is None:
        return
    services, user = context.services, query.from_user
    if services.caps.take((user.id, 2), QUERIES, services.ticks) is not Verdict.OK:
        return  # the results of the letter before stay
    preferences = await services.store.people.get(user.id)
    language = (
        tongue(services.knowledge, query.query, preferences, hint(user))
        if query.query.strip()
        else hint(user, preferences)
    )
    voice = Voice(services.knowledge, language, preferences.pinyin)
    found = results(voice, query.query, services.today)
    if not query.query.strip():
        button = InlineQueryResultsButton(voice.word("inline-tour"), start_parameter=TOUR_LINK)
    elif found:
        button = None
    else:
        button = InlineQueryResultsButton(voice.word("inline-nothing"), start_parameter=ASK_LINK)
    with suppress(BadRequest):  # typed on, or answered too late: nobody waits for it
        await query.answer(
            [_article(result, context.links) for result in found],
            cache_time=_KEPT if query.query.strip() else _KEPT_EMPTY,
            is_personal=_is_personal(preferences) or is_bare(query.query),
            button=button,
        )
        metrics.answered("inline" if found else "inline_empty")


def _is_personal(preferences: Preferences) -> bool:
    """Whether what somebody chose changes the results; for a bare word their Telegram does."""
    return preferences.language is not None or preferences.pinyin is not PinyinStyle.MARKS


def _article(result: Result, links: Links) -> InlineQueryResultArticle:
    """Return a result as Telegram wants it; a long answer is cut to its first message."""
    first = render(result.reply, links)
    keyboard = first[-1].keyboard
    return InlineQueryResultArticle(
        result.id,
        result.title[:_LINE],
        InputTextMessageContent(first[0].html, parse_mode=HTML, link_preview_options=NO_PREVIEW),
        description=result.description[:_LINE],
        reply_markup=keyboard,  # type: ignore[arg-type] # because an answer is never a prompt
    )
