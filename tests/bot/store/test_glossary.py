"""Words that groups teach."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store import Full, Store
from bot.store.glossary import MOST
from bot.values import Taught

Run = Callable[..., Any]
GROUP = -(2**52)
WORD = Taught("種草", "zhòngcǎo", "to plant grass", "推荐")


def many(count: int) -> list[Taught]:
    """Return that many different words."""
    return [Taught(f"word{number}", en=str(number)) for number in range(count)]


def test_word_comes_back_with_an_id(run: Run, store: Store) -> None:
    """What was taught is read whole, and only in its group."""
    kept = run(store.taught.add(GROUP, WORD))

    assert kept.id > 0
    assert kept == replace(WORD, id=kept.id)
    assert run(store.taught.all(GROUP)) == (kept,)
    assert run(store.taught.all(-1)) == ()


def test_same_word_is_replaced(run: Run, store: Store) -> None:
    """Script, case, spaces and marks make no other word; the id stays."""
    first = run(store.taught.add(GROUP, WORD))

    second = run(store.taught.add(GROUP, Taught("种 草!", en="new")))

    assert second == Taught("种 草!", en="new", id=first.id)
    assert run(store.taught.all(GROUP)) == (second,)


def test_words_are_in_order(run: Run, store: Store) -> None:
    """By term, whatever its case."""
    run(store.taught.add_many(GROUP, [Taught("b"), Taught("A"), Taught("种"), Taught("c")]))

    assert [word.term for word in run(store.taught.all(GROUP))] == ["A", "b", "c", "种"]


def test_many_are_kept_at_once(run: Run, store: Store) -> None:
    """The number kept counts a word once; the last of its spellings holds."""
    assert run(store.taught.add_many(GROUP, [WORD, Taught("b"), Taught("种草", en="x")])) == 2
    assert run(store.taught.add_many(GROUP, [])) == 0
    assert [word.en for word in run(store.taught.all(GROUP))] == ["", "x"]


def test_full_group_learns_nothing_new(run: Run, store: Store) -> None:
    """A full group may change a word and no more; nothing of too many is kept."""
    assert run(store.taught.add_many(GROUP, many(MOST))) == MOST
    before = run(store.taught.all(GROUP))

    with pytest.raises(Full):
        run(store.taught.add(GROUP, WORD))
    with pytest.raises(Full):
        run(store.taught.add_many(GROUP, [Taught("word1", en="changed"), WORD]))

    assert run(store.taught.all(GROUP)) == before
    assert run(store.taught.add(GROUP, Taught("word1", en="changed"))).en == "changed"
    assert run(store.taught.add(-1, WORD))


def test_two_at_once_do_not_overfill(run: Run, store: Store, twin: Store) -> None:
    """Of two who teach the last word at once one is refused."""
    run(store.taught.add_many(GROUP, many(MOST - 1)))

    async def race() -> list[Any]:
        adding = (store.taught.add(GROUP, WORD), twin.taught.add(GROUP, Taught("other")))
        return await asyncio.gather(*adding, return_exceptions=True)

    outcomes = run(race())

    assert sum(isinstance(outcome, Full) for outcome in outcomes) == 1
    assert len(run(store.taught.all(GROUP))) == MOST


def test_removed_word_can_be_restored(run: Run, store: Store) -> None:
    """Removing returns the word once; so does restoring."""
    kept = run(store.taught.add(GROUP, WORD))

    assert run(store.taught.remove(GROUP, kept.id)) == kept
    assert run(store.taught.all(GROUP)) == ()
    assert run(store.taught.remove(GROUP, kept.id)) is None
    assert run(store.taught.restore(GROUP, kept.id)) == kept
    assert run(store.taught.all(GROUP)) == (kept,)


def test_word_taught_anew_is_not_undone(run: Run, store: Store) -> None:
    """Restoring a word that was taught again since then changes nothing."""
    kept = run(store.taught.add(GROUP, WORD))
    run(store.taught.remove(GROUP, kept.id))
    anew = run(store.taught.add(GROUP, replace(WORD, en="anew")))

    assert run(store.taught.restore(GROUP, kept.id)) == anew


def test_restoring_into_a_full_group_is_refused(run: Run, store: Store) -> None:
    """The limit holds for what comes back."""
    kept = run(store.taught.add(GROUP, WORD))
    run(store.taught.remove(GROUP, kept.id))
    run(store.taught.add_many(GROUP, many(MOST)))

    with pytest.raises(Full):
        run(store.taught.restore(GROUP, kept.id))


@pytest.mark.parametrize("number", [0, -1, 1, 2**63, 10**30])
def test_words_of_others_cannot_be_touched(run: Run, store: Store, number: int) -> None:
    """An id that is not one of the group's own is no word."""
    kept = run(store.taught.add(GROUP, WORD))

    assert run(store.taught.remove(-1, number if number != 1 else kept.id)) is None
    assert run(store.taught.restore(-1, number)) is None
    assert run(store.taught.all(GROUP)) == (kept,)
    assert run(store.taught.version(-1)) == 0


def test_version_follows_every_change(run: Run, store: Store) -> None:
    """No two states have the same number; reading and failing change none."""
    versions = [run(store.taught.version(GROUP))]
    kept = run(store.taught.add(GROUP, WORD))
    versions.append(run(store.taught.version(GROUP)))
    run(store.taught.remove(GROUP, kept.id))
    versions.append(run(store.taught.version(GROUP)))
    run(store.taught.restore(GROUP, kept.id))
    versions.append(run(store.taught.version(GROUP)))
    run(store.taught.add_many(GROUP, many(2)))
    versions.append(run(store.taught.version(GROUP)))

    assert versions[0] == 0
    assert len(set(versions)) == 5
    run(store.taught.remove(GROUP, 999))
    run(store.taught.all(GROUP))
    assert run(store.taught.version(GROUP)) == versions[-1]


# What anybody can send, with what PostgreSQL refuses.
_ANYTHING = st.text(st.characters() | st.sampled_from("\0\ud800\udfff\U0001f360"), max_size=600)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_ANYTHING, _ANYTHING)
def test_any_text_can_be_taught(run: Run, store: Store, term: str, meaning: str) -> None:
    """Texts come back as they were, without NUL and lone surrogates."""
    kept = run(store.taught.add(GROUP, Taught(term, en=meaning)))

    wanted = [
        "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff")
        for text in (term, meaning)
    ]
    assert [kept.term, kept.en] == wanted
    assert kept in run(store.taught.all(GROUP))
    run(store.taught.remove(GROUP, kept.id))
