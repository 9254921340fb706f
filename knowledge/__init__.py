"""What Hongshu knows, and the engine that finds it: pure, synchronous, no network."""

from importlib import import_module
from typing import TYPE_CHECKING

from knowledge.answer import Knowledge, title
from knowledge.errors import ContentError, KnowledgeError, NotFound, Problem, Taken
from knowledge.explained import Step, listening
from knowledge.glossary import Glossary
from knowledge.models import (
    GUIDE_CATEGORIES,
    TERM_CATEGORIES,
    THEMES,
    Answer,
    Bilingual,
    Decline,
    DictionaryEntry,
    Entry,
    Fact,
    FactAnswer,
    Guide,
    GuideCategory,
    Kind,
    Language,
    Phrase,
    Source,
    Term,
    TermCategory,
    Theme,
    Topic,
    Word,
)
from knowledge.outcome import Found, Nothing
from knowledge.pinyin import numbered
from knowledge.readings import reading
from knowledge.retrieval import Retriever
from knowledge.spelling import ANSWER, CERTAIN, Hit
from knowledge.text import HAN, clean, fold, key

if TYPE_CHECKING:
    from knowledge.draft import DraftCheck, Finding
    from knowledge.reader import ReadWord

__all__ = [
    "ANSWER",
    "CERTAIN",
    "GUIDE_CATEGORIES",
    "HAN",
    "TERM_CATEGORIES",
    "THEMES",
    "Answer",
    "Bilingual",
    "ContentError",
    "Decline",
    "DictionaryEntry",
    "DraftCheck",
    "Entry",
    "Fact",
    "FactAnswer",
    "Finding",
    "Found",
    "Glossary",
    "Guide",
    "GuideCategory",
    "Hit",
    "Kind",
    "Knowledge",
    "KnowledgeError",
    "Language",
    "NotFound",
    "Nothing",
    "Phrase",
    "Problem",
    "ReadWord",
    "Retriever",
    "Source",
    "Step",
    "Taken",
    "Term",
    "TermCategory",
    "Theme",
    "Topic",
    "Word",
    "clean",
    "fold",
    "key",
    "listening",
    "numbered",
    "reading",
    "title",
]

# What no answer to a question needs, by the module that holds it: loaded when first asked for.
_LATER = {"DraftCheck": "draft", "Finding": "draft", "ReadWord": "reader"}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'knowledge' has no attribute {name!r}")
    return getattr(import_module(f"knowledge.{_LATER[name]}"), name)
