"""Look every pinned dependency up in the lists of known weaknesses: `make audit`.

Exit 0: all were looked up and none is known to be weak; 1: some are; 2: no list could be reached,
so that nothing is known.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SERVICES = ("pypi", "osv")


def looked_up(service: str) -> list[dict[str, Any]]:
    """Return what a service knows of each dependency; empty if it cannot be reached."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip_audit", "--requirement", ROOT / "constraints.txt"),
            *("--no-deps", "--disable-pip", "--vulnerability-service", service),
            *("--format", "json", "--progress-spinner", "off"),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return []
    return [dependency for dependency in found if "vulns" in dependency]


def main() -> int:
    """Ask one service after another; print what the first that answers knows."""
    for service in SERVICES:
        if found := looked_up(service):
            weak = [dependency for dependency in found if dependency["vulns"]]
            for dependency in weak:
                ids = ", ".join(vulnerability["id"] for vulnerability in dependency["vulns"])
                print(f"{dependency['name']} {dependency['version']}: {ids}")
            print(f"{service}: {len(found)} dependencies looked up, {len(weak)} known to be weak")
            return 1 if weak else 0
    print("no list of weaknesses could be reached: nothing was looked up", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
