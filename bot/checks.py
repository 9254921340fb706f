"""What `hongshu doctor` finds: one check after another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: how it is, and, where it is not right, what to change and where."""

    name: str
    ok: bool
    detail: str
    fix: str = ""
