"""What is counted and timed, for Prometheus; never by person, chat or text.

The one door to prometheus-client. Metrics belong to the process; those of several replicas are
added up by who reads them.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

CONTENT_TYPE = CONTENT_TYPE_LATEST

# How the handling of an update ended: as meant, with an apology, put back to be tried again, too
# old when its turn came, given up after too many tries.
Outcome = Literal["done", "failed", "released", "expired", "set_aside"]
# What became of a request to Telegram: done; more than it allows (429); not as it wants it (other
# 4xx); a fault of its own (5xx); no answer.
Answered = Literal["ok", "limited", "refused", "fault", "unreached"]
Access = Literal["read", "write"]

# Seconds: an answer is computed in milliseconds and sent in a tenth of a second; a chat that
# Telegram stopped waits for a minute.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
# Seconds of a transaction: one on a file takes a millisecond.
_DATABASE = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)
# Methods that answer somebody, or show an answer anew.
_ANSWERS = ("send", "editMessage", "answer")
_NO_ANSWER = "sendChatAction"
# Long polls wait for news: how long they take says nothing.
_POLL = "getUpdates"

disable_created_metrics()  # type: ignore[no-untyped-call] # because its library says nothing of it
_REGISTRY = CollectorRegistry()
ProcessCollector(registry=_REGISTRY)

_about = Info("hongshu", "Version of the program and of its knowledge.", registry=_REGISTRY)
_received = Counter(
    "hongshu_updates_received_total", "Updates taken in.", ["kind"], registry=_REGISTRY
)
_updates = Counter(
    "hongshu_updates_total",
    "Updates handled, by how that ended.",
    ["kind", "outcome"],
    registry=_REGISTRY,
)
_handling = Histogram(
    "hongshu_handling_seconds",
    "From the beginning to the end of the handling of an update.",
    ["kind"],
    buckets=_SECONDS,
    registry=_REGISTRY,
)
_latency = Histogram(
    "hongshu_answer_seconds",
    "From the receipt of an update to the first answer that Telegram took.",
    buckets=_SECONDS,
    registry=_REGISTRY,
)
_answers = Counter(
    "hongshu_answers_total", "Answers said, by what they show.", ["kind"], registry=_REGISTRY
)
_misses = Counter("hongshu_misses_total", "Questions without an answer.", registry=_REGISTRY)
_waiting = Gauge("hongshu_inbox_updates", "Updates waiting to be handled.", registry=_REGISTRY)
_oldest = Gauge("hongshu_inbox_oldest_seconds", "Age of the oldest of them.", registry=_REGISTRY)
_requests = Counter(
    "hongshu_telegram_requests_total",
    "Requests to Telegram, each attempt.",
    ["method", "outcome"],
    registry=_REGISTRY,
)
_request_time = Histogram(
    "hongshu_telegram_request_seconds",
    "Time until Telegram answered a request; long polls are left out.",
    buckets=_SECONDS,
    registry=_REGISTRY,
)
_contact = Gauge(
    "hongshu_telegram_contact_timestamp_seconds",
    "When Telegram last did what was asked, in seconds since 1970; 0: not yet.",
    registry=_REGISTRY,
)
_database = Histogram(
    "hongshu_database_seconds",
    "Time a transaction took, waiting for its turn included.",
    ["access"],
    buckets=_DATABASE,
    registry=_REGISTRY,
)
_database_failures = Counter(
    "hongshu_database_failures_total", "Transactions that failed.", registry=_REGISTRY
)
_deliveries = Counter(
    "hongshu_webhook_requests_total",
    "Requests to the address of the webhook, by the status they got.",
    ["status"],
    registry=_REGISTRY,
)


@dataclass(slots=True)
class _Handled:
    """The update at hand: when it was received (seconds since 1970), how it goes."""

    received: float
    outcome: Outcome = "done"
    answered: bool = False


_at_hand: ContextVar[_Handled | None] = ContextVar("_at_hand", default=None)


def render() -> bytes:
    """Return all metrics in the text format of Prometheus."""
    return generate_latest(_REGISTRY)


def about(version: str, knowledge: str) -> None:
    """Tell which program and which knowledge run here."""
    _about.info({"version": version, "knowledge": knowledge})


def received(kind: str) -> None:
    """Count an update that was kept; one that is delivered again counts again."""
    _received.labels(kind).inc()


@contextmanager
def handling(kind: str, since: float) -> Iterator[None]:
    """Measure the handling of an update, in this task and those it starts.

    Args:
        kind: the update's kind, `message` or another of Telegram's.
        since: when it was received, in seconds since 1970.
    """
    update = _Handled(since)
    token = _at_hand.set(update)
    try:
        with _handling.labels(kind).time():
            yield
    except BaseException:
        update.outcome = "failed" if update.outcome == "done" else update.outcome
        raise
    finally:
        _at_hand.reset(token)
        _updates.labels(kind, update.outcome).inc()


def ended(outcome: Outcome) -> None:
    """Say how the handling of the update at hand ends, if otherwise than as meant."""
    if update := _at_hand.get():
        update.outcome = outcome


def dropped(kind: str, outcome: Outcome) -> None:
    """Count an update whose handling did not even begin."""
    _updates.labels(kind, outcome).inc()


def answered(kind: str) -> None:
    """Count an answer by what it shows; `none`: a question that found no answer."""
    _answers.labels(kind).inc()
    if kind == "none":
        _misses.inc()


def requested(method: str, outcome: Answered, seconds: float) -> None:
    """Count an attempt at a request to Telegram, and the answer somebody waited for in it."""
    _requests.labels(method, outcome).inc()
    if outcome == "ok":
        _contact.set_to_current_time()
    if method != _POLL:
        _request_time.observe(seconds)
    update = _at_hand.get()
    if outcome == "ok" and update and not update.answered and _is_answer(method):
        update.answered = True
        _latency.observe(max(0.0, time.time() - update.received))


def _is_answer(method: str) -> bool:
    return method.startswith(_ANSWERS) and method != _NO_ANSWER


@contextmanager
def database(access: Access) -> Iterator[None]:
    """Measure a transaction."""
    with _database.labels(access).time():
        yield


def database_failed() -> None:
    """Count a transaction that the database did not do."""
    _database_failures.inc()


def waiting(count: float, oldest: float) -> None:
    """Tell how many updates wait, and the age of the oldest in seconds; NaN: not known."""
    _waiting.set(count)
    _oldest.set(oldest)


def delivered(status: int) -> None:
    """Count a request to the address of the webhook."""
    _deliveries.labels(str(status)).inc()
