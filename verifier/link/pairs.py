"""Claims that no single sentence makes: two conversions of one text, a conversion and a printed rate, a title and its body.

Every pairing is linear in the text: each claim meets one partner, never all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from verifier.link.alike import amounts
from verifier.link.titles import title_pairs
from verifier.link.within import Sentence
from verifier.model import Claim, Document, Pair, RoleValue
from verifier.phrase import search
from verifier.rules import CompiledForm, Pack

Pairing = Callable[[Document, Sequence[Sentence], Sequence[Claim], CompiledForm, Pair], Iterator[Claim]]


def pair_claims(document: Document, parts: Sequence[Sentence], claims: Sequence[Claim], pack: Pack) -> list[Claim]:
    """The claims of the pack's pair rules; `claims` are those the sentences made."""
    paired = [(compiled, pair) for compiled in pack.compiled if (pair := pack.rules[compiled.rule].pair) is not None]
    if not paired:
        return []
    found: list[Claim] = []
    for compiled, pair in paired:
        identity = pack.rules[compiled.rule].id
        pairing = _pairing(pair)
        for claim in pairing(document, parts, claims, compiled, pair):
            found.append(Claim(identity, compiled.form, claim.span, claim.sentence, claim.roles))
    return found


def _pairing(pair: Pair) -> Pairing:
    if pair.across == "title-body":
        return title_pairs
    if pair.across != "text":
        return _nothing  # documents and against: sets of texts, linked by what opens them
    return _same_rule if pair.against == "same" else _with_phrase


def _nothing(
    document: Document, parts: Sequence[Sentence], claims: Sequence[Claim], compiled: CompiledForm, pair: Pair
) -> Iterator[Claim]:
    return iter(())


def _with_phrase(
    document: Document, parts: Sequence[Sentence], claims: Sequence[Claim], compiled: CompiledForm, pair: Pair
) -> Iterator[Claim]:
    """Each claim of the rule with the first wording of the phrase in the text that speaks of the same two units."""
    if compiled.against is None:
        return
    notes: dict[frozenset[str], tuple[tuple[str, RoleValue], ...]] = {}
    for part in parts:
        found = search(compiled.against, part.tokens)
        if found is not None:
            notes.setdefault(_units(found.bindings), found.bindings)
    for claim in claims:
        if claim.rule == pair.of and notes:
            note = notes.get(_units(claim.roles))
            if note is not None:
                yield Claim("", 0, claim.span, claim.sentence, (*claim.roles, *note))


def _units(roles: tuple[tuple[str, RoleValue], ...]) -> frozenset[str]:
    return frozenset(mention.unit.name for mention in amounts(roles) if mention.unit)


def _same_rule(
    document: Document, parts: Sequence[Sentence], claims: Sequence[Claim], compiled: CompiledForm, pair: Pair
) -> Iterator[Claim]:
    """Each claim of the rule with the most precise one of the same units, whose roles are called other_…."""
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.rule == pair.of:
            groups.setdefault(tuple(m.unit.name for m in amounts(claim.roles) if m.unit), []).append(claim)
    for group in groups.values():
        reference = min(group, key=lambda claim: (_coarseness(claim), claim.span))
        for claim in group:
            if claim is not reference and not ("!amount" in pair.alike and _shares_amount(claim, reference)):
                others = tuple((f"other_{name}", value) for name, value in reference.roles)
                yield Claim("", 0, claim.span, claim.sentence, (*claim.roles, *others))


def _coarseness(claim: Claim) -> Decimal:
    """The relative width of what its figures are printed to, summed: the smallest gives the tightest rate."""
    widths = (m.strict.width / abs(m.value) for m in amounts(claim.roles) if m.strict and m.value)
    return sum(widths, Decimal(0))


def _shares_amount(claim: Claim, other: Claim) -> bool:
    """Two foreign amounts for one local amount are same-figure's business."""
    return bool({m.value for m in amounts(claim.roles)} & {m.value for m in amounts(other.roles)})
