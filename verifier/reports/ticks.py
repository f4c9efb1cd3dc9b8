"""The tick sheet of a text held against source documents: every figure with an auditor's mark and the place that has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from verifier.dossier import MODALITY, TIED_OUT, UNTRACED
from verifier.model import Finding, Report, Verdict
from verifier.reports.colour import counted, stated
from verifier.reports.lines import HUES, paint, shortened, tidy
from verifier.reports.places import Places
from verifier.reports.run import Style

AGREES, DIFFERS, RECALCULATED, FOOTED, NOT_FOUND = "✓", "≠", "^", "F", "∅"
LEGEND = (
    f"{AGREES} agrees with a source   {DIFFERS} differs from one   {RECALCULATED} recalculated   {FOOTED} footed   "
    f"{NOT_FOUND} in no source"
)
_TOTALS = frozenset({"total", "table-total"})
_WIDEST = 28  # columns of a figure


def tick_sheet(report: Report, places: Places, style: Style) -> Iterator[str]:
    """A line for each figure that was looked for in the sources or worked out again, in text order, and a legend."""
    marks, told = _marks(report)
    ticked = [mention for mention in report.mentions if mention.id in marks and counted(mention)]
    yield paint("Tick marks", "bold", style)
    yield f"  {LEGEND}"
    width = min(max((len(tidy(mention.text)) for mention in ticked), default=0), _WIDEST)
    for mention in ticked:
        line, column = places.line_column(mention.span.start)
        finding = told.get(mention.id)
        hue = HUES[finding.verdict] if finding is not None else "green"
        shown = shortened(tidy(mention.text), _WIDEST).ljust(width)
        lead = f"{f'{line}:{column}'.rjust(7)}  {paint(''.join(marks[mention.id]).ljust(2), hue, style)} {shown}  "
        room = max(style.width - width - 14, 30)
        yield (lead + paint(shortened(_where(finding), room), "dim", style)).rstrip()


def _marks(report: Report) -> tuple[Mapping[int, dict[str, None]], Mapping[int, Finding]]:
    """Each figure's marks, in the order of the legend, and the finding that says where it stands."""
    found: dict[int, set[str]] = defaultdict(set)
    told: dict[int, Finding] = {}
    for finding in report.findings:
        for mention in stated(finding):
            mark = _mark(finding)
            if mark is not None:
                found[mention.id].add(mark)
            if finding.claim.rule in (TIED_OUT, UNTRACED):
                told[mention.id] = finding
    order = (AGREES, DIFFERS, RECALCULATED, FOOTED, NOT_FOUND)
    return {place: dict.fromkeys(mark for mark in order if mark in marks) for place, marks in found.items()}, told


def _mark(finding: Finding) -> str | None:
    if finding.claim.rule == UNTRACED or (finding.claim.rule == TIED_OUT and finding.verdict is Verdict.UNVERIFIED):
        return NOT_FOUND
    if finding.claim.rule == MODALITY and finding.evidence:
        return DIFFERS  # the figure agrees, and what is said of it does not
    if finding.claim.rule == TIED_OUT:
        return AGREES if finding.verdict is Verdict.PASS else DIFFERS
    if finding.verdict is Verdict.PASS and finding.strength == "recalculated":
        return FOOTED if finding.claim.rule in _TOTALS else RECALCULATED
    return None


def _where(finding: Finding | None) -> str:
    """`release.pdf, page 3: Cloud revenue rose …`."""
    if finding is None or not finding.evidence:
        return ""
    evidence = finding.evidence[0]
    return tidy(f"{evidence.locator}: {evidence.note}")

