"""Tables that are read where they lie: text → plain data, in one run of bytes.

A table is cut into small buckets by a checksum of the key, and only the bucket that is asked for
is decoded. So a file of tables is open at once however large it is, takes no more memory than is
read of it, and is shared between processes. The format is that of Python's own `.pyc` files.
"""

import marshal
from array import array
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise
from typing import Any, TypeVar, overload
from zlib import crc32

V = TypeVar("V")
D = TypeVar("D")
Buffer = bytes | memoryview
_EMPTY: dict[str, Any] = {}

# Buckets a key: most are empty, so that what is not there is seldom looked for in one.
_BUCKETS = 3
# Bytes of a number in the heads, two of which stand before everything.
_NUMBER = 4
_HEAD = 2 * _NUMBER


def pack(table: Mapping[str, object] | AbstractSet[str]) -> bytes:
    """Return a table of plain data (text, numbers, lists, bytes), or a set, for `Packed`."""
    buckets: list[dict[str, object]] = [{} for _ in range(_BUCKETS * len(table) or 1)]
    for key in table:
        value = table[key] if isinstance(table, Mapping) else None
        buckets[crc32(key.encode()) % len(buckets)][key] = value
    written = [marshal.dumps(bucket) if bucket else b"" for bucket in buckets]
    starts = accumulate(map(len, written), initial=0)
    return array("I", [len(table), len(buckets), *starts]).tobytes() + b"".join(written)


class Packed(Mapping[str, V]):
    """A table that `pack` made. Immutable; the order of its keys means nothing."""

    __slots__ = ("_buckets", "_count", "_size", "_starts")

    def __init__(self, raw: Buffer) -> None:
        """Take the bytes, which are not copied."""
        whole = memoryview(raw)
        self._size, self._count = whole[:_HEAD].cast("I")
        end = _HEAD + (self._count + 1) * _NUMBER
        self._starts = whole[_HEAD:end].cast("I")
        self._buckets = whole[end:]

    def _bucket(self, key: str) -> Mapping[str, V]:
        place = crc32(key.encode("utf-8", "replace")) % self._count
        starts = self._starts
        start, end = starts[place], starts[place + 1]
        if start == end:
            return _EMPTY
        found: dict[str, V] = marshal.loads(self._buckets[start:end])  # noqa: S302 - made by `pack`
        return found

    def __getitem__(self, key: str) -> V:
        return self._bucket(key)[key]

    @overload
    def get(self, key: str, /) -> V | None: ...
    @overload
    def get(self, key: str, /, default: V | D) -> V | D: ...
    def get(self, key: str, /, default: V | D | None = None) -> V | D | None:
        """Return what stands under a key, or `default`."""
        return self._bucket(key).get(key, default)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._bucket(key)

    def __iter__(self) -> Iterator[str]:
        for start, end in pairwise(self._starts):
            if start != end:
                yield from marshal.loads(self._buckets[start:end])  # noqa: S302 - as above

    def __len__(self) -> int:
        return self._size


def plain(data: Any) -> bytes:  # noqa: ANN401 - whatever marshal can write
    """Return plain data as `read` reads it, whole."""
    return marshal.dumps(data)


def read(raw: Buffer) -> Any:  # noqa: ANN401 - whatever `plain` was given
    """Return what `plain` was given."""
    return marshal.loads(raw)  # noqa: S302 - made by `plain`, trusted like code


def join(sections: Mapping[str, bytes]) -> bytes:
    """Return named sections as one run of bytes, as `parts` reads them."""
    ends = accumulate(map(len, sections.values()))
    index = plain(dict(zip(sections, ends, strict=True)))
    head = array("I", [len(index), sum(map(len, sections.values()))]).tobytes()
    return head + index + b"".join(sections.values())


def parts(raw: Buffer) -> dict[str, memoryview]:
    """Return the sections that `join` put together; raises `ValueError` if some are cut off."""
    whole = memoryview(raw)
    index, size = whole[:_HEAD].cast("I") if len(whole) > _HEAD else (0, 0)
    body = whole[_HEAD + index :]
    if not index or len(body) != size:
        raise ValueError("cut off, wanted: the whole file")
    ends: dict[str, int] = read(whole[_HEAD : _HEAD + index])
    starts = (0, *ends.values())
    return {
        name: body[start:end] for start, (name, end) in zip(starts, ends.items(), strict=False)
    }


def within(sections: Mapping[str, V], name: str) -> dict[str, V]:
    """Return the sections called `name.…`, by what follows."""
    start = f"{name}."
    return {n.removeprefix(start): s for n, s in sections.items() if n.startswith(start)}
