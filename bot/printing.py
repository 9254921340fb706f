"""What commands print for programs."""

import json
from collections.abc import Mapping
from typing import Any


def print_json(data: Mapping[str, Any]) -> None:
    """Print one JSON object as a line of its own, at once: a program may wait for it."""
    print(json.dumps(data, ensure_ascii=False), flush=True)
