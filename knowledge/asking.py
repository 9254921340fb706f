"""A question → the entry that answers it, or nothing and why."""

import math
from collections.abc import Callable, Mapping, Sequence

from knowledge.explained import note
from knowledge.features import tokens
from knowledge.frames import Frame
from knowledge.language import detect
from knowledge.match import THRESHOLD, Match
from knowledge.models import Decline, Entry, Guide, Kind, Language, Phrase, SmallTalk
from knowledge.outcome import Found, Nothing
from knowledge.parts import parts, spelled_out
from knowledge.platforms import is_beside, rivalled, unsaid
from knowledge.question import NAMED, Question, telling
from knowledge.retrieval import Retriever
from knowledge.search import Search, order
from knowledge.spelling import CERTAIN, Hit
from knowledge.text import fold, key
from knowledge.translation import Translation

# Score a word must have to be taken for what a question frame asks about.
_FRAMED = 0.55
# What a clause's score counts beside that of the whole message.
_CLAUSE_SHARE = 0.9
_CLAUSE_SURE = 0.6  # score from which a clause answers alone: "how do I get it back" has lost "it"
_ALONE = 0.7  # learned weight from which the last clause alone is not our field
# Score from which an entry that is not the answer is worth a "did you mean".
_SUGGEST = 0.06
_SUGGESTIONS = 3
# Score from which a description is taken for a word without being asked for one.
_MEANT = 0.8
# Learned weight from which a kind of question that is not our field is named.
_DECLINE = 0.5
# Share of its weight from which an entry contests that a question is not our field.
_CLOSE = 0.8
_PAIR = 2  # characters or letters that make up one word
# Score from which one part of a question is answered beside the other.
_PART = 0.6

# Share of a message that a word must make up to be what the message is about.
_MOST = 0.5


