"""The seeds: five articles in our own words with what must be found in them, and the facts that travel with the package.

Beside each document stands NAME.expected.yaml: the findings an editor would want, some numbers that are easily misread, and
strings that look like numbers. A row with `xfail: why` waits for a feature; when it starts to pass, it fails until the mark goes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from verifier import Verifier
from verifier.resources import seeds_folder
from verifier.sources.calendars import Calendars
from verifier.sources.facts import open_facts

DOCUMENTS = seeds_folder() / "documents"
FACTS = seeds_folder() / "facts"
Json = dict[str, Any]
SEVERITY = ("unverified", "pass", "warn", "fail")
NO_QUANTITY = {"superlative", "identifier", "date"}


@dataclass(frozen=True)
class Anchor:
    """A stretch of a document's text: its nth occurrence, or any of them."""

    text: str
    nth: int | None = None

    @classmethod
    def of(cls, node: str | Json) -> Anchor:
        return cls(node) if isinstance(node, str) else cls(str(node["text"]), node.get("nth"))

    def spans(self, text: str) -> list[tuple[int, int]]:
        found, start = [], text.find(self.text)
        while start >= 0:
            found.append((start, start + len(self.text)))
            start = text.find(self.text, start + 1)
        assert found, f"{self.text!r} does not stand in the document"
        return found if self.nth is None else [found[self.nth - 1]]

    def touched(self, text: str, covered: Sequence[tuple[int, int]]) -> bool:
        return any(a < d and c < b for a, b in self.spans(text) for c, d in covered)


@dataclass(frozen=True, eq=False)
class Seed:
    """One document and what its expected.yaml says; equal only to itself, since the YAML inside cannot be hashed."""

    path: Path
    expected: Json

    def __str__(self) -> str:
        return self.path.name

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode("utf-8")


def _seeds() -> Iterator[Seed]:
    for expected in sorted(DOCUMENTS.glob("[0-9]*.expected.yaml")):
        stem = expected.name.removesuffix(".expected.yaml")
        (path,) = (file for file in DOCUMENTS.glob(f"{stem}.*") if file.suffix != ".yaml")
        yield Seed(path, yaml.safe_load(expected.read_text(encoding="utf-8")))


SEEDS = tuple(_seeds())
DOSSIER: Json = yaml.safe_load((DOCUMENTS / "dossier.expected.yaml").read_text(encoding="utf-8"))


def rows(kind: str) -> list[Any]:
    """Every row of one kind as a pytest parameter (seed, row), with its xfail mark where it carries one."""
    return [
        pytest.param(seed, row, id=f"{seed.path.stem}-{number}", marks=_marks(row))
        for seed in SEEDS
        for number, row in enumerate(seed.expected[kind], 1)
    ]


def _marks(row: Json) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []


@cache
def report(seed: Seed) -> Json:
    answer: Json = Verifier().verify_file(seed.path, date=seed.expected.get("given")).to_dict()
    return answer


