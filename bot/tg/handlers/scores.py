"""Quizzes in groups: who answered right, and the best."""

from telegram import Update
from telegram.error import BadRequest, Forbidden

from bot.dialogue import scores
from bot.tg.context import Context
from bot.tg.send import Bot
from bot.tg.turn import Turn


async def on_answer(update: Update, context: Context) -> None:
    """Count an answer to a quiz; one taken back, or given as a channel, is none."""
    answer = update.poll_answer
    if answer is None or answer.user is None or not answer.option_ids:
        return
    await context.services.store.scores.guess(answer.poll_id, answer.user.id, answer.option_ids[0])


async def top(now: Turn) -> None:
    """Show the best of a group, by the names Telegram gives them now."""
    best = await now.context.services.store.scores.top(now.chat, scores.BEST)
    named = [(await _name(now.context.bot, now.chat, score.user), score) for score in best]
    await now.say(
        scores.top(now.voice, [(n or now.voice.word("scores-gone"), s) for n, s in named])
    )


async def _name(bot: Bot, chat: int, user: int) -> str:
    """Return somebody's name, or nothing if Telegram does not know them (any more)."""
    try:
        return (await bot.get_chat_member(chat, user)).user.full_name
    except (BadRequest, Forbidden):
        return ""
