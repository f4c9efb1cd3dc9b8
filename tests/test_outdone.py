"""Superlatives against the other figures of their text."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from verifier import Verifier

LEAD = "LYON, Feb. 24, 2025 - Orlo Air said on Monday that "


@cache
def verifier() -> Verifier:
    return Verifier()


def verdicts(claim: str, more: str) -> list[str]:
    report = verifier().verify_text(f"{LEAD}{claim}\n\n{more}", date=date(2025, 2, 24))
    return [finding.verdict.word for finding in report.findings if finding.claim.rule == "outdone"]


OUTDONE = [
    ("it would make its largest-ever investment of $5 billion.", "It invested $8 billion in 2019.", "warn"),
    ("it would invest $5 billion, its largest ever in Spain.", "Orlo Air invested $8 billion in Spain in 2019.", "warn"),
    (
        "net profit rose to a record 312 million euros in the fourth quarter.",
        "Its net profit in the fourth quarter of 2021 was 340 million euros.",
        "warn",
    ),
    (
        "quarterly revenue of 4.6 billion euros was its highest since 2019.",
        "In the third quarter of 2022 Orlo Air's revenue was 4.9 billion euros.",
        "warn",
    ),
    (
        "revenue grew 9 percent in the fourth quarter, its fastest growth in three years.",
        "Orlo Air's revenue grew 11 percent in the second quarter of 2023.",
        "warn",
    ),
    ("revenue fell 9 percent in 2024, its steepest decline since 2009.", "Orlo Air's revenue fell 24 percent in 2020.", "warn"),
    ("net profit of 312 million euros in 2024 was its lowest in a decade.", "Net profit was 220 million euros in 2019.", "warn"),
    ("orders fell to a five-year low of $3 billion in 2024.", "Orlo Air's orders were $2.2 billion in 2021.", "warn"),
    ("its loss was 12 million euros in 2024, the smallest on record.", "Orlo Air's loss was 9 million euros in 2018.", "fail"),
    ("cargo revenue hit a record 1.2 billion euros in 2024.", "Orlo Air's cargo revenue was 1.4 billion euros in 2022.", "fail"),
]


@pytest.mark.parametrize(("claim", "more", "verdict"), OUTDONE)
def test_a_figure_beyond_it_contradicts_a_superlative(claim: str, more: str, verdict: str) -> None:
    assert verdicts(claim, more) == [verdict]


INVEST, RECORD = "it would make its largest-ever investment of $5 billion.", "revenue hit a record 1.2 billion euros in 2024."
STANDING = {
    "another's": (INVEST, "Rival Skyra invested $8 billion in 2019."),
    "an industry's": (INVEST, "The industry as a whole invested $8 billion in 2019."),
    "a plan": (INVEST, "Orlo Air plans to invest $8 billion by 2030."),
    "one of several": ("it would invest $5 billion, one of its largest ever.", "It invested $8 billion in 2019."),
    "a rank": ("it would invest $5 billion, its second-largest investment ever.", "It invested $8 billion in 2019."),
    "elsewhere": ("it would invest $5 billion, its largest ever in Spain.", "Orlo Air invested $8 billion in Poland in 2019."),
    "a unit's": (RECORD, "Cargo revenue was 1.4 billion euros in 2022."),
    "the whole's": ("cargo revenue hit a record 1.2 billion euros in 2024.", "Revenue was 9.2 billion euros in 2022."),
    "expected": (RECORD, "Analysts had forecast revenue of 1.4 billion euros for 2024."),
    "smaller": (RECORD, "Orlo Air's revenue was 1.1 billion euros in 2022."),
    "a year against a quarter": (
        "net profit rose to a record 312 million euros in the fourth quarter.", "Its net profit for 2021 was 940 million euros.",
    ),
    "older than its window": (
        "revenue grew 9 percent in the fourth quarter, its fastest growth in three years.",
        "Orlo Air's revenue grew 11 percent in the second quarter of 2021.",
    ),
    "of the year it counts from": (
        "quarterly revenue of 4.6 billion euros was its highest since 2019.",
        "In the third quarter of 2019 Orlo Air's revenue was 4.9 billion euros.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", STANDING)
def test_other_figures_do_not(why: str) -> None:
    assert verdicts(*STANDING[why]) == []


def test_the_place_of_the_other_figure_is_known() -> None:
    text = f"{LEAD}{INVEST}\n\nIt invested $8 billion in 2019."
    report = verifier().verify_text(text, date=date(2025, 2, 24))
    (finding,) = [finding for finding in report.findings if finding.claim.rule == "outdone"]
    second = finding.claim.role("second")
    assert second is not None and not isinstance(second, tuple)
    assert text[second.span.start : second.span.end] == "$8 billion"


def test_a_title_is_held_to_its_superlative() -> None:
    text = "Orlo Air's annual profit rose to 910 million euros in 2024. Orlo Air's annual profit was 980 million euros in 2019."
    title = "Orlo Air posts record annual profit of 910 million euros"
    report = verifier().verify_text(text, title=title, date=date(2025, 2, 24))
    (finding,) = [finding for finding in report.findings if finding.claim.rule == "outdone"]
    assert finding.verdict.word == "warn"
    assert finding.message == 'The title says "record" of 910 million euros; the body also has 980 million euros.'
