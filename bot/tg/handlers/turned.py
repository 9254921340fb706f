"""An answer that a button brings: with all that belongs to it, also in another language."""

from bot.dialogue import ask, group, taught, word
from bot.dialogue.commands import command
from bot.dialogue.voice import Voice
from bot.tg.daily import below
from bot.tg.handlers import saved
from bot.tg.heard import hear, is_private, words
from bot.tg.pressed import Pressed
from bot.values import Preferences, Reply


async def finished(pressed: Pressed, voice: Voice, reply: Reply, *, turned: bool) -> Reply:
    """Return what is shown with all that belongs to it; `turned` is an answer said anew."""
    services, user, before = pressed.context.services, pressed.query.from_user.id, pressed.message
    if not is_private(before):
        whole = await _beside(pressed, voice, reply) if turned else reply
        return group.quiet(word.again(voice, whole, words(before)) if turned else whole)
    if turned and word.is_word(words(before)):
        return await below(services, user, voice, word.again(voice, reply, words(before)))
    return await saved.finished(services, user, voice, reply)


async def _beside(pressed: Pressed, voice: Voice, reply: Reply) -> Reply:
    """Return an entry in another language, with the group's own words that stood beside it."""
    answered, services = pressed.message.reply_to_message, pressed.context.services
    if answered is None:
        return reply
    own = await services.own(pressed.message.chat.id)
    heard = hear(answered, pressed.context.bot.bot)
    if not (heard.command or heard.called):
        return taught.beside(voice, words(answered), own, reply)
    name, text = command(heard.text)
    if name not in {None, "ask", "term"} or not text:
        return reply
    asked = None
    if name != "term":
        asked = ask.ask(services.knowledge, text, Preferences(voice.language), voice.language)
    return taught.answer(voice, text, own, asked, reply)
