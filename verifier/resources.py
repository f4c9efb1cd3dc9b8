"""Where the rules and seeds that travel with the package lie, and how much of what was made of files a cache folder keeps.

In a checkout they stand beside the package; in an installed wheel, inside it under `shipped/`.
"""

from __future__ import annotations

from contextlib import suppress
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


def keep_newest(folder: Path, pattern: str, count: int) -> None:
    """Drop all but the newest files of a kind from a cache folder; one that cannot be written to is no matter."""
    with suppress(OSError):
        kept = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[count:]:
            path.unlink(missing_ok=True)