def covered(finding: Json, mentions: Mapping[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of a finding and of every mention in its roles."""
    held = [each for role in finding["roles"].values() for each in (role if isinstance(role, list) else [role])]
    return [(finding["start"], finding["end"]), *(mentions[each] for each in held if isinstance(each, int))]


def spans_of(answer: Json) -> dict[int, tuple[int, int]]:
    return {mention["id"]: (mention["start"], mention["end"]) for mention in answer["mentions"]}


def matching(seed: Seed, row: Json) -> list[Json]:
    """The findings of the row's rules that touch every anchor of the row."""
    answer, rules = report(seed), row["rule"] if isinstance(row["rule"], list) else [row["rule"]]
    anchors = [Anchor.of(node) for node in row["anchors"]]
    found = [finding for finding in answer["findings"] if finding["rule"] in rules]
    places = spans_of(answer)
    return [each for each in found if all(anchor.touched(seed.text, covered(each, places)) for anchor in anchors)]


def test_there_are_five_documents_with_their_expectations() -> None:
    assert len(SEEDS) == 5
    assert {file.name for file in DOCUMENTS.iterdir() if file.suffix != ".yaml"} == {seed.path.name for seed in SEEDS}


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_document_is_dated(seed: Seed) -> None:
    assert report(seed)["date"] == seed.expected["date"].isoformat()


@pytest.mark.parametrize(("seed", "row"), rows("findings"))
def test_finding(seed: Seed, row: Json) -> None:
    found = matching(seed, row)
    assert found, f"no such finding; {row['why']}"
    worst = max((finding["verdict"] for finding in found), key=SEVERITY.index)
    assert worst in row["verdict"], f"{row['why']}: {[finding['message'] for finding in found]}"


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_nothing_else_fails(seed: Seed) -> None:
    wanted = [each for row in seed.expected["findings"] if "fail" in row["verdict"] for each in matching(seed, row)]
    fails = [finding for finding in report(seed)["findings"] if finding["verdict"] == "fail" and finding not in wanted]
    assert [(finding["rule"], finding["message"]) for finding in fails] == []


@pytest.mark.parametrize(("seed", "row"), rows("numbers"))
def test_number_is_read(seed: Seed, row: Json) -> None:
    spans = Anchor.of(row).spans(seed.text)
    near = [m for m in report(seed)["mentions"] if any(m["start"] < end and start < m["end"] for start, end in spans)]
    wanted: Json = {key: row[key] for key in ("kind", "value", "qualifier", "zone") if key in row}
    if "period" in row:
        wanted["period"] = row["period"].isoformat()
    fitting = [m for m in near if {key: m[key] for key in wanted} == wanted and ("copy" not in row or m["copy_of"] is not None)]
    assert fitting, f"wanted {wanted}, read {[(m['text'], {key: m[key] for key in wanted}) for m in near]}"


@pytest.mark.parametrize(("seed", "row"), rows("not-numbers"))
def test_what_only_looks_like_a_number_is_none(seed: Seed, row: Json) -> None:
    spans = Anchor.of(row).spans(seed.text)
    read = [
        m["text"]
        for m in report(seed)["mentions"]
        if m["kind"] not in NO_QUANTITY and m["zone"] != "boilerplate" and any(m["start"] < e and s < m["end"] for s, e in spans)
    ]
    assert read == [], row["why"]


def test_document_without_a_date_leaves_its_conversion_undecided() -> None:
    untitled = next(seed for seed in SEEDS if "given" in seed.expected)
    answer: Json = Verifier().verify_file(untitled.path).to_dict()
    conversions = [finding for finding in answer["findings"] if finding["rule"] == "currency-conversion"]
    assert conversions and {finding["verdict"] for finding in conversions} == {"unverified"}
    assert all("date" in finding["reason"] for finding in conversions)


@pytest.mark.parametrize("row", [pytest.param(row, marks=_marks(row)) for row in DOSSIER["findings"]])
def test_dossier_finding(row: Json) -> None:
    answer = dossier()
    texts = {seed.path.name: seed.text for seed in SEEDS}
    anchors = [(name, Anchor.of(node)) for name, node in row["anchors"]]
    verdicts = []
    for finding in answer["dossier"]["findings"]:
        places = [(Path(place["document"]).name, (place["start"], place["end"])) for place in finding["places"]]
        if finding["aspect"] == row["aspect"] and all(
            anchor.touched(texts[name], [span for document, span in places if document == name]) for name, anchor in anchors
        ):
            verdicts.append(finding["verdict"])
    assert verdicts, f"no such finding; {row['why']}"
    assert max(verdicts, key=SEVERITY.index) in row["verdict"], row["why"]


@cache
def dossier() -> Json:
    dates = {str(DOCUMENTS / name): moment for name, moment in DOSSIER["dates"].items()}
    answer: Json = Verifier().verify_dossier([seed.path for seed in SEEDS], dates=dates).to_dict()
    return answer


COLUMNS = ["entity", "concept", "period_start", "period_end", "value", "qualifier", "unit", "decimals", "scope"]
COLUMNS += ["source", "confidence", "complete_since", "published"]
TABLES = sorted(FACTS.glob("*.csv"))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_fact_table_is_tidy(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        facts = list(reader)
    assert reader.fieldnames == COLUMNS
    for fact in facts:
        assert None not in fact.values() and None not in fact, fact
        assert date.fromisoformat(fact["period_start"]) <= date.fromisoformat(fact["period_end"]), fact
        assert Decimal(fact["value"]).is_finite() and int(fact["decimals"]) <= 4
        assert fact["confidence"] in {"high", "medium", "low"}, fact
        assert fact["entity"] and fact["concept"] and fact["unit"] and fact["source"]
    keys = [tuple(fact[key] for key in ("entity", "concept", "period_start", "period_end", "unit", "scope")) for fact in facts]
    assert len(set(keys)) == len(keys), "one row a figure"


def test_closing_prices_are_those_of_every_trading_day_on_the_exchanges_price_steps() -> None:
    prices = {fact.period.first: fact.value for fact in open_facts([FACTS], None).series("9988.HK", "closing price")}
    calendars = Calendars()
    (hongkong,) = calendars.of_currency("HKD")
    first, last = min(prices), max(prices)
    days = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    assert [day for day in days if calendars.open(hongkong, day)] == sorted(prices)
    assert all(price % (Decimal("0.1") if price >= 100 else Decimal("0.05")) == 0 for price in prices.values())


def test_facts_say_where_they_come_from() -> None:
    assert TABLES
    source = (FACTS / "SOURCE.md").read_text(encoding="utf-8")
    assert all(table.name in source for table in TABLES)
    assert "can never make a claim fail" in source
