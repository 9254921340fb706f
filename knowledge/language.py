"""Which language and script a message is in, judged by its frame rather than by its subject.

"what does 打卡 mean" is English, "小红书 MAU 是多少" is Chinese: the words that hold the sentence
together decide, not the term it is about.
"""

import re

from knowledge.frames import frames
from knowledge.models import Language
from knowledge.script import is_traditional
from knowledge.tables import words as table_words
from knowledge.text import HAN, HAN_RUN, WORD, clean, words

# Chinese words that only a Chinese sentence needs.
_CHINESE_FRAME = re.compile(
    r"[的了吗呢吧啊呀嘛么嗎麼]|什[么麼]|怎[么麼样樣]|是不是|有[没沒]有|能不能|可不可以|可以|"
    r"[为為]什|[为為]啥|多少|[几幾][个個]|哪[里裡个個些]|[谁誰]|意思|[这這那]|是|我|你|他|她|"
    r"平[时時]|[请請]|[说說]|叫|和|跟|在|用|想"
)
# English words that only an English sentence needs.
_ENGLISH_FRAME = table_words("frame_words.txt")
_COMMA = re.compile("[,，]")
_SENTENCE = 3  # English words that make a sentence
# What asks, in either language.
_ASKS = re.compile(r"(?:怎[么麼]|如何|咋)[说說写寫念读讀翻讲講]|[什甚][么麼]意思|啥意思")
_ASKS_IN_ENGLISH = frozenset(["what", "whats", "what's", "how", "why", "is", "does", "do", "can"])
_HAN_PER_WORD = 1.5  # Chinese characters that say about as much as one English word


def detect(text: str) -> Language:
    """Return the language to answer `text` in; English where there is nothing to go by."""
    cleaned = clean(text)
    if not HAN.search(cleaned):
        return Language.ENGLISH
    return _chinese(cleaned) if _is_chinese(_without_term(cleaned)) else Language.ENGLISH


def _without_term(cleaned: str) -> str:
    """Return a question without the term it is about, if a frame shows it; no term has commas."""
    frame = next((f for f in frames(cleaned.lower()) if not _COMMA.search(f.x)), None)
    rest = cleaned.lower().replace(frame.x, " ") if frame else cleaned
    return rest if WORD.search(rest) else cleaned


def _chinese(cleaned: str) -> Language:
    return Language.TRADITIONAL if is_traditional(cleaned) else Language.SIMPLIFIED


def _is_chinese(cleaned: str) -> bool:
    lowered = cleaned.lower()
    latin = [w for w in words(lowered) if not (HAN_RUN.match(w) or w.isdigit())]
    if not latin:
        return True
    han = "".join(HAN_RUN.findall(cleaned))
    chinese = len(_CHINESE_FRAME.findall(_unquoted(cleaned)))
    english = sum(word in _ENGLISH_FRAME for word in latin)
    if english < _SENTENCE and _ASKS.search(cleaned) and not _ASKS_IN_ENGLISH.intersection(latin):
        return True
    if english != chinese and (english == 0 or chinese == 0 or abs(english - chinese) > 1):
        return chinese > english
    return len(han) / _HAN_PER_WORD > len(latin)


def _unquoted(cleaned: str) -> str:
    return re.sub(r"[\"“「『《][^\"”」』》]*[\"”」』》]", " ", cleaned)
