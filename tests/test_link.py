"""Which claims a text makes, and which it does not."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from verifier import Verifier
from verifier.link import link
from verifier.model import Claim, Mention
from verifier.readers import plain


@cache
def verifier() -> Verifier:
    return Verifier()


def claims(text: str, rule: str) -> list[Claim]:
    document, mentions = verifier().extract(plain(text, "t"))
    return [claim for claim in link(document, mentions, verifier().pack) if claim.rule == rule]


def roles(claim: Claim) -> dict[str, str]:
    return {name: value.text for name, value in claim.roles if not isinstance(value, tuple)}


def test_roles_are_bound_by_wording() -> None:
    (claim,) = claims("Sales were $120 million, up 20 percent from $100 million a year earlier.", "percentage-change")
    assert roles(claim) == {"new": "$120 million", "move": "up", "change": "20 percent", "old": "$100 million"}


def test_a_figure_is_stated_once_per_rule() -> None:
    text = "Profit fell by $2.5 million, or 20%, to $10.0 million from $12.5 million."
    assert len(claims(text, "percentage-change")) == len(claims(text, "amount-change")) == 1


def test_bare_numbers_take_their_neighbours_unit() -> None:
    (claim,) = claims("Revenue rose 12% to $5.6 billion from 5.0 billion.", "percentage-change")
    old = claim.role("old")
    assert isinstance(old, Mention) and old.unit is not None and old.unit.name == "USD"


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose 12% to $5.6 billion from 5.0 billion euros.",  # two currencies are no change
        "Revenue rose 12%. The dividend went to $5.6 from $5.0.",  # two sentences
        "Revenue rose 12% to a new high.",
    ],
)
def test_what_does_not_belong_together_is_no_change(text: str) -> None:
    assert not [claim for claim in claims(text, "percentage-change") if claim.role("old")]


def test_a_price_for_one_is_no_conversion_of_the_whole() -> None:
    assert not claims("The bid is worth $7.2 billion, or A$4.05 a share.", "currency-conversion")
    assert claims("The bid is worth $6.13, or A$9.40 a share.", "currency-conversion")


def test_second_copies_make_no_claims() -> None:
    paragraph = "Revenue rose 12% to $5.6bn from $5.0bn, the maker of harbour cranes said in its report for the fourth quarter."
    assert len(claims(f"{paragraph}\n\n{paragraph}\n", "percentage-change")) == 1


def test_guards_name_their_words() -> None:
    (claim,) = claims("Revenue rose 12% to $5.6bn, compared with a consensus of $5.5bn.", "percentage-change")
    assert [words for words, _ in claim.guarded] == ["consensus"]


def test_one_text_one_rate_is_linear() -> None:
    text = " ".join(f"It paid {n},000 yuan (${n * 137}.00) there." for n in range(2, 40))
    pairs = claims(text, "implied-rate")
    assert len(pairs) == 37 and all(claim.role("other_local") == pairs[0].role("other_local") for claim in pairs)


def test_a_printed_rate_is_set_against_conversions_of_its_pair_only() -> None:
    text = "It paid 500 million yuan ($69 million) and 20 million euros ($21 million). ($1 = 7.25 yuan)"
    (claim,) = claims(text, "printed-rate")
    assert roles(claim)["local"] == "500 million yuan"


def test_titles_are_set_against_the_body() -> None:
    report = verifier().verify_text(
        "Varda will spend 380 billion yuan ($52.4 billion) on cloud centres.",
        title="Varda to spend $53 billion on cloud centres",
        date=date(2025, 2, 24),
    )
    (finding,) = [f for f in report.findings if f.claim.rule == "same-figure"]
    assert [edit.text for edit in finding.suggestions] == ["$52.4 billion", "$53 billion"]


def test_titles_of_another_subject_are_not() -> None:
    title = "Varda to spend $53 million on cloud centres"
    report = verifier().verify_text("Orders for harbour cranes came to $52.4 million.", title=title)
    assert not [f for f in report.findings if f.claim.rule == "same-figure"]
