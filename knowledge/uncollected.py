"""Much is built that stays: Python's garbage collector is left out of it.

It looks through all that was made each time a quarter more has come, which takes half the time of
reading the content and a tenth of compiling it, and finds nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Stop the collector of cycles, for a block or, as a decorator, for a function.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
