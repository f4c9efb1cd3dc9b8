"""Reports as JSON: the wire format `verifier-report/1`, described by docs/report.schema.json.

Numbers that must stay exact travel as strings, open ends of intervals as null. Offsets are code points of the text as
read, or UTF-16 units on request. Same report, same bytes: no clock, no paths beyond the names documents were given.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TYPE_CHECKING, TypeAlias

from verifier import __version__
from verifier.model import Document, Evidence, Finding, Gap, Mention, Quantity, Report, RoleValue, Suggestion, Verdict, Word
from verifier.reports.colour import Shade, shades, summary, verdict
from verifier.reports.lines import cell_path
from verifier.reports.places import Places
from verifier.reports.run import PLAIN, Offsets, Run, Style

if TYPE_CHECKING:
    from verifier.dossier import Comparison

SCHEMA = "verifier-report/1"
Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_EXPECTED = Context(prec=15, rounding=ROUND_HALF_EVEN)  # a quotient has 28 digits; no printed figure has fifteen
_GAP = Context(prec=3, rounding=ROUND_HALF_EVEN)


def json_report(run: Run, style: Style = PLAIN) -> str:
    """A run as one JSON text, a line for each field, mention and finding, ending in a newline."""
    return spread(run_dict(run, style.offsets), 4) + "\n"


def spread(value: Json, levels: int) -> str:
    """JSON with line breaks down to so many levels: below them json's fast encoder writes, which knows no line breaks."""
    import json

    return _spread(value, levels, "", json.JSONEncoder(ensure_ascii=False).encode)


def _spread(value: Json, levels: int, indent: str, encode: Callable[[Json], str]) -> str:
    if levels and isinstance(value, (dict, list)) and value:
        inner = indent + " "
        fields = value.items() if isinstance(value, dict) else (("", element) for element in value)
        parts = [(f"{encode(key)}: " if key else "") + _spread(part, levels - 1, inner, encode) for key, part in fields]
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{closing}"
    return encode(value)


def run_dict(run: Run, offsets: Offsets = "codepoints") -> dict[str, Json]:
    """A run as plain data, ready for `json.dumps`."""
    dossier: dict[str, Json] = {} if run.comparisons is None else {"dossier": _dossier(run, run.comparisons, offsets)}
    return {
        "schema": SCHEMA,
        "tool": {"name": "verifier", "version": __version__},
        "digests": dict(run.digests),
        "errors": [{"name": failure.name, "message": failure.message} for failure in run.errors],
        "documents": [report_dict(report, offsets) for report in run.reports],
        **dossier,
    }


def _dossier(run: Run, comparisons: tuple[Comparison, ...], offsets: Offsets) -> dict[str, Json]:
    """The findings across the texts: each place by the name of its document, and the id of its mention there."""
    texts = [(report.document.name, Places(report.document.text, offsets)) for report in run.reports]
    findings: list[Json] = []
    for comparison in comparisons:
        places: list[Json] = []
        for place in comparison.places:
            (name, lines), span = texts[place.text], place.mention.span
            start, end = lines.offset(span.start), lines.offset(span.end)
            places.append({"document": name, "start": start, "end": end, "mention": place.mention.id})
        findings.append({
            "rule": comparison.rule, "aspect": comparison.aspect, "verdict": comparison.verdict.word, "places": places,
            "message": comparison.message,
        })
    return {"verdict": max((each.verdict for each in comparisons), default=Verdict.UNVERIFIED).word, "findings": findings}


def report_dict(report: Report, offsets: Offsets = "codepoints") -> dict[str, Json]:
    """One document's report as plain data: an element of a run's `documents`."""
    document = report.document
    places = Places(document.text, offsets)
    shaded = shades(report)
    counts: dict[str, Json] = {**summary(report, shaded)}
    return {
        "name": document.name,
        "sha256": document.sha256,
        "date": document.date.isoformat() if document.date else None,
        "date_from": document.date_from,
        "language": document.language,
        **_reach(report),
        "verdict": verdict(report).word,
        "summary": counts,
        "mentions": [
            {**mention_dict(mention, places), **_cell(document, mention), **_shade(shaded[mention.id])}
            for mention in report.mentions
        ],
        "findings": [_finding(finding, places) for finding in report.findings],
    }


