"""The settings of a group: the panel, its buttons, its file."""

from collections.abc import Sequence

from telegram.error import BadRequest, Forbidden

from bot.dialogue import options, panel
from bot.dialogue.panel import Panel
from bot.groups import WELCOME, GroupSettings
from bot.tg.admins import author, is_admin, is_by_admin
from bot.tg.heard import is_private, topic, words
from bot.tg.pressed import Pressed
from bot.tg.send import Bot, delete
from bot.tg.turn import Turn
from bot.values import Change, Reply
from knowledge import clean

# Changes shown in the list of changes.
_CHANGES = 15
_ZONE = "zone"
# Settings that say when the word of the day comes.
_TIMES = frozenset(["word_hour", _ZONE])
# Digits that fit into 64 bits.
_DIGITS = 18


async def settings(now: Turn, argument: str) -> None:
    """Open the panel for an administrator, or set the time zone by its name."""
    if not await is_by_admin(now.context.bot, now.message):
        await now.refuse("admins-only")
        return
    assert now.group is not None  # noqa: S101 - the handlers looked
    name, _, value = argument.partition(" ")
    wanted = name.lower() == _ZONE
    after = options.changed(now.group, _ZONE, value.strip(), 0) if wanted else None
    if wanted and after is None:
        await now.say(now.voice.sentence("panel-zone-unknown"))
        return
    if after is not None:
        await save(now, now.group, after, options.told(now.group, after, _ZONE))
    shown = Panel(now.voice, now.chat, topic(now.message)).show(after or now.group)
    assert shown is not None  # noqa: S101 - the first page is always there
    await now.say(shown)


async def open_in_private(now: Turn, argument: str) -> None:
    """Open a group's panel in the private chat of one of its administrators."""
    chat = number(argument)
    user = now.message.from_user
    if chat is None or user is None or not await is_admin(now.context.bot, chat, user.id):
        await now.say(now.voice.sentence("admins-only"))
        return
    settings_ = await now.context.services.store.groups.get(chat)
    shown = Panel(now.voice, chat, outside=True).show(settings_)
    assert shown is not None  # noqa: S101 - the first page is always there
    await now.say(shown)


async def on_button(pressed: Pressed, argument: str) -> None:
    """Do what a button of the panel stands for, if an administrator pressed it."""
    id_, _, rest = argument.partition(":")
    chat = number(id_)
    outside = is_private(pressed.message)
    if chat is None or (not outside and chat != pressed.message.chat.id):
        await pressed.done("button-gone")
        return
    if not await pressed.admits(chat):
        return
    before = await pressed.context.services.store.groups.get(chat)
    if "=" in rest:
        await _set(pressed, chat, before, rest)
    else:
        await _open(pressed, _shown(pressed, chat, before), before, rest)


def _shown(pressed: Pressed, chat: int, settings_: GroupSettings) -> Panel:
    place = topic(pressed.message)
    return Panel(pressed.shared(settings_), chat, place, is_private(pressed.message))


async def _set(pressed: Pressed, chat: int, before: GroupSettings, rest: str) -> None:
    name, _, value = rest.partition("=")
    services = pressed.context.services
    after = options.changed(before, name, value, topic(pressed.message))
    if after is None:
        await pressed.done("button-gone")
        return
    if after != before:
        what = options.told(before, after, name)
        by = pressed.query.from_user.id
        await services.store.groups.save(chat, after, by=by, what=what, at=services.now)
        if name in _TIMES and (due := after.word_due(services.now)) and due[1]:
            # Its hour is over today: the word comes tomorrow.
            await services.store.groups.claim_word(chat, due[0].isoformat())
    page = _shown(pressed, chat, after).show(after, panel.above(name))
    assert page is not None  # noqa: S101 - a setting stands on a page
    await pressed.replace(page)


async def _open(pressed: Pressed, shown: Panel, settings_: GroupSettings, page: str) -> None:
    store, bot = pressed.context.services.store, pressed.context.bot
    if page == panel.CLOSE:
        if await delete(bot, pressed.message.chat.id, pressed.message.message_id):
            await pressed.done()
        else:
            await pressed.replace(shown.voice.sentence("panel-closed"))
        return
    if page == panel.AUDIT:
        changes = await store.groups.audit(shown.chat, _CHANGES)
        await pressed.replace(shown.audit(changes, await _names(bot, shown.chat, changes)))
        return
    below: dict[str, Reply] = {
        panel.EXPORT: shown.export(settings_),
        panel.IMPORT: shown.ask_file(),
        panel.WELCOME_TEXT: shown.ask_welcome(),
    }
    if page in below:
        await pressed.answer(below[page])
    elif reply := shown.show(settings_, page):
        await pressed.replace(reply)
    else:
        await pressed.done("button-gone")


async def _names(bot: Bot, chat: int, changes: Sequence[Change]) -> dict[int, str]:
    """Return the names of who made changes, as Telegram knows them now.

    Administrators who are anonymous in the group have none here.
    """
    names: dict[int, str] = {}
    for user in {change.by for change in changes if change.by}:
        try:
            member = await bot.get_chat_member(chat, user)
        except (BadRequest, Forbidden):
            names[user] = str(user)
        else:
            if not getattr(member, "is_anonymous", False):
                names[user] = member.user.full_name
    return names


async def on_welcome(now: Turn, chat: int, _: str) -> None:
    """Take an administrator's answer for the text of the welcome."""
    text = clean(words(now.message))
    if not text or len(text) > WELCOME:
        await now.say(now.voice.sentence("panel-welcome-long", most=WELCOME))
        return
    before = await now.context.services.store.groups.get(chat)
    after = before.model_copy(update={"welcome_text": text})
    await save(now, before, after, "welcome_text", chat)
    await now.say(now.voice.sentence("panel-saved"))


async def on_file(now: Turn, chat: int, _: str) -> None:
    """Take a file from an administrator for the settings."""
    content = await download(now, options.FILE)
    if content is None:
        await now.say(now.voice.sentence("file-wanted", size=options.FILE // 1024))
        return
    after = options.from_file(content, chat)
    if isinstance(after, str):
        await now.say(now.voice.sentence("panel-import-wrong", fault=after))
        return
    await save(now, after, after, "import", chat)
    await now.say(now.voice.sentence("panel-saved"))


async def download(now: Turn, most: int) -> bytes | None:
    """Return the file of a message, or None if it has none, or one of more than `most` bytes."""
    document = now.message.document
    if document is None or (document.file_size or 0) > most:
        return None
    file = await document.get_file()
    content = bytes(await file.download_as_bytearray())
    return content if len(content) <= most else None


async def save(
    now: Turn, before: GroupSettings, after: GroupSettings, what: str, chat: int | None = None
) -> None:
    """Keep changed settings, and who changed what."""
    services = now.context.services
    if "|" not in what and what != "import":
        what = options.told(before, after, what)
    await services.store.groups.save(
        chat or now.chat, after, by=author(now.message), what=what, at=services.now
    )


def number(text: str) -> int | None:
    """Return the id of a group written as text, or None."""
    digits = text.removeprefix("-")
    fits = (
        text.startswith("-") and digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS
    )
    return int(text) if fits else None
