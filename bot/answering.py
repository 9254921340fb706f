"""Commands that answer: `hongshu ask`, `lookup` and `read`, a text given or a text a line."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext

from bot import output
from bot.dialogue.ask import ask as answer
from bot.dialogue.entries import attribution
from bot.dialogue.voice import Voice
from bot.printing import print_json
from bot.values import Preferences
from knowledge import DictionaryEntry, Hit, Knowledge, Language, listening


def ask(options: argparse.Namespace, knowledge: Knowledge, texts: Iterable[str]) -> int:
    """Answer each text; 1 if one was given as argument and has no answer."""
    preferences = Preferences(None if options.lang == "auto" else Language(options.lang))
    missed = False
    for text in texts:
        with listening() if options.explain else nullcontext() as steps:
            outcome = answer(knowledge, text, preferences)
        data = output.asked(knowledge, text, outcome)
        missed = missed or not data["answered"]
        if options.json:
            print_json(data | output.explained(steps))
        else:
            print(output.steps(steps), end="")
            print(data["text"], end=_end(options), flush=True)
    return 1 if options.text and missed else 0


def look_up(options: argparse.Namespace, knowledge: Knowledge, texts: Iterable[str]) -> int:
    """Look each text up; 1 if one was given as argument and is not found."""
    missed = False
    for text in texts:
        with listening() if options.explain else nullcontext() as steps:
            hits = knowledge.lookup(text, options.limit)
        missed = missed or not hits
        if options.json:
            print_json(output.looked_up(text, hits) | output.explained(steps))
        else:
            print(output.steps(steps), end="")
            _print_hits(knowledge, text, hits)
    return 1 if options.text and missed else 0


def _print_hits(knowledge: Knowledge, text: str, hits: Sequence[Hit]) -> None:
    for hit in hits:
        spoken = f" {hit.word.pinyin}" if hit.word.pinyin else ""
        print(f"{hit.score:.2f} {hit.word.term}{spoken}: {hit.word.gloss.en}", flush=True)
    if any(isinstance(hit.word, DictionaryEntry) for hit in hits):
        print(attribution(Voice(knowledge, Language.ENGLISH)))
    if not hits:
        print(f"no term is spelled like {text!r}", file=sys.stderr)


def read(options: argparse.Namespace, knowledge: Knowledge, texts: Iterable[str]) -> int:
    """Show how each text is read, word by word."""
    for text in texts:
        words = knowledge.read(text, sandhi=options.sandhi)
        if options.json:
            print_json(output.read(text, words))
        else:
            print(output.read_aloud(knowledge, words), end=_end(options), flush=True)
    return 0


def _end(options: argparse.Namespace) -> str:
    """Return what stands behind an answer: an empty line where more may follow."""
    return "\n" if options.text else "\n\n"
