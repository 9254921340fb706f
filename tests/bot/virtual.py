"""An event loop whose clock jumps: what takes an hour is over at once, and to the second."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Jump(selectors.SelectSelector):
    """Lets the time pass that the loop would have waited."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        """Wait for nothing, but say that it took `timeout` seconds."""
        if timeout is None:
            raise AssertionError("everything waits for something that will not come")
        self.now += timeout
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jump = _Jump()
        super().__init__(self._jump)

    def time(self) -> float:
        """Return the virtual time in seconds; it starts at 0."""
        return self._jump.now


def now() -> float:
    """Return the time of the running loop in seconds."""
    return asyncio.get_running_loop().time()


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run to the end in virtual time and return the result."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(main)
