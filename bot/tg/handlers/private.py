"""Private chats: commands, free text, and what is no text."""

from telegram import Update

from bot.caps import Verdict
from bot.dialogue.commands import command
from bot.dialogue.follow import is_follow
from bot.dialogue.missed import counted
from bot.dialogue.panel import PANEL_LINK
from bot.dialogue.read import read
from bot.dialogue.respond import COMMAND_LINK, respond
from bot.dialogue.voice import Voice
from bot.tg.context import Context
from bot.tg.handlers import admin, morning, panel, personal, recall, saved
from bot.tg.heard import is_from_person, words
from bot.tg.turn import Turn, turn
from bot.values import Reply

# Commands, and none, whose words are counted where they found no answer; texts to read are not.
_ASKING = frozenset([None, "ask", "term"])
# Commands that need more than the dialogue: what is kept of a person.
COMMANDS = {**personal.COMMANDS, **saved.COMMANDS, **recall.COMMANDS, **morning.COMMANDS}


async def on_text(update: Update, context: Context) -> None:
    """Answer a command or a text in a private chat."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not is_from_person(message):
        return
    now = await turn(context, message, user)
    if not await now.admits() or await admin.on_prompt(now):
        return
    name, argument = _linked(*command(words(message)))
    if name == "start" and argument.startswith(PANEL_LINK):
        await panel.open_in_private(now, argument.removeprefix(PANEL_LINK))
    elif name in COMMANDS:
        await COMMANDS[name](now, argument)
    elif name in admin.COMMANDS:
        await now.say(now.voice.sentence("only-in-group"))
    else:
        await now.say(await reply_to(now, words(message)))


def _linked(name: str | None, argument: str) -> tuple[str | None, str]:
    """Return the command that a link from a group opens here, or the one given."""
    linked = argument.removeprefix(COMMAND_LINK)
    opens = name == "start" and argument.startswith(COMMAND_LINK) and linked in COMMANDS
    return (linked, "") if opens else (name, argument)


async def reply_to(now: Turn, text: str) -> Reply:
    """Return the answer to a text; saves what it changes, counts what it misses."""
    services, user = now.context.services, now.message.from_user
    assert user is not None  # noqa: S101 - a private message has an author
    if now.message.forward_origin and command(text)[0] is None:
        language = now.preferences.language or now.language
        voice = Voice(services.knowledge, language, now.preferences.pinyin)
        return read(voice, text)
    last = await now.shown_last() if is_follow(text) else ""
    reply, after = respond(
        services.knowledge,
        text,
        now.preferences,
        moment=services.moment,
        hint=now.language,
        last=last,
    )
    if after != now.preferences:
        await services.store.people.save(user.id, after)
    name, question = command(text)
    if reply.missed and name in _ASKING and (folded := counted(question)):
        await services.store.misses.add(0, folded, services.today.isoformat())
    voice = Voice(services.knowledge, reply.language)
    return await saved.finished(services, user.id, voice, reply)


async def on_other(update: Update, context: Context) -> None:
    """Say kindly that only text is read."""
    message, user = update.message, update.effective_user
    if message is None or user is None or not is_from_person(message):
        return
    now = await turn(context, message, user)
    if now.allows() is Verdict.OK and not await admin.on_prompt(now):
        await now.say(now.voice.sentence("text-only"))
