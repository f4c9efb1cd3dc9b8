"""Figures that a text gives twice: which pairs are one figure, and which only look like it."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from msgspec.structs import replace

from verifier import Verifier
from verifier.model import Finding
from verifier.readers import read

LEAD = """# Orlo Air lifts sales

LYON, Feb. 24, 2025 - Orlo Air said on Monday its revenue rose 9 percent to 4.62 billion euros in the fourth quarter from \
4.24 billion euros a year earlier.

Net profit was 312 million euros, compared with 290 million euros.

"""


@cache
def verifier() -> Verifier:
    return Verifier()


def found(more: str) -> list[Finding]:
    document = replace(read((LEAD + more).encode(), "t.md"), date=date(2025, 2, 24), date_from="given")
    return [finding for finding in verifier().verify(document).findings if finding.claim.rule == "same-figure"]


CONTRADICTIONS = {
    "Orlo Air's fourth-quarter revenue of 4.26 billion euros pleased investors.": "fail",
    "Orlo Air's fourth-quarter revenue: 4.52 billion euros.": "fail",
    "The revenue of 4.26 billion euros pleased investors.": "warn",
    "The net profit of 321 million euros in the fourth quarter was the highest since 2019.": "warn",
    "Highlights:\n\n- Revenue: 4.52 billion euros\n- Net profit: 312 million euros\n": "warn",
    "| EUR million | Q4 2024 | Q4 2023 |\n|---|---|---|\n| Revenue | 4,520 | 4,240 |\n| Net profit | 312 | 290 |\n": "warn",
    "The 7 percent rise in Orlo Air's fourth-quarter revenue came as fares went up.": "warn",
    "Orlo Air spent $5.1 billion on aircraft in 2024.\n\nThe $5.4 billion Orlo Air spent on aircraft in 2024 was lent.": "warn",
}


@pytest.mark.parametrize("more", CONTRADICTIONS)
def test_a_figure_gone_astray_is_found(more: str) -> None:
    (finding,) = [finding for finding in found(more) if finding.verdict.word != "pass"]
    assert finding.verdict.word == CONTRADICTIONS[more]


AGREEING = [
    "Orlo Air's fourth-quarter revenue of 4.62 billion euros beat forecasts.",
    "Orlo Air's fourth-quarter revenue of about 4.6 billion euros pleased investors.",
    '"Our revenue of 4.62 billion euros in the fourth quarter shows our strength," said chief executive Ida Moen.',
]


@pytest.mark.parametrize("more", AGREEING)
def test_a_figure_said_again_agrees(more: str) -> None:
    (finding,) = found(more)
    assert (finding.verdict.word, finding.strength) == ("pass", "consistent")


OTHER_FACTS = [
    "Analysts polled by Kestrel had forecast revenue of 4.55 billion euros for the fourth quarter.",
    "Revenue in the fourth quarter beat the 4.55 billion euros that analysts had expected.",
    "In the third quarter, revenue was 4.45 billion euros.",
    "A year earlier, revenue was 4.24 billion euros.",
    "Revenue was 4.24 billion euros a year earlier.",
    "Revenue had been 4.48 billion euros in the previous quarter.",
    "Cargo revenue was 4.20 billion euros in the fourth quarter.",
    "Its unit Orlo Cargo had revenue of 4.3 billion euros in the fourth quarter.",
    "Rival Skyra reported revenue of 4.80 billion euros for the fourth quarter.",
    "Excluding currency effects, revenue was 4.70 billion euros in the fourth quarter.",
    "Revenue in the fourth quarter rose 10 percent at constant exchange rates.",
    "Orlo Air's fourth-quarter revenue rose 9.8 percent from the third quarter.",
    "Adjusted net profit was 330 million euros in the fourth quarter.",
    "For the full year, net profit was 340 million euros.",
    "Annual net profit was 330 million euros.",
    "Revenue in the second half was 4.9 billion euros.",
    "Revenue for the nine months to September was 4.9 billion euros.",
    "Orlo Air expects revenue of 4.8 billion euros in the first quarter.",
    "Orlo Air had previously reported revenue of 4.5 billion euros for the fourth quarter.",
    "Without the strike, Orlo Air's fourth-quarter revenue would have been 4.8 billion euros.",
    "Revenue in Asia was 4.1 billion euros in the fourth quarter.",
    "Operating profit was 335 million euros in the fourth quarter.",
    "Orlo Air spent $5.1 billion on aircraft in 2024. It spent $5.4 billion on engines in 2024.",
    "| EUR million | Q4 2024 |\n|---|---|\n| Revenue, Asia | 4,520 |\n| Revenue, Europe | 4,720 |\n",
]


@pytest.mark.parametrize("more", OTHER_FACTS)
def test_two_facts_are_not_set_against_each_other(more: str) -> None:
    assert not found(more)


def test_the_places_are_named() -> None:
    (finding,) = found("Highlights:\n\n- Revenue: 4.52 billion euros\n")
    assert finding.message == "The list says 4.52 billion euros, the body 4.62 billion euros."


RELEASE = """# Orrin Tools reports fourth-quarter and full-year 2024 results

