"""What the environment says: the only place that reads it."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path | None:
    """Where compiled rules are kept: VERIFIER_CACHE, else the system's cache folder; None when VERIFIER_CACHE is `off`."""
    return _folder("VERIFIER_CACHE", "XDG_CACHE_HOME", ".cache")


def data_folder() -> Path | None:
    """Where fetched rates are kept: VERIFIER_DATA, else the system's folder for a user's data; None when that is `off`."""
    return _folder("VERIFIER_DATA", "XDG_DATA_HOME", ".local/share")


def _folder(own: str, desktop: str, home: str) -> Path | None:
    chosen = os.environ.get(own)
    if chosen is not None:
        return None if chosen.strip().lower() in ("", "off") else Path(chosen)
    system = os.environ.get(desktop) or os.environ.get("LOCALAPPDATA")
    if system:
        return Path(system) / "verifier"
    try:
        return Path.home() / home / "verifier"
    except RuntimeError:  # a user without a home folder: nothing is kept, no complaint
        return None


def colour_wanted(terminal: bool) -> bool:
    """Whether to write colours: on a terminal, unless NO_COLOR (no-color.org) or TERM=dumb says no; FORCE_COLOR insists."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return terminal or bool(os.environ.get("FORCE_COLOR"))


def tracebacks_wanted() -> bool:
    """Whether a defect of the program shows its traceback: VERIFIER_DEBUG is set."""
    return bool(os.environ.get("VERIFIER_DEBUG"))
