"""Every figure as a claim that a fact table may answer; made only where tables are configured."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from verifier.model import Claim, Document, Mention, MentionKind, Rule
from verifier.rules import Pack

ACROSS = "facts"
KINDS: frozenset[MentionKind] = frozenset({"money", "percent", "number", "measure"})


def asks_facts(rule: Rule) -> bool:
    """Whether a rule sets every figure against the fact tables, and says nothing of those they do not hold."""
    return rule.pair is not None and rule.pair.across == ACROSS


def stated_claims(document: Document, mentions: tuple[Mention, ...], pack: Pack) -> Iterator[Claim]:
    """One claim per figure for each rule that sets figures against facts, in text order; boilerplate and copies make none."""
    asking = [compiled for compiled in pack.compiled if asks_facts(pack.rules[compiled.rule])]
    for compiled in asking:
        for mention in mentions:
            if mention.kind in KINDS and mention.zone != "boilerplate" and mention.copy_of is None:
                place = bisect_right(document.sentences, mention.span.start, key=lambda span: span.start) - 1
                sentence = document.sentences[place] if place >= 0 else mention.span
                yield Claim(pack.rules[compiled.rule].id, compiled.form, mention.span, sentence, (("first", mention),))
