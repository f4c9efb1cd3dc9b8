"""A draft held against its source documents: every figure with the place that supports it, or what comes nearest.

`tie_out` adds to a report's findings those of the rules `tied-out` and `untraced`. The believing is `link.tracing`'s; here traces
become verdicts. A source's own conversion outranks reference rates: a pair that stands in a source passes as traced.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from verifier.dossier import MODALITY, TIED_OUT, UNTRACED
from verifier.figure import like
from verifier.link.across import alike
from verifier.link.apart import significant
from verifier.link.parts import DATES
from verifier.link.surroundings import Surroundings
from verifier.link.tracing import Trace, trace
from verifier.model import Claim, Evidence, Finding, Form, Gap, Mention, Quantity, Report, RoleValue, Span, Suggestion, Verdict
from verifier.rules import Pack
from verifier.tieout.certainty import overstated
from verifier.tieout.days import missing_days, traced_days
from verifier.tieout.drift import drift, ranking_drift
from verifier.tieout.places import Source

ROLE = "first"
DOCUMENT = "document"  # the source of evidence, as fact tables and banks are others
NOT_FOUND = "no source document holds it"
CONVERSION = "currency-conversion"
HUNDRED = Decimal(100)
SMALL = 12  # counts up to which a word need not stand in a source
_SLIPS = {"scale": "scale", "value": "as the source has it", "rounding": "rounding"}


def tie_out(
    draft: Report, sources: Sequence[Report], pack: Pack, *, complete: bool = False, off: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The draft's findings and those of tying it out, in text order; as they are where the pack has no rule `tied-out`.

    complete  the sources are said to hold every figure: one that none holds is `untraced`'s, unless the draft works it out from
              figures that are traced
    off       rules that must not speak
    """
    rule = None if TIED_OUT in off else pack.rule(TIED_OUT)
    if rule is None:
        return draft.findings
    missing = pack.rule(UNTRACED) if complete and UNTRACED not in off else None
    desk = _Desk(draft, tuple(map(Source.of, sources)), rule.forms[0], missing.forms[0] if missing else None)
    traces = trace(draft, sources, pack, rule.forms[0].tolerance.warning.amount / HUNDRED)
    held = {one.figure.mention.id: one for one in traces if one.places}
    worked_out = _worked_out(draft.findings, held)
    findings = [_outranked(finding, held, desk) for finding in draft.findings]
    findings += [_finding(one, desk, one.figure.mention.id in worked_out) for one in traces]
    findings += _days([one for one in traces if one.figure.mention.kind not in DATES], desk)
    certainty = None if MODALITY in off else pack.rule(MODALITY)
    if certainty is not None:
        findings += overstated([one for one in traces if one.places], desk.draft, desk.sources, certainty.forms[0], pack.lexicon)
    return tuple(sorted(findings, key=lambda finding: (finding.claim.span, finding.claim.rule, finding.claim.form)))


class _Desk(Struct, frozen=True):
    """What every finding of one tie-out is written with: the texts, and the two rules' forms."""

    draft: Report
    sources: tuple[Source, ...]
    form: Form
    missing: Form | None

    def source(self, place: Surroundings) -> Source:
        return self.sources[place.text - 1]  # texts are numbered from the draft on

    def evidence(self, place: Surroundings) -> Evidence:
        source, mention = self.source(place), place.mention
        values = mention.strict or (mention.quantity.interval if mention.quantity else None)
        quantity = Quantity(values, mention.unit) if values is not None and mention.unit is not None else None
        day = source.report.document.date
        return Evidence(DOCUMENT, _printed(mention), quantity, day, source.locator(mention.span), source.excerpt(place))


def _finding(one: Trace, desk: _Desk, worked_out: bool) -> Finding:
    if one.places:
        return _traced(one, desk)
    return _missed(one, one.near, desk) if one.near is not None else _absent(one, desk, worked_out)


