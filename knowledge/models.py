"""The nouns of the knowledge: facts with their sources, and the entries that cite them.

Everything enters as text from YAML, so each type here also says how text is read. All models are
frozen and refuse unknown fields.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Final, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$")]
SourceDate = Annotated[
    str, StringConstraints(pattern=r"^(unknown|\d{4}(-(0[1-9]|1[0-2])(-[0-3]\d)?)?)$")
]

# What a topic asks for: not to post it, or to post it with care.
Level = Literal["avoid", "care"]

# Categories of guide cards, in the order in which they are browsed.
GuideCategory = Literal[
    "basics", "account", "using", "culture", "rules", "safety", "money", "hosts"
]  # fmt: skip

# Categories of terms, in the order of the glossary plan.
TermCategory = Literal[
    "basics", "recommend", "creating", "earning", "rules", "address", "comments", "praise",
    "complaint", "feelings", "initials", "numbers", "emoji", "people", "work", "love", "beauty",
    "outings", "pets", "encounter", "fandom", "regional", "english", "careful",
]  # fmt: skip

# Themes of the phrasebook, in the order in which they are browsed; each is named as its file.
Theme = Literal[
    "greetings", "thanks", "compliments", "asking", "polite", "comments", "everyday", "english"
]  # fmt: skip

GUIDE_CATEGORIES: Final[tuple[GuideCategory, ...]] = get_args(GuideCategory)
TERM_CATEGORIES: Final[tuple[TermCategory, ...]] = get_args(TermCategory)
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)


class Language(StrEnum):
    """A language and script an answer can be in."""

    ENGLISH = "en"
    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"

    @property
    def is_chinese(self) -> bool:
        """Whether this is Chinese in either script."""
        return self is not Language.ENGLISH


class Kind(StrEnum):
    """What an answer is made of."""

    TERM = "term"
    GUIDE = "guide"
    FACT = "fact"
    PHRASE = "phrase"
    SMALLTALK = "smalltalk"
    NONE = "none"


class Model(BaseModel):
    """Base of all: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Model):
    """The same text in English and in Simplified Chinese; neither is empty."""

    en: Text
    zh: Text

    def in_(self, language: Language) -> str:
        """Return the text for `language`; Traditional is converted elsewhere."""
        return self.zh if language.is_chinese else self.en


class Phrasings(Model):
    """What people type when they want an entry, as typed, in both languages."""

    en: tuple[Text, ...] = ()
    zh: tuple[Text, ...] = ()


class Source(Model):
    """Where facts come from. `date` may be a year, a month, a day, or `unknown`."""

    id: Id
    title: Text
    publisher: Text
    date: SourceDate


class Fact(Model):
    """One statement of a source in our own words.

    `mark` says how it may be used: `stable` still holds; `dated` held at `as_of`; `opinion` is
    what `by` thinks; `disputed` conflicts with `disputes` or is put right by `correction`.
    `certainty`: `confirmed` by two or more independent sources, `reported` by one, `claimed` by
    a person or firm about itself.
    """

    id: Id
    en: Text
    zh: Text
    mark: Literal["stable", "dated", "opinion", "disputed"]
    certainty: Literal["confirmed", "reported", "claimed"]
    as_of: Date | None = None
    by: Text | None = None
    disputes: tuple[Id, ...] = ()
    correction: Bilingual | None = None
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _mark_is_backed(self) -> Self:
        if self.mark == "dated" and self.as_of is None:
            raise ValueError("as_of: missing, wanted: the date at which a dated fact held")
        if self.mark == "opinion" and self.by is None:
            raise ValueError("by: missing, wanted: whose opinion it is")
        if self.mark == "disputed" and not (self.disputes or self.correction):
            raise ValueError("disputes: missing, wanted: what disputes it, or a correction")
        return self


class Digest(Model):
    """The facts of one article, or of the later sources on one subject."""

    id: Id
    title: Bilingual
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]


class Entry(Model):
    """Anything that can be the answer to a question. `id` is unique over all entries."""

    kind: ClassVar[Kind]

    id: Id
    asks: Phrasings = Phrasings()
    as_of: Date | None = None
    facts: tuple[Id, ...] = ()
    related: tuple[Id, ...] = ()
    priority: Literal["1", "2", "3"] = "2"


class Answer(Entry):
    """An entry that is a text: a guide card, a fact, small talk, or a kind decline."""

    title: Bilingual
    answer: Bilingual


class Guide(Answer):
    """A longer answer to a broad question.

    `urgent`: it answers wherever a clause of a message asks it, whatever else is asked.
    """

    kind = Kind.GUIDE
    category: GuideCategory
    urgent: bool = False


class Topic(Answer):
    """A sensitive topic: what the rule is, how strict, and what usually happens.

    `number` is its place in the list of topics, `T01` first. `level`: `avoid` what is not
    accepted, `care` what is accepted within limits. `since`: the date of the rule, where it has
    one. `guide`: the longer card or answer, if there is one; questions are then answered by that.
    """

    kind = Kind.GUIDE
    number: Annotated[str, StringConstraints(pattern=r"^T\d\d$")]
    level: Level
    usually: Bilingual
    since: Date | None = None
    guide: Id | None = None


class FactAnswer(Answer):
    """A short answer to a precise question."""

    kind = Kind.FACT


class SmallTalk(Answer):
    """What the bot says to hello, thanks and who are you."""

    kind = Kind.SMALLTALK


class Decline(Answer):
    """What the bot says to a kind of question that is not its field; its asks are off-topic."""

    kind = Kind.NONE


class Word(Entry):
    """An entry that is a word or an expression: a term of the glossary or a phrase."""

    term: Text
    traditional: Text | None = None
    pinyin: Text | None = None
    also: tuple[Text, ...] = ()
    style: Literal[
        "neutral", "playful", "affectionate", "blunt", "rude", "commercial", "formal"
    ] = Field(default="neutral", alias="register")
    gloss: Bilingual


class Phrase(Word):
    """A phrase of the phrasebook, with when to use it; its file names the theme."""

    kind = Kind.PHRASE
    theme: Theme
    note: Bilingual


class Term(Word):
    """A term of the glossary. `where`: on the app, on the Chinese internet, or in speech too."""

    kind = Kind.TERM
    category: TermCategory
    meaning: Bilingual
    literal: Text | None = None
    example: Bilingual
    where: Literal["app", "internet", "spoken"] = "internet"
    since: Text | None = None
    care: Bilingual | None = None
    second_source: Literal["yes", "no"] = "yes"


class Reading(Model):
    """One word of a dictionary: its form and reading, and what it means, in English."""

    traditional: Text
    pinyin: str
    glosses: tuple[Text, ...]


class DictionaryEntry(Word):
    """What a dictionary that is not ours says about words written alike, commonest first.

    Its id is `cedict:` and the word; `gloss` is English in both languages.
    """

    kind = Kind.TERM
    id: Annotated[str, StringConstraints(pattern=r"^cedict:.+$")]
    readings: tuple[Reading, ...]
