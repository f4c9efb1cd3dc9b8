"""`verifier facts`: import a table into the tidy shape, find what the tables hold, explain how a figure was read."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from verifier.cli.settings import settings, settings_file
from verifier.errors import ConfigError, SourceError, did_you_mean
from verifier.model import Document, Span
from verifier.sources.facts import Facts, open_facts
from verifier.sources.facts.names import words_of
from verifier.sources.facts.rows import COLUMNS, Fact


def run(options: argparse.Namespace) -> int:
    """Do what was asked; always 0. SourceError where tables are broken or hold nothing of the name."""
    {"import": _import, "find": _find, "explain": _explain}[options.verb](options)
    return 0


def _import(options: argparse.Namespace) -> None:
    facts = open_facts(options.places, None)
    rows = [fact for table in facts.tables for fact in table.all()]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(fact) for fact in rows)
    if options.output:
        try:
            options.output.write_text(text.getvalue(), encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"--output {options.output}: cannot be written ({error.strerror})") from None
    else:
        sys.stdout.write(text.getvalue())
    for line in facts.warnings:
        print(f"verifier: {line}", file=sys.stderr)
    entities, concepts = len({fact.entity for fact in rows}), len({(fact.entity, fact.concept) for fact in rows})
    print(f"{_counted(len(rows), 'fact')} of {_counted(entities, 'entity')}, {_counted(concepts, 'series')}", file=sys.stderr)


def _counted(number: int, noun: str) -> str:
    plurals = {"entity": "entities", "series": "series"}
    return f"{number} {noun if number == 1 else plurals.get(noun, f'{noun}s')}"


def _cells(fact: Fact) -> tuple[str, ...]:
    since, published = (day.isoformat() if day else "" for day in (fact.complete_since, fact.published))
    places = "" if fact.decimals is None else str(fact.decimals)
    return (fact.entity, fact.concept, fact.period.first.isoformat(), fact.period.last.isoformat(), f"{fact.value.normalize():f}",
            fact.qualifier, fact.unit.name, places, fact.scope, fact.source or fact.file, fact.confidence, since, published)


def _opened(options: argparse.Namespace) -> Facts:
    config = settings(options, settings_file(options, "."))
    if not config.facts:
        raise ConfigError("no fact table is configured; name one with --facts FILE, or under sources: in verifier.yaml")
    facts = open_facts(config.facts, config.cache)
    for line in facts.warnings:
        print(f"verifier: {line}", file=sys.stderr)
    return facts


def _find(options: argparse.Namespace) -> None:
    facts = _opened(options)
    entity = _named(facts, options.entity, "entity")
    concepts = facts.concepts(entity)
    if options.concept:
        concepts = tuple(concept for concept in concepts if options.concept.lower() in concept.lower())
        if not concepts:
            near = did_you_mean(options.concept, facts.concepts(entity)) or f"; there are {', '.join(facts.concepts(entity))}"
            raise SourceError(f"the tables hold nothing of '{options.concept}' for {entity}{near}")
    rows = [fact for concept in concepts for fact in facts.series(entity, concept) if fact.concept == concept]
    lines = [_line(fact) for fact in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    print(entity)
    for line in lines:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _line(fact: Fact) -> tuple[str, ...]:
    value, known = f"{fact.value.normalize():,f} {fact.unit.name}", f"published {fact.published}" if fact.published else ""
    remarks = " ".join(filter(None, (fact.qualifier, fact.scope, known)))
    return fact.concept, str(fact.period), value, fact.confidence, fact.locator, remarks


def _named(facts: Facts, text: str, sort: str) -> str:
    """The entity a text names, by any of its names."""
    words = words_of(text)
    if words:
        found = facts.aliases(words[0], words[1] if len(words) > 1 else "")
        if (target := next((alias.target for alias in found if alias.sort == sort and alias.words == words), None)) is not None:
            return target
    known = [name for table in facts.tables for name in table.labels(sort)]
    near = did_you_mean(text, known) or (f"; there are {', '.join(known[:12])}{' …' if len(known) > 12 else ''}")
    raise SourceError(f"the tables know no {sort} '{text}'{near}")


def _explain(options: argparse.Namespace) -> None:
    from msgspec.structs import replace

    from verifier.author.traced import explained
    from verifier.engine import Verifier

    verifier = Verifier(config=settings(options, settings_file(options, ".")))
    document, within = _place(options.place)
    if options.date:
        document = replace(document, date=options.date, date_from="given")
    lines = list(explained(verifier, document, within))
    print("\n".join(lines) or "no figure stands there")


def _place(place: str) -> tuple[Document, Span]:
    """FILE:LINE as a document and that line, anything else as a text of its own."""
    from verifier.readers import plain, read

    name, _, line = place.rpartition(":")
    if Path(place).is_file():
        raise ConfigError(f"{place}: which line of it? write for example {place}:1")
    if not (name and line.isdigit() and (Path(name).is_file() or " " not in place)):
        document = plain(place, "text")
        return document, Span(0, len(document.text))
    document = read(Path(name))
    spans = list(_lines(document.text))
    if not 1 <= int(line) <= len(spans):
        raise ConfigError(f"{place}: the text has {len(spans)} lines")
    return document, spans[int(line) - 1]


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)
