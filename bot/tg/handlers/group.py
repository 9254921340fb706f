"""Groups: silent unless called, brief when called."""

from dataclasses import replace

from telegram import Update

from bot.caps import Verdict
from bot.dialogue import ask, draft, explain, group, taught
from bot.dialogue import scores as board
from bot.dialogue.commands import command
from bot.dialogue.missed import counted
from bot.dialogue.respond import COMMAND_LINK, respond
from bot.dialogue.voice import Voice
from bot.tg.admins import is_by_admin
from bot.tg.context import Context
from bot.tg.handlers import admin, insight, scores
from bot.tg.heard import hear, is_from_person, replied, replied_text
from bot.tg.turn import Turn, turn
from bot.values import Choice, Part, Reply
from knowledge import Language

# Commands answered in the private chat alone: they are personal, or long.
PERSONAL = frozenset(
    [
        "lang",
        "pinyin",
        "tour",
        "topics",
        "phrases",
        "privacy",
        "export",
        "forget",
        "feedback",
        "words",
        "review",
    ]
)
# Commands that, without words of their own, are about the message they answer.
_BELOW = frozenset(["term", "read", "draft"])
# What Telegram sends when the bot is added by its link: the greeting has been said.
_ADDED = "hello"


async def on_text(update: Update, context: Context) -> None:
    """Answer a message of a group that calls the bot."""
    message = update.message
    if message is None or not is_from_person(message) or message.forward_origin:
        return
    now = await turn(context, message, update.effective_user)
    if await admin.on_prompt(now):
        return
    heard = hear(message, context.bot.bot)
    name, argument = command(heard.text)
    assert now.group is not None  # noqa: S101 - a group has settings
    called = group.answers(heard, now.group, context.services.knowledge)
    mine = heard.command or (heard.called and called)
    if mine and name is not None and name in admin.COMMANDS:
        # In a topic where the bot is silent, it is not for administrators.
        if called or await is_by_admin(context.bot, message):
            await admin.COMMANDS[name](now, argument)
    elif called and await _admits(now, heard):
        await _answer(now, heard, name, argument)


async def _admits(now: Turn, heard: group.Heard) -> bool:
    """Whether a message may have an answer; who did not call is not told that it may not."""
    if heard.command or heard.called:
        return await now.admits()
    return now.allows() is Verdict.OK


async def _answer(now: Turn, heard: group.Heard, name: str | None, argument: str) -> None:
    if name == "start" and argument == _ADDED:
        return
    if name in PERSONAL:
        await now.say(_elsewhere(now.voice, name), brief=True)
        return
    if name == "quiz" and argument in board.TOP and not _switched_off(now, name):
        await scores.top(now)
        return
    shown = replied(now.message) if name in _BELOW and not argument else None
    reply = await reply_to(now, heard)
    await now.say(group.quiet(reply), shown=shown)


async def reply_to(now: Turn, heard: group.Heard) -> Reply:
    """Return the answer to a message of a group, its own words included; counts what it misses."""
    name, argument = command(heard.text)
    if off := _switched_off(now, name):
        return off
    services = now.context.services
    own = await services.own(now.chat)
    if name in _BELOW and not argument and replied(now.message):
        text = replied_text(now.message)
        voice = _voice(now, now.language)
        if name == "draft":
            return draft.draft(voice, text)
        return taught.beside(voice, text, own, explain.explain(voice, text))
    if name not in {None, "ask", "term"} or not argument:
        reply, _ = respond(
            services.knowledge,
            heard.text,
            now.preferences,
            moment=services.moment,
            hint=now.language,
        )
        return reply
    return await _looked_up(now, argument, own, is_term=name == "term")


async def _looked_up(now: Turn, text: str, own: taught.Own, *, is_term: bool) -> Reply:
    services = now.context.services
    language = ask.tongue(services.knowledge, text, now.preferences, now.language)
    voice = _voice(now, language)
    if is_term:
        reply = taught.answer(voice, text, own, None, ask.term(voice, text))
    else:
        asked = ask.ask(services.knowledge, text, now.preferences, now.language)
        reply = taught.answer(voice, text, own, asked, asked.reply)
    await insight.count(now, reply)
    if reply.missed and (folded := counted(text)):
        await services.store.misses.add(now.chat, folded, services.today.isoformat())
    return reply


def _switched_off(now: Turn, name: str | None) -> Reply | None:
    """Return the sentence that a feature is off here, if it is."""
    settings_ = now.group
    if settings_ and name in {"draft", "quiz"} and not getattr(settings_, name):
        return now.voice.sentence("off-here")
    return None


def _voice(now: Turn, language: Language) -> Voice:
    return replace(now.voice, language=language)


def _elsewhere(voice: Voice, name: str) -> Reply:
    """Return the way to the private chat for a command that belongs there."""
    row = (Choice(voice.word("group-private-button"), link=f"{COMMAND_LINK}{name}"),)
    return voice.reply(Part(voice.word("group-private")), rows=(row,))
