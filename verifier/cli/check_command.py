"""`verifier check`: one report over all the texts given; one that cannot be read does not stop the others."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from verifier.cli.settings import STDIN, coloured, settings, settings_file, width
from verifier.config import Config, tracebacks_wanted
from verifier.engine import Verifier
from verifier.errors import ConfigError, InputError, VerifierError
from verifier.model import Document, Report, Verdict
from verifier.readers import READERS, read
from verifier.reports import Failure, Run, Style, render, summary

FOUND, BROKEN = 1, 2
_LEVELS = {"fail": Verdict.FAIL, "warn": Verdict.WARN}


def run(options: argparse.Namespace) -> int:
    """Check, print, and answer with the exit status."""
    bench = _Bench(options)
    if options.together and len(options.paths) == 1 and not Path(options.paths[0]).is_dir():
        raise ConfigError(f"--together: one text, {options.paths[0]}, has nothing to stand beside; name two or more, or a folder")
    if options.sources_complete and not options.against:
        raise ConfigError("--sources-complete says that the source documents hold every figure; name them with --against FILE")
    drafts = {Path(path).absolute() for path in options.paths}
    if both := [path for path in options.against if Path(path).absolute() in drafts]:
        raise ConfigError(f"--against {both[0]}: is the text to be checked, too; it would only agree with itself")
    found = [document for path in options.paths for document in _documents(path)]
    outcomes = [document if isinstance(document, Failure) else bench.report(document) for document in found]
    reports = tuple(outcome for outcome in outcomes if isinstance(outcome, Report))
    errors = tuple(outcome for outcome in outcomes if isinstance(outcome, Failure))
    first = bench.config(options.paths[0])
    comparisons = bench.verifier(first).compare(reports) if options.together else None
    result = Run(reports, errors, _digests(reports), comparisons)
    _print(result, options, first)
    if result.errors:
        return BROKEN
    return FOUND if _alarming(result, options.fail_on or first.fail_on) else 0


class _Bench:
    """The verifiers of one run, one per settings file; lives as long as the run."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._configs: dict[Path | None, Config] = {}
        self._verifiers: dict[Config, Verifier] = {}
        self._sources: dict[Verifier, tuple[Report, ...]] = {}

    def config(self, path: str) -> Config:
        file = settings_file(self._options, path)
        if file not in self._configs:
            self._configs[file] = settings(self._options, file)
        return self._configs[file]

    def verifier(self, config: Config) -> Verifier:
        if config not in self._verifiers:
            self._verifiers[config] = Verifier(config=config)
            for line in self._verifiers[config].warnings:
                print(f"verifier: {line}", file=sys.stderr)
        return self._verifiers[config]

    def report(self, path: str) -> Report | Failure:
        """The report on one text, or why there is none. Broken rules, settings and sources end the run."""
        name = "standard input" if path == STDIN else path
        try:
            document = _read(path, name)
            config = self.config(path)
            return self._checked(self.verifier(config), config, document)
        except InputError as error:
            return Failure(name, str(error))
        except VerifierError:
            raise
        except Exception as error:
            if tracebacks_wanted():
                raise
            return Failure(name, f"{name}: a defect of verifier itself: {type(error).__name__}: {error}; please report it")

    def _checked(self, verifier: Verifier, config: Config, document: Document) -> Report:
        given: date | None = self._options.date
        if given is not None:
            document = replace(document, date=given, date_from="given")
        report = self._verified(verifier, document)
        if report.document.date is None and config.undated == "today":
            return self._verified(verifier, replace(document, date=date.today(), date_from="given"))
        return report

    def _verified(self, verifier: Verifier, document: Document) -> Report:
        if not self._options.against:
            return verifier.verify(document)
        if verifier not in self._sources:  # read and extracted once for all drafts
            self._sources[verifier] = verifier.source_documents(self._options.against)
        return verifier.verify(document, self._sources[verifier], sources_complete=self._options.sources_complete)


def _digests(reports: Sequence[Report]) -> tuple[tuple[str, str], ...]:
    """What the run used, by name; where settings differ between documents, all their digests."""
    found: dict[str, dict[str, None]] = {}
    for report in reports:
        for name, digest in report.digests:
            found.setdefault(name, {})[digest] = None
    return tuple((name, " ".join(filter(None, digests))) for name, digests in found.items())


def _documents(path: str) -> Iterator[str | Failure]:
    """The files a path stands for: itself, or all that can be read in a folder, sorted, hidden ones left out."""
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    found = False
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if Path(name).suffix.lower() in READERS and not name.startswith("."):
                found = True
                yield str(Path(folder) / name)
    if not found:
        yield Failure(path, f"{path}: nothing to check in this folder; files ending in {' '.join(READERS)} are read")


def _read(path: str, name: str) -> Document:
    return read(sys.stdin.buffer.read(), name) if path == STDIN else read(Path(path))


def _print(result: Run, options: argparse.Namespace, config: Config) -> None:
    chosen = options.format or config.format
    verbose = config.verbose if options.verbose is None else options.verbose
    style = Style(coloured(options), width(), verbose, options.offsets or config.offsets)
    text = render(result, chosen, style)
    if options.output:
        try:
            options.output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"--output {options.output}: cannot be written ({error.strerror})") from None
    else:
        sys.stdout.write(text)
    if options.output or chosen != "text" or not sys.stdout.isatty():  # else the report on the screen has just said it
        for failure in result.errors:
            print(f"verifier: {failure.message}", file=sys.stderr)


def _alarming(result: Run, level: str) -> bool:
    """Whether something was found at or above the level."""
    if level == "never":
        return False
    verdicts = [finding.verdict for report in result.reports for finding in report.findings]
    verdicts += [comparison.verdict for comparison in result.comparisons or ()]
    if any(verdict >= _LEVELS.get(level, Verdict.WARN) for verdict in verdicts):
        return True
    return level == "unverified" and any(summary(report)["unverified"] for report in result.reports)
