"""What Hongshu knows, and the engine that finds it: pure, synchronous, no network."""

from knowledge.answer import Knowledge, title
from knowledge.asking import Found, Nothing
from knowledge.glossary import Glossary
from knowledge.errors import ContentError, KnowledgeError, NotFound, Problem
from knowledge.models import (
    GUIDE_CATEGORIES,
    TERM_CATEGORIES,
    THEMES,
    Answer,
    Bilingual,
    Decline,
    FactAnswer,
    Entry,
    Fact,
    Guide,
    GuideCategory,
    Kind,
    Language,
    Phrase,
    Source,
    Term,
    TermCategory,
    Theme,
    Word,
)
from knowledge.pinyin import numbered
from knowledge.readings import reading
from knowledge.retrieval import Retriever
from knowledge.spelling import CERTAIN, Hit
from knowledge.text import HAN, clean, fold, key

__all__ = [
    "CERTAIN",
    "HAN",
    "Glossary",
    "clean",
    "fold",
    "key",
    "reading",
    "GUIDE_CATEGORIES",
    "TERM_CATEGORIES",
    "THEMES",
    "Answer",
    "Bilingual",
    "ContentError",
    "Decline",
    "Entry",
    "Fact",
    "FactAnswer",
    "Found",
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
    "Retriever",
    "Source",
    "Term",
    "TermCategory",
    "Theme",
    "Word",
    "numbered",
    "title",
]
