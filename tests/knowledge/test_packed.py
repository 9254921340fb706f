"""Tables read where they lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.packed import Packed, join, pack, parts, plain, read, within

VALUES = st.one_of(st.text(st.characters(codec="utf-8")), st.integers(), st.lists(st.floats(0, 1)))


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), VALUES))
def test_table_is_what_was_packed(table: dict[str, object]) -> None:
    """Every key leads to its value, and there are no others."""
    packed = Packed[object](pack(table))

    assert dict(packed) == table
    assert len(packed) == len(table)
    assert all(key in packed and packed.get(key) == value for key, value in table.items())


@pytest.mark.parametrize("key", ["", "none", "种树", "\ud800", "a" * 5000])
def test_strange_key_is_not_found(key: str) -> None:
    """What is not in the table is not found, whatever it is; nothing else is told for it."""
    packed = Packed[int](pack({"种草": 1, "?": 2}))

    assert (key in packed, packed.get(key), packed.get(key, 7)) == (False, None, 7)
    with pytest.raises(KeyError):
        packed[key]


def test_set_is_packed_too() -> None:
    """A set of words keeps its words."""
    packed = Packed[None](pack({"one", "two"}))

    assert ("one" in packed, "three" in packed, set(packed)) == (True, False, {"one", "two"})


def test_sections_come_back_by_name() -> None:
    """Joined sections are the same again, and those of one part go by their own names."""
    sections = {"ids": plain(["a"]), "keys.names": pack({"a": 1}), "keys.none": b""}

    again = parts(join(sections))

    assert {name: bytes(raw) for name, raw in again.items()} == sections
    assert list(within(again, "keys")) == ["names", "none"]
    assert read(again["ids"]) == ["a"]


def test_cut_off_file_is_refused() -> None:
    """Half a file is never read as a whole one."""
    whole = join({"ids": plain(list("abc")), "more": b"0123456789"})

    for size in range(len(whole)):
        with pytest.raises(ValueError, match="cut off"):
            parts(whole[:size])
