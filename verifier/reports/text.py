"""The report people read: what must be fixed first, what was not checked last, and one line that counts it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal

from verifier.figure import interval_text, plain
from verifier.model import Document, Finding, Gap, Mention, Report, Suggestion, Verdict
from verifier.reports.colour import Shade, counted, mentions_of, shades, stated
from verifier.reports.days import day
from verifier.reports.lines import HUES, cell_path, excerpt, hanging, paint, shortened, tidy
from verifier.reports.places import Places
from verifier.reports.run import PLAIN, Run, Style
from verifier.reports.totals import all_documents, totals
from verifier.units import BASIS_POINT

_INDENT = " " * 9
_SAMPLES = 6  # numbers named per reason; --verbose shows each in its line
_CURES = 3  # suggestions shown, likeliest first; --verbose shows all
_FROM = {"metadata": "from its metadata", "dateline": "from its dateline", "copyright": "from its copyright line"}
_WORDS = {Verdict.FAIL: "must fix", Verdict.WARN: "look", Verdict.PASS: "agrees", Verdict.UNVERIFIED: "not checked"}


def text_report(run: Run, style: Style = PLAIN) -> str:
    """A run in words, documents in order, then what could not be read; ends in a newline."""
    parts = ["\n".join(_document(report, style)) for report in run.reports]
    if len(run.reports) > 1:
        parts.append(all_documents(run))
    if run.comparisons is not None:
        from verifier.reports.sides import side_by_side

        parts.append("\n".join(side_by_side(run, style)))
    if run.errors:
        parts.append("\n".join(f"Not read: {failure.message}" for failure in run.errors))
    return "\n\n\n".join(parts) + "\n" if parts else ""


def _document(report: Report, style: Style) -> Iterator[str]:
    places = Places(report.document.text)
    shaded = shades(report)
    against = any(name == "against" for name, _ in report.digests)
    # the tick sheet has these passes; with --verbose they are told in full, too
    hidden = ("tied-out", Verdict.PASS) if against and not style.verbose else None
    yield from _head(report.document, style)
    for decided in (Verdict.FAIL, Verdict.WARN, Verdict.PASS):
        findings = [one for one in report.findings if one.verdict is decided and (one.claim.rule, decided) != hidden]
        if findings:
            yield from ("", _heading(decided, style))
            for finding in findings:
                lines = _agreement if decided is Verdict.PASS else _query
                yield from lines(finding, report.document, places, style)
    yield from _unchecked(report, shaded, places, style)
    if against:
        from verifier.reports.ticks import tick_sheet

        yield ""
        yield from tick_sheet(report, places, style)
    yield ""
    yield from totals(report, shaded, style)


def _heading(verdict: Verdict, style: Style) -> str:
    """`FAIL: must fix`: the field's word, and what it asks of an editor."""
    return f"{paint(verdict.word.upper(), HUES[verdict], style)}: {_WORDS[verdict]}"


def _head(document: Document, style: Style) -> Iterator[str]:
    if document.date:
        when = f"{day(document.date)} ({_FROM.get(document.date_from or '', 'as given')})"
    else:
        when = "date unknown; give --date to check exchange rates and days"
    yield f"{paint(tidy(document.name), 'bold', style)}, {when}"
    remarks = [place for offset, place in document.origin if offset == 0 and place.startswith("read as")]
    yield from (f"  {remark}" for remark in remarks)


def _query(finding: Finding, document: Document, places: Places, style: Style) -> Iterator[str]:
    """A warn or fail, in full: where, what, against what, and what would cure it."""
    width = style.width - len(_INDENT)
    yield ""
    yield _place(finding, places) + excerpt(document, finding.span, finding.verdict.word, style, width)
    yield from _wrapped(tidy(finding.message), style)
    for number, suggestion in enumerate(finding.suggestions[:None if style.verbose else _CURES]):
        yield from _wrapped(_suggestion(suggestion, document, "or" if number else "Try:"), style)
    place = cell_path(document, finding.span.start)
    for line in _wrapped("; ".join(filter(None, (_name(finding), place, *_comparison(finding, style)))), style):
        yield _INDENT + paint(line.strip(), "dim", style)


def _suggestion(suggestion: Suggestion, document: Document, lead: str) -> str:
    old = tidy(document.text[suggestion.span.start:suggestion.span.end])
    edit = f"{old} → {tidy(suggestion.text)}" if old else tidy(suggestion.text)
    return f"{lead} {edit} ({suggestion.slip})"


def _agreement(finding: Finding, document: Document, places: Places, style: Style) -> Iterator[str]:
    """A pass: one line, with its evidence when all is asked for."""
    numbers = stated(finding)
    text = ", ".join(tidy(number.text) for number in numbers) or tidy(document.text[finding.span.start:finding.span.end])
    shown = f"{_place(finding, places)}{paint(text, 'pass', style)}"
    if style.verbose:
        grounds = ", ".join(filter(None, (finding.strength, finding.basis, _sharpness(finding))))
        yield shown
        yield from _wrapped(tidy(finding.message), style)
        yield from _wrapped(_evidence(finding), style)
        place = cell_path(document, finding.span.start)
        yield from _wrapped(f"{_name(finding)}: {', '.join(filter(None, (place, grounds)))}", style)
    else:
        room = style.width - len(_INDENT) - len(text) - 2
        yield f"{shown}  {paint(shortened(tidy(finding.message), max(room, 20)), 'dim', style)}"


