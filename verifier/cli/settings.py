"""Which settings apply to a document: the command line over the nearest `verifier.yaml` over the defaults."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from verifier.config import Config, colour_wanted, find_config, load_config
from verifier.errors import ConfigError

STDIN = "-"
Named = TypeVar("Named", str, Path)


def settings_file(options: argparse.Namespace, path: str) -> Path | None:
    """The settings file for the document (or folder) at `path`: the one named, else the nearest; None where there is none."""
    named: Path | None = options.config
    return named or find_config(Path("." if path == STDIN else path))


def settings(options: argparse.Namespace, file: Path | None) -> Config:
    """What a settings file and the command line say together; ConfigError where either is wrong."""
    config = load_config(file) if file else Config()
    for folder in options.rules:
        if not folder.is_dir():
            raise ConfigError(f"--rules {folder}: there is no such folder")
    if options.country and not (len(options.country) == 2 and options.country.isascii() and options.country.isalpha()):
        raise ConfigError(f"--country {options.country}: expected the two letters of ISO 3166, such as SG")
    return replace(config, rules=_once(*config.rules, *options.rules), rates=_once(*sheets(options), *config.rates),
                   facts=_once(*tables(options), *config.facts),
                   country=options.country.upper() if options.country else config.country)


def _once(*named: Named) -> tuple[Named, ...]:
    """What the settings and the command line both name is taken once, where it stands first: read twice, a folder's rules would
    stand in each other's way and a table's rows beside themselves."""
    found: dict[str, Named] = {}
    for each in named:
        found.setdefault(str(each) if "://" in str(each) else str(Path(each).resolve()), each)
    return tuple(found.values())


def sheets(options: argparse.Namespace) -> tuple[Path, ...]:
    """The rate sheets named on the command line; they come before those of a settings file."""
    found: tuple[Path, ...] = tuple(getattr(options, "sheets", ()))
    for file in found:
        if not file.is_file():
            raise ConfigError(f"--rates {file}: there is no such file")
    return found


def tables(options: argparse.Namespace) -> tuple[str, ...]:
    """The fact tables named on the command line, beside those of a settings file."""
    found: tuple[str, ...] = tuple(getattr(options, "facts", ()))
    for place in found:
        if "://" not in place and not Path(place.partition("#")[0]).exists():
            raise ConfigError(f"--facts {place}: there is no such file or folder")
    return found


def coloured(options: argparse.Namespace) -> bool:
    """Whether what is printed may carry colours."""
    return colour_wanted(sys.stdout.isatty()) and not getattr(options, "output", None)


def width() -> int:
    """Columns to write in: the terminal's, but lines of more than 120 are hard to read."""
    if not sys.stdout.isatty():
        return 100
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 120)
