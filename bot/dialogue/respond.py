"""A line of text or the press of a button → what to say, and the preferences after it.

One door for the terminal and for Telegram. What needs a memory beyond preferences (a group's
settings, its own glossary, a person's data) is decided in other rooms.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.dialogue import ask, browse, draft, follow, privacy, quiz, read, start, tour, word
from bot.dialogue.commands import command
from bot.dialogue.entries import SHOW, TRANSLATE
from bot.dialogue.entries import linked as linked_entry
from bot.dialogue.voice import Voice
from bot.values import Moment, Preferences, Reply
from knowledge import Knowledge, Language

Response = tuple[Reply, Preferences]

# Actions whose answer takes the place of the message with the button.
IN_PLACE = frozenset([TRANSLATE, browse.PLACE, browse.OPEN, tour.STEP, read.PAGE])
# The start parameter of links to a command in the private chat.
COMMAND_LINK = "c_"
TOUR_LINK, ASK_LINK = COMMAND_LINK + "tour", COMMAND_LINK + "ask"


@dataclass(frozen=True, slots=True)
class Request:
    """A command as it was given."""

    voice: Voice
    argument: str
    preferences: Preferences
    moment: Moment
    hint: Language | None = None


def respond(
    knowledge: Knowledge,
    text: str,
    preferences: Preferences,
    *,
    moment: Moment,
    hint: Language | None = None,
    last: str = "",
) -> Response:
    """Answer what somebody wrote; `hint` is the language of who writes, as far as it is known.

    `last` is the id of the entry shown last, if a question may be about that.
    """
    name, argument = command(text)
    if name is None:
        if reply := follow.follow(knowledge, text, last, preferences, hint):
            return reply, preferences
        return ask.ask(knowledge, text, preferences, hint).reply, preferences
    if not text.lstrip().startswith("/") and not (hint and hint.is_chinese):
        hint = knowledge.language(text)  # whoever types a Chinese name writes Chinese
    if name in _SPEAK and argument:
        language = ask.tongue(knowledge, argument, preferences, hint)
    else:
        language = preferences.language or hint or Language.ENGLISH
    voice = Voice(knowledge, language, preferences.pinyin)
    request = Request(voice, argument, preferences, moment, hint)
    return _COMMANDS.get(name, _elsewhere)(request)


def press(
    knowledge: Knowledge,
    action: str,
    preferences: Preferences,
    hint: Language = Language.ENGLISH,
    *,
    about: str = "",
) -> Response | None:
    """Answer a button; None if it means nothing (any more).

    `about` is what the message says that the button's message answers, where it can be seen.
    """
    name, _, argument = action.partition(":")
    if name in {start.LANGUAGE, start.PINYIN}:
        voice = Voice(knowledge, preferences.language or hint, preferences.pinyin)
        choose = start.set_language if name == start.LANGUAGE else start.set_pinyin
        return choose(voice, argument, preferences)
    code, _, rest = argument.partition(":")
    if code not in set(Language) or name not in _PRESSED:
        return None
    voice = Voice(knowledge, Language(code), preferences.pinyin)
    return _PRESSED[name](voice, f"{rest}:{about}" if name == read.PAGE else rest, preferences)


def _start(request: Request) -> Response:
    voice, wanted = request.voice, request.argument
    linked = _COMMANDS.get(wanted.removeprefix(COMMAND_LINK), _start)
    if wanted.startswith(COMMAND_LINK) and linked is not _start:
        return linked(replace(request, argument=""))
    name = linked_entry(wanted)
    return (name and ask.entry(voice, name)) or start.start(
        voice, request.preferences
    ), request.preferences


def _ask(request: Request) -> Response:
    if not request.argument:
        return request.voice.sentence("ask-what"), request.preferences
    voice = request.voice
    asked = ask.ask(voice.knowledge, request.argument, request.preferences, request.hint)
    return asked.reply, request.preferences


def _term(request: Request) -> Response:
    if not request.argument:
        return request.voice.sentence("term-what"), request.preferences
    return ask.term(request.voice, request.argument), request.preferences


def _read(request: Request) -> Response:
    if not request.argument:
        return request.voice.sentence("read-what"), request.preferences
    return read.read(request.voice, request.argument), request.preferences


def _draft(request: Request) -> Response:
    if not request.argument:
        return request.voice.sentence("draft-what"), request.preferences
    return draft.draft(request.voice, request.argument), request.preferences


def _lang(request: Request) -> Response:
    chosen = start.set_language(request.voice, request.argument, request.preferences)
    return chosen or (start.ask_language(request.voice), request.preferences)


def _pinyin(request: Request) -> Response:
    chosen = start.set_pinyin(request.voice, request.argument, request.preferences)
    return chosen or (start.ask_pinyin(request.voice), request.preferences)


def _place(name: str) -> Callable[[Request], Response]:
    """Return the command that opens a place of the topics."""

    def opened(request: Request) -> Response:
        reply = browse.place(request.voice, name)
        assert reply is not None  # noqa: S101 - these places are always there
        return reply, request.preferences

    return opened


def _elsewhere(request: Request) -> Response:
    return request.voice.sentence("only-on-telegram"), request.preferences


# Digits from which a number of a page is forged.
_DIGITS = 5
# Commands whose argument shows in which language to answer.
_SPEAK = frozenset(["ask", "term", "draft"])

_COMMANDS: dict[str, Callable[[Request], Response]] = {
    "start": _start,
    "help": lambda r: (start.help_(r.voice), r.preferences),
    "ask": _ask,
    "term": _term,
    "read": _read,
    "draft": _draft,
    "topics": _place(browse.ROOT),
    "avoid": _place(browse.AVOID),
    "phrases": _place(browse.PHRASES),
    "word": lambda r: (word.word(r.voice, r.moment.today), r.preferences),
    "quiz": lambda r: (quiz.quiz(r.voice, r.moment.seed), r.preferences),
    "tour": lambda r: tour.tour(r.voice, r.preferences),
    "lang": _lang,
    "pinyin": _pinyin,
    "privacy": lambda r: (privacy.privacy(r.voice), r.preferences),
}


def _shown(voice: Voice, rest: str, preferences: Preferences) -> Response | None:
    reply = ask.entry(voice, rest)
    return (reply, preferences) if reply else None


def _opened(voice: Voice, rest: str, preferences: Preferences) -> Response | None:
    reply = browse.opened(voice, rest)
    return (reply, preferences) if reply else None


def _turned(voice: Voice, rest: str, preferences: Preferences) -> Response | None:
    name, _, page = rest.partition(":")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < _DIGITS else -1
    reply = browse.place(voice, name, number)
    return (reply, preferences) if reply else None


def _exampled(voice: Voice, rest: str, preferences: Preferences) -> Response | None:
    question = start.example(rest, voice.language)
    if question is None:
        return None
    chosen = Preferences(voice.language, voice.pinyin)
    return ask.ask(voice.knowledge, question, chosen).reply, preferences


def _paged(voice: Voice, rest: str, preferences: Preferences) -> Response | None:
    page, _, about = rest.partition(":")
    _, text = command(about)
    fits = text and page.isascii() and page.isdigit() and len(page) < _DIGITS
    return (read.read(voice, text, int(page)), preferences) if fits else None


_PRESSED: dict[str, Callable[[Voice, str, Preferences], Response | None]] = {
    SHOW: _shown,
    TRANSLATE: _shown,
    browse.OPEN: _opened,
    browse.PLACE: _turned,
    tour.STEP: tour.step,
    start.EXAMPLE: _exampled,
    read.PAGE: _paged,
}
