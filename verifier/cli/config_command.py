"""`verifier config`: the settings in force for a document or folder, and where each was set."""

from __future__ import annotations

import argparse

from verifier.cli.settings import settings, settings_file
from verifier.config import Config, Tuning
from verifier.sources.facts.databases import shown_address


def run(options: argparse.Namespace) -> int:
    """Print one setting per line; always 0."""
    config = settings(options, settings_file(options, options.path))
    origins = dict(config.origins)
    for name, value in _lines(config):
        origin = f"   # {origins.get(name, 'default')}" if options.origin else ""
        print(f"{name}: {value}{origin}")
    return 0


def _lines(config: Config) -> list[tuple[str, str]]:
    lines = [
        ("extends", ", ".join(["built-in", *map(str, config.rules)])),
        ("country", config.country or "none; a bare $ is read by the document's own clues, else as the US dollar"),
        ("undated", config.undated),
        ("sources.rates", ", ".join(map(str, config.rates)) or "none; reference rates alone"),
        ("sources.update", config.update or "the European Central Bank"),
        ("sources.facts", ", ".join(shown_address(place) for place in config.facts) or "none"),
        ("sources.update-nbp", config.update_nbp or "Narodowy Bank Polski"),
        ("sources.live", config.live or "none"),
        ("report.format", config.format),
        ("report.fail-on", config.fail_on),
        ("report.verbose", "yes" if config.verbose else "no"),
        ("report.offsets", config.offsets),
        ("data", str(config.data) if config.data else "off"),
        ("cache", str(config.cache) if config.cache else "off"),
    ]
    return lines + [(f"tune.{tuning.rule}", _tuning(tuning)) for tuning in config.tuning]


def _tuning(tuning: Tuning) -> str:
    if tuning.off:
        return "off"
    parts = [f"at most {tuning.cap.word}"] if tuning.cap is not None else []
    slacks = (("pass", tuning.passing), ("warn", tuning.warning))
    parts += [f"{name} {slack.amount} {slack.unit}" for name, slack in slacks if slack]
    return ", ".join(parts) or "unchanged"
