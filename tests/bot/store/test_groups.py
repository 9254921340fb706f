"""Groups: settings, what was changed, words of the day, welcomes."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.groups import GroupSettings, Speaks
from bot.store import Store
from bot.store.tables import Groups
from bot.values import Change
from knowledge import Language

Run = Callable[..., Any]
GROUP = -(2**52)
ALL = GroupSettings(
    language=Language.SIMPLIFIED,
    speaks=Speaks.QUESTIONS,
    word_hour=0,
    zone="Asia/Shanghai",
    word_topic=4,
    welcome=True,
    welcome_text="欢迎 {name} 🍠",
    quiet_topics=(0, 9),
    draft=False,
    member_cap=0,
)


def save(store: Store, chat: int, settings: GroupSettings, at: int = 1) -> Any:
    """Save settings as an anonymous administrator."""
    return store.groups.save(chat, settings, by=None, what=f"change {at}", at=at)


def test_settings_come_back(run: Run, store: Store) -> None:
    """Every setting is read as it was saved."""
    run(save(store, GROUP, ALL))

    assert run(store.groups.get(GROUP)) == ALL


def test_unknown_group_has_defaults(run: Run, store: Store) -> None:
    """Nothing set, nothing kept."""
    assert run(store.groups.get(GROUP)) == GroupSettings()
    assert run(store.groups.audit(GROUP)) == ()


def test_settings_of_a_newer_version_are_as_usual(run: Run, store: Store) -> None:
    """Fields and values this version does not know do not hide those it knows."""

    async def write() -> None:
        async with store._database.write() as connection:
            kept = '{"moon": 1, "zone": "Mars/Olympus", "quiet_topics": [3]}'
            await connection.execute(Groups.__table__.insert().values(chat=GROUP, settings=kept))

    run(write())

    assert run(store.groups.get(GROUP)) == GroupSettings(quiet_topics=(3,))


def test_changes_are_newest_first(run: Run, store: Store) -> None:
    """The audit tells when, who and what, the last first, up to a limit."""
    for at in (1, 2, 3):
        run(store.groups.save(GROUP, ALL, by=at if at > 1 else None, what=f"w{at}", at=at))

    assert run(store.groups.audit(GROUP)) == (
        Change(3, 3, "w3"),
        Change(2, 2, "w2"),
        Change(1, None, "w1"),
    )
    assert run(store.groups.audit(GROUP, limit=1)) == (Change(3, 3, "w3"),)
    assert run(store.groups.audit(1)) == ()


def test_group_that_was_left_keeps_its_settings(run: Run, store: Store) -> None:
    """No word is due there while the bot is away; back again, all is as before."""
    run(store.groups.joined(GROUP, 1))
    run(save(store, GROUP, ALL))
    run(store.groups.left(GROUP, 2))
    assert run(store.groups.with_word()) == ()

    run(store.groups.joined(GROUP, 3))

    assert run(store.groups.with_word()) == ((GROUP, ALL),)


def test_word_given_back_can_be_claimed_again(run: Run, store: Store) -> None:
    """Only the day that was claimed is given back."""
    assert run(store.groups.claim_word(GROUP, "2026-05-01"))
    run(store.groups.unclaim_word(GROUP, "2026-04-30"))
    assert not run(store.groups.claim_word(GROUP, "2026-05-01"))

    run(store.groups.unclaim_word(GROUP, "2026-05-01"))

    assert run(store.groups.claim_word(GROUP, "2026-05-01"))


def test_leaving_drops_what_waits(run: Run, store: Store) -> None:
    """Nobody is welcomed and nothing deleted where the bot no longer is."""
    run(store.groups.newcomer(GROUP, 1, "Mia", 0))
    run(store.answers.delete_later(GROUP, 5, 0))

    run(store.groups.left(GROUP, 2))

    assert run(store.groups.welcomes_waiting(9, 1)) == ()
    assert run(store.groups.claim_welcome(GROUP, 9)) == ()
    assert run(store.answers.take_due(9)) == ()


def test_only_groups_that_want_a_word_get_one(run: Run, store: Store) -> None:
    """Midnight is an hour; no hour is no word; an hour taken back is none."""
    run(save(store, -1, GroupSettings(word_hour=0)))
    run(save(store, -2, GroupSettings()))
    run(save(store, -3, GroupSettings(word_hour=5)))
    run(save(store, -3, GroupSettings()))

    assert run(store.groups.with_word()) == ((-1, GroupSettings(word_hour=0)),)


def test_word_is_claimed_once_a_day(run: Run, store: Store) -> None:
    """The day after it may be claimed again, the day before it no more."""
    days = ("2026-05-01", "2026-05-01", "2026-05-02", "2026-05-01", "2026-05-02")

    claimed = [run(store.groups.claim_word(GROUP, day)) for day in days]

    assert claimed == [True, False, True, False, False]


def test_word_is_claimed_by_one_of_many(run: Run, store: Store, twin: Store) -> None:
    """Of many that ask at once, in two processes, one is told yes."""

    async def race() -> list[bool]:
        stores = (store, twin) * 8
        return await asyncio.gather(*(s.groups.claim_word(GROUP, "2026-05-01") for s in stores))

    assert sorted(run(race())) == [False] * 15 + [True]


def test_newcomers_are_welcomed_together(run: Run, store: Store) -> None:
    """In the order they came, once; those who come later wait for an hour to pass."""
    run(store.groups.newcomer(GROUP, 9, "Ann", 100))
    run(store.groups.newcomer(GROUP, 2, "Bo", 101))
    run(store.groups.newcomer(GROUP, 9, "Anna", 103))
    assert run(store.groups.claim_welcome(GROUP, 110)) == ("Anna", "Bo")
    run(store.groups.newcomer(GROUP, 3, "Cy", 111))

    assert run(store.groups.claim_welcome(GROUP, 110 + 3599)) == ()
    assert run(store.groups.claim_welcome(GROUP, 110 + 3600)) == ("Cy",)
    assert run(store.groups.claim_welcome(GROUP, 110 + 7200)) == ()


def test_nobody_to_welcome_claims_nothing(run: Run, store: Store) -> None:
    """An empty claim does not keep the next newcomer waiting."""
    run(store.groups.joined(GROUP, 1))
    assert run(store.groups.claim_welcome(GROUP, 10)) == ()
    run(store.groups.newcomer(GROUP, 1, "Mia", 11))

    assert run(store.groups.claim_welcome(GROUP, 12)) == ("Mia",)


def test_how_often_to_welcome_can_be_told(run: Run, store: Store) -> None:
    """A shorter pause than an hour is heeded."""
    run(store.groups.newcomer(GROUP, 1, "Mia", 1))
    run(store.groups.claim_welcome(GROUP, 10))
    run(store.groups.newcomer(GROUP, 2, "Bo", 11))

    assert run(store.groups.claim_welcome(GROUP, 20, every=10)) == ("Bo",)


def test_welcome_is_claimed_by_one_of_many(run: Run, store: Store, twin: Store) -> None:
    """Of many that ask at once, in two processes, one gets the names."""
    run(store.groups.newcomer(GROUP, 1, "Mia", 1))

    async def race() -> list[tuple[str, ...]]:
        return await asyncio.gather(*(s.groups.claim_welcome(GROUP, 5) for s in (store, twin) * 8))

    assert sorted(run(race())) == [()] * 15 + [("Mia",)]


def test_welcomes_wait_for_more_to_come(run: Run, store: Store) -> None:
    """A group is told when its first newcomer has waited, unless it had a welcome lately."""
    run(store.groups.newcomer(-1, 1, "Mia", 100))
    run(store.groups.newcomer(-1, 2, "Bo", 150))
    run(store.groups.newcomer(-2, 3, "Cy", 150))

    assert run(store.groups.welcomes_waiting(159, 60)) == ()
    assert run(store.groups.welcomes_waiting(160, 60)) == (-1,)
    run(store.groups.claim_welcome(-1, 160))
    run(store.groups.newcomer(-1, 4, "Di", 161))
    assert run(store.groups.welcomes_waiting(400, 60)) == (-2,)
    assert run(store.groups.welcomes_waiting(160 + 3600, 60)) == (-2, -1)
