"""What is asked about the entry shown last: "example?", "and in Chinese?", 为什么, "more"."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.ask import found
from bot.dialogue.entries import choice, example, headword, show, sources
from bot.dialogue.voice import Voice
from bot.values import Part, PinyinStyle, Preferences, Reply, Style
from knowledge import Entry, Knowledge, Language, Phrase, Term, Word, fold

# Seconds for which a question may be about the entry shown last.
LASTS = 600
# Longest text that can be such a question, in characters.
_LONGEST = 40

# What may stand around such a question, and the questions, over folded text.
_AROUND = re.compile(
    r"^(?:(?:and|but|ok|okay|so|hmm|oh|那|那么|嗯|哦)[\s,，]+|那)*|(?:[\s,]+(?:please|pls|plz|then))?"
    r"[\s.!?。！？~～…呀呢啊吧]*$"
)
_ASKED: dict[str, re.Pattern[str]] = {
    "chinese": re.compile(
        r"(?:(?:say it|what is it|how about)? ?(?:in|into)? ?(?:chinese|mandarin))|"
        r"(?:用|说)?(?:中文|汉语|普通话)(?:怎么说|说|版)?"
    ),
    "english": re.compile(
        r"(?:(?:say it|what is it|how about)? ?(?:in|into)? ?english)|"
        r"(?:用|说)?(?:英文|英语)(?:怎么说|说|版)?"
    ),
    "example": re.compile(
        r"(?:(?:for|any|an|another|give me an?|can i have an|got an)? ?examples?)|"
        r"how (?:do|would|can) (?:i|you) use (?:it|that)|use it in a sentence|in a sentence|"
        r"(?:举|来|给)?(?:个|一个)?(?:例子|例句|栗子)|比如|怎么用"
    ),
    "meaning": re.compile(
        r"(?:(?:and )?what(?:'s| does| is)? (?:it|that|this|the)? ?mean(?:ing|s)?)|meaning|"
        r"(?:这|那|它)?(?:是)?(?:什么|啥)意思"
    ),
    "why": re.compile(r"why(?: is (?:that|it))?(?: so)?|how come|为什么|为啥|为何|怎么会"),
    "pinyin": re.compile(
        r"(?:the )?pinyin|pronunciation|how (?:do|would) (?:you|i|u) (?:pronounce|read|say) "
        r"(?:it|that)|how is (?:it|that) pronounced|怎么读|怎么念|拼音|读音|怎么发音"
    ),
    "more": re.compile(
        r"(?:(?:tell|show) me |say |one |any ?thing )?more|go on|another one|what else|"
        r"(?:再来|再说|多说)(?:一个|一点|一些|点|些)?|还有(?:吗|没有|别的吗)?|继续|更多|然后"
    ),
}


def is_follow(text: str) -> bool:
    """Whether a text may ask about the entry shown last."""
    return bool(_kind(text))


def follow(
    knowledge: Knowledge,
    text: str,
    last: str,
    preferences: Preferences,
    hint: Language | None = None,
) -> Reply | None:
    """Return the answer to a question about the entry `last`; None if `text` is none."""
    kind = _kind(text)
    entries = found(knowledge, last) if kind and last else ()
    if not entries:
        return None
    own = knowledge.language(text)
    traditional = hint is Language.TRADITIONAL and own.is_chinese
    language = preferences.language or (Language.TRADITIONAL if traditional else own)
    voice = Voice(knowledge, language, preferences.pinyin)
    return _ANSWERS[kind](voice, entries[0])


def _kind(text: str) -> str:
    """Return what is asked of the entry shown last; empty for anything else."""
    if len(text) > _LONGEST:
        return ""
    asked = _AROUND.sub("", fold(text)).strip()
    return next((kind for kind, pattern in _ASKED.items() if pattern.fullmatch(asked)), "")


def _shown(voice: Voice, entry: Entry) -> Reply:
    return show(voice, (entry,), voice.knowledge.related(entry))


def _chinese(voice: Voice, entry: Entry) -> Reply:
    spoken = voice.language if voice.language.is_chinese else Language.SIMPLIFIED
    return _shown(replace(voice, language=spoken), entry)


def _english(voice: Voice, entry: Entry) -> Reply:
    return _shown(replace(voice, language=Language.ENGLISH), entry)


def _example(voice: Voice, entry: Entry) -> Reply:
    if isinstance(entry, Term):
        return _part(voice, entry, example(voice, entry))
    if isinstance(entry, Phrase):
        return _part(voice, entry, Part(voice.text(entry.note)))
    return _more(voice, entry)


def _pinyin(voice: Voice, entry: Entry) -> Reply:
    if not isinstance(entry, Word):
        return _shown(voice, entry)
    hidden = voice.pinyin is PinyinStyle.OFF
    marked = replace(voice, pinyin=PinyinStyle.MARKS) if hidden else voice
    return _part(marked, entry)


def _why(voice: Voice, entry: Entry) -> Reply:
    """Say whom an answer rests on, and offer what may say more; a word is explained again."""
    if isinstance(entry, Word):
        return _shown(voice, entry)
    rows = tuple((choice(voice, other),) for other in voice.knowledge.related(entry)[:3])
    named = sources(voice, entry)
    parts = [Part(named, Style.ASIDE)] if named else []
    reply = voice.reply(Part(voice.word("follow-why")), *parts, rows=rows)
    return replace(reply, subject=entry.id)


def _more(voice: Voice, entry: Entry) -> Reply:
    """Show what is related, rather something that does not lead back here."""
    related = voice.knowledge.related(entry)
    onward = [other for other in related if entry.id not in other.related[:1]]
    for other in (*onward, *related):
        return _shown(voice, other)
    return _shown(voice, entry)


def _part(voice: Voice, word: Word, *parts: Part) -> Reply:
    """Return a word with a part of what is known of it, and what the whole entry offers."""
    whole = _shown(voice, word)
    return replace(whole, parts=(Part(headword(voice, word), Style.TITLE), *parts))


_ANSWERS: dict[str, Callable[[Voice, Entry], Reply]] = {
    "chinese": _chinese,
    "english": _english,
    "example": _example,
    "meaning": _shown,
    "why": _why,
    "pinyin": _pinyin,
    "more": _more,
}
