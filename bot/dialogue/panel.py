"""The settings of a group as a panel of buttons, and as one file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.dialogue.options import VALUES, to_file, value_of
from bot.dialogue.voice import Voice, short
from bot.groups import GroupSettings
from bot.strings import MissingString
from bot.values import Change, Choice, Document, Part, Reply, Style

# The action of all buttons here, the link that opens the panel in private, and what answers to
# its prompts are taken for: a new welcome, a file of settings.
PANEL, PANEL_LINK, WELCOME_PROMPT, IMPORT_PROMPT = "s", "g_", "w", "i"
MAIN, AUDIT, EXPORT, IMPORT, WELCOME_TEXT, CLOSE = "", "audit", "file", "load", "text", "close"

# Buttons in a row of values, by setting.
_ROW = {"word_hour": 6, "zone": 2, "member_cap": 5, "group_cap": 5}
# Which settings stand on which page; the rest stand on the first.
_PAGES: Mapping[str, tuple[str, ...]] = {
    "word": ("word_hour", "zone", "word_topic"),
    "greet": ("welcome", "welcome_minutes", "welcome_text"),
}
_FIRST = (
    "language", "speaks", "word", "greet", "delete_minutes", "quiet_topics",
    "draft", "quiz", "insight", "member_cap", "group_cap",
)  # fmt: skip
# Settings whose values are shown as they are, and those whose numbers are told in a sentence.
_AS_THEY_ARE = frozenset(["zone", "quiet_topics"])
_COUNTED = {
    "word_topic": "panel-topic",
    "welcome_minutes": "panel-minutes",
    "delete_minutes": "panel-minutes",
    "member_cap": "panel-per-minute",
    "group_cap": "panel-per-minute",
}
# Silent topics with a button; Telegram takes a hundred buttons below a message.
_SILENT = 95
# Settings that are switched by one press.
_SWITCHES = frozenset(["welcome", "draft", "quiz", "insight"])
# Settings whose values are on a page of their own.
_LISTED = VALUES.keys() - _SWITCHES - {"welcome_text"}


@dataclass(frozen=True, slots=True)
class Panel:
    """Where a panel is shown: for which group, and in which forum topic; 0 is the general one.

    `outside`: in the private chat of an administrator, where no topic is at hand.
    """

    voice: Voice
    chat: int
    topic: int = 0
    outside: bool = False

    def show(self, settings: GroupSettings, page: str = MAIN) -> Reply | None:
        """Return a page of the panel, or None if there is no such page."""
        if page == MAIN:
            return self._first(settings)
        if page in _PAGES:
            return self._page(settings, page)
        return self._values(settings, page) if page in _LISTED else None

    def _first(self, settings: GroupSettings) -> Reply:
        heading = Part(self.voice.word("panel-heading"), Style.TITLE)
        lines = "\n".join(self._line(settings, name) for name in _FIRST)
        buttons = [self._entry(settings, name) for name in _FIRST]
        rows = [tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2)]
        rows.append((self._to("panel-export", EXPORT), self._to("panel-import", IMPORT)))
        changes = [self._to("panel-audit", AUDIT)]
        if not self.outside:
            link = f"{PANEL_LINK}{self.chat}"
            changes.append(Choice(self.voice.word("panel-private"), link=link))
        rows += [tuple(changes), (self._to("panel-close", CLOSE),)]
        return self.voice.reply(heading, Part(lines), rows=tuple(rows))

    def _page(self, settings: GroupSettings, page: str) -> Reply:
        names = [name for name in _PAGES[page] if name != "word_topic" or not self.outside]
        lines = "\n".join(self._line(settings, name) for name in names)
        parts = [Part(self.voice.word(f"panel-{page}"), Style.TITLE), Part(lines)]
        rows = [(self._entry(settings, name),) for name in names if name != "welcome_text"]
        if page == "greet":
            text = settings.welcome_text or self.voice.word("welcome", names="{names}")
            parts += [Part(text, Style.QUOTE), Part(self.voice.word("panel-welcome-places"))]
            rows.append((self._to("panel-welcome-change", WELCOME_TEXT),))
            rows.append((self._set("panel-welcome-usual", "welcome_text", "usual"),))
        return self.voice.reply(*parts, rows=(*rows, self._back()))

    def _values(self, settings: GroupSettings, name: str) -> Reply:
        buttons = list(self._offered(settings, name))
        width = _ROW.get(name, 1 if name in {"speaks", "word_topic", "quiet_topics"} else 3)
        rows = [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]
        heading = Part(self.voice.word(f"panel-{_dashed(name)}"), Style.TITLE)
        about = Part(self.voice.word(f"panel-{_dashed(name)}-about"))
        return self.voice.reply(heading, about, rows=(*rows, self._back(above(name))))

    def _offered(self, settings: GroupSettings, name: str) -> Iterator[Choice]:
        if name == "quiet_topics":
            yield from self._topics(settings)
            return
        current = value_of(settings, name)
        for value in VALUES[name]:
            if value == "here" and self.outside:
                continue
            label = self.said(name, value)
            chosen = value == current
            label = self.voice.word("panel-chosen", value=label) if chosen else label
            yield Choice(label, f"{PANEL}:{self.chat}:{name}={value}")

    def _topics(self, settings: GroupSettings) -> Iterator[Choice]:
        """Yield what can be done about topics: this one, and those that are off."""
        here = self.topic in settings.quiet_topics
        if not self.outside:
            name = "panel-topic-here-on" if here else "panel-topic-here-off"
            yield self._set(name, "quiet_topics", str(self.topic))
        for topic in settings.quiet_topics[:_SILENT]:
            if self.outside or topic != self.topic:
                label = self.voice.word("panel-topic-on", count=topic)
                yield Choice(label, f"{PANEL}:{self.chat}:quiet_topics={topic}")

    def _line(self, settings: GroupSettings, name: str) -> str:
        named = self.voice.word(f"panel-{_dashed(name)}")
        return self.voice.word("panel-line", name=named, value=self._now(settings, name))

    def _now(self, settings: GroupSettings, name: str) -> str:
        """Return the value a setting, or a page of settings, has now."""
        if name == "word":
            hour = self.said("word_hour", value_of(settings, "word_hour"))
            if settings.word_hour is None:
                return hour
            return self.voice.word("panel-word-at", hour=hour, zone=settings.zone)
        if name == "greet":
            return self.said("welcome", value_of(settings, "welcome"))
        if name == "quiet_topics":
            return str(len(settings.quiet_topics) or self.voice.word("panel-none"))
        return self.said(name, value_of(settings, name))

    def _entry(self, settings: GroupSettings, name: str) -> Choice:
        """Return the button of a setting: a switch, or the way to its values."""
        if name not in _SWITCHES:
            return self._to(f"panel-{_dashed(name)}", name)
        on = value_of(settings, name) == "on"
        label = self.voice.word(f"panel-{_dashed(name)}-{'disable' if on else 'enable'}")
        return Choice(label, f"{PANEL}:{self.chat}:{name}={'off' if on else 'on'}")

    def _to(self, name: str, page: str) -> Choice:
        return self.voice.button(name, f"{PANEL}:{self.chat}:{page}")

    def _set(self, name: str, field: str, value: str) -> Choice:
        return self.voice.button(name, f"{PANEL}:{self.chat}:{field}={value}")

    def _back(self, page: str = MAIN) -> tuple[Choice, ...]:
        return (self._to("panel-back", page),)

    def said(self, name: str, value: str) -> str:
        """Return the value of a setting in words."""
        if name in _AS_THEY_ARE:
            mark = "、" if self.voice.language.is_chinese else ", "
            return value.replace(", ", mark) or self.voice.word("panel-none")
        if name == "word_hour" and value.isdigit():
            return f"{int(value):02}:00"
        if name == "welcome_text":
            return self.voice.word("panel-own" if value else "panel-usual")
        if name in _COUNTED and value not in {"0", "here"}:
            return self.voice.word(_COUNTED[name], count=value)
        return self.voice.word(f"panel-{_dashed(name)}-{value}")

    def audit(self, changes: Sequence[Change], names: Mapping[int, str]) -> Reply:
        """Return who changed what, newest first, with times in UTC."""
        lines = [
            self.voice.word(
                "panel-change",
                time=datetime.fromtimestamp(change.at, UTC).strftime("%Y-%m-%d %H:%M"),
                who=names.get(change.by or 0) or self.voice.word("panel-anonymous"),
                what=self._what(change.what),
            )
            for change in changes
        ]
        heading = Part(self.voice.word("panel-audit"), Style.TITLE)
        text = "\n".join(lines) or self.voice.word("panel-audit-none")
        return self.voice.reply(heading, Part(text), rows=(self._back(),))

    def _what(self, what: str) -> str:
        """Return a change, kept as `name|old|new` or `name|value`, in words.

        What another version kept, and this one does not know, is only told to be something.
        """
        try:
            return self._told(*what.split("|", 1))
        except MissingString:
            return self.voice.word("panel-did-other")

    def _told(self, name: str, rest: str = "") -> str:
        if name in VALUES and rest.count("|") == 1:
            setting = self.voice.word(f"panel-{_dashed(name)}")
            old, new = (short(self.said(name, value)) for value in rest.split("|"))
            return self.voice.word("panel-from-to", name=setting, old=old, new=new)
        return self.voice.word(f"panel-did-{name}", value=rest)

    def export(self, settings: GroupSettings) -> Reply:
        """Return the settings as a JSON file, with the group they belong to."""
        document = Document("hongshu-settings.json", to_file(settings, self.chat))
        return replace(self.voice.sentence("panel-file"), document=document)

    def ask_file(self) -> Reply:
        """Return the request for a file of settings."""
        prompt = f"{IMPORT_PROMPT}_{self.chat}"
        return replace(self.voice.sentence("panel-import-how"), prompt=prompt)

    def ask_welcome(self) -> Reply:
        """Return the request for a new text of the welcome."""
        prompt = f"{WELCOME_PROMPT}_{self.chat}"
        return replace(self.voice.sentence("panel-welcome-how"), prompt=prompt)


def above(name: str) -> str:
    """Return the page a setting stands on."""
    return next((page for page, names in _PAGES.items() if name in names), MAIN)


def _dashed(name: str) -> str:
    return name.replace("_", "-")
