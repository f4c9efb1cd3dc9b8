"""What is decided of a claim, on one scale."""

from __future__ import annotations

import enum


class Verdict(enum.IntEnum):
    """What was decided, mildest first: the worst of several is their `max` (FEVER's and SARIF's scale)."""

    UNVERIFIED = 0
    PASS = 1
    WARN = 2
    FAIL = 3

    @property
    def word(self) -> str:
        """The name in reports and rules: unverified, pass, warn, fail."""
        return self.name.lower()
