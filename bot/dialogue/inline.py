"""What an inline query (`@bot 种草`) offers, to be put into any chat."""

from dataclasses import dataclass, replace
from datetime import date

from bot.dialogue import ask, word
from bot.dialogue.entries import headword, link, show
from bot.dialogue.voice import Voice
from bot.values import Choice, Reply
from knowledge import Entry, Found, Word, title

# Results of one query; Telegram takes 50 (answerInlineQuery), a phone shows five.
_MOST = 20
# Words offered to a query that is still empty, besides the word of the day.
_FIRST = ("zhongcao", "yyds", "topics-to-avoid", "what-is-rednote", "how-creators-earn")


@dataclass(frozen=True, slots=True)
class Result:
    """One result: what it is called, a line about it, and what it puts into the chat."""

    id: str
    title: str
    description: str
    reply: Reply


def results(voice: Voice, query: str, day: date) -> list[Result]:
    """Return what fits a query, best first; for an empty one the word of the day and some more."""
    if not query.strip():
        today = word.of_day(voice.knowledge, day, english=voice.language.is_chinese)
        first = [entry for name in _FIRST for entry in ask.found(voice.knowledge, name)]
        return [_result(voice, entry) for entry in dict.fromkeys([today, *first])]
    outcome = voice.knowledge.ask(query, voice.language)
    entries = list(outcome.entries if isinstance(outcome, Found) else ())
    entries += [hit.word for hit in voice.knowledge.lookup(query, _MOST) if hit.is_answer]
    return [_result(voice, entry) for entry in dict.fromkeys(entries)][:_MOST]


def _result(voice: Voice, entry: Entry) -> Result:
    reply = show(voice, (entry,), ())
    more = Choice(voice.word("inline-more"), link=link(entry.id))
    if isinstance(entry, Word):
        name, line = headword(voice, entry), voice.text(entry.gloss)
    else:
        name, line = voice.text(title(entry)), reply.parts[0].text
    return Result(entry.id, name, line, replace(reply, choices=((more,),)))
