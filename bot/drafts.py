"""What `hongshu draft` prints: the places of a draft that touch a sensitive topic."""

import argparse
from collections.abc import Iterable
from typing import Any

from bot.dialogue.draft import draft
from bot.dialogue.voice import Voice
from bot.printing import print_json
from knowledge import DraftCheck, Finding, Knowledge


def look_over(options: argparse.Namespace, knowledge: Knowledge, texts: Iterable[str]) -> int:
    """Print what is found in each draft; 1 if a draft was given as argument and has findings."""
    found = False
    for text in texts:
        check = knowledge.check_draft(text)
        found = found or bool(check.findings)
        if options.json:
            print_json(looked_over(text, check))
        else:
            reply = draft(Voice(knowledge, knowledge.language(text)), text)
            print(reply.plain(), end="\n" if options.text else "\n\n", flush=True)
    return 1 if options.text and found else 0


def looked_over(text: str, check: DraftCheck) -> dict[str, Any]:
    """Return `hongshu draft --json`."""
    return {
        "text": text,
        "readable": check.readable,
        "findings": [_finding(finding) for finding in check.findings],
        "note_en": check.note.en,
        "note_zh": check.note.zh,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "match": finding.match,
        "topic": finding.topic,
        "level": finding.level,
        "why_en": finding.why.en,
        "why_zh": finding.why.zh,
        "hint_en": finding.hint.en if finding.hint else None,
        "hint_zh": finding.hint.zh if finding.hint else None,
    }