def _traced(one: Trace, desk: _Desk) -> Finding:
    """The figure stands in a source: a pass, or a warning where what surrounds it there is not what the draft says."""
    place = one.places[0]
    documents = [desk.source(each).report.document for each in one.places]
    changed = (
        ranking_drift(one.figure.mention, place.mention, one.apart)
        if one.apart is not None else drift(one.figure, one.places, desk.draft.document, documents)
    )  # fmt: skip
    evidence = tuple(desk.evidence(each) for each in one.places)
    claim, stated = _claim(TIED_OUT, one.figure), _quantity(one.figure.mention)
    if changed is None:
        basis = "as printed" if one.figure.mention.value == place.mention.value else "if rounded"
        message = f"{evidence[0].locator}: “{evidence[0].note}”"
        return Finding(claim, ROLE, Verdict.PASS, message, basis, "traced", stated, evidence[0].quantity, evidence=evidence)
    message = f"{changed[0].upper()}{changed[1:]} ({evidence[0].locator})."
    verdict = min(desk.form.severity, Verdict.WARN)
    return Finding(claim, ROLE, verdict, message, stated=stated, expected=evidence[0].quantity, evidence=evidence)


def _missed(one: Trace, near: Surroundings, desk: _Desk) -> Finding:
    """The figure stands in no source as it is: what comes nearest, and how the two differ."""
    mine, theirs = one.figure.mention, near.mention
    evidence = desk.evidence(near)
    kind = "rounding" if one.miss == "value" and _rounding(mine, theirs) else one.miss or "value"
    certain = one.certain and kind != "rounding"
    said = desk.form.message.replace("{first}", _printed(mine)).replace("{second}", _in_full(theirs, mine)).rstrip(".")
    told = {
        "period": f"The source has {_printed(theirs)} for another time",
        "measure": f"The source has {_printed(theirs)} for something else",
        "rounding": f"{said}, which rounds otherwise",
        "scale": f"{said}, a slip of scale",
    }
    message = f"{told.get(kind, said)} ({evidence.locator}: “{evidence.note}”)."
    return Finding(
        _claim(TIED_OUT, one.figure), ROLE, desk.form.severity if certain else min(desk.form.severity, Verdict.WARN), message,
        stated=_quantity(mine), expected=evidence.quantity, gap=_gap(mine, theirs), evidence=(evidence,),
        suggestions=_suggestions(mine, theirs, kind),
    )  # fmt: skip


def _absent(one: Trace, desk: _Desk, worked_out: bool) -> Finding:
    mention = one.figure.mention
    if worked_out:
        reason = f"{NOT_FOUND}; it follows from figures that are traced"
    elif desk.missing is not None and _telling(mention, desk):
        message = desk.missing.message.replace("{first}", _printed(mention))
        return Finding(_claim(UNTRACED, one.figure), ROLE, desk.missing.severity, message, stated=_quantity(mention))
    else:
        reason = NOT_FOUND
    return Finding(_claim(TIED_OUT, one.figure), ROLE, Verdict.UNVERIFIED, reason, reason=reason)


def _telling(mention: Mention, desk: _Desk) -> bool:
    """Whether a figure's absence says something: "single" is a word, and "three years" stand somewhere in most sources."""
    if mention.kind == "number" and not any(map(str.isdigit, mention.text)) and (mention.value or HUNDRED) <= SMALL:
        return False
    if mention.kind in ("money", "percent", "points") or significant(mention) > 1 or mention.facet("streak"):
        return True
    if mention.kind == "superlative":  # a bare "best" promises nothing that a source must hold
        return any(mention.facet(name) for name in ("rank", "window", "scope"))
    every = (other for source in desk.sources for other in source.report.mentions)
    return not any(other.kind == mention.kind and other.unit == mention.unit and alike(other, mention) for other in every)


def _days(traces: Sequence[Trace], desk: _Desk) -> Iterator[Finding]:
    """Days that stand beside a traced figure here and there; those no source knows of, where sources are complete."""
    found: dict[Span, list[tuple[Source, Surroundings]]] = {}
    for one in traces:
        found.setdefault(one.figure.sentence, []).extend((desk.source(place), place) for place in one.places)
    for day, sentence, source, there in traced_days(desk.draft, found):
        locator = source.locator(there.span)
        evidence = Evidence(DOCUMENT, _printed(there), None, source.report.document.date, locator, _printed(there))
        claim = Claim(TIED_OUT, 0, day.span, sentence, ((ROLE, day),))
        yield Finding(claim, ROLE, Verdict.PASS, f"{locator}: “{_printed(there)}”", "as printed", "traced", evidence=(evidence,))
    if desk.missing is not None:
        for day, sentence in missing_days(desk.draft, desk.sources):
            claim = Claim(UNTRACED, 0, day.span, sentence, ((ROLE, day),))
            yield Finding(claim, ROLE, desk.missing.severity, desk.missing.message.replace("{first}", _printed(day)))


