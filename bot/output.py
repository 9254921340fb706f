"""The JSON objects of the command line: the shapes that programs rely on."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.dialogue.ask import Asked
from bot.dialogue.entries import attribution
from bot.dialogue.voice import Voice
from bot.strings import strings
from knowledge import DictionaryEntry, Found, Hit, Knowledge, Language, Step, Term, title

if TYPE_CHECKING:
    from knowledge import ReadWord


def asked(knowledge: Knowledge, question: str, outcome: Asked) -> dict[str, Any]:
    """Return `hongshu ask --json`."""
    found = outcome.outcome
    suggestions = found.related if isinstance(found, Found) else found.suggestions
    data: dict[str, Any] = {
        "question": question,
        "answered": isinstance(found, Found),
        "kind": "none",
        "id": None,
        "lang": str(found.language),
        "text": outcome.reply.plain(),
        "score": round(found.score, 3),
        "as_of": None,
        "sources": [],
        "suggestions": [
            {"id": entry.id, "title": knowledge.say(title(entry), found.language)}
            for entry in suggestions
        ],
    }
    if isinstance(found, Found):
        entry = found.entry
        sources = {s.id: s for shown in found.entries for s in knowledge.sources(shown)}
        data |= {
            "kind": str(entry.kind),
            "id": entry.id,
            "as_of": entry.as_of[:7] if entry.as_of else None,
            "sources": [source.model_dump() for source in sources.values()],
        }
    return data


def looked_up(query: str, hits: list[Hit]) -> dict[str, Any]:
    """Return `hongshu lookup --json`."""
    return {"query": query, "matches": [_match(hit) for hit in hits]}


def explained(steps: Sequence[Step] | None) -> dict[str, Any]:
    """Return the field that `--explain` adds: the steps in order; nothing if none were told."""
    return {} if steps is None else {"explain": [asdict(step) for step in steps]}


def steps(steps: Sequence[Step] | None) -> str:
    """Return the steps for a terminal, one a line with what was seen, an empty line at the end."""
    if steps is None:
        return ""
    width = max((len(step.name) for step in steps), default=0)
    lines = [f"{step.name:<{width}}  {_seen(step.seen)}" for step in steps]
    return "\n".join(lines) + "\n\n"


def _seen(seen: Any) -> str:  # noqa: ANN401 - JSON is anything
    """Return plain data as people read it: `(a: 1, b: 2)`; lists apart by semicolons."""
    if isinstance(seen, dict):
        told = (f"{name}: {_seen(value)}" for name, value in seen.items() if value != "")
        return f"({', '.join(told)})"
    if isinstance(seen, list):
        return "; ".join(map(_seen, seen)) or "none"
    return "none" if seen is None else str(seen)


def read(text: str, words: "Sequence[ReadWord]") -> dict[str, Any]:
    """Return `hongshu read --json`."""
    return {"text": text, "words": [asdict(word) for word in words]}


def read_aloud(knowledge: Knowledge, words: "Sequence[ReadWord]") -> str:
    """Return a text for a terminal: each word with its reading, then a line a word explained."""
    line = "".join(f" {word.text}({word.pinyin}) " if word.pinyin else word.text for word in words)
    ours = [word for word in words if word.source == "glossary"]
    theirs = [word for word in words if word.source == "dictionary" and len(word.text) > 1]
    known = {word.text: word for word in (*ours, *theirs)}
    explained = [
        f"{word.text} {word.pinyin}".strip() + f": {word.gloss_en}" for word in known.values()
    ]
    lines = [" ".join(line.split()), *(["", *explained] if explained else [])]
    if any(word.source == "dictionary" for word in known.values()):
        lines += ["", attribution(Voice(knowledge, Language.ENGLISH))]
    return "\n".join(lines)


def _joined(gloss: str, stop: str, meaning: str) -> str:
    """Return a gloss and a meaning as two sentences."""
    return f"{gloss} {meaning}" if gloss[-1] in ".!?。！？…" else f"{gloss}{stop}{meaning}"


def _match(hit: Hit) -> dict[str, Any]:
    word = hit.word
    if isinstance(word, DictionaryEntry):
        return _dictionary_match(hit, word)
    meaning = word.meaning if isinstance(word, Term) else None
    return {
        "id": word.id,
        "term": word.term,
        "traditional": word.traditional or word.term,
        "pinyin": word.pinyin,
        "kind": word.category if isinstance(word, Term) else "phrase",
        "score": round(hit.score, 3),
        "source": "glossary",
        "matched": hit.reason,
        "text_en": _joined(word.gloss.en, ". ", meaning.en) if meaning else word.gloss.en,
        "text_zh": _joined(word.gloss.zh, "。", meaning.zh) if meaning else word.gloss.zh,
    }


def _dictionary_match(hit: Hit, word: DictionaryEntry) -> dict[str, Any]:
    return {
        "id": word.id,
        "term": word.term,
        "traditional": word.traditional,
        "pinyin": word.pinyin,
        "kind": "dictionary",
        "score": round(hit.score, 3),
        "source": "dictionary",
        "matched": hit.reason,
        "text_en": word.gloss.en,
        "text_zh": strings(Language.SIMPLIFIED, "dictionary-english", text=word.gloss.en),
    }