RIGA, Feb. 24, 2025 - Orrin Tools today reported results for the fourth quarter and the year ended December 31, 2024.

## Fourth quarter 2024 highlights

- Net revenue of $401.2 million, up 13.6%
- Net income of $19.2 million, or $0.64 per diluted share
- Adjusted net income of $27.6 million, or $0.92 per diluted share
- Adjusted EBITDA of $55.6 million, up 27.5%

## Full year 2024 highlights

- Net revenue of $1,511.6 million, up 13.1%
- Net income of $68.2 million

## Fourth quarter 2024

For the fourth quarter of 2024, net revenue was $401.2 million, an increase of 13.6% from $353.1 million in the fourth
quarter of 2023. On a same branch basis, net revenue rose 11.7% from the prior year quarter. Service revenue rose
12.5% in the quarter.

Net income was $19.2 million, or $0.64 per diluted share, compared to $16.5 million, or $0.54 per diluted share, in
the prior year quarter. Adjusted net income was $27.6 million, compared to $21.8 million in the prior year quarter.

Gross profit rose 21.7% to $120.0 million from $98.6 million in the prior year quarter. Adjusted gross profit was
$121.9 million.

## Full year 2024

For the year ended December 31, 2024, net revenue was $1,511.6 million, an increase of 13.1% from $1,336.4 million in 2023.
Net income was $68.2 million in 2024.

"We are proud of record net revenue of $1.5 billion in 2024," said Ida Moen, chief executive. "Net revenue grew 13%
and net income rose."

## Outlook

Orrin Tools expects net revenue of $1.6 billion in 2025. It expects net revenue of between $380 million and $390
million in the first quarter of 2025, compared with $372.4 million in the first quarter of 2024.

| $ million | Q4 2024 | Q4 2023 | 2024 | 2023 |
|---|---|---|---|---|
| Net revenue | 401.2 | 353.1 | 1,511.6 | 1,336.4 |
| Cost of sales | 281.2 | 254.5 | 1,077.8 | 964.0 |
| Gross profit | 120.0 | 98.6 | 433.8 | 372.4 |
| Net income | 19.2 | 16.5 | 68.2 | 54.7 |
"""


def of_release(text: str) -> list[tuple[str, str]]:
    document = replace(read(text.encode(), "t.md"), date=date(2025, 2, 24), date_from="given")
    found = [finding for finding in verifier().verify(document).findings if finding.claim.rule in ("same-figure", "outdone")]
    return [(finding.verdict.word, finding.message) for finding in found]


def test_a_release_agrees_with_itself() -> None:
    verdicts = [verdict for verdict, _ in of_release(RELEASE)]
    assert set(verdicts) == {"pass"}
    assert len(verdicts) > 5


SLIPS = {
    ("| Net revenue | 401.2", "| Net revenue | 402.1"): "The table says 402.1, the body $401.2 million.",
    ("- Net revenue of $401.2", "- Net revenue of $410.2"): "The list says $410.2 million, the body $401.2 million.",
    ("net revenue was $1,511.6", "net revenue was $1,551.6"): "The list says $1,511.6 million, the body $1,551.6 million.",
    ("- Net income of $68.2", "- Net income of $62.8"): "The list says $62.8 million, the body $68.2 million.",
    ("| Net income | 19.2", "| Net income | 19.7"): "The table says 19.7, the list $19.2 million.",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_release_is_found_once(slip: tuple[str, str]) -> None:
    assert slip[0] in RELEASE
    told = [message for verdict, message in of_release(RELEASE.replace(*slip, 1)) if verdict != "pass"]
    assert told == [SLIPS[slip]]


def test_ten_thousand_like_figures_end() -> None:
    assert verifier().verify_text("Orlo Air had revenue of $5.1 billion in 2024.\n\n" * 500).findings is not None