def _reach(report: Report) -> dict[str, Json]:
    """How far the reference rates at hand reached: as shipped and, if so, as updated since."""
    return {"rates": dict(zip(("shipped", "updated"), map(str, report.rates), strict=False))} if report.rates else {}


def exact(value: Decimal | None) -> str | None:
    """A Decimal in plain digits without idle zeros (`52400000000`, `7.25`); None for None and for infinity."""
    if value is None or not value.is_finite():
        return None
    digits = format(value, "f")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) or "0"


def mention_dict(mention: Mention, places: Places) -> dict[str, Json]:
    """A mention as plain data, before any verdict; values as printed (13 for 13 %), days as `2025-02-24`."""
    interval = mention.quantity.interval if mention.quantity else None
    return {
        "id": mention.id,
        **_span(mention.span.start, mention.span.end, places),
        "text": mention.text,
        "kind": mention.kind,
        "value": exact(mention.value) if mention.value is not None else str(mention.period) if mention.period else None,
        "low": exact(interval.lo) if interval else None,
        "high": exact(interval.hi) if interval else None,
        "unit": (mention.unit.name or None) if mention.unit else None,
        "qualifier": mention.qualifier,
        "step": exact(mention.step),
        "period": str(mention.period) if mention.period else None,
        "assumed": mention.assumed,
        "copy_of": mention.copy_of,
        "zone": mention.zone,
    }


def _cell(document: Document, mention: Mention) -> dict[str, Json]:
    """Where in its table a number stands, for numbers that stand in one."""
    return {"cell": cell_path(document, mention.span.start)} if mention.zone == "cell" else {}


def _shade(shade: Shade) -> dict[str, Json]:
    return {"verdict": shade.colour, "reason": shade.reason}


def _finding(finding: Finding, places: Places) -> dict[str, Json]:
    roles: dict[str, Json] = {name: _role(value) for name, value in finding.claim.roles}
    return {
        "rule": finding.claim.rule,
        "verdict": finding.verdict.word,
        **_span(finding.span.start, finding.span.end, places),
        "roles": roles,
        "stated": _quantity(finding.stated),
        "expected": _quantity(finding.expected),
        "basis": finding.basis,
        "strength": finding.strength,
        "gap": _gap(finding.gap),
        "resolution": exact(_GAP.plus(finding.resolution)) if finding.resolution is not None else None,
        "reason": finding.reason,
        "message": finding.message,
        "suggestions": [_suggestion(suggestion, places) for suggestion in finding.suggestions],
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
    }


def _span(start: int, end: int, places: Places) -> dict[str, Json]:
    line, column = places.line_column(start)
    return {"start": places.offset(start), "end": places.offset(end), "line": line, "column": column}


def _role(value: RoleValue) -> Json:
    if isinstance(value, Mention):
        return value.id
    if isinstance(value, Word):
        return value.text
    return [mention.id for mention in value]


def _quantity(quantity: Quantity | None) -> Json:
    if quantity is None:
        return None
    low, high = (exact(_EXPECTED.plus(end)) for end in (quantity.interval.lo, quantity.interval.hi))
    return {"low": low, "high": high, "unit": quantity.unit.name or None}


def _gap(gap: Gap | None) -> Json:
    if gap is None:
        return None
    digits = exact(_GAP.plus(gap.last_digits)) if gap.last_digits is not None else None
    return {"percent": exact(_GAP.plus(gap.percent)), "last_digits": digits}


def _suggestion(suggestion: Suggestion, places: Places) -> Json:
    start, end = places.offset(suggestion.span.start), places.offset(suggestion.span.end)
    return {"start": start, "end": end, "text": suggestion.text, "slip": suggestion.slip}


def _evidence(evidence: Evidence) -> Json:
    value = evidence.quantity.interval.middle if evidence.quantity else None
    return {
        "source": evidence.source,
        "key": evidence.key,
        "as_of": evidence.as_of.isoformat() if evidence.as_of else None,
        "value": exact(_EXPECTED.plus(value)) if value is not None else None,
        "locator": evidence.locator,
        "note": evidence.note,
    }
