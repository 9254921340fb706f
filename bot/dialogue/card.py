"""A term as a card: what stands on the picture, and the button that asks for it."""

from dataclasses import replace

from bot.dialogue.entries import headword, paragraphs
from bot.dialogue.voice import Voice
from bot.pictures import Card
from bot.values import Picture, Reply
from knowledge import Term

# The action of the button.
PICTURE = "pc"


def card(voice: Voice, term: Term) -> Card:
    """Return what a term's card says, in the script of the voice, its own language first."""
    traditional = voice.is_traditional
    word, other = term.term, term.traditional or ""
    if traditional and other:
        word, other = other, word
    meanings = (term.gloss.en, _chinese(voice, term.gloss.zh))
    sentences = (_chinese(voice, term.example.zh), term.example.en)
    return Card(
        word=word,
        other=other if other != word else "",
        reading=voice.reading(term.pinyin),
        first=meanings[voice.language.is_chinese],
        second=meanings[not voice.language.is_chinese],
        example=sentences[::-1] if term.category == "english" else sentences,
        brand=voice.word("card-brand"),
        traditional=traditional,
    )


def _chinese(voice: Voice, text: str) -> str:
    return voice.knowledge.traditional(text) if voice.is_traditional else text


def shown(voice: Voice, term: Term, picture: bytes) -> Reply:
    """Return the reply with a term's picture; the full text stands below it."""
    text = voice.reply(*paragraphs(voice, term))
    return replace(text, picture=Picture(f"{term.id}.png", picture, headword(voice, term)))


def text_alone(voice: Voice, term: Term) -> Reply:
    """Return the full text, where no picture can be drawn."""
    return voice.reply(*paragraphs(voice, term))


def offered(voice: Voice, reply: Reply) -> Reply:
    """Return a reply with a button to its picture beside its last ones, if it shows a term."""
    if not has_card(voice, reply.subject):
        return reply
    button = voice.button("card-button", f"{PICTURE}:{voice.language}:{reply.subject}")
    return replace(reply, choices=(*reply.choices[:-1], (*reply.choices[-1], button)))


def has_card(voice: Voice, entry: str) -> bool:
    """Whether an id is that of a term."""
    knowledge = voice.knowledge
    return knowledge.has(entry) and isinstance(knowledge.entry(entry), Term)
