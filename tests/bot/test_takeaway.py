"""Decks, opened by Anki itself, and tables."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from bot.decks import Note, deck
from bot.dialogue import takeaway
from bot.dialogue.saved import words
from bot.dialogue.voice import Voice
from bot.sheets import plain, sheet
from knowledge import Knowledge, Language

NOW = 1_800_000_000
IDS = ["zhongcao", "yyds", "rizz"]
NOTE = Note("x", "<b>&", "", "", "a\nb", "", "", "people")


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection of Anki's."""
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def load(collection: Collection, content: bytes, folder: Path) -> None:
    """Import a deck as a person does."""
    path = folder / "deck.apkg"
    path.write_bytes(content)
    options = ImportAnkiPackageOptions(merge_notetypes=True)
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=options)
    )


def fields(collection: Collection) -> dict[str, list[str]]:
    """Return the fields of all notes, by the first."""
    notes = [collection.get_note(n) for n in collection.find_notes("")]
    return {note.fields[0]: note.fields[1:] for note in notes}


def test_anki_reads_two_cards_a_word(
    knowledge: Knowledge, collection: Collection, tmp_path: Path
) -> None:
    """Every word is one note with a card in each direction, in a deck of ours."""
    voice = Voice(knowledge, Language.ENGLISH)
    content = takeaway.file(voice, words(knowledge, IDS), takeaway.ANKI, NOW)

    load(collection, content, tmp_path)

    assert collection.note_count() == 3
    assert collection.card_count() == 6
    assert fields(collection)["种草"][:2] == ["種草", "zhòngcǎo"]
    names = [found.name for found in collection.decks.all_names_and_ids()]
    assert "Hongshu · RedNote words" in names


def test_importing_again_updates_instead_of_doubling(
    knowledge: Knowledge, collection: Collection, tmp_path: Path
) -> None:
    """A later deck changes the notes there are, adds what is new, and keeps what was learned."""
    english, chinese = Voice(knowledge, Language.ENGLISH), Voice(knowledge, Language.SIMPLIFIED)
    load(collection, takeaway.file(english, words(knowledge, IDS), "anki", NOW), tmp_path)
    card = collection.get_card(collection.find_cards("deck:*")[0])
    card.due, card.ivl, card.queue, card.type, card.reps = 50, 30, 2, 2, 4
    collection.update_card(card)
    before = fields(collection)

    later = [*IDS, "bacao"]
    for at in (NOW + 10, NOW + 20):
        load(collection, takeaway.file(chinese, words(knowledge, later), "anki", at), tmp_path)

    after = fields(collection)
    assert collection.note_count() == 4
    assert collection.card_count() == 8
    assert after["种草"] != before["种草"]
    assert collection.get_card(card.id).ivl == 30


def test_what_a_word_holds_is_no_markup(collection: Collection, tmp_path: Path) -> None:
    """Signs of HTML are shown, and lines are kept."""
    load(collection, deck([NOTE], "d", "a", NOW), tmp_path)

    assert fields(collection) == {"&lt;b&gt;&amp;": ["", "", "a<br>b", "", ""]}


def test_cards_show_what_they_ask_and_answer(collection: Collection, tmp_path: Path) -> None:
    """The question of one card is the word, of the other the meaning; empty fields leave none."""
    load(collection, deck([NOTE], "d", "a", NOW), tmp_path)

    cards = [collection.get_card(number) for number in collection.find_cards("")]
    first, second = (card.render_output() for card in cards)

    assert "&lt;b&gt;" in first.question_text
    assert "a<br>b" not in first.question_text
    assert "a<br>b" in first.answer_text
    assert "a<br>b" in second.question_text
    assert "&lt;b&gt;" in second.answer_text
    assert 'class="example"' not in first.answer_text
    assert ".nightMode" in first.css


def test_table_holds_a_row_a_word(knowledge: Knowledge) -> None:
    """The table has a heading, and both languages of every word."""
    voice = Voice(knowledge, Language.ENGLISH)
    content = takeaway.file(voice, words(knowledge, IDS), takeaway.CSV, NOW)

    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

    assert [row["word"] for row in rows] == ["种草", "yyds", "rizz"]
    assert all(row["english"] and row["chinese"] for row in rows)


def test_dictionary_of_others_is_never_exported(knowledge: Knowledge) -> None:
    """What comes from CC-CEDICT stays out of deck and table."""
    borrowed = next(hit.word for hit in knowledge.lookup("螃蟹") if hit.word.id[:6] == "cedict")
    voice = Voice(knowledge, Language.ENGLISH)

    content = takeaway.file(voice, [borrowed], takeaway.CSV, NOW)

    assert len(content.decode("utf-8-sig").splitlines()) == 1


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-1", "@x", "\tx", "'=x", "a=b", ""])
def test_no_cell_is_a_formula(cell: str) -> None:
    """What a spreadsheet would run stands behind a quote, and comes back as it was."""
    (row,) = csv.reader(io.StringIO(sheet([[cell, "x"]]).decode("utf-8-sig"), newline=""))

    assert row[0][:1] not in {"=", "+", "-", "@", "\t"}
    assert plain(row[0]) == cell
