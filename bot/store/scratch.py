"""A backup unpacked: into a database of its own, with the tables of its time, then today's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import Connection, MetaData, Table, create_engine, insert
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.store import archive
from bot.store.archive import Footer, Header, Row
from bot.store.errors import BackupError
from bot.store.upgrade import config, revisions

# Rows given to the database at once.
_MANY = 500


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[Connection, Footer]]:
    """Give a SQLite database with a backup's rows in today's tables, and the backup's last line.

    Every rule of the tables was checked. Raises `BackupError`: it is damaged, breaks a rule, or
    was made by a newer version.
    """
    with TemporaryDirectory(prefix="hongshu-") as folder:
        engine = create_engine(f"sqlite:///{Path(folder, 'scratch.db')}")
        try:
            with engine.connect() as connection:
                footer = _unpack(connection, path)
                yield connection, footer
        finally:
            engine.dispose()


def _unpack(connection: Connection, path: Path) -> Footer:
    try:
        footer = _fill(connection, path)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise _broken(path, "rows that belong to nothing")
        command.upgrade(config(connection), "head")
        connection.commit()
    except IntegrityError:
        raise _broken(path, "rows that are there twice or lack something") from None
    except SQLAlchemyError as error:
        raise BackupError(f"{path} cannot be unpacked ({type(error).__name__})") from None
    return footer


def _fill(connection: Connection, path: Path) -> Footer:
    """Make the tables of the backup's time, and put its rows there."""
    items = archive.read(path)
    header = next(items)
    assert isinstance(header, Header)  # noqa: S101 - the reader looked
    if header.revision not in revisions():
        raise BackupError(
            f"{path} was made by a newer Hongshu (schema {header.revision}, this one knows "
            f"{revisions()[0]}); restore it with that one"
        )
    command.upgrade(config(connection), header.revision)
    tables = MetaData()
    tables.reflect(connection)
    rows = _Rows(connection)
    for item in items:
        if isinstance(item, tuple):
            rows.add(item, path)
        elif isinstance(item, archive.Table):
            rows.begin(_table(tables, item, path), item.columns)
        else:
            rows.flush()
    assert isinstance(item, Footer)  # noqa: S101 - the reader looked
    return item


def _table(tables: MetaData, item: archive.Table, path: Path) -> Table:
    """Return the table that rows are meant for; raises `BackupError` if there is none such."""
    table = tables.tables.get(item.table)
    if table is None or set(item.columns) != set(table.columns.keys()):
        raise _broken(path, "a table that its version does not have")
    return table


class _Rows:
    """Rows of one table after another, checked and given to the database together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table: Table | None = None
        self._columns: Sequence[str] = ()
        self._types: Sequence[type] = ()
        self._waiting: list[Mapping[str, object]] = []

    def begin(self, table: Table, columns: Sequence[str]) -> None:
        """Take the rows that follow as those of a table."""
        self.flush()
        self._table, self._columns = table, columns
        self._types = [table.columns[name].type.python_type for name in columns]

    def add(self, row: Row, path: Path) -> None:
        """Take a row; raises `BackupError` if its values are of other kinds than the columns."""
        if any(
            value is not None and type(value) is not kind
            for value, kind in zip(row, self._types, strict=True)
        ):
            raise _broken(path, "a value that its column does not take")
        self._waiting.append(dict(zip(self._columns, row, strict=True)))
        if len(self._waiting) >= _MANY:
            self.flush()

    def flush(self) -> None:
        """Give the database what waits."""
        if self._waiting and self._table is not None:
            self._connection.execute(insert(self._table), self._waiting)
            self._waiting = []


def _broken(path: Path, what: str) -> BackupError:
    return BackupError(f"{path} holds {what}; nothing was changed")
