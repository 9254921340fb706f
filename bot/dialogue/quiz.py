"""A quiz question: what does this word mean?"""

from random import Random

from bot.dialogue.voice import Voice
from bot.values import Part, Quiz, Reply
from knowledge import Term

# Answers to choose from; longest answer and explanation, in characters (Bot API, sendPoll).
_OPTIONS = 4
_OPTION, _EXPLANATION = 100, 200


def quiz(voice: Voice, seed: int) -> Reply:
    """Return a question about a word a newcomer should know; the seed decides which.

    English speakers are asked about Chinese words, Chinese speakers about English ones.
    """
    chance = Random(seed)  # noqa: S311 - a game, no secret
    english = voice.language.is_chinese
    words = [
        entry
        for entry in voice.knowledge.entries()
        if isinstance(entry, Term)
        and (entry.category == "english") is english
        and entry.style != "rude"
        and entry.priority in {"1", "2"}
    ]
    asked = chance.choice(words)
    meaning = voice.text(asked.gloss)[:_OPTION]
    others = list({voice.text(w.gloss)[:_OPTION] for w in words if w.id != asked.id} - {meaning})
    options = [meaning, *chance.sample(sorted(others), _OPTIONS - 1)]
    chance.shuffle(options)
    reading = voice.reading(asked.pinyin)
    spoken = f"{asked.term} ({reading})" if reading else asked.term
    question = voice.word("quiz-question", word=spoken)
    explanation = f"{asked.term}: {voice.text(asked.meaning)}"
    if len(explanation) > _EXPLANATION:
        explanation = explanation[: _EXPLANATION - 1].rstrip() + "…"
    made = Quiz(question, tuple(options), options.index(meaning), explanation)
    listed = [question, *(f"{n}. {option}" for n, option in enumerate(options, 1))]
    answer = voice.word("quiz-answer", number=made.right + 1, text=explanation)
    return Reply(voice.language, (*map(Part, listed), Part(answer)), quiz=made)
