"""How many figures that a reader finds in other texts on one event are traced there: `python -m bench places --texts FOLDER`.

The texts are not ours and stay where they are; `tieout_articles.csv` beside this file has their labels, offsets in code points.
Labelled by reading, before any result was looked at (2026-11-22): each row is a place that states a `fact`, and a figure's right
places are those of its facts in the other texts. A figure is labelled where another text has the same owner, measure and time:
amounts, percentages, bands, streaks, stretches of time, superlatives, reporting periods, and the day of an event; not the days
on which texts appeared, "this year" beside a figure (judged with it), comparatives, and what is boilerplate.

    relation  same: the values agree within what is printed; other: one fact with another value or limit, where a pass is wrong
    role      asked: a reader finds it elsewhere; place: right to be tied to, not asked for itself (printed again, or wider);
              doubt: neither found nor missed where readers may differ, or another figure agrees; only a warning is right

The fact `plan-dollars-either` (53 beside 52.4, told as differing) was added after the first run of single pairs.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations
from pathlib import Path

from msgspec import Struct

from bench import Row
from verifier import Verifier
from verifier.link.parts import DATES
from verifier.link.tracing import trace
from verifier.model import Mention, Report, Span, Verdict
from verifier.tieout.days import Found, traced_days
from verifier.tieout.places import Source

LABELS = Path(__file__).parent / "tieout_articles.csv"
NEAR = Decimal("0.15")  # as the rule `tied-out` has it
ENOUGH = 95  # percent that must be found


class Label(Struct, frozen=True):
    """A place that states a fact; columns as in the file."""

    fact: str
    relation: str
    role: str
    text: str
    span: Span


Labels = tuple[Label, ...]


class Tie(Struct, frozen=True):
    """A figure of a draft and a place that the program names for it; `differs`: as one that comes near and is not the same."""

    text: str
    span: Span
    source: str
    place: Span
    verdict: Verdict
    differs: bool


def rows(folder: Path | None = None) -> list[Row]:
    """Found, missed and wrong over all labelled texts of a folder, held against one another; a loud row without them."""
    labels = labelled()
    names = sorted({label.text for label in labels})
    if folder is None or any(not (folder / name).is_file() for name in names):
        return [Row("**tie-out's labelled places: SKIPPED, these texts are not shipped (`--texts FOLDER`)**", "")]
    verifier = Verifier()
    paths = {name: folder / name for name in names}
    reports = dict(zip(names, verifier.source_documents(list(paths.values())), strict=True))
    together = [
        tie for name in names
        for tie in ties(verifier, paths[name], [report for other, report in reports.items() if other != name])
    ]  # fmt: skip
    alone = {(one, other): list(ties(verifier, paths[one], [reports[other]])) for one, other in permutations(names, 2)}
    return [*_together(labels, together), _alone(labels, alone)]


def _together(labels: Labels, found: list[Tie]) -> list[Row]:
    """What is found of the figures that a reader finds in any of the other texts."""
    asked = [label for label in labels if label.role == "asked"]
    told = {label: verdict for label in asked if (verdict := _found(label, labels, found)) is not None}
    passed = sum(verdict is Verdict.PASS for verdict in told.values())
    missed = [_at(label.text, label.span) for label in asked if label not in told]
    wrong = sorted({f"{_at(tie.text, tie.span)} → {_at(tie.source, tie.place)}" for tie in found if _wrong(tie, labels)})
    share = f"{len(told)} of {len(asked)} ({100 * len(told) / len(asked):.1f} %)"
    kinds = f"{passed} agree, {len(told) - passed} deserve a look"
    return [
        Row("figures that a reader finds in the other texts: found", share, kinds, f"{ENOUGH} %"),
        Row("missed", str(len(missed)), ", ".join(missed)),
        Row("tied to a wrong place", str(len(wrong)), ", ".join(wrong), "0"),
    ]


def _alone(labels: Labels, found: dict[tuple[str, str], list[Tie]]) -> Row:
    """The same for each text against each single other, which says less than four do."""
    stated = {(label.text, label.fact) for label in labels}
    asked = [label for label in labels if label.role == "asked"]
    sought = [(label, pair) for pair in found for label in asked if label.text == pair[0] and (pair[1], label.fact) in stated]
    told = sum(_found(label, labels, found[pair]) is not None for label, pair in sought)
    wrong = sum(_wrong(tie, labels) for each in found.values() for tie in each)
    return Row("the same, each text against each single other", f"{told} of {len(sought)}", f"{wrong} wrong")


def labelled() -> Labels:
    """Every labelled place."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Label(row["fact"], row["relation"], row["role"], row["text"], Span(int(row["start"]), int(row["end"])))
            for row in csv.DictReader(file)
        )


def ties(verifier: Verifier, path: Path, sources: list[Report]) -> Iterator[Tie]:
    """Every place that is named for a figure of a draft."""
    draft = verifier.verify_file(path, against=sources)
    said = {
        mention.id: finding.verdict
        for finding in draft.findings if finding.claim.rule == "tied-out"
        for _, mention in finding.claim.roles if isinstance(mention, Mention)
    }  # fmt: skip
    names = [Path(source.document.name).name for source in sources]
    opened = [Source.of(source) for source in sources]
    beside: dict[Span, list[Found]] = {}
    for one in trace(draft, sources, verifier.pack, NEAR):
        mention = one.figure.mention
        for place in one.places or ([one.near] if one.near is not None else []):
            yield Tie(path.name, mention.span, names[place.text - 1], place.mention.span, said[mention.id], one.miss is not None)
        if mention.kind not in DATES:
            beside.setdefault(one.figure.sentence, []).extend((opened[place.text - 1], place) for place in one.places)
    for day, _, source, there in traced_days(draft, beside):
        yield Tie(path.name, day.span, Path(source.report.document.name).name, there.span, Verdict.PASS, False)


def _found(label: Label, labels: Labels, found: list[Tie]) -> Verdict | None:
    """The verdict with which one of its right places is named; None where none is, or none in the right way."""
    for tie in found:
        right = not tie.differs if label.relation == "same" else tie.verdict is not Verdict.PASS
        mine = tie.text == label.text and _over(tie.span, label.span)
        if right and mine and label.fact in _facts(tie.source, tie.place, labels):
            return tie.verdict
    return None


def _wrong(tie: Tie, labels: Labels) -> bool:
    mine, theirs = _facts(tie.text, tie.span, labels), _facts(tie.source, tie.place, labels)
    facts = mine & theirs
    others = {label.fact for label in labels if label.fact in facts and label.relation == "other"}
    own = {label.fact for label in labels if label.text == tie.text and label.role != "place" and _over(label.span, tie.span)}
    return not facts or (tie.verdict is Verdict.PASS and facts <= others & own)


def _facts(text: str, span: Span, labels: Labels) -> set[str]:
    return {label.fact for label in labels if label.text == text and _over(label.span, span)}


def _at(text: str, span: Span) -> str:
    return f"{text[:3]}:{span.start}"


def _over(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
