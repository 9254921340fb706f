"""The conversation in a terminal: the same dialogue as on Telegram, line by line."""

import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from platformdirs import user_state_path

from bot.dialogue.follow import LASTS
from bot.dialogue.respond import press, respond
from bot.strings import strings
from bot.values import Choice, Moment, Preferences, Reply
from knowledge import Knowledge, Language

PROMPT = "» "


class Conversation:
    """What a terminal remembers between two lines: preferences, buttons, said and shown."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Start a conversation without preferences."""
        self._knowledge = knowledge
        self._preferences = Preferences()
        self._choices: list[Choice] = []
        self._said = ""
        self._last = ("", 0.0)

    def say(self, line: str) -> str:
        """Return the answer to a line; the number of a button shown before presses it."""
        pressed = self._pressed(line.strip())
        response = pressed and press(
            self._knowledge, pressed.action, self._preferences, about=self._said
        )
        self._said = self._said if response else line
        moment = Moment(datetime.now(UTC).date(), secrets.randbits(32))
        entry, at = self._last
        last = entry if monotonic() - at <= LASTS else ""
        reply, self._preferences = response or respond(
            self._knowledge, line, self._preferences, moment=moment, last=last
        )
        self._last = (reply.subject, monotonic())
        return self._show(reply)

    def _pressed(self, line: str) -> Choice | None:
        number = int(line) if line.isascii() and line.isdigit() and len(line) == 1 else 0
        return self._choices[number - 1] if 0 < number <= len(self._choices) else None

    def _show(self, reply: Reply) -> str:
        self._choices = [c for row in reply.choices for c in row if c.action][:9]
        buttons = [f"  [{n}] {c.label}" for n, c in enumerate(self._choices, 1)]
        return "\n\n".join([reply.plain(), *(["\n".join(buttons)] if buttons else [])])


def chat(knowledge: Knowledge) -> None:
    """Talk until the input ends: with prompt and history in a terminal, else line by line."""
    conversation = Conversation(knowledge)
    if not sys.stdin.isatty():
        for line in sys.stdin:
            print(conversation.say(line.rstrip("\r\n")), end="\n\n", flush=True)
        return
    print(strings(Language.ENGLISH, "chat-banner"))
    for line in _typed():
        print(f"\n{conversation.say(line)}\n")
    print(strings(Language.ENGLISH, "chat-bye"))


def _typed() -> Iterator[str]:
    """Yield lines typed with editing and history; ends at Ctrl-D or Ctrl-C."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - only a terminal needs it
    from prompt_toolkit.history import FileHistory, InMemoryHistory  # noqa: PLC0415 - as above

    path = _history_file()
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(path)) if path else InMemoryHistory()
    )
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            line = session.prompt(PROMPT)
            if line.strip():
                yield line


def _history_file() -> Path | None:
    """Return where this user's own history is kept, or None where nothing can be written."""
    path = user_state_path("hongshu") / "history"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return None
    return path
