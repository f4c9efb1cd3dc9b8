"""Rows of the U.S. SEC's `companyfacts` JSON: every figure of a company's filings, by XBRL concept and unit.

The shape is the SEC's (https://www.sec.gov/search-filings/edgar-application-programming-interfaces): `entityName`, then
`facts` → taxonomy → concept → `label` and `units` → list of {start, end, val, fy, fp, form, filed}. A figure is repeated in
every filing that compares with it; equal ones are one row here, published when the first of them was filed. Where a later
filing restates a figure, both are rows: which of them applies is a matter of the text's day (see `known`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

from verifier.errors import SourceError
from verifier.sources.facts.rows import COLUMNS
from verifier.sources.facts.tables import Row

Json = Mapping[str, object]


def is_companyfacts(value: object) -> TypeGuard[Json]:
    """Whether a JSON value has the SEC's shape."""
    return isinstance(value, dict) and "entityName" in value and isinstance(value.get("facts"), dict)


def company_rows(value: Json, path: Path) -> Iterator[Row]:
    """The rows of a company's facts, counted from 1 in the order of the file; SourceError where the shape is broken."""
    yield 0, dict.fromkeys(COLUMNS, "")
    entity = str(value["entityName"]).strip()
    number = 0
    for taxonomy, concepts in _tables(value["facts"], path, "facts"):
        for tag, entry in _tables(concepts, path, taxonomy):
            concept = concept_name(str(entry.get("label") or tag))
            for unit, figures in _lists(entry.get("units"), path, tag):
                for figure in _unrepeated(figures):
                    number += 1
                    yield number, _cells(entity, concept, unit, figure, tag)


def concept_name(label: str) -> str:
    """A taxonomy's label as a concept: "Revenues" is revenues, "Revenue from Contract with Customer (…)" loses its bracket."""
    return " ".join(label.partition("(")[0].split()).rstrip(",").lower()


def _tables(value: object, path: Path, where: str) -> Iterator[tuple[str, Json]]:
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        raise SourceError(f"{path}: '{where}' is no table of concepts; is this a companyfacts file of the SEC, complete?")
    yield from value.items()


def _lists(value: object, path: Path, tag: str) -> Iterator[tuple[str, list[Json]]]:
    if not isinstance(value, dict):
        raise SourceError(f"{path}: the concept '{tag}' has no units; is this a companyfacts file of the SEC, complete?")
    for unit, figures in value.items():
        if not isinstance(figures, list) or not all(isinstance(figure, dict) for figure in figures):
            raise SourceError(f"{path}: '{tag}' in {unit} is no list of figures")
        yield unit, figures


def _unrepeated(figures: list[Json]) -> Iterator[Json]:
    """Of each stretch of days the figure first filed, and each that differs from the one filed before it."""
    filed: dict[tuple[str, str], list[Json]] = {}
    for figure in sorted(figures, key=lambda figure: str(figure.get("filed", ""))):
        versions = filed.setdefault((str(figure.get("start", "")), str(figure.get("end", ""))), [])
        if not versions or str(versions[-1].get("val", "")) != str(figure.get("val", "")):
            versions.append(figure)
    for versions in filed.values():
        yield from versions


def _cells(entity: str, concept: str, unit: str, figure: Json, tag: str) -> dict[str, str]:
    filed = f"{figure.get('form') or 'filing'} filed {figure.get('filed') or 'on a day not given'}; {tag}"
    return {
        "entity": entity, "concept": concept, "period_start": str(figure.get("start") or figure.get("end") or ""),
        "period_end": str(figure.get("end") or ""), "value": str(figure.get("val", "")), "unit": unit,
        "source": filed, "confidence": "high", "published": str(figure.get("filed") or ""),
    }  # fmt: skip
