"""The words of the command line."""

from __future__ import annotations

import argparse
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from verifier import __version__

_EXIT = "exit status: 0 nothing at or above --fail-on, 1 something was, 2 a file or the run itself broke"


def parser() -> argparse.ArgumentParser:
    """The parser of `verifier`, one part per command."""
    top = _Parser(prog="verifier", description="Checks every number of a financial text.", epilog=_EXIT)
    top.add_argument("--version", action="version", version=f"verifier {__version__}")
    # without `prog`, argparse would format a usage line to find it, and import shutil for the width of the terminal
    parts = top.add_subparsers(dest="command", metavar="COMMAND", required=True, prog="verifier")
    for add in (_check, _extract, _rates, _facts, _rules, _config):
        add(parts)
    return top


class _Parser(argparse.ArgumentParser):
    """Help in eighty columns. To learn the terminal's width argparse would import shutil, and does so for every argument."""

    def __init__(self, **given: Any) -> None:
        super().__init__(formatter_class=partial(argparse.HelpFormatter, width=78), **given)


def day(text: str) -> date:
    """A day as written on the command line; `today` is the only word that reads the clock."""
    if text == "today":
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2025-02-24, or today") from None


_Parts = argparse._SubParsersAction  # argparse has no public name for what add_subparsers returns


def _check(parts: _Parts[_Parser]) -> None:
    part = parts.add_parser("check", help="check texts and report on every number", epilog=_EXIT)
    part.add_argument("paths", nargs="+", metavar="PATH", help="files, folders of files, or - for standard input")
    part.add_argument("--date", type=day, metavar="DAY", help="the day the texts appear, 2025-02-24 or today")
    part.add_argument("--format", choices=("text", "json"), help="for people (the default) or for programs")
    part.add_argument("--output", type=Path, metavar="FILE", help="write the report there instead of printing it")
    part.add_argument("--fail-on", choices=("fail", "warn", "unverified", "never"), help="from which verdict on to exit with 1")
    part.add_argument("--verbose", action="store_true", default=None, help="show evidence of passes and every unchecked number")
    part.add_argument("--together", action="store_true", help="the texts are on one event: set what they say side by side, too")
    part.add_argument("--against", action="append", default=[], metavar="FILE",
                      help="a source document: trace each figure to its place there (may be repeated)")
    part.add_argument("--sources-complete", action="store_true", help="warn of figures that stand in no source document")
    part.add_argument("--offsets", choices=("codepoints", "utf16"), help="how the JSON counts characters (utf16 for JavaScript)")
    _sheets(part)
    _tables(part)
    _settings(part)


def _extract(parts: _Parts[_Parser]) -> None:
    part = parts.add_parser("extract", help="show every number of a text as it is read")
    part.add_argument("path", metavar="PATH", help="a file, or - for standard input")
    part.add_argument("--date", type=day, metavar="DAY", help="the day the text appears, 2025-02-24 or today")
    part.add_argument("--format", choices=("table", "json", "csv", "highlight"), default="table")
    _settings(part)


def _rates(parts: _Parts[_Parser]) -> None:
    part = parts.add_parser("rates", help="what every source says one currency was worth in another")
    part.usage = ("verifier rates [BASE QUOTE [DAY]] [--rates FILE] [--live URL] [--config FILE]\n"
                  "       verifier rates update [ecb | nbp] [--url URL | --from FILE] [--accept CODE] [--config FILE]")
    part.add_argument("base", nargs="?", metavar="BASE", help="the currency priced, as USD; alone: how far the rates reach")
    part.add_argument("quote", nargs="?", metavar="QUOTE", help="the currency it is priced in, as CNY")
    part.add_argument("day", nargs="?", type=day, metavar="DAY", help="2025-02-24, or today; the latest known day where left out")
    part.add_argument("--live", metavar="URL", help="also ask this service; `sources: {live: URL}` does so always")
    part.add_argument("--url", metavar="URL", help="update: fetch the ECB's history (or NBP's tables) from here")
    part.add_argument("--from", type=Path, dest="file", metavar="FILE", help="update: take a downloaded file of the ECB's")
    part.add_argument("--accept", action="append", default=[], metavar="CODE",
                      help="update: this currency's jump is true (may be repeated)")
    part.add_argument("--config", type=Path, metavar="FILE", help="settings; the nearest verifier.yaml where left out")
    _sheets(part)


def _facts(parts: _Parts[_Parser]) -> None:
    part = parts.add_parser("facts", help="import, find and explain facts of your own")
    verbs = part.add_subparsers(dest="verb", metavar="VERB", required=True)
    importing = verbs.add_parser("import", help="any table in the tidy shape, as CSV; complains of every row that is wrong")
    importing.add_argument("places", nargs="+", metavar="FILE",
                           help="CSV, YAML, JSON, the SEC's companyfacts, SQLite, Parquet, a database's address")
    importing.add_argument("--output", type=Path, metavar="FILE", help="write the facts there instead of printing them")
    finding = verbs.add_parser("find", help="what the tables hold of an entity")
    finding.add_argument("entity", metavar="ENTITY", help="by any of its names")
    finding.add_argument("concept", nargs="?", metavar="CONCEPT", help="or a part of one")
    explaining = verbs.add_parser("explain", help="how the figures of a line or sentence are read, and what the tables answer")
    explaining.add_argument("place", metavar="FILE:LINE|TEXT", help="a line of a document, or a sentence in quotation marks")
    explaining.add_argument("--date", type=day, metavar="DAY", help="the day the text appears, 2025-02-24 or today")
    for verb in (finding, explaining):
        _tables(verb)
        _settings(verb)


def _rules(parts: _Parts[_Parser]) -> None:
    part = parts.add_parser("rules", help="list, explain and test the rules")
    verbs = part.add_subparsers(dest="verb", metavar="VERB", required=True, prog=part.prog)
    _settings(verbs.add_parser("list", help="every rule with its title"))
    explain = verbs.add_parser("explain", help="one rule in full")
    explain.add_argument("rule", metavar="ID")
    _settings(explain)
    test = verbs.add_parser("test", help="run the tests that stand in the rules")
    test.add_argument("path", nargs="?", type=Path, metavar="FOLDER", help="a folder or file of rules; all where left out")
    _settings(test)


def _config(parts: _Parts[_Parser]) -> None:
    part = parts.add_parser("config", help="the settings in force")
    part.add_argument("path", nargs="?", default=".", metavar="PATH", help="the document or folder they apply to")
    part.add_argument("--origin", action="store_true", help="say which file and line set each")
    _settings(part)


def _sheets(part: argparse.ArgumentParser) -> None:
    part.add_argument("--rates", type=Path, action="append", default=[], dest="sheets", metavar="FILE",
                      help="a rate sheet of your own, CSV or YAML (may be repeated); it outranks reference rates")


def _tables(part: argparse.ArgumentParser) -> None:
    part.add_argument("--facts", action="append", default=[], metavar="FILE",
                      help="a fact table: CSV, YAML, JSON, SQLite, Parquet, a folder, a database's address (may be repeated)")


def _settings(part: argparse.ArgumentParser) -> None:
    part.add_argument("--config", type=Path, metavar="FILE", help="settings to use instead of the nearest verifier.yaml")
    part.add_argument("--rules", type=Path, action="append", default=[], metavar="FOLDER", help="further rules (may be repeated)")
    part.add_argument("--country", metavar="CC", help="home country, as SG: decides what a bare $ means")
