"""Pictures of typical chats: `python -m tests.screens DIR` writes them as PNG.

The real bot runs against the stand-in for Telegram; what it sent is shown as a phone would.
Needs the Debian packages chromium, fonts-noto-cjk, fonts-noto-color-emoji and fonts-liberation;
with pngquant the files are small.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.strings import strings
from knowledge import Language
from tests.e2e import updates as u
from tests.e2e.botapi import BotApi
from tests.e2e.client import TOKEN
from tests.e2e.markup import read_html
from tests.e2e.running import Running, running
from tests.phone import Phone, photograph, results

JSON = dict[str, Any]
ANNA = u.user(7, "Anna")
LI = u.user(8, "李雷", "zh-hans")
MIA, OWNER = u.user(9, "Mia"), u.user(10, "小雨", "zh-hans")
ENGLISH, CHINESE = (
    strings(language, "bot-name") for language in (Language.ENGLISH, Language.SIMPLIFIED)
)
BAKERS = u.supergroup(-1001000000011, "Bread & 面包")
SET_UP = u.supergroup(-1001000000012, "Study group")


def newcomer(bot: Running) -> str:
    """A newcomer says hello and asks in English."""
    bot.ask("/start", ANNA)
    bot.ask("how do creators earn", ANNA)
    return Phone(ANNA, ENGLISH).chat(ENGLISH, "bot", bot.api.messages(ANNA["id"]))


def tour(bot: Running) -> str:
    """A newcomer takes the tour, and looks a word up by its sound."""
    card = bot.ask("/tour", MIA)
    following = strings(Language.ENGLISH, "tour-next")
    bot.answer(bot.press(following, card, MIA), "editMessageText")
    bot.ask("zhong cao", MIA)
    return Phone(MIA, ENGLISH).chat(ENGLISH, "bot", bot.api.messages(MIA["id"]))


def reading(bot: Running) -> str:
    """A newcomer forwards a Chinese comment and is helped to read it."""
    reader = u.user(12, "Zoe")
    bot.answer(u.forwarded("姐妹们 这家店绝了 yyds，周末一起去吗？", reader, LI))
    return Phone(reader, ENGLISH).chat(ENGLISH, "bot", bot.api.messages(reader["id"]))


def host(bot: Running) -> str:
    """A Chinese speaker asks about the newcomers, and looks an English word up."""
    bot.ask("怎么跟老外打招呼？", LI)
    bot.ask("查 rizz", LI)
    return Phone(LI, CHINESE).chat(CHINESE, "机器人", bot.api.messages(LI["id"]))


def group(bot: Running) -> str:
    """In a group the bot explains a comment when called, and is quiet otherwise."""
    comment = u.body("姐妹们 这家店绝了 yyds，我又被种草了😭", OWNER, BAKERS)
    bot.api.put(message=comment)
    bot.api.put(**u.message("That bread looks amazing! 🥖", ANNA, BAKERS))
    bot.ask("/what", ANNA, BAKERS, **u.reply_to(comment))
    bot.api.put(**u.message("Ohh, so it means you now want to go there?", ANNA, BAKERS))
    bot.api.put(**u.message("对对对！周末一起去吗？", OWNER, BAKERS))
    shown = bot.api.messages(BAKERS["id"])
    return Phone(ANNA, ENGLISH).chat(BAKERS["title"], "128 members", shown)


def panel(bot: Running) -> str:
    """An administrator opens the settings of a group, and one of them."""
    bot.api.member(SET_UP["id"], OWNER["id"], "administrator")
    told = u.user(OWNER["id"], "Rain")
    bot.ask("/settings", told, SET_UP)
    second = bot.ask("/settings", told, SET_UP)
    opening = strings(Language.ENGLISH, "panel-speaks")
    bot.answer(bot.press(opening, second, told, SET_UP), "editMessageText")
    shown = bot.api.messages(SET_UP["id"])
    return Phone(told, ENGLISH).chat(SET_UP["title"], "36 members", shown)


def inline(bot: Running) -> str:
    """In any chat, the bot's name and a word offer answers to put there; one was put before."""
    answer = bot.answer(u.inline_query("zhong cao", ANNA), "answerInlineQuery")
    friend = u.user(11, "Ben")
    chat = u.private(friend)
    said = u.body("People keep writing 种草 below my photos 🤔", friend, chat)
    put = u.body(None, ANNA, chat, via_bot=u.AUTHOR) | _as_sent(answer["results"][0])
    below = results("@hongshu_bot zhong cao", answer)
    return Phone(ANNA, ENGLISH).chat("Ben", "last seen recently", [said, put], below)


def _as_sent(result: JSON) -> JSON:
    """Return the fields of the message that an inline result puts into a chat."""
    done = read_html(result["input_message_content"]["message_text"])
    keys = {"reply_markup": result["reply_markup"]} if "reply_markup" in result else {}
    return {"text": done.text, "entities": done.entities, **keys}


SCREENS: Mapping[str, Callable[[Running], str]] = {
    screen.__name__: screen for screen in (newcomer, tour, reading, host, group, panel, inline)
}


def main(folder: Path) -> None:
    """Write a picture of each chat."""
    folder.mkdir(parents=True, exist_ok=True)
    api = BotApi(TOKEN)
    with tempfile.TemporaryDirectory() as place, running(api, Path(place)) as bot:
        api.wait("setMyCommands", 6, 120)
        for name, screen in SCREENS.items():
            file = folder / f"{name}.png"
            photograph(screen(bot), file)
            print(f"{file.stat().st_size // 1000:4} kB  {file}")
    api.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
