"""Words as a deck for Anki (https://apps.ankiweb.net). The one door to `genanki`.

Ids are fixed and a note's is made of its word's, so that importing a newer deck updates notes and
keeps what Anki knows of them.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import genanki

# Any numbers that no other deck has; never to be changed.
_DECK, _MODEL = 1_735_901_713, 1_735_901_717
_FIELDS = ("Word", "Traditional", "Reading", "Meaning", "More", "Example")
_WORD = (
    '<div class="word">{{Word}}</div>'
    '{{#Traditional}}<div class="other">{{Traditional}}</div>{{/Traditional}}'
)
_REST = (
    '{{#Reading}}<div class="reading">{{Reading}}</div>{{/Reading}}'
    '<div class="meaning">{{Meaning}}</div>'
    '{{#More}}<div class="more">{{More}}</div>{{/More}}'
    '{{#Example}}<div class="example">{{Example}}</div>{{/Example}}'
)
_TEMPLATES = (
    {"name": "Word → meaning", "qfmt": _WORD, "afmt": f"{_WORD}<hr id=answer>{_REST}"},
    {
        "name": "Meaning → word",
        "qfmt": '<div class="meaning">{{Meaning}}</div>',
        "afmt": f"{_WORD}<hr id=answer>{_REST}",
    },
)
# Sizes follow the phone's; every kind of Anki marks its dark theme with one of these classes.
_CSS = """
.card { font-family: system-ui, sans-serif; font-size: 1.15em; line-height: 1.5;
  text-align: center; max-width: 34em; margin: 0 auto; padding: 1em .75em;
  color: #1c1c1e; background: #ffffff; overflow-wrap: anywhere; }
.nightMode .card, .night_mode .card, .card.nightMode, .card.night_mode {
  color: #f2f2f7; background: #1c1c1e; }
.word { font-size: 2.2em; line-height: 1.3;
  font-family: "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
.other, .more, .example { opacity: .75; }
.reading { font-size: 1.2em; }
.meaning { font-size: 1.2em; margin: .4em 0; }
.more, .example { font-size: .9em; text-align: start; margin-top: .8em; }
hr { border: 0; border-top: 1px solid currentColor; opacity: .3; }
"""


@dataclass(frozen=True, slots=True)
class Note:
    """A word for a deck, as plain text; what is empty is not shown. `id` is its entry's."""

    id: str
    word: str
    traditional: str
    reading: str
    meaning: str
    more: str
    example: str
    tag: str


def deck(notes: Sequence[Note], name: str, about: str, at: int) -> bytes:
    """Return an .apkg file with two cards a note: word to meaning, and back.

    `at` is now in seconds since 1970: Anki takes the later of two versions of a note.
    """
    made = genanki.Deck(_DECK, name, about)
    model = genanki.Model(
        _MODEL,
        "Hongshu",
        fields=[{"name": field} for field in _FIELDS],
        templates=[dict(template) for template in _TEMPLATES],
        css=_CSS,
    )
    for note in notes:
        made.add_note(
            genanki.Note(
                model,
                [_html(text) for text in _texts(note)],
                tags=[f"hongshu::{note.tag}"],
                guid=genanki.guid_for("hongshu", "word", note.id),
            )
        )
    out = io.BytesIO()
    genanki.Package(made).write_to_file(out, at)
    return out.getvalue()


def _texts(note: Note) -> tuple[str, ...]:
    return note.word, note.traditional, note.reading, note.meaning, note.more, note.example


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")