def _sharpness(finding: Finding) -> str:
    if finding.resolution is None or finding.stated is None:
        return ""
    return f"would notice an error of {plain(finding.resolution, finding.stated.unit)}"


def _unchecked(report: Report, shaded: dict[int, Shade], places: Places, style: Style) -> Iterator[str]:
    alike = {finding.reason: _kind_of_reason(finding) for finding in report.findings if finding.reason}
    groups: dict[str, list[Mention]] = {}
    for mention in report.mentions:
        shade = shaded[mention.id]
        if counted(mention) and shade.colour == "unverified" and shade.reason:
            groups.setdefault(alike.get(shade.reason, shade.reason), []).append(mention)
    if not groups:
        return
    yield from ("", _heading(Verdict.UNVERIFIED, style))
    for reason, mentions in sorted(groups.items(), key=lambda group: -len(group[1])):
        yield from hanging(f"{len(mentions):>4}  ", f"{tidy(reason)}: {_samples(mentions)}", style)
        if style.verbose:
            for mention in mentions:
                line, column = places.line_column(mention.span.start)
                mark = f"{line}:{column}".rjust(7) + "  "
                yield mark + excerpt(report.document, mention.span, "unverified", style, style.width - len(mark))


def _kind_of_reason(finding: Finding) -> str:
    """The reason without the figures it speaks of, so that a hundred "no series counts 'X'" are one line, not a hundred."""
    reason = finding.reason or ""
    texts = {number.text for number in mentions_of(finding.claim)}
    for text in sorted(texts, key=lambda text: (-len(text), text)):
        reason = reason.replace(f"'{text}'", "it").replace(text, "…")
    return reason


def _samples(mentions: Sequence[Mention]) -> str:
    shown = dict.fromkeys(tidy(mention.text) for mention in mentions)
    named = ", ".join(list(shown)[:_SAMPLES])
    return f"{named}, …" if len(shown) > _SAMPLES else named


def _comparison(finding: Finding, style: Style) -> Iterator[str]:
    """What the message leaves out of: expected value, how far off, on which basis, by whose word."""
    model = next(iter(stated(finding)), None)
    if finding.expected is not None:
        expected = interval_text(finding.expected, model)
        if expected not in finding.message and not finding.suggestions:
            yield f"expected {expected}"
    if finding.gap is not None and finding.gap.percent and model is not None:
        yield from _distance(finding.gap, model)
    if finding.basis and finding.basis not in finding.message and (finding.verdict is Verdict.WARN or style.verbose):
        yield finding.basis
    yield from filter(None, (_evidence(finding),))


def _distance(gap: Gap, stated: Mention) -> Iterator[str]:
    """How far off, in the measure that says most: points for percentages, times for slipped scales, else percent."""
    if stated.kind in ("percent", "points") and gap.last_digits is not None and stated.step is not None:
        yield f"{_short(gap.last_digits * stated.step)} {'basis ' if stated.unit == BASIS_POINT else ''}points beyond rounding"
    elif gap.percent >= 900:
        yield f"{_short(gap.percent / 100 + 1)} times too much"
    elif stated.kind not in ("weekday", "date", "time"):
        yield f"{_short(gap.percent)}% beyond rounding"


def _short(value: Decimal) -> str:
    """Two significant digits, whole ones in full: `1.2`, `0.034`, `1,000`."""
    return f"{Context(prec=2).plus(value):,.0f}" if value >= 10 else f"{Context(prec=2).plus(value).normalize():f}"


def _evidence(finding: Finding) -> str:
    """Who says what of which day, where the message has not said so."""
    shown = []
    for evidence in finding.evidence[:3]:
        if evidence.source == "document":
            shown += [] if evidence.locator in finding.message else [f"{evidence.locator}: “{evidence.note}”"]
            continue
        value = f"{evidence.key} {evidence.quantity.interval.middle.normalize():f}" if evidence.quantity else evidence.key
        if value not in finding.message:
            when = f", {day(evidence.as_of)}" if evidence.as_of else ""
            shown.append(f"{evidence.source} {value}{when}{f' ({evidence.note})' if evidence.note else ''}")
    return tidy("; ".join(shown))


def _place(finding: Finding, places: Places) -> str:
    line, column = places.line_column(finding.span.start)
    return f"{line}:{column}".rjust(len(_INDENT) - 2) + "  "


def _name(finding: Finding) -> str:
    ids = " ".join(f"#{mention.id}" for mention in stated(finding))
    return f"{finding.claim.rule} {ids}".strip()


def _wrapped(text: str, style: Style) -> list[str]:
    return hanging(_INDENT, text, style) if text else []
