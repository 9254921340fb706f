"""What the inbox asks the database time and again: made once, for making takes longer than asking.

What each is to be asked with stands in it as `bindparam`; `inbox` gives it.
"""

from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, case, func, or_, select, update
from sqlalchemy.orm import aliased

from bot.store.tables import Updates

# Of so many that wait longest, each is asked whether another of its lane goes before. What is
# first among the rest is found at one look: a hundred thousand of one chat hold up nobody.
_NEAR = 2000
_NO_ID = 2**63 - 1


@cache
def free(*, shared: bool) -> Select[int, int, str]:
    """Return the query for updates that can be taken in hand, oldest first, locked.

    What a clock that was set back promised or took holds nothing up.
    """
    before = aliased(Updates)
    earlier = select(before.id).where(
        before.lane == Updates.lane, before.id < Updates.id, before.ended.is_(None)
    )
    beyond = select(before.id).where(before.ended.is_(None)).order_by(before.id)
    near = Updates.id < func.coalesce(beyond.offset(_NEAR).limit(1).scalar_subquery(), _NO_ID)
    is_first = case((near, ~earlier.exists()), else_=_is_first())
    query = select(Updates.id, Updates.tries, Updates.kind).where(
        Updates.ended.is_(None),
        or_(Updates.due <= bindparam("now"), Updates.due > bindparam("never_due")),
        or_(Updates.held <= bindparam("dead"), Updates.held > bindparam("never_held")),
        is_first,
    )
    if shared:
        mine = Updates.slot % bindparam("count") == bindparam("rank")
        query = query.where(or_(mine, Updates.at <= bindparam("left")))
    return query.order_by(Updates.id).limit(bindparam("places")).with_for_update(skip_locked=True)


def _is_first() -> ColumnElement[bool]:
    """Return whether an update is the first of its lane, by one look at all that wait."""
    waits = Updates.ended.is_(None), Updates.lane.is_not(None)
    firsts = select(func.min(Updates.id)).where(*waits).group_by(Updates.lane)
    return or_(Updates.lane.is_(None), Updates.id.in_(firsts))


_THESE = Updates.id.in_(bindparam("these", expanding=True))
HAND = (
    update(Updates)
    .where(_THESE)
    .values(holder=bindparam("by"), held=bindparam("until"), tries=Updates.tries + 1)
    .returning(
        Updates.id,
        Updates.kind,
        Updates.body,
        Updates.at,
        Updates.tries,
        or_(Updates.tries > 1, Updates.due > Updates.at),
    )
)
# Nothing of what is over is kept but its number.
DONE = (
    update(Updates)
    .where(_THESE)
    .values(ended=bindparam("now"), body="", lane=None, slot=0, holder=None)
)
SET_ASIDE = DONE.values(reason=bindparam("why"))
LATER = (
    update(Updates)
    .where(_THESE, Updates.holder == bindparam("by"))
    .values(due=bindparam("then"), holder=None, held=0.0, tries=Updates.tries - 1)
)
