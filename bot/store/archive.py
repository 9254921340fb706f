"""The file of a backup: gzip of JSON lines, the same for SQLite and PostgreSQL.

    {"format": "hongshu-backup", "version": 1, "revision": "0002"}
    {"table": "people", "columns": ["user", "language"]}     then its rows, a list each
    [42, "en"]
    {"rows": {"people": 1}, "counters": {"taught": 17}, "sha256": "…"}     of all lines before

No name of a file stands in it, so none can lead anywhere. It is read a line at a time, and no
further than a backup can honestly unpack to.
"""

import gzip
import hashlib
import json
import os
import stat
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.store.columns import UNKEEPABLE
from bot.store.errors import BackupError

# Bytes of the longest line; bytes that any file may unpack to, and times its size beyond them
# (rows of one kind pack to about a twentieth; gzip's own bound is 1032).
_LINE = 2**20
_ANYWAY, _RATIO = 16 * 2**20, 250
# Characters of the longest fault of our own.
_BRIEF = 60

Value = int | str | None
Row = tuple[Value, ...]


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Header(_Line):
    """What a backup begins with: the revision of its tables."""

    format: Literal["hongshu-backup"] = "hongshu-backup"
    version: Literal[1] = 1
    revision: str


class Table(_Line):
    """What the rows of a table begin with."""

    table: str
    columns: list[str] = Field(min_length=1)


class Footer(_Line):
    """What a backup ends with: rows by table, the last id that each table counted, the digest."""

    rows: dict[str, int]
    counters: dict[str, Annotated[int, Field(ge=0, lt=2**62)]]
    sha256: str


_HEAD: TypeAdapter[Header | Table | Footer] = TypeAdapter(Header | Table | Footer)


class Writer:
    """Writes the lines of a backup."""

    def __init__(self, file: gzip.GzipFile, revision: str) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._table = ""
        self.rows: dict[str, int] = {}
        self._put(Header(revision=revision).model_dump())

    def table(self, name: str, columns: Sequence[str]) -> None:
        """Begin a table."""
        self._table = name
        self.rows[name] = 0
        self._put({"table": name, "columns": list(columns)})

    def row(self, values: Sequence[Value]) -> None:
        """Add a row to the table begun last."""
        self.rows[self._table] += 1
        self._put(list(values))

    def end(self, counters: Mapping[str, int]) -> None:
        """Write the last line."""
        digest = self._digest.hexdigest()
        self._put({"rows": self.rows, "counters": dict(counters), "sha256": digest})

    def _put(self, data: object) -> None:
        line = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._digest.update(line)
        try:
            self._file.write(line)
        except OSError as error:
            raise BackupError(f"the backup cannot be written ({error.strerror})") from None


@contextmanager
def written(path: Path, revision: str, *, force: bool = False) -> Iterator[Writer]:
    """Give a writer of a file that is there whole at the end, or, after an exception, not at all.

    Only its owner may read it. Raises `BackupError`: the file exists and `force` is not set, or
    it cannot be written.
    """
    _check_free(path, force=force)
    partial = Path()
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        partial = Path(name)
        with os.fdopen(handle, "wb") as raw:
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as file:
                yield Writer(file, revision)
            raw.flush()
            os.fsync(raw.fileno())
        _publish(partial, path, force=force)
    except OSError as error:
        raise BackupError(f"{path} cannot be written ({error.strerror})") from None
    finally:
        if partial.name:
            partial.unlink(missing_ok=True)


def _check_free(path: Path, *, force: bool) -> None:
    if os.path.lexists(path) and not force:
        raise BackupError(f"{path} exists; name another file, or add --force to replace it")
    if path.is_dir():
        raise BackupError(f"{path} is a folder; name a file in it")


