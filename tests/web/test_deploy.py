"""The dashboard and the alerts: over exactly the metrics there are."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from bot import metrics

DEPLOY = Path(__file__).parents[2] / "deploy"
DASHBOARD = json.loads((DEPLOY / "grafana.json").read_text("utf-8"))
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((DEPLOY / "alerts.yaml").read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
SHOWN = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
ASKED = [*SHOWN, *(rule["expr"] for rule in RULES)]
OUTCOMES = {*get_args(metrics.Outcome), *get_args(metrics.Answered)}


def series() -> set[str]:
    """Return the names of all series that a bot offers."""
    found = re.findall(r"^# TYPE (\S+) (\S+)$", metrics.render().decode(), re.MULTILINE)
    made = {"histogram": ("_bucket", "_sum", "_count")}
    return {name + end for name, kind in found for end in made.get(kind, ("",))}


@pytest.mark.parametrize("asked", ASKED)
def test_every_metric_that_is_asked_for_exists(asked: str) -> None:
    """No panel stays empty and no alert silent because a name changed."""
    names = set(re.findall(r"\b(?:hongshu|process)_\w+", asked))

    assert names | set(re.findall(r"\bup\b", asked))
    assert names <= series()


def test_every_outcome_that_is_asked_for_can_be() -> None:
    """Outcomes in selectors are ones that are counted."""
    found = re.findall(r'outcome=~?"([^"]+)"', " ".join(ASKED))

    assert {one for outcomes in found for one in outcomes.split("|")} <= OUTCOMES


def test_every_metric_is_shown() -> None:
    """What is counted stands on the dashboard."""
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in series()}
    shown = {re.sub(r"_bucket$", "", n) for n in re.findall(r"hongshu_\w+", " ".join(SHOWN))}

    assert {name for name in families if name.startswith("hongshu_")} == shown


def test_every_alert_says_what_is_wrong() -> None:
    """Alerts have names of their own, a severity and a summary, and stand in the handbook."""
    handbook = (DEPLOY.parent / "docs" / "operating.md").read_text("utf-8")
    names = [rule["alert"] for rule in RULES]

    assert len(set(names)) == len(names)
    for rule in RULES:
        assert rule["labels"]["severity"] in {"page", "warn"}
        assert rule["annotations"]["summary"].endswith(".")
        assert f"`{rule['alert']}`" in handbook