def _worked_out(findings: Sequence[Finding], held: Mapping[int, Trace]) -> set[int]:
    """Ids of the stated figures that the draft's arithmetic derives from traced ones: a growth rate the writer worked out."""
    found: set[int] = set()
    for finding in findings:
        if finding.verdict is Verdict.PASS and finding.strength == "recalculated":
            stated = _mentions(finding.claim.role(finding.stated_role))
            others = [each for name, role in finding.claim.roles if name != finding.stated_role for each in _mentions(role)]
            if others and all(each.id in held for each in others):
                found.update(each.id for each in stated)
    return found


def _outranked(finding: Finding, held: Mapping[int, Trace], desk: _Desk) -> Finding:
    """A conversion whose two amounts stand together in a source passes as traced, whatever the reference rates say."""
    if finding.claim.rule != CONVERSION:
        return finding
    traces = [held.get(mention.id) for _, role in finding.claim.roles for mention in _mentions(role)]
    for place in traces[0].places if traces and traces[0] else ():
        others = [_beside(place, each) for each in traces[1:]]
        if others and None not in others:
            evidence = tuple(desk.evidence(each) for each in (place, *others) if each is not None)
            message = f"The source converts it so: {evidence[0].locator}: “{evidence[0].note}”"
            return replace(
                finding, verdict=Verdict.PASS, message=message, basis="the source's own conversion", strength="traced",
                reason=None, gap=None, suggestions=(), expected=evidence[-1].quantity,
                stated=finding.stated or evidence[-1].quantity, evidence=evidence,
            )  # fmt: skip
    return finding


def _beside(place: Surroundings, other: Trace | None) -> Surroundings | None:
    """The place of another figure in the same sentence of the same source, or None."""
    places = other.places if other else ()
    return next((each for each in places if (each.text, each.sentence) == (place.text, place.sentence)), None)


def _rounding(mine: Mention, theirs: Mention) -> bool:
    """Whether the source's figure would print within one last digit of the draft's."""
    if mine.value is None or theirs.value is None or not mine.step:
        return False
    return abs(mine.value - theirs.value) < mine.step


def _suggestions(mine: Mention, theirs: Mention, kind: str) -> tuple[Suggestion, ...]:
    if kind not in _SLIPS or theirs.value is None:
        return ()
    text = (None if kind == "scale" else like(mine, theirs.value)) or _printed(theirs)
    return (Suggestion(mine.span, text, _SLIPS[kind]),)


def _gap(mine: Mention, theirs: Mention) -> Gap | None:
    if mine.strict is None or theirs.strict is None or not theirs.value:
        return None
    distance = mine.strict.distance(theirs.strict)
    return Gap(distance / abs(theirs.value) * HUNDRED, distance / mine.step if mine.step else None) if distance else None


def _claim(rule: str, figure: Surroundings) -> Claim:
    return Claim(rule, 0, figure.mention.span, figure.sentence, ((ROLE, figure.mention),))


def _quantity(mention: Mention) -> Quantity | None:
    values = mention.strict
    return Quantity(values, mention.unit) if values is not None and mention.unit is not None else None


def _mentions(role: RoleValue | None) -> tuple[Mention, ...]:
    if isinstance(role, Mention):
        return (role,)
    return role if isinstance(role, tuple) else ()


def _in_full(theirs: Mention, mine: Mention) -> str:
    """A source's figure; one of a table also as the draft would print it: its scale stands in the table's head."""
    told = like(mine, theirs.value) if theirs.zone == "cell" and theirs.value is not None else None
    return _printed(theirs) if told is None or told == _printed(theirs) else f"{_printed(theirs)}, that is {told}"


def _printed(mention: Mention) -> str:
    return " ".join(mention.text.split())


__all__ = ["tie_out"]
