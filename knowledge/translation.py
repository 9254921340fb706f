"""What is to be said in the other language: "how do you say X in Chinese", X用英语怎么说."""

import re
from collections.abc import Callable, Mapping, Sequence

from knowledge.features import canonical
from knowledge.frames import Frame
from knowledge.glosses import sense
from knowledge.models import Term, Word
from knowledge.platforms import unsaid
from knowledge.question import Question
from knowledge.search import Search
from knowledge.spelling import CERTAIN, Hit
from knowledge.text import HAN

# Score of a word of which an English text is one of the senses to the letter.
_SAID = 0.95
# What asks outright for a translation. "Comments in Chinese", 用英文评论 may want something else.
_INTO_CHINESE = re.compile(
    r"\bsay\b|\btranslate\b|^(?:what|whats|what's)\b|中文|汉语|普通话|"
    r"\bhow\b.{0,20}\b(?:tell (?!me\b|us\b)|thank\b|apologi[sz]e\b|congratulate\b|wish\b)|"
    r"\b(?:word|term|phrase|name|expression|equivalent|translation)s? (?:for|of)\b"
)
_INTO_ENGLISH = re.compile(
    r"\bsay\b|\btranslate\b|(?:英文|英语|外语)(?:里|中)?(?:是什么|是啥|叫什么|叫啥)|(?:英文|英语)$|"
    r"(?:怎么|咋|如何)(?:用|拿)?(?:英文|英语|外语)?(?:里|中)?(?:说|讲|写|翻译|表达)"
)
# What says that English is wanted, or that people are called by names.
_ENGLISH = re.compile(r"\benglish\b|英文|英语|外语")
_CALLED = re.compile(r"\bcall")
# How a text begins that is itself a question.
_ASKING = re.compile(r"(?:how|what|why|when|where|who|which|can|could|should|do|does|is|are)\b")


def to_say(folded: str, asked: Sequence[Frame]) -> str:
    """Return the text that a question wants to say in the other language, or nothing.

    `asked`: how the question, which is folded, can be read as one about words.
    """
    text = next((frame.x for frame in asked if frame.intent == "say"), "")
    into_english = bool(HAN.search(text))
    if into_english != bool(_ENGLISH.search(folded)):
        return ""
    return "" if not into_english and _CALLED.search(folded) else text


def is_outright(folded: str, text: str) -> bool:
    """Whether a question asks how to say `text` and for nothing else."""
    cue = _INTO_ENGLISH if HAN.search(text) else _INTO_CHINESE
    sought = cue.search(folded) or f'"{text}"' in folded
    return unsaid(text) == CERTAIN and bool(sought) and not _ASKING.match(text)


class Translation:
    """Finds our words in characters for English texts."""

    def __init__(
        self, word: Callable[[str], Word], search: Search, said: Mapping[str, str]
    ) -> None:
        """Take what gives a word by its id, the words, and the id for each English sense."""
        self._word = word
        self._search = search
        self._said = said

    def wanted(self, question: Question) -> str:
        """Return the English text whose Chinese is asked for, or nothing.

        "How do I introduce myself in Chinese" asks for advice, "how are you in Chinese" for a
        phrase, which must be one of ours.
        """
        text = to_say(question.folded, question.frames)
        if not text or HAN.search(text):
            return ""
        mended = self._search.mended(text)
        for form in (text, canonical(text), mended):
            if sense(form) in self._said:
                return form
        return mended if is_outright(question.folded, text) else ""

    def find(self, text: str) -> list[Hit]:
        """Return our words that say an English text nearly to the letter, or nothing."""
        if said := self._said.get(sense(text)):
            return [Hit(self._word(said), _SAID, "meaning", text)]
        hits = [*self._search.spelled(text), *self._search.meant(text)]
        return [hit for hit in hits if hit.score >= CERTAIN and not _is_english(hit.word)]


def _is_english(word: Word) -> bool:
    """Whether a word is English; codes as 666 are Chinese."""
    is_code = isinstance(word, Term) and word.category != "english"
    return not (is_code or HAN.search(word.term))