def _publish(partial: Path, path: Path, *, force: bool) -> None:
    """Give a finished file its name; without `force` never that of another one."""
    if force:
        partial.replace(path)
    else:
        try:
            os.link(partial, path)
        except FileExistsError:
            _check_free(path, force=False)
        except OSError:  # a file system without links
            _check_free(path, force=False)
            partial.rename(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make sure that the names in a folder outlive a power cut, where that can be asked for."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(path: Path) -> Iterator[Header | Table | Row | Footer]:
    """Yield the header, tables with their rows, and the footer, checked.

    Raises `BackupError` where the file stops being a whole, unchanged backup: only who has read
    to the end may trust the beginning.
    """
    seen = _Seen()
    for number, line in enumerate(_lines(path), 1):
        try:
            item = _parse(line)
            seen.take(item, line)
        except (ValueError, RecursionError) as error:
            raise _damaged(path, f"line {number}: {_brief(error)}") from None
        yield item
    if not isinstance(seen.last, Footer):
        raise _damaged(path, "its end is missing")


class _Seen:
    """What of a backup was read so far; raises `ValueError` at what does not follow."""

    def __init__(self) -> None:
        self.last: Header | Table | Row | Footer | None = None
        self._digest = hashlib.sha256()
        self._rows: dict[str, int] = {}
        self._columns = 0
        self._table = ""

    def take(self, item: Header | Table | Row | Footer, line: bytes) -> None:
        """Take the next line, read and as it stands."""
        if isinstance(self.last, Footer) or isinstance(item, Header) != (self.last is None):
            raise ValueError("not what follows there")
        if isinstance(item, Table):
            self._begin(item)
        elif isinstance(item, Footer):
            self._end(item)
        elif not isinstance(item, Header):
            self._count(item)
        self._digest.update(line)
        self.last = item

    def _begin(self, table: Table) -> None:
        if table.table in self._rows or len(set(table.columns)) < len(table.columns):
            raise ValueError("a table or column that was there before")
        self._table, self._columns = table.table, len(table.columns)
        self._rows[self._table] = 0

    def _count(self, row: Row) -> None:
        if len(row) != self._columns:
            raise ValueError("a row that fits no table")
        self._rows[self._table] += 1

    def _end(self, footer: Footer) -> None:
        if footer.rows != self._rows or footer.sha256 != self._digest.hexdigest():
            raise ValueError("the file was changed or lost lines")


def _parse(line: bytes) -> Header | Table | Row | Footer:
    data = json.loads(line.decode())
    if isinstance(data, list):
        return tuple(_value(value) for value in data)
    return _HEAD.validate_python(data)


def _value(value: object) -> Value:
    if value is None:
        return None
    if isinstance(value, str) and not UNKEEPABLE.search(value):
        return value
    if type(value) is int and -(2**63) <= value < 2**63:
        return value
    raise ValueError("a value that no column takes")


def _brief(error: Exception) -> str:
    """Return what is wrong, without quoting what stands in the file."""
    if isinstance(error, ValidationError):
        return "not what a backup holds"
    is_own = type(error) is ValueError and len(str(error)) < _BRIEF
    return str(error) if is_own else "not readable"


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the unpacked lines of a file, once it is sure that it ends where a backup can."""
    try:
        with _opened(path) as raw, gzip.GzipFile(fileobj=raw) as file:
            most = _ANYWAY + _RATIO * os.fstat(raw.fileno()).st_size
            while file.read(2**20):
                if file.tell() > most:
                    raise _damaged(path, "it unpacks to more than a backup can")
            file.seek(0)
            while line := file.readline(_LINE + 1):
                if len(line) > _LINE:
                    raise _damaged(path, "a line is longer than any of a backup")
                yield line
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise _damaged(path, "it is cut or no gzip") from None
    except OSError as error:
        raise BackupError(f"{path} cannot be read ({error.strerror})") from None


def _opened(path: Path) -> IO[bytes]:
    """Open a file, and nothing that only looks like one: a pipe would wait for ever."""
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise BackupError(f"{path} is no file; name one that 'hongshu backup' made")
    return file


def _damaged(path: Path, why: str) -> BackupError:
    return BackupError(f"{path} is no whole backup of Hongshu ({why}); nothing was changed")
