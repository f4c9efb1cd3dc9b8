"""What a reader finds in a source although it is said otherwise there: time to come, bands, periods, days, the largest so far."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import bench_places
from verifier import Verifier
from verifier.readers import plain

ENGINE = Verifier()
PLAN = "Varda will invest $5.2 billion in docks and cranes over the next three years."
CLOUD = "Varda's cloud revenue rose 13% in the quarter."
QUARTER = "Varda's revenue for the quarter ended Dec. 31, 2024, was $5.2 billion."


def said(draft: str, source: str) -> dict[str, tuple[str, str]]:
    """The figures, days and superlatives of a draft as printed → the verdict on each, and what is said of it."""
    report = ENGINE.verify_text(draft, name="draft.txt", against=[plain(source, "source.txt")])
    return {
        report.document.text[one.span.start : one.span.end]: (one.verdict.word, one.message)
        for one in report.findings if one.claim.rule == "tied-out"
    }  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "figure", "wanted"), [
    # time that lies ahead without being called "next"
    ("Varda to Invest $5.2 Billion in Docks Over Three Years", PLAN, "Three Years", "pass"),
    ("Varda plans to invest $5.2 billion in docks over three years.", PLAN, "three years", "pass"),
    ("Varda has invested $5.2 billion in docks over three years.", PLAN, "three years", None),
    ("Varda to Invest $5.2 Billion in Docks Over Three Years", "Varda has invested $5.2 billion in docks over three years.",
     "Three Years", "unverified"),
    # who speaks of "the company" is not whose plan it is
    ("Varda opened a dock. Chief executive Jane Roe said the company would invest in docks and cranes over the next three years.",
     PLAN, "next three years", "pass"),
    ("Varda opened a dock. Orlo chief executive Jane Roe said the company would invest in docks and cranes over the next three "
     "years.", PLAN, "next three years", "unverified"),
    # a band, borne out by a percentage
    ("Varda's cloud business shows double-digit growth again.", CLOUD, "double-digit", "pass"),
    ("Sales of cranes at Varda showed double-digit growth.", "Varda's sales of cranes rose 13%.", "double-digit", "pass"),
    ("Varda's cloud business saw a double-digit decline.", CLOUD.replace("rose", "fell"), "double-digit", "pass"),
    ("Varda's retail business shows double-digit growth again.", CLOUD, "double-digit", "unverified"),
    ("Varda shows double-digit growth again.", CLOUD, "double-digit", "unverified"),
    ("Varda's cloud business shows double-digit growth again.", CLOUD.replace("13%", "8%"), "double-digit", "unverified"),
    ("Varda's cloud business shows double-digit growth again.", CLOUD.replace("rose", "fell"), "double-digit", "unverified"),
    ("Varda's cloud business shows double-digit growth again.", CLOUD.replace("Varda", "Orlo"), "double-digit", "unverified"),
    ("Varda's cloud profit showed double-digit growth.", CLOUD, "double-digit", "unverified"),
    ("Varda's cloud business shows double-digit growth again.", "Varda's shares rose 13% on talk of its cloud.",
     "double-digit", "unverified"),
    # a period that no figure stands beside
    ("Varda showed better sales and profit for the December quarter of 2024.", QUARTER, "December quarter of 2024", "pass"),
    ("Varda showed better profit for the December quarter of 2024.", QUARTER, "December quarter of 2024", None),
    ("Varda showed better revenue for the September quarter of 2024.", QUARTER, "September quarter of 2024", None),
    ("Orlo showed better revenue for the December quarter of 2024.", QUARTER, "December quarter of 2024", None),
    ("Varda showed better revenue for the December quarter of 2024.", QUARTER.replace("revenue", "cloud revenue"),
     "December quarter of 2024", None),
    # a quarter and the day that ends it, beside one figure
    ("Varda's revenue was $5.2 billion in the December quarter of 2024.", QUARTER, "December quarter of 2024", "pass"),
    # a weekday of the same week, and of another
    ("Feb. 24, 2025\n\nVarda said on Monday it would invest $5.2 billion in docks.",
     f"Feb. 24, 2025\n\nOn Monday Varda told its staff: {PLAN}", "Monday", "pass"),
    ("Feb. 24, 2025\n\nVarda said on Monday it would invest $5.2 billion in docks.",
     f"Feb. 17, 2025\n\nOn Monday Varda told its staff: {PLAN}", "Monday", None),
])  # fmt: skip
def test_what_a_reader_finds_though_it_is_said_otherwise(draft: str, source: str, figure: str, wanted: str | None) -> None:
    assert said(draft, source).get(figure, (None, ""))[0] == wanted


LARGEST = "Varda's $5.2 billion plan for docks is the largest investment ever by a private port."


@pytest.mark.parametrize(("draft", "source", "figure", "wanted", "why"), [
    # nouns for one measure
    (LARGEST, "Varda will invest $5.2 billion in docks, the biggest outlay yet by any private port.", "largest investment ever",
     "pass", "biggest outlay yet"),
    ("Varda's $5.2 billion plan for docks is the biggest commitment in its history.",
     "Varda will invest $5.2 billion in docks, its largest investment ever.", "biggest", "pass", "largest investment ever"),
    # compared with itself alone in the source
    (LARGEST, "Varda will invest $5.2 billion in docks, its biggest commitment ever.", "largest investment ever", "warn",
     "limits it"),
    (LARGEST, "Varda will invest $5.2 billion in docks, the biggest pledge in Varda's history.", "largest investment ever",
     "warn", "limits it"),
    # other nouns for one amount of money
    ("Varda will invest $5.2 billion in docks, the largest-ever scheme of a private port.",
     "Varda puts $5.2 billion into docks, the biggest outlay yet by a private port.", "largest-ever", "warn",
     "of something else: “biggest outlay yet"),
    ("Varda will invest $5.2 billion in docks, the largest-ever scheme of a private port.",
     "Varda puts $4.1 billion into cranes, the biggest outlay yet by a private port.", "largest-ever", "unverified", ""),
    # a headline that the text repeats in full
    ("# Varda plans largest private dock scheme\n\nVarda will invest $5.2 billion in docks, the largest-ever dock scheme of a "
     "private port.", "Varda puts $5.2 billion into docks, the biggest outlay yet by a private port.", "largest", "warn",
     "biggest outlay yet"),
])  # fmt: skip
def test_the_largest_so_far_is_found_with_its_limits(draft: str, source: str, figure: str, wanted: str, why: str) -> None:
    verdict, message = said(draft, source)[figure]
    assert (verdict, why in message) == (wanted, True), message


def test_a_band_of_something_else_is_not_told_as_a_near_miss() -> None:
    source = "Varda's public cloud revenue showed double-digit growth."
    assert said("Varda's retail revenue showed double-digit growth.", source)["double-digit"][0] == "unverified"


# ── the labelled places of texts that are not shipped ───────────────────────────────────────────────────────────────────


def test_the_labelled_places_are_read_and_missing_texts_are_said_aloud(tmp_path: Path) -> None:
    labels = bench_places.labelled()
    assert sum(label.role == "asked" for label in labels) >= 50
    assert {label.relation for label in labels} == {"same", "other"}
    for folder in (None, tmp_path):
        (row,) = bench_places.rows(folder)
        assert "SKIPPED" in row.what


def test_found_missed_and_wrong_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = "Varda will invest $5.2 billion in docks.", "Varda is to invest $5.2 billion in docks."
    (tmp_path / "a.txt").write_text(first, encoding="utf-8")
    (tmp_path / "b.txt").write_text(second, encoding="utf-8")
    labels = tmp_path / "labels.csv"
    monkeypatch.setattr(bench_places, "LABELS", labels)

    def measured(fact: str) -> list[str]:
        rows = [("plan", "a.txt", first.index("$")), (fact, "b.txt", second.index("$"))]
        lines = [f"{fact},same,asked,{name},{at},{at + 12},money,," for fact, name, at in rows]
        labels.write_text("\n".join(["fact,relation,role,text,start,end,kind,value,unit", *lines]), encoding="utf-8")
        return [row.ours for row in bench_places.rows(tmp_path)]

    assert measured("plan") == ["2 of 2 (100.0 %)", "0", "0", "2 of 2"]
    assert measured("another") == ["0 of 2 (0.0 %)", "2", "2", "0 of 0"]
