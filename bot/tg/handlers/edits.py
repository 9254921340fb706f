"""Edited messages: the earlier answer changes with them."""

from telegram import Update

from bot.caps import Verdict
from bot.dialogue import group as manners
from bot.dialogue.commands import command
from bot.tg.context import Context
from bot.tg.handlers import admin, group, private
from bot.tg.heard import hear, is_from_person, is_private, words
from bot.tg.turn import turn

# Commands whose answer is done, not said again.
_DONE = frozenset([*private.COMMANDS, *admin.COMMANDS, "start", "quiz"])


async def on_edit(update: Update, context: Context) -> None:
    """Answer an edited question again, in the place of the earlier answer."""
    message = update.edited_message
    if message is None or not is_from_person(message) or message.forward_origin:
        return
    store = context.services.store
    earlier = await store.answers.of(message.chat.id, message.message_id)
    now = await turn(context, message, update.effective_user)
    done = command(words(message))[0] in _DONE or admin.answers_prompt(now)
    if not earlier or done or now.allows() is not Verdict.OK:
        return
    if is_private(message):
        reply = await private.reply_to(now, words(message))
    else:
        heard = hear(message, context.bot.bot)
        personal = command(heard.text)[0] in group.PERSONAL
        if personal or not (heard.command or heard.called):
            return
        reply = manners.quiet(await group.reply_to(now, heard))
    await now.revise(earlier, reply)
