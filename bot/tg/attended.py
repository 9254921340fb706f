"""What surrounds the handling of one update: its number in the logs, its time in the metrics."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot import metrics
from bot.log import request

log = logging.getLogger(__name__)


@contextmanager
def attended(number: int, kind: str, since: float) -> Iterator[None]:
    """Handle an update within this.

    Args:
        number: its `update_id`, on every line logged meanwhile.
        kind: its kind, as Telegram calls it.
        since: when it was received, in seconds since 1970.
    """
    with request(str(number)):
        start = time.perf_counter()
        with metrics.handling(kind, since):
            yield
        seconds = round(time.perf_counter() - start, 4)
        log.debug("handled", extra={"kind": kind, "seconds": seconds})
