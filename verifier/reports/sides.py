"""Several texts side by side: a table of the facts they share, each as each text prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.dossier import Comparison, Place
from verifier.model import Report, Verdict
from verifier.reports.lines import HUES, hanging, paint, shortened, tidy
from verifier.reports.places import Places
from verifier.reports.run import Run, Style

_LEAD = " " * 9
_LONGEST = 60  # columns of a text's name, or of what it prints
_TITLES = {"figure": "figures", "qualifier": "qualifiers", "scope": "scopes", "period": "periods", "metric": "what is measured",
           "modality": "how certain it is"}


def side_by_side(run: Run, style: Style) -> Iterator[str]:
    """The dossier's part of a report: what differs first, in full; then what agrees, a line each; then how much of both."""
    found = run.comparisons or ()
    names = [tidy(report.document.name) for report in run.reports]
    yield paint(f"Side by side: {len(names)} texts", "bold", style)
    lines = [Places(report.document.text) for report in run.reports]
    for decided in (Verdict.FAIL, Verdict.WARN):
        for comparison in (each for each in found if each.verdict is decided):
            yield ""
            yield from _drift(comparison, run.reports, names, lines, style)
    agreeing = [comparison for comparison in found if comparison.verdict is Verdict.PASS]
    if agreeing:
        yield from ("", paint("PASS", HUES[Verdict.PASS], style) + ": agrees")
        for comparison in agreeing:
            yield from hanging(_LEAD, tidy(comparison.message), style)
    yield from ("", _total(found, style))


def _drift(
    comparison: Comparison, reports: Sequence[Report], names: Sequence[str], lines: Sequence[Places], style: Style
) -> Iterator[str]:
    """The finding's message, and under it one line for each place: the text, where, and the figure with its words."""
    word = comparison.verdict.word.upper()
    lead, *rest = hanging(word.ljust(len(_LEAD)), f"{_TITLES[comparison.aspect]}: {tidy(comparison.message)}", style)
    yield paint(word, HUES[comparison.verdict], style) + lead[len(word):]
    yield from rest
    shown = [(_at(names[one.text], one, lines[one.text]), _words(one, reports[one.text])) for one in comparison.places]
    width = min(max(len(at) for at, _ in shown), _LONGEST)
    for at, words in shown:
        yield f"{_LEAD}{at.ljust(width)}  {words}"


def _at(name: str, place: Place, lines: Places) -> str:
    line, column = lines.line_column(place.mention.span.start)
    return f"{name}:{line}:{column}"


def _words(place: Place, report: Report) -> str:
    """The figure as printed, its qualifier's words with it, a superlative with what it is of."""
    mention = place.mention
    span = mention.span.hull(mention.qualified) if mention.qualified else mention.span
    words = tidy(report.document.text[span.start:span.end])
    of = [] if mention.kind != "superlative" else [mention.facet("noun"), mention.facet("scope")]
    return shortened(" ".join((words, *(part for part in of if part and part.lower() not in words.lower()))), _LONGEST)


def _total(found: Sequence[Comparison], style: Style) -> str:
    worst = max((comparison.verdict for comparison in found), default=Verdict.UNVERIFIED)
    if not found:
        return f"{paint(worst.word.upper(), HUES[worst], style)}  no figure stands in more than one of the texts"
    counts = [f"{sum(each.verdict is one for each in found)} {one.word}" for one in (Verdict.PASS, Verdict.WARN, Verdict.FAIL)]
    return f"{paint(worst.word.upper(), HUES[worst], style)}  {len(found)} comparisons: {', '.join(counts)}"
