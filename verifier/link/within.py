"""Claims that one sentence makes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from verifier.link.alike import aligned
from verifier.link.guards import guards_of
from verifier.model import Claim, Document, Mention, MentionKind, RoleValue, Span
from verifier.phrase import Earlier, Match, Tokens, search, tokenise
from verifier.rules import CompiledForm, Pack


class Sentence(Struct, frozen=True):
    """A sentence to be linked: its span, tokens, mentions, and the paragraph around it."""

    span: Span
    tokens: Tokens
    mentions: tuple[Mention, ...]
    block: Span


def sentence_claims(document: Document, parts: Sequence[Sentence], mentions: tuple[Mention, ...], pack: Pack) -> list[Claim]:
    """The claims of every sentence, in text order."""
    found: list[Claim] = []
    for sentence in parts:
        found += _claims(sentence, mentions, document, pack)
        sentence.tokens.forget()
    return found


def sentences(document: Document, mentions: tuple[Mention, ...]) -> Iterator[Sentence]:
    """The sentences that hold mentions, without boilerplate and second copies of a passage."""
    starts = [mention.span.start for mention in mentions]
    blocks = iter(document.blocks)
    block = next(blocks, None)
    for span in document.sentences:
        while block is not None and block.span.end < span.end:
            block = next(blocks, None)
        inside = mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if not inside or (block is not None and block.kind == "boilerplate") or inside[0].copy_of is not None:
            continue
        tokens = tokenise(document.text, span.start, span.end, inside)
        yield Sentence(span, tokens, inside, block.span if block is not None else span)


def _claims(sentence: Sentence, mentions: tuple[Mention, ...], document: Document, pack: Pack) -> Iterator[Claim]:
    matches = pack.book.find(sentence.tokens, _earlier(sentence, mentions))
    if not matches:
        return
    taken: dict[tuple[int, int], bool] = {}  # (rule, where its stated figure stands) → read by an earlier form
    for (place, _), match in sorted(matches, key=lambda found: (found[0], found[1].first)):
        compiled = pack.compiled[place]
        claim = _claim(sentence, match, compiled, pack)
        if claim is None or _cancelled(sentence, match, compiled):
            continue
        stated = claim.role(compiled.formula.stated)
        key = (compiled.rule, stated.span.start if isinstance(stated, Mention) else claim.span.start)
        if key in taken:
            continue
        taken[key] = True
        guarded = guards_of(compiled, sentence.tokens, match, document)
        yield replace(claim, guarded=guarded) if guarded else claim


def _claim(sentence: Sentence, match: Match, compiled: CompiledForm, pack: Pack) -> Claim | None:
    rule = pack.rules[compiled.rule]
    form = rule.forms[compiled.form]
    signs = dict(match.signs)
    signed = tuple((name, _signed(value, signs.get(name))) for name, value in match.bindings)
    roles = aligned(signed, form.alike)
    return Claim(rule.id, compiled.form, match.span, sentence.span, roles) if roles is not None else None


def _signed(value: RoleValue, signs: Sequence[Decimal] | None) -> RoleValue:
    """A list's mentions with the sign of the words before them: "less $3 million" subtracts."""
    if not isinstance(value, tuple) or not signs:
        return value
    return tuple(_negated(mention) if sign < 0 else mention for mention, sign in zip(value, signs, strict=True))


def _negated(mention: Mention) -> Mention:
    return replace(
        mention,
        value=-mention.value if mention.value is not None else None,
        strict=-mention.strict if mention.strict else None,
        loose=-mention.loose if mention.loose else None,
        quantity=replace(mention.quantity, interval=-mention.quantity.interval) if mention.quantity else None,
    )


def _cancelled(sentence: Sentence, match: Match, compiled: CompiledForm) -> bool:
    """Whether one of the rule's `not:` phrases overlaps the match."""
    for phrase in compiled.unless:
        first = 0
        while (found := search(phrase, sentence.tokens, first)) is not None:
            if found.first < match.last and match.first < found.last:
                return True
            first = found.first + 1
    return False


def _earlier(sentence: Sentence, mentions: tuple[Mention, ...]) -> Earlier:
    """The nearest mention of the wanted kinds that ends before an offset, in the same paragraph."""

    def earlier(kinds: frozenset[MentionKind], offset: int) -> Mention | None:
        for mention in reversed(mentions[: bisect_left(mentions, offset, key=lambda m: m.span.start)]):
            if mention.span.start < sentence.block.start:
                return None
            if mention.kind in kinds and mention.span.end <= offset:
                return mention
        return None

    return earlier
