"""What can go wrong with the store.

    StoreError
    ├── Full          a group or a person may keep no more words
    ├── BackupError   a backup cannot be written, or a file is none
    └── Unavailable   the database is away, busy or full: the same may succeed later

Errors of the database and its drivers are translated in `sql`; none of them leaves this package.
"""


class StoreError(Exception):
    """The database cannot be opened or did not do what was asked; one sentence, no password."""


class Full(StoreError):  # noqa: N818 - reads as the answer it is
    """A group's own glossary, or a person's list, has as many words as it may have."""


class BackupError(StoreError):
    """A backup cannot be written, or a file is no backup that can be restored; one sentence."""


class Unavailable(StoreError):  # noqa: N818 - reads as the answer it is
    """The database cannot be reached, is too busy, or has no room; nothing was changed."""
