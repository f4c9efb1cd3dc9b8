"""Where the rules and seeds that travel with the package lie.

In a checkout they stand beside the package; in an installed wheel, inside it under `shipped/`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    shipped = _PACKAGE / "shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name


def rules_folder() -> Path:
    """The built-in rule pack, `lexicon/` included."""
    return _folder("rules")


def seeds_folder() -> Path:
    """Starting data: rates, facts, example documents."""
    return _folder("seeds")
