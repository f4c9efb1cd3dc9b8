"""What several texts say of one thing, set side by side: the values."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from verifier.model import Mention, Verdict

RULE = "dossier"  # the rule whose tolerance, severity and message decide, and the name findings bear
TIED_OUT = "tied-out"  # a figure of a draft held against its source documents
MODALITY = "modality"  # how certain a text says it is that something was or will be done
UNTRACED = "untraced"  # one that none of them holds, where they are said to hold all
Aspect = Literal["figure", "qualifier", "scope", "period", "metric", "modality"]


class Place(Struct, frozen=True):
    """A figure in one of the texts: the text's place among them, from 0, and the mention there."""

    text: int
    mention: Mention


class Comparison(Struct, frozen=True):
    """One fact under one aspect, with every place where some text states it, in order of texts and places.

    aspect   figure: the values agree;  qualifier: so do "at least" and "more than";  scope: a superlative is of one thing;
             period: this year and this financial year;  metric: triple-digit revenue and triple-digit growth;
             modality: "invested" and "plans to invest"
    rule     the rule that says so
    verdict  pass or warn; fail where a rule says so
    """

    aspect: Aspect
    verdict: Verdict
    places: tuple[Place, ...]
    message: str
    rule: str = RULE