class Asking:
    """Answers questions, by what it is given to search in."""

    def __init__(
        self,
        entry: Callable[[str], Entry],
        search: Search,
        questions: Retriever,
        asked: Mapping[str, str],
        translation: Translation,
    ) -> None:
        """Take what gives an entry by its id, the words, the phrasings, and these by their key.

        `translation`: what finds our words for what is to be said in Chinese.
        """
        self._entry = entry
        self._search = search
        self._questions = questions
        self._asked = asked
        self._translation = translation

    def ask(self, text: str, language: Language | None = None) -> Found | Nothing:
        """Return the answer to a question in `language`, or in its own; to both parts of two."""
        language = language or detect(text)
        folded = fold(text)
        note("folded", folded)
        note("language", language)
        outcome = self._both(folded, language) or self._single(text, folded, language)
        note("outcome", outcome.told)
        return outcome

    def _single(self, text: str, folded: str, language: Language) -> Found | Nothing:
        if not key(folded):
            return Nothing(language)
        asked = self._asked.get(key(folded))
        if asked is not None:
            note("a phrasing of", asked)
            return self._from_entry(asked, 1.0, language)
        match = self.match(text)
        note("nearest by phrasings", match.told)
        question = Question(text, folded, self._search)
        words = self._words(question, match)
        if words:
            note("words asked about", words)
            entries = tuple(dict.fromkeys(hit.word for hit in words))
            related = [e for word in words for e in self._related(word.word) if e not in entries]
            return Found(language, entries, words[0].score, tuple(related))
        if match.id is not None and self._is_told(match, question):
            return self._from_entry(match.id, match.score, language)
        return self._from_words(question, match, language)

    def _both(self, folded: str, language: Language) -> Found | None:
        """Return the answers to a question of two parts, if each part alone has a sure one."""
        asked = parts(folded) if key(folded) not in self._asked else ()
        if not asked:
            return None
        note("two parts", asked)
        sure = []
        for part in asked:
            if (found := self._part(part, language)) is None:
                return None
            sure.append(found)
        entries = tuple(dict.fromkeys(f.entry for f in sure))
        if len(entries) != len(asked) or any(isinstance(e, SmallTalk) for e in entries):
            return None
        related = dict.fromkeys(e for f in sure for e in f.related if e not in entries)
        return Found(language, entries, min(f.score for f in sure), tuple(related))

    def _part(self, part: str, language: Language) -> Found | None:
        """Return the sure answer to a part as it is or, if surer, with "it" spelled out."""
        told = self._single(part, part, language)
        spelled = spelled_out(part)
        other = self._single(spelled, spelled, language) if spelled != part else told
        best = max(told, other, key=lambda found: (isinstance(found, Found), found.score))
        return best if isinstance(best, Found) and best.score >= _PART else None

    def match(self, text: str) -> Match:
        """Return what a message, or the clause of it that is clearest, comes closest to.

        A clause alone is never small talk: "is he right?" ends many a question. What is urgent
        comes before what is clear. Where the message ends with a clause that is not our field,
        what is told before it answers nothing.
        """
        whole = self._questions.rank(text)
        said, is_end = telling(text)
        near = any(self._is_urgent(r.id) for r in whole.ranked if r.id)
        if not said or (whole.score >= CERTAIN and not near):
            return whole
        *_, last = alone = [self._questions.rank(clause) for clause in said]
        ranked = [match for match in alone if not self._is_small_talk(match)]
        urgent = next((m for m in (whole, *ranked) if m.id and self._is_urgent(m.id)), None)
        if urgent or whole.score >= CERTAIN:
            return urgent or whole
        if whole.id is None and is_end and last.off_weight > _ALONE:
            return last
        likely = (m for m in ranked if m.score >= _CLAUSE_SURE)
        best = max(likely, key=lambda m: m.score, default=whole)
        return best if best.score * _CLAUSE_SHARE > whole.score else whole

    def _is_small_talk(self, match: Match) -> bool:
        return bool(match.ranked) and isinstance(self._entry(match.ranked[0].id or ""), SmallTalk)

    def _is_urgent(self, name: str) -> bool:
        entry = self._entry(name)
        return isinstance(entry, Guide) and entry.urgent

    def _related(self, entry: Entry) -> list[Entry]:
        return [self._entry(name) for name in entry.related]

    def _from_entry(self, name: str, score: float, language: Language) -> Found | Nothing:
        entry = self._entry(name)
        if isinstance(entry, Decline):
            return Nothing(language, score, entry, tuple(self._related(entry)))
        return Found(language, (entry,), score, tuple(self._related(entry)))

    def _words(self, question: Question, match: Match) -> list[Hit]:
        """Return the word (or two, compared) that a question is about, or nothing."""
        whole = [h for h in question.spelled if h.score >= CERTAIN]
        if whole:
            return self._first(whole)
        if wanted := self._translation.wanted(question):
            return self._first(self._translation.find(wanted))
        pair = next((p for frame in question.frames if (p := self._compared(frame))), [])
        if pair:
            return pair
        need = _FRAMED if match.score < THRESHOLD else CERTAIN
        beside = any(map(is_beside, question.frames))
        for part in question.framed:
            hits = [h for h in self._search.spelled(part) if h.score >= need]
            if hits and match.score < (THRESHOLD if beside else rivalled(part, hits[0])):
                return self._first(hits)
        if cued := self._cued(question, match):
            return cued
        said = [
            hit
            for frame in question.frames
            if frame.intent == "say" and match.score < unsaid(frame.x)
            for hit in question.meant(frame.x)
        ]
        sure = [h for h in said if h.is_answer]
        return self._first([h for h in sure if isinstance(h.word, Phrase)] or sure)

    def _cued(self, question: Question, match: Match) -> list[Hit]:
        """Return the word in a question whose meaning is asked for, or that is described there.

        First one that stands out: yyds in Chinese, 蹲 in English; where a card is certain, only
        such.
        """
        named = question.outstanding or (question.named if match.score < CERTAIN else ())
        if named:
            return self._first(named)
        if match.score >= CERTAIN:
            return []
        frame = next((f for f in question.frames if f.intent == "meaning"), None)
        card = min(NAMED, unsaid(frame.x)) if frame else 0.0
        meant = question.meant(frame.x) if frame and match.score < card else ()
        return self._first([hit for hit in meant if hit.score >= NAMED])

    def _is_told(self, match: Match, question: Question) -> bool:
        """Whether the nearest entry answers a question that is not about a word of ours."""
        if match.score < CERTAIN and self._translation.wanted(question):
            return False
        if question.foretells:
            return False
        return question.says_something and self._knows_subject(question)

    def _knows_subject(self, question: Question) -> bool:
        """Whether the one word that is asked about, if there is one, stands in any phrasing.

        Two characters alone are one word.
        """
        asked = (frame.x for frame in question.frames if frame.intent == "meaning")
        subject = next((x for x in asked if len(tokens(x)) == 1), "")
        alone = question.folded if len(key(question.folded)) == _PAIR else ""
        return self._questions.knows(subject or alone)

    def _compared(self, frame: Frame) -> list[Hit]:
        """Return both words of a comparison, or of a question about two, or nothing."""
        if frame.intent not in {"compare", "both"} or is_beside(frame):
            return []
        found = [self._first(self._search.spelled(part)) for part in (frame.x, frame.y)]
        sure = [hits[0] for hits in found if hits and hits[0].score >= CERTAIN]
        return sure if len(sure) == len(found) else []

    def _first(self, hits: Sequence[Hit]) -> list[Hit]:
        return sorted(hits, key=order)[:1]

    def _from_words(self, question: Question, match: Match, language: Language) -> Found | Nothing:
        """Answer by a word inside the question or by its meaning, or say that it is not known."""
        folded = question.folded
        wanted = self._translation.wanted(question)
        clear = [h for h in question.meant(wanted) if h.score >= _MEANT] if wanted else []
        if phrases := [hit for hit in clear if isinstance(hit.word, Phrase)]:
            return self._from_hit(self._first(phrases)[0], language)
        if declined := self._decline(match):
            return self._declining(declined, match, language)
        mentioned = [hit for hit in question.subjects if hit.is_answer]
        if mentioned:
            hit = max(mentioned, key=lambda h: (h.score, len(h.found)))
            if question.cue or len(hit.found) >= _MOST * len(key(folded)):
                return self._from_hit(hit, language)
        parts = [] if wanted else question.framed
        spelled = [h for text in (folded, *parts) for h in self._search.spelled(text)]
        meant = question.meant(wanted or folded)
        told = [] if wanted else [hit for hit in meant if hit.score >= _MEANT]
        told = told or [h for p in parts for h in question.meant(p) if h.score >= NAMED]
        sure = [h for h in spelled if h.is_answer] or told
        if sure:
            return self._from_hit(self._first(sure)[0], language)
        near: list[Entry] = [hit.word for hit in spelled]
        if match.score >= _SUGGEST:
            near += [self._entry(r.id) for r in match.ranked if r.id]
        near += [hit.word for hit in meant if hit.score > _SUGGEST]
        offered = [e for e in dict.fromkeys(near) if e.kind not in {Kind.NONE, Kind.SMALLTALK}]
        return Nothing(language, match.score, None, tuple(offered[:_SUGGESTIONS]))

    def _declining(self, declined: Decline, match: Match, language: Language) -> Nothing:
        """Say that a question is not our field, unless something of ours comes nearly as close."""
        close = [e for e in map(self._entry, rivals(match)) if e.kind != Kind.SMALLTALK]
        offered = close or self._related(declined)
        kind = None if close else declined
        return Nothing(language, match.score, kind, tuple(offered[:_SUGGESTIONS]))

    def _from_hit(self, hit: Hit, language: Language) -> Found:
        return Found(language, (hit.word,), hit.score, tuple(self._related(hit.word)))

    def _decline(self, match: Match) -> Decline | None:
        """Return the kind of question that is not our field, if that is what comes closest."""
        if match.off_topic is None or match.off_weight <= _DECLINE:
            return None
        entry = self._entry(match.off_topic.id or "")
        return entry if isinstance(entry, Decline) else None


def rivals(match: Match) -> list[str]:
    """Return the entries that come nearly as close as the kind of question not of our field."""
    least = _CLOSE * (match.off_topic.weight if match.off_topic else math.inf)
    return [ranked.id for ranked in match.ranked if ranked.id and ranked.weight >= least]
