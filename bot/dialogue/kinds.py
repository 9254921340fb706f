"""What kind of answer a reply is, for the counts."""

from bot.values import Reply
from knowledge import Knowledge


def kind(knowledge: Knowledge, reply: Reply) -> str:
    """Return the kind of the entry shown, `none` for a question without answer, or its form.

    One of `term`, `guide`, `fact`, `phrase`, `smalltalk`, `none`, `quiz`, `file`, `other`.
    """
    if reply.missed:
        return "none"
    if reply.subject:
        return str(knowledge.entry(reply.subject).kind)
    if reply.quiz:
        return "quiz"
    return "file" if reply.document else "other"
