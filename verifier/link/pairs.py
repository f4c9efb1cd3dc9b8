"""Claims that no single sentence makes: two conversions of one text, a conversion and a printed rate, a title and its body.

Every pairing is linear in the text: each claim meets one partner, never all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from verifier.link.alike import amounts
from verifier.link.counterparts import Figure, counterparts, figures_of
from verifier.link.modality import CLASS as MODALITY
from verifier.link.modality import modality_pairs
from verifier.link.outdone import outdone_pairs
from verifier.link.passages import doubled_passages
from verifier.link.tables import TableClaim, table_claims
from verifier.link.titles import scope_pairs, title_pairs
from verifier.link.within import Sentence
from verifier.model import Claim, Document, Pair, RoleValue
from verifier.phrase import search
from verifier.rules import CompiledForm, Pack

TWICE = frozenset({"amount", "money", "percent", "number", "measure", "superlative"})  # what `text` may set against figures


def pair_claims(document: Document, parts: Sequence[Sentence], claims: Sequence[Claim], pack: Pack) -> list[Claim]:
    """The claims of the pack's pair rules; `claims` are those the sentences made."""
    found: list[Claim] = []
    tables: tuple[TableClaim, ...] | None = None
    below: tuple[Figure, ...] | None = None
    for compiled in pack.compiled:
        rule = pack.rules[compiled.rule]
        if rule.pair is not None:
            if rule.pair.across == "table":
                if tables is None:
                    tables = table_claims(document, [mention for part in parts for mention in part.mentions], pack.lexicon)
                paired = iter([told.claim for told in tables if told.binds(compiled.formula)])
            elif rule.pair.of == "passage":
                paired = doubled_passages(document)
            elif rule.pair.across == "title-body" and MODALITY in rule.pair.alike:
                paired = modality_pairs(document, parts, pack.lexicon)
            elif rule.pair.across == "text" and rule.pair.of in TWICE:
                below = tuple(figures_of(document, parts, pack.lexicon)) if below is None else below
                paired = _twice(document, parts, below, rule.pair, pack)
            else:
                paired = _paired(parts, claims, compiled, rule.pair, pack)
            found += [replace(claim, rule=rule.id, form=compiled.form) for claim in paired]
    return found


def _paired(
    parts: Sequence[Sentence], claims: Sequence[Claim], compiled: CompiledForm, pair: Pair, pack: Pack
) -> Iterator[Claim]:
    """What one pair rule sets against each other; nothing across documents, which `across` links."""
    own = [claim for claim in claims if claim.rule == pair.of]
    if pair.across == "title-body" and pair.of == "superlative":
        return scope_pairs(parts, pack.lexicon.table("faint"), pack.lexicon.table("superlative_sorts"))
    if pair.across == "title-body":
        return title_pairs(parts, pack.lexicon.table("faint"))
    if pair.across != "text" or not own:
        return iter(())
    return _same_rule(own, pair) if pair.against == "same" else _with_phrase(parts, own, compiled)


def _twice(
    document: Document, parts: Sequence[Sentence], figures: Sequence[Figure], pair: Pair, pack: Pack
) -> Iterator[Claim]:
    """Figures beyond a superlative's own, or that a text gives twice; what reads their surroundings is loaded where needed."""
    if pair.of == "superlative":
        if beyond := outdone_pairs(parts, figures):
            from verifier.link.windows import outdone_claims

            yield from outdone_claims(document, parts, beyond, pack.lexicon)
        return
    yield from title_pairs(parts, pack.lexicon.table("faint"))
    if like := counterparts(figures):
        from verifier.link.repeated import repeated_claims

        yield from repeated_claims(document, parts, like, pack.lexicon)


def _with_phrase(parts: Sequence[Sentence], claims: Sequence[Claim], compiled: CompiledForm) -> Iterator[Claim]:
    """Each claim with the first wording of the phrase in the text that speaks of the same two units."""
    if compiled.against is None:
        return
    notes: dict[frozenset[str], tuple[tuple[str, RoleValue], ...]] = {}
    for part in parts:
        found = search(compiled.against, part.tokens)
        if found is not None:
            notes.setdefault(_units(found.bindings), found.bindings)
    for claim in claims:
        note = notes.get(_units(claim.roles))
        if note is not None:
            yield Claim("", 0, claim.span, claim.sentence, (*claim.roles, *note))


def _units(roles: tuple[tuple[str, RoleValue], ...]) -> frozenset[str]:
    return frozenset(mention.unit.name for mention in amounts(roles) if mention.unit)


def _same_rule(claims: Sequence[Claim], pair: Pair) -> Iterator[Claim]:
    """Each claim with the most precise one of the same units, whose roles are called other_…."""
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
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
