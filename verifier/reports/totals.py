"""The last lines of a report: whose rates, what was left out, and how many numbers bear which verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from verifier.model import Report
from verifier.reports.colour import COLOURS, Shade, set_aside, strengths, summary, verdict
from verifier.reports.days import day, days
from verifier.reports.lines import HUES, hanging, paint, tidy
from verifier.reports.run import Run, Style

_PAIR = re.compile(r"[A-Z]{3}/[A-Z]{3}")  # the key of an exchange rate
_FACTS = "facts:"  # how the source of a fact table's evidence begins


def totals(report: Report, shaded: dict[int, Shade], style: Style) -> Iterator[str]:
    """The closing lines of one document's report, its verdict and its counts last."""
    for line in filter(None, (_rates(report, style), _facts(report), _left_out(report))):
        yield from hanging("", line, style)
    counts = summary(report, shaded)
    supports = ", ".join(f"{count} {strength}" for strength, count in strengths(report, shaded).items())
    worst = verdict(report)
    lead, *rest = hanging(f"{worst.word.upper()}  ", _counted(counts, supports), style)
    yield paint(worst.word.upper(), HUES[worst], style) + lead[len(worst.word):]
    yield from rest


def _left_out(report: Report) -> str:
    """The numbers that the summary does not count, so that every one is accounted for."""
    reasons = Counter(aside for mention in report.mentions if (aside := set_aside(mention)))
    return f"Not counted: {', '.join(f'{count} {reason}' for reason, count in sorted(reasons.items()))}." if reasons else ""


def _counted(counts: dict[str, int], supports: str = "") -> str:
    """`52 numbers: 31 pass (20 market, 11 recalculated), 2 warn, 1 fail, 18 not checked; 65% of them checked`."""
    words = {"unverified": "not checked", "involved": "named in a query"}
    parts = [f"{counts[colour]} {words.get(colour, colour)}{f' ({supports})' if supports and colour == 'pass' else ''}"
             for colour in COLOURS if counts[colour] or colour != "involved"]
    total = counts["mentions"]
    noun = "number" if total == 1 else "numbers"
    checked = f"; {100 * (total - counts['unverified']) // total}% of them checked" if total else ""
    return f"{total} {noun}: {', '.join(parts)}{checked}"


def all_documents(run: Run) -> str:
    """One line over all documents: how many, and how many numbers of theirs bear which verdict."""
    counts: Counter[str] = Counter()
    for report in run.reports:
        counts.update(summary(report))
    return f"{len(run.reports)} documents, {_counted(counts)}"


def _facts(report: Report) -> str:
    """Which fact tables answered, and to which day their facts reach: a plan's last day lies ahead, its fact does not."""
    used = [evidence for finding in report.findings for evidence in finding.evidence if evidence.source.startswith(_FACTS)]
    today = report.document.date or date.max
    moments = [min(evidence.as_of, today) for evidence in used if evidence.as_of]
    names = dict.fromkeys(tidy(evidence.source.removeprefix(_FACTS)) for evidence in used)
    return f"Facts to {day(max(moments))}. Source: {', '.join(names)}." if moments else ""


def _rates(report: Report, style: Style) -> str:
    """Which days' rates were used, how far they lie before the text, and whose they are; of rates fetched, until when."""
    every = (evidence for finding in report.findings for evidence in finding.evidence if evidence.source != "document")
    used = [evidence for evidence in every if _PAIR.fullmatch(evidence.key) and evidence.as_of]
    if not used:
        return ""
    moments = [evidence.as_of for evidence in used if evidence.as_of]
    first, last = min(moments), max(moments)
    age = (report.document.date - first).days if report.document.date else 0
    old = f", the oldest {age} days before the text" if age > 1 else ""
    credits = dict.fromkeys(tidy(evidence.locator or evidence.source).removeprefix("Source: ") for evidence in used)
    words = ("shipped to", "updated to") if len(report.rates) > 1 else ("known to",) if style.verbose else ()
    reach = ", ".join(f"{word} {day(moment)}" for word, moment in zip(words, report.rates, strict=False))
    return f"Rates of {days(first, last)}{old}{f'; {reach}' if reach else ''}. Source: {'; '.join(credits)}."
