"""/draft and `hongshu draft`: what is said of a draft, and the JSON."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.dialogue.respond import respond
from bot.values import Moment, Preferences, Reply
from knowledge import Knowledge, Language

ROOT = Path(__file__).parents[2]
CLEAN = "Three days in Lisbon: tiles, trams and far too many pastries"
PHONE = "Handmade mugs, orders: 555-201-3344"


def said(knowledge: Knowledge, text: str) -> Reply:
    """Return the answer to a message in a private chat."""
    moment = Moment(date(2026, 5, 1), 1)
    return respond(knowledge, text, Preferences(), moment=moment)[0]


def test_a_place_is_quoted_with_reason_and_consequence(knowledge: Knowledge) -> None:
    """Place, level, reason, what can be done, what usually happens and the sources are told."""
    topic = next(topic for topic in knowledge.topics() if topic.id == "topic-contact")
    (finding,) = knowledge.check_draft(PHONE).findings

    reply = said(knowledge, f"/draft {PHONE}")

    for wanted in (
        "555-201-3344",
        "better left out",
        finding.why.en,
        topic.usually.en,
        "Sources:",
    ):
        assert wanted in reply.plain()
    assert reply.choices[0][0].action == "e:en:topic-contact"


def test_nothing_is_promised(knowledge: Knowledge) -> None:
    """With findings or without, the last words are that nothing is promised."""
    for text in (CLEAN, PHONE):
        note = knowledge.check_draft(text).note
        assert said(knowledge, f"/draft {text}").parts[-1].text == note.en


def test_a_clean_draft_is_wished_well(knowledge: Knowledge) -> None:
    """An ordinary post gets a friendly line and no buttons."""
    reply = said(knowledge, f"/draft {CLEAN}")

    assert len(reply.parts) == 2
    assert "Have fun" in reply.parts[0].text
    assert reply.choices == ()


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [
        ("检查 想要同款的加我微信 panda_88", Language.SIMPLIFIED, "最好不写"),
        ("檢查 想要同款的加我微信 panda_88，謝謝", Language.TRADITIONAL, "最好不寫"),
    ],
)
def test_the_answer_is_in_the_language_of_the_draft(
    knowledge: Knowledge, text: str, language: Language, level: str
) -> None:
    """A Chinese draft is answered in its script; the quoted place stays as written."""
    reply = said(knowledge, text)

    assert reply.language is language
    assert level in reply.plain()
    assert "加我微信 panda_88" in reply.plain()


def test_a_long_list_is_cut(knowledge: Knowledge) -> None:
    """Of many places the first are told and the rest counted."""
    many = ". ".join(f"Orders: 555-201-33{n}" for n in range(10, 20))

    assert "4 more" in said(knowledge, f"/draft {many}").plain()


def test_an_empty_draft_is_asked_for(knowledge: Knowledge) -> None:
    """The bare command says how it is used."""
    assert "/draft" in said(knowledge, "/draft").plain()


def test_another_language_is_told(knowledge: Knowledge) -> None:
    """A draft that cannot be read is not called clean."""
    reply = said(knowledge, "/draft Hoje fui à praia com minha família e comemos sorvete")

    assert reply.plain() == knowledge.check_draft("Сегодня я ходила на пляж").note.en


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run `hongshu draft` as a program."""
    command = [sys.executable, "-m", "bot", "draft", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )


def test_the_command_prints_json(knowledge: Knowledge) -> None:
    """One object with places, reasons and the note in both languages; findings are exit 1."""
    done = run("--json", PHONE)

    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert data["text"] == PHONE
    (found,) = data["findings"]
    assert PHONE[found["start"] : found["end"]] == found["match"] == "555-201-3344"
    assert found["topic"] in {topic.id for topic in knowledge.topics()}
    assert found["level"] == "avoid"
    assert found["why_en"]
    assert found["why_zh"]
    assert data["note_en"]
    assert data["note_zh"]


def test_the_command_reads_a_draft_a_line() -> None:
    """Lines of standard input are answered in order, and the stream ends well."""
    done = run("--json", given=f"{CLEAN}\n{PHONE}\n\n")

    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [len(data["findings"]) for data in found] == [0, 1, 0]


def test_the_command_tells_people() -> None:
    """Without --json it says what the bot says; a clean draft is exit 0."""
    done = run(CLEAN)

    assert done.returncode == 0
    assert "ordinary post" in done.stdout
