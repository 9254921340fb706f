"""What operators' machines see: life, readiness, metrics."""

import json
import re

import pytest

from bot import metrics
from bot.web.vitals import SILENCE
from tests.web.site import Inbox, site


def test_healthy_bot_is_ready() -> None:
    """Each part tells how it is."""
    with site(Inbox(kept=[{"update_id": 1}])) as door:
        answer = door.ask("GET", "/readyz")

    assert answer.status == 200
    assert answer.json() == {
        "ready": True,
        "database": {"ok": True},
        "telegram": {"ok": True, "seconds": 1.0},
        "inbox": {"ok": True, "waiting": 1, "oldest_seconds": 2.5},
    }


@pytest.mark.parametrize(
    ("inbox", "parts"),
    [
        (Inbox(fails=True), ["database", "inbox"]),
        (Inbox(contact=None), ["telegram"]),
        (Inbox(contact=SILENCE + 1), ["telegram"]),
    ],
    ids=["database", "never", "silent"],
)
def test_bot_that_cannot_work_is_not_ready(inbox: Inbox, parts: list[str]) -> None:
    """503 names the parts, and the process lives all the same."""
    with site(inbox) as door:
        ready, alive = door.ask("GET", "/readyz"), door.ask("GET", "/healthz")

    told = ready.json()
    assert (ready.status, alive.status) == (503, 200)
    assert told["ready"] is False
    assert [name for name, part in told.items() if name != "ready" and not part["ok"]] == parts


def test_full_inbox_is_no_reason_to_be_unready() -> None:
    """A bot that is behind goes on taking updates in."""
    with site(Inbox(kept=[{"update_id": n} for n in range(5_000)])) as door:
        answer = door.ask("GET", "/readyz")

    assert answer.status == 200
    assert answer.json()["inbox"]["waiting"] == 5_000


def series(text: str, name: str) -> list[str]:
    """Return the values of a series, whatever its labels."""
    return re.findall(rf"^{name}(?:{{[^}}]*}})? (\S+)$", text, re.MULTILINE)


def test_metrics_tell_the_depth_of_the_inbox() -> None:
    """Depth and age are those of the moment; an inbox that is away has none."""
    inbox = Inbox(kept=[{"update_id": 1}] * 3)
    with site(inbox) as door:
        there = door.ask("GET", "/metrics")
        inbox.fails = True
        away = door.ask("GET", "/metrics")

    assert there.headers["content-type"].startswith("text/plain")
    assert series(there.body.decode(), "hongshu_inbox_updates") == ["3.0"]
    assert series(there.body.decode(), "hongshu_inbox_oldest_seconds") == ["2.5"]
    assert (away.status, series(away.body.decode(), "hongshu_inbox_updates")) == (200, ["NaN"])


def test_looking_changes_nothing() -> None:
    """Nothing but reading is allowed."""
    with site(Inbox()) as door:
        for path in ("/healthz", "/readyz", "/metrics"):
            for method in ("POST", "PUT", "DELETE"):
                assert door.ask(method, path, b"{}").status == 405


def test_metrics_name_nobody() -> None:
    """Labels are kinds, methods and outcomes, of which there are few."""
    labels = set(re.findall(r'[{,](\w+)="', metrics.render().decode()))

    assert labels <= {
        *("kind", "outcome", "method", "access", "status", "le"),
        *("version", "knowledge"),
    }


def test_deliveries_are_counted_by_status() -> None:
    """Kept and refused deliveries are told apart."""
    name = "hongshu_webhook_requests_total"
    before = metrics.render().decode()
    with site(Inbox()) as door:
        door.deliver(json.dumps({"update_id": 1}))
        door.deliver("x")
        door.deliver("x", Content_Type="text/plain")
    after = metrics.render().decode()

    for status in (200, 400, 415):
        label = f'{name}{{status="{status}"}} '
        counts = [text.partition(label)[2].partition("\n")[0] or "0" for text in (before, after)]
        assert float(counts[1]) - float(counts[0]) == 1, status
