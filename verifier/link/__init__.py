"""Mentions and a pack's wordings → claims: within a sentence first, then pairs across the document."""

from __future__ import annotations

from verifier.link.pairs import pair_claims
from verifier.link.within import sentence_claims, sentences
from verifier.model import Claim, Document, Mention
from verifier.rules import Pack


def link(document: Document, mentions: tuple[Mention, ...], pack: Pack) -> tuple[Claim, ...]:
    """Every claim the pack's rules read in the text, in text order; at most one per rule and stated figure.

    Boilerplate and second copies of a passage make no claims. Rule order never changes the result.
    """
    parts = tuple(sentences(document, mentions))
    found = sentence_claims(document, parts, mentions, pack)
    found += pair_claims(document, parts, found, pack)
    return tuple(sorted(found, key=lambda claim: (claim.span, claim.rule, claim.form)))


__all__ = ["link"]
