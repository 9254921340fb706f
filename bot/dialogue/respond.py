"""A line of text or the press of a button → what to say, and the preferences after it.

One door for the terminal and for Telegram: commands, their Chinese names, and free text.
"""

import re
from collections.abc import Callable

from bot.dialogue import ask, start
from bot.strings import strings
from bot.values import Part, Preferences, Reply
from knowledge import Knowledge, Language

Response = tuple[Reply, Preferences]

# Actions of buttons: show an entry below, show it here in another language, ask an example
# question, choose a language.
SHOW, TRANSLATE, EXAMPLE, LANGUAGE = "e", "t", "x", "l"

# What people type for each command; a Chinese word counts alone or with a space behind it.
_NAMES = {
    "start": "start",
    "help": "help",
    "ask": "ask",
    "term": "term",
    "what": "term",
    "define": "term",
    "lang": "lang",
    "开始": "start",
    "帮助": "help",
    "幫助": "help",
    "问": "ask",
    "問": "ask",
    "查": "term",
    "语言": "lang",
    "語言": "lang",
}
_COMMAND = re.compile(
    r"\s*/([A-Za-z]+)(?![A-Za-z0-9_'-])(?:@[A-Za-z0-9_]+)?\s*[，,:：]?\s*(.*)", re.DOTALL
)
_CHINESE = re.compile(r"\s*([\u4e00-\u9fff]{1,2})(?:\s+(.+))?", re.DOTALL)


def respond(knowledge: Knowledge, text: str, preferences: Preferences) -> Response:
    """Answer what somebody wrote."""
    name, argument = command(text)
    language = preferences.language or knowledge.language(text)
    if name is None:
        return ask.ask(knowledge, text, preferences).reply, preferences
    return _COMMANDS[name](knowledge, argument, preferences, language)


def command(text: str) -> tuple[str | None, str]:
    """Return the command a message gives and what stands behind it; None for free text."""
    match = _COMMAND.fullmatch(text)
    if match and match[1].lower() in _NAMES:
        return _NAMES[match[1].lower()], match[2].strip()
    match = _CHINESE.fullmatch(text)
    if match and match[1] in _NAMES and (match[2] or _NAMES[match[1]] not in {"ask", "term"}):
        return _NAMES[match[1]], (match[2] or "").strip()
    return None, text


def press(knowledge: Knowledge, action: str, preferences: Preferences) -> Response | None:
    """Answer a button; None if it means nothing (any more)."""
    name, _, argument = action.partition(":")
    if name == LANGUAGE:
        return start.set_language(argument, preferences.language or Language.ENGLISH)
    code, _, rest = argument.partition(":")
    if code not in set(Language):
        return None
    language = Language(code)
    if name in {SHOW, TRANSLATE}:
        reply = ask.entry(knowledge, rest, language)
        return (reply, preferences) if reply else None
    if name == EXAMPLE:
        question = start.example(rest, language)
        if question:
            return ask.ask(knowledge, question, Preferences(language)).reply, preferences
    return None


def _start(_: Knowledge, __: str, preferences: Preferences, language: Language) -> Response:
    return start.start(language), preferences


def _help(_: Knowledge, __: str, preferences: Preferences, language: Language) -> Response:
    return start.help_(language), preferences


def _ask(
    knowledge: Knowledge, argument: str, preferences: Preferences, language: Language
) -> Response:
    if not argument:
        return Reply(language, (Part(strings(language, "ask-what")),)), preferences
    return ask.ask(knowledge, argument, preferences).reply, preferences


def _term(
    knowledge: Knowledge, argument: str, preferences: Preferences, language: Language
) -> Response:
    if not argument:
        return Reply(language, (Part(strings(language, "term-what")),)), preferences
    return ask.term(knowledge, argument, preferences), preferences


def _lang(_: Knowledge, argument: str, preferences: Preferences, language: Language) -> Response:
    chosen = start.set_language(argument, language)
    return chosen or (start.ask_language(language), preferences)


_COMMANDS: dict[str, Callable[[Knowledge, str, Preferences, Language], Response]] = {
    "start": _start,
    "help": _help,
    "ask": _ask,
    "term": _term,
    "lang": _lang,
}
