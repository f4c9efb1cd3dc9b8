"""Fact tables: every kind is read alike, what is wrong is said with its row, nothing is lost, and look-ups stay quick."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.config import Config, load_config
from verifier.engine import Verifier
from verifier.errors import ConfigError, SourceError
from verifier.model import Verdict
from verifier.period import Period, day, month, quarter, year
from verifier.resources import seeds_folder
from verifier.sources.facts import Facts, given_facts, open_facts
from verifier.sources.facts.names import short_name, words_of
from verifier.sources.facts.rows import COLUMNS, Fact, period_named, read_row, unit_named
from verifier.units import RATIO, count, currency, time

ROWS = [
    {"entity": "Varda Ltd", "concept": "net sales", "period": "2023-Q4", "value": "4480e6", "unit": "USD", "decimals": "-6",
     "source": "annual report", "confidence": "high", "published": ""},
    {"entity": "Varda Ltd", "concept": "net sales", "period": "2024-Q4", "value": "5,020,000,000", "unit": "USD",
     "decimals": "-6", "source": "annual report", "confidence": "high", "published": "2025-02-20"},
    {"entity": "Varda Ltd", "concept": "operating margin", "period": "2024-Q4", "value": "7.5", "unit": "%", "decimals": "1",
     "source": "annual report", "confidence": "low", "published": ""},
]  # fmt: skip
NAMES = list(ROWS[0])
DAY = date(2025, 2, 24)


def as_csv(path: Path, delimiter: str = ",") -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, NAMES, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(ROWS)


def as_yaml(path: Path) -> None:
    rows = (", ".join(f'{name}: "{text}"' for name, text in row.items()) for row in ROWS)
    lines = [f"  - {{{row}}}" for row in rows]
    path.write_text("facts:\n" + "\n".join(lines) + "\n", encoding="utf-8")


def as_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def as_sqlite(path: Path, table: str = "facts") -> None:
    connection = sqlite3.connect(path)
    quoted = '"' + table.replace('"', '""') + '"'
    connection.execute(f"CREATE TABLE {quoted} ({', '.join(NAMES)})")
    connection.executemany(f"INSERT INTO {quoted} VALUES ({', '.join('?' * len(NAMES))})", [tuple(row.values()) for row in ROWS])
    connection.commit()
    connection.close()


def as_parquet(path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet is read by pyarrow, the extra `parquet`")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(ROWS), path)


WRITERS: dict[str, Callable[[Path], None]] = {
    "facts.csv": as_csv,
    "facts.tsv": lambda path: as_csv(path, "\t"),
    "semicolons.csv": lambda path: as_csv(path, ";"),
    "facts.json": lambda path: as_json(path, {"facts": ROWS}),
    "list.json": lambda path: as_json(path, ROWS),
    "facts.yaml": as_yaml,
    "facts.sqlite": as_sqlite,
    "facts.parquet": as_parquet,
}


@pytest.fixture(params=WRITERS)
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path: Path = tmp_path / request.param
    WRITERS[request.param](path)
    return path


def test_every_kind_of_table_is_read_alike(table: Path) -> None:
    facts = open_facts([table], None)
    (old, new), (margin,) = facts.series("varda ltd", "net sales"), facts.series("Varda Ltd", "operating margin")
    assert (old.period, old.value, old.unit) == (quarter(2023, 4), Decimal("4480e6"), currency("USD"))
    assert new.value == Decimal("5020e6") and new.core.lo == Decimal("5019.5e6") and new.confidence == "high"
    assert margin.value == Decimal("0.075") and margin.unit == RATIO and margin.core.width == Decimal("0.001")
    assert facts.at("Varda Ltd", "net sales", quarter(2024, 4)) == (new,)
    assert (old.published, new.published) == (None, date(2025, 2, 20))
    assert new.locator.startswith(f"{table}:") and new.evidence().source == f"facts:{table.name}"


def test_an_index_is_kept_and_follows_its_file(tmp_path: Path) -> None:
    path, cache = tmp_path / "facts.csv", tmp_path / "cache"
    as_csv(path)
    first = open_facts([path], cache)
    assert len(list(cache.glob("facts-*.sqlite"))) == 1
    assert open_facts([path], cache).digest == first.digest
    path.write_text(path.read_text(encoding="utf-8-sig").replace("4480e6", "4490e6"), encoding="utf-8")
    changed = open_facts([path], cache)
    assert changed.series("Varda Ltd", "net sales")[0].value == Decimal("4490e6") and changed.digest != first.digest


def test_a_broken_index_is_built_anew(tmp_path: Path) -> None:
    path, cache = tmp_path / "facts.csv", tmp_path / "cache"
    as_csv(path)
    open_facts([path], cache)
    (kept,) = cache.glob("facts-*.sqlite")
    kept.write_bytes(b"no database at all")
    assert len(open_facts([path], cache).series("Varda Ltd", "net sales")) == 2


def test_a_cache_that_cannot_be_written_to_is_no_matter(tmp_path: Path) -> None:
    path, blocked = tmp_path / "facts.csv", tmp_path / "file"
    as_csv(path)
    blocked.write_text("in the way")
    assert len(open_facts([path], blocked / "cache").series("Varda Ltd", "net sales")) == 2


HEADER = "entity,concept,period,value,unit,decimals,qualifier,confidence,complete_since\n"


def test_every_complaint_of_a_table_comes_at_once_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(HEADER + "\n".join([
        "Varda,revenue,2024-Q4,5.02bn,USD,-6,,high,",
        "Varda,revenue,2024-Q5,5,USD,,,high,",
        "Varda,revenue,2024-12-31/2024-10-01,5,USD,,,high,",
        "Varda,revenue,2024-Q4,5,USD,six,,high,",
        ",revenue,2024-Q4,5,USD,,,high,",
        "Varda,revenue,2024-Q4,5,USD,,roughly,sure,2024",
        "Varda,revenue,2024-Q4,NaN,USD,,,high,",
        "Varda,revenue,,5,USD,,,high,",
    ]), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        open_facts([path], None)
    told = str(caught.value)
    wanted = ((2, "5.02bn"), (3, "2024-Q5"), (4, "no later than its end"), (5, "six"), (6, "'entity' is empty"), (7, "roughly"),
              (7, "sure"), (7, "complete_since"), (8, "NaN"), (9, "no days are given"))
    for line, words in wanted:
        assert any(row.startswith(f"{path}:{line}:") and words in row for row in told.splitlines()), (line, words, told)


@pytest.mark.parametrize(("name", "text", "words"), [
    ("empty.csv", "", "no facts"),
    ("head.csv", HEADER, "no facts"),
    ("columns.csv", "entity,concept,valu,unit,period\nVarda,revenue,5,USD,2024\n", "did you mean 'valu'"),
    ("quote.csv", HEADER + 'Varda,"revenue,2024,5,USD,,,high,\n', "quotation mark"),
    ("cells.csv", HEADER + "Varda,revenue,2024,5,USD,,,high,,extra,more\n", "11 cells under 9 columns"),
    ("broken.json", '[{"entity": "Varda",', "no readable JSON"),
    ("nan.json", '[{"entity": "Varda", "value": NaN}]', "no readable JSON"),
    ("shape.json", '"revenue"', "expected a list of facts"),
    ("deep.json", "[" * 100_000, "JSON|nested"),
    ("broken.yaml", "facts: [}", "not valid YAML"),
    ("laughs.yaml", "a: &a [x, x]\nfacts: [*a, *a, *a]\n", "aliases"),
    ("shape.yaml", "facts: {entity: Varda}\n", "expected a list of facts"),
    ("odd.xlsx", "PK", "ends in .csv"),
    ("text.sqlite", "not a database, though its name says so. " * 40, "no readable SQLite"),
    ("text.parquet", "not Parquet at all", "no readable Parquet"),
])
def test_a_broken_table_is_said_to_be_broken(name: str, text: str, words: str, tmp_path: Path) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="Parquet is read by pyarrow, the extra `parquet`")
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words) as caught:
        open_facts([path], tmp_path / "cache")
    assert str(path) in str(caught.value)
    assert not list((tmp_path / "cache").glob("*")) if (tmp_path / "cache").exists() else True


def test_bytes_that_are_no_utf8_and_zeros_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(HEADER.encode() + b"Caf\xe9,revenue,2024,5,USD,,,high,\n")
    with pytest.raises(SourceError, match="not UTF-8"):
        open_facts([path], None)
    path.write_bytes(HEADER.encode() + b"Var\0da,revenue,2024,5,USD,,,high,\n")
    with pytest.raises(SourceError):
        open_facts([path], None)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.csv.*cannot be read"):
        open_facts([tmp_path / "nowhere.csv"], None)
    with pytest.raises(SourceError, match="no fact table in this folder"):
        open_facts([tmp_path], None)


def test_two_values_for_one_key_are_both_kept_and_both_named(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    rows = ("Varda,revenue,2024-Q4,5020e6,USD,-6,,high,\n", "Varda,revenue,2024-Q4,5120e6,USD,-6,,high,\n")
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    facts = open_facts([path], tmp_path / "cache")
    assert [fact.line for fact in facts.series("Varda", "revenue")] == [2, 3]
    assert len(facts.warnings) == 1 and "rows 2, 3" in facts.warnings[0] and "neither" not in facts.warnings[0]
    assert open_facts([path], tmp_path / "cache").warnings == facts.warnings
    verifier = Verifier(config=Config(facts=(str(path),), cache=tmp_path / "cache"))
    for said, wanted in (("5.02", Verdict.WARN), ("5.12", Verdict.WARN), ("5.62", Verdict.WARN)):
        report = verifier.verify_text(f"Varda's revenue was ${said} billion in the quarter ended Dec. 31, 2024.")
        assert [f.verdict for f in report.findings if f.claim.rule == "stated-fact"] == [wanted]


KNOWN_FROM = [{**ROWS[1], "value": value, "published": day} for value, day in (
    ("5020e6", "2025-02-20"), ("5120e6", "2025-08-14"), ("5150e6", "2026-02-19"))]  # fmt: skip


@pytest.mark.parametrize(("today", "value", "late"), [
    ("2025-01-31", "5020000000", True), ("2025-02-20", "5020000000", False), ("2025-08-13", "5020000000", False),
    ("2025-08-14", "5120000000", False), ("2027-01-01", "5150000000", False), (None, "5150000000", False),
])
def test_a_restated_figure_is_the_one_published_last_by_the_texts_day(today: str | None, value: str, late: bool) -> None:
    for rows in (KNOWN_FROM, KNOWN_FROM[::-1]):
        facts = given_facts(rows, "test").on(date.fromisoformat(today) if today else None)
        for (fact,) in (facts.at("Varda Ltd", "net sales", quarter(2024, 4)), facts.series("Varda Ltd", "net sales")):
            assert f"{fact.value:f}" == value and fact.late is late
            assert fact.evidence().as_of == fact.published and f"published {fact.published}" in fact.evidence().note
    assert given_facts(KNOWN_FROM, "test").warnings == ()


def test_values_published_on_one_day_or_on_days_not_all_given_contradict_one_another() -> None:
    same = given_facts([{**row, "published": "2025-02-20"} for row in KNOWN_FROM[:2]], "test")
    assert "rows 1, 2" in same.warnings[0] and "published on one day" in same.warnings[0]
    mixed = given_facts([KNOWN_FROM[0], {**KNOWN_FROM[1], "published": ""}], "test")
    assert "rows 1, 2" in mixed.warnings[0] and "not all given" in mixed.warnings[0]
    for facts in (same, mixed):
        assert len(facts.on(DAY).series("Varda Ltd", "net sales")) == 2
    assert given_facts([KNOWN_FROM[0], {**KNOWN_FROM[0], "published": "2025-08-14"}], "test").warnings == ()
    plain = given_facts(ROWS[:1], "test")
    assert plain.on(DAY) is plain


def test_a_day_of_publication_that_is_none_is_a_complaint() -> None:
    assert read_row({**ROWS[0], "published": "spring 2025"}, "f", 1) == (
        "published 'spring 2025' is no day; write it as 2015-01-31, or nothing",)


@pytest.mark.parametrize("name", ['x"; DROP TABLE facts; --', "Robert'); DROP TABLE label;--", "%_%", "a' OR '1'='1"])
def test_sql_in_a_name_is_only_a_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    as_sqlite(path, name)
    facts = open_facts([path], tmp_path / "cache")
    assert len(facts.series("Varda Ltd", "net sales")) == 2
    facts = given_facts([{**ROWS[0], "entity": name, "concept": name}], "test")
    assert len(facts.series(name, name)) == 1 and facts.series("' OR ''='", name) == ()
    assert given_facts([ROWS[0]], "test").series(name, "net sales") == ()


def test_a_database_of_several_tables_must_say_which(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.sqlite"
    as_sqlite(path, "quarterly")
    as_sqlite(path, "yearly")
    with pytest.raises(SourceError, match=r"which table.*quarterly, yearly"):
        open_facts([path], None)
    assert len(open_facts([f"{path}#quarterly"], None).series("Varda Ltd", "net sales")) == 2
    with pytest.raises(SourceError, match="no table 'monthly'"):
        open_facts([f"{path}#monthly"], None)


def test_the_secs_companyfacts_are_read_with_restatements_and_their_days(tmp_path: Path) -> None:
    figure = {"start": "2024-01-01", "end": "2024-12-31", "form": "10-K"}
    units = {"USD": [{**figure, "val": 900, "filed": "2025-02-01"}, {**figure, "val": 950, "filed": "2026-02-01"},
                     {**figure, "val": 950, "filed": "2027-02-01"}]}
    value = {"cik": 1, "entityName": "VARDA LTD", "facts": {
        "us-gaap": {"Revenues": {"label": "Revenues", "units": units}},
        "dei": {"Shares": {"label": "Entity Common Stock, Shares Outstanding", "units": {"shares": [
            {"end": "2025-01-31", "val": 12, "filed": "2025-02-01", "form": "10-K"}]}}},
    }}  # fmt: skip
    path = tmp_path / "CIK0000000001.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    facts = open_facts([path], None)
    assert [(f"{fact.value}", str(fact.published)) for fact in facts.series("Varda Ltd", "revenues")] == [
        ("900", "2025-02-01"), ("950", "2026-02-01")]
    for today, wanted in ((date(2025, 6, 1), "900"), (date(2026, 6, 1), "950"), (None, "950"), (date(2025, 1, 1), "900")):
        (fact,) = facts.on(today).series("Varda Ltd", "revenues")
        assert f"{fact.value}" == wanted and fact.late is (today == date(2025, 1, 1))
    assert facts.warnings == ()
    (shares,) = facts.series("varda ltd", "entity common stock, shares outstanding")
    assert shares.period == day(date(2025, 1, 31)) and shares.unit == count("share") and "10-K filed 2025-02-01" in shares.source
    path.write_text(json.dumps({**value, "facts": {"us-gaap": {"Revenues": {"label": "x"}}}}), encoding="utf-8")
    with pytest.raises(SourceError, match="no units"):
        open_facts([path], None)


def test_a_settings_file_opens_tables_of_its_own_folder_only(tmp_path: Path) -> None:
    home = tmp_path / "desk"
    home.mkdir()
    as_csv(tmp_path / "outside.csv")
    as_csv(home / "facts.csv")
    (home / "link.csv").symlink_to(tmp_path / "outside.csv")
    settings = home / "verifier.yaml"
    settings.write_text("sources: {facts: facts.csv}\n")
    assert load_config(settings).facts == (str(home / "facts.csv"),)
    for place, words in (("../outside.csv", "outside the folder"), ("link.csv", "outside the folder"),
                         (str(tmp_path / "outside.csv"), "outside the folder"), ("nowhere.csv", "no fact table")):
        settings.write_text(f"sources: {{facts: [{place}]}}\n")
        with pytest.raises(ConfigError, match=rf"verifier\.yaml:1:19: .*{words}"):
            load_config(settings)


@pytest.mark.parametrize(("text", "wanted"), [
    ("2024", year(2024)), ("2024-Q4", quarter(2024, 4)), ("2024Q1", quarter(2024, 1)), ("2024-02", month(2024, 2)),
    ("2024-02-29", day(date(2024, 2, 29))), ("2024-10-01/2024-12-31", quarter(2024, 4)), ("2024-13", None), ("2023-02-29", None),
    ("last year", None), ("2024-12-31/2024-10-01", None), ("0000", None),
])
def test_periods_are_read(text: str, wanted: Period | None) -> None:
    assert period_named(text) == wanted


@pytest.mark.parametrize(("text", "name", "dimension"), [
    ("USD", "USD", "currency"), ("USD/shares", "USD", "currency"), ("CNY per USD", "CNY per USD", "index"),
    ("ratio", "ratio", "ratio"), ("pure", "ratio", "ratio"), ("quarter", "quarter", "time"), ("shares", "share", "count"),
    ("people", "people", "count"),
])
def test_units_are_read(text: str, name: str, dimension: str) -> None:
    assert (unit_named(text).name, unit_named(text).dimension) == (name, dimension)


def test_only_a_sure_row_without_a_qualifier_can_fail_a_claim() -> None:
    worst = {(confidence, qualifier): fact.harshest for confidence in ("high", "medium", "low", "") for qualifier in ("", "about")
             if isinstance(fact := read_row({**ROWS[0], "confidence": confidence, "qualifier": qualifier}, "f", 1), Fact)}
    assert len(worst) == 8
    assert [key for key, verdict in worst.items() if verdict is Verdict.FAIL] == [("high", "")]


@pytest.mark.parametrize(("entity", "short"), [
    ("Harbour Tools Holdings Ltd", ("harbour", "tools")), ("VARDA INC", ("varda",)), ("Varda", ()), ("The Group", ()), ("AG", ()),
])
def test_a_company_is_known_without_its_legal_form(entity: str, short: tuple[str, ...]) -> None:
    assert short_name(entity) == short


def test_possessives_and_hyphens_split_alike_in_names_and_texts() -> None:
    assert words_of("People's Bank") == words_of("people’s bank") == ("people", "bank")
    assert words_of("AI-related products") == ("ai", "related", "products")


CELL = st.text(max_size=30)


@given(st.dictionaries(st.sampled_from([*COLUMNS, "period"]), CELL))
def test_any_row_is_a_fact_or_a_complaint(cells: dict[str, str]) -> None:
    read = read_row(cells, "facts.csv", 7)
    if isinstance(read, Fact):
        assert read.locator == "facts.csv:7" and read.core.lo <= read.value <= read.core.hi and read.evidence().quantity
    else:
        assert read and all(isinstance(message, str) and message for message in read)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**15, max_value=10**15, places=4), st.integers(-6, 4))
def test_a_value_survives_a_table_and_its_index(value: Decimal, decimals: int) -> None:
    facts = given_facts([{**ROWS[0], "value": str(value), "decimals": str(decimals)}], "test")
    (fact,) = facts.series("Varda Ltd", "net sales")
    assert (fact.value, fact.decimals) == (value, decimals)
    assert fact.core.width == Decimal(1).scaleb(-decimals)


@given(st.lists(st.integers(2000, 2030), min_size=1, max_size=8, unique=True))
def test_a_series_comes_in_order_of_time_whatever_the_tables_order(years: list[int]) -> None:
    facts = given_facts([{**ROWS[0], "period": str(each)} for each in years], "test")
    assert [fact.period.first.year for fact in facts.series("Varda Ltd", "net sales")] == sorted(years)


def test_business_years_may_end_some_days_off() -> None:
    facts = given_facts([{**ROWS[0], "period": "2024-09-29/2024-12-28"}], "test")
    assert facts.at("Varda Ltd", "net sales", quarter(2024, 4)) and not facts.at("Varda Ltd", "net sales", quarter(2024, 3))
    assert not facts.at("Varda Ltd", "net sales", year(2024))


def test_facts_answer_as_any_source_does() -> None:
    facts = given_facts(ROWS, "test")
    assert [one.as_of for one in facts.find("Varda Ltd/net sales", Period(date(2023, 1, 1), date(2024, 12, 31)))] == [
        date(2025, 2, 20), date(2023, 12, 31)]
    assert facts.find("Varda Ltd/net sales", month(2024, 12)) == () and facts.find("Nobody/net sales", year(2024)) == ()
    assert facts.name == Facts.name == "facts" and len(facts.digest) == 64


def test_names_and_their_complaints(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("entities:\n  Varda:\n    namens: [V]\n    fiscal year ends: Marsch\nentitys: {}\n")
    as_csv(tmp_path / "facts.csv")
    with pytest.raises(SourceError) as caught:
        open_facts([tmp_path], None)
    assert [line.rpartition("/")[2].split(":")[1] for line in str(caught.value).splitlines()] == ["3", "4", "5"]


def test_names_are_kept_without_yaml_and_follow_their_file(tmp_path: Path) -> None:
    as_csv(tmp_path / "facts.csv")
    path, cache = tmp_path / "names.yaml", tmp_path / "cache"
    path.write_text("entities: {Varda Ltd: {names: [VRD], called: [the yard], part of: Orlo, fiscal year ends: Mar}}\n")
    for _ in range(2):
        names = open_facts([tmp_path], cache).names
        assert names.owners == {"Varda Ltd": "Orlo"} and names.fiscal == {"Varda Ltd": 3}
        assert [(alias.words, alias.proper, alias.called) for alias in names.aliases["the"]] == [(("the", "yard"), False, True)]
    path.write_text("entities: {Varda Ltd: {part of: Orlo Air}}\n")
    assert open_facts([tmp_path], cache).names.owners == {"Varda Ltd": "Orlo Air"}


def test_the_seeds_open_without_a_warning() -> None:
    facts = open_facts([seeds_folder() / "facts"], None)
    assert facts.warnings == () and facts.series("Alibaba Group", "revenue") and facts.series("Alibaba Cloud", "revenue growth")
    units = {fact.unit for fact in facts.series("Alibaba Cloud", "streak of triple-digit growth")}
    assert units == {time("quarter")}


def test_a_table_of_nonsense_ends(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIEW facts AS WITH RECURSIVE n(entity) AS (SELECT 1 UNION ALL SELECT entity + 1 FROM n) "
                       "SELECT entity, 'x' AS concept, 'x' AS value, 'x' AS unit, 'x' AS period FROM n")
    connection.commit()
    connection.close()
    with pytest.raises(SourceError, match="further rows"):
        open_facts([path], None)


def test_periods_are_answered_alike_before_and_after_their_series_was_read(tmp_path: Path) -> None:
    for name, values in (("first.csv", (10, 20, 30)), ("second.csv", (40, 50, 60))):
        rows = "".join(f"Varda Ltd,{concept},2024-Q{number},{value}e6,USD,-6\n" for concept in ("net sales", "revenue")
                       for number, value in enumerate(values, 1))
        (tmp_path / name).write_text(f"entity,concept,period,value,unit,decimals\n{rows}", encoding="utf-8")
    quarters = [quarter(2024, number) for number in (1, 2, 3, 4)]
    asked = [*quarters, Period(date(2024, 3, 28), date(2024, 7, 2)), day(date(2024, 3, 31))]
    facts, tables = (open_facts([tmp_path], None) for _ in range(2))
    before = [tables.at("Varda Ltd", "net sales", period) for period in asked]
    assert len(facts.series("varda ltd", "Net sales")) == 6
    assert [facts.at("Varda Ltd", "net sales", period) for period in asked] == before
    assert [len(found) for found in before] == [2, 2, 2, 0, 2, 0]


def test_names_are_met_by_their_first_words_in_tables_of_few_names_and_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{**ROWS[0], "entity": f"Word{chr(97 + number)} Works"} for number in range(4)]
    few = given_facts(rows, "test")
    monkeypatch.setattr("verifier.sources.facts.indexing.FIRSTS", 3)
    monkeypatch.setattr("verifier.sources.facts.index.CONCEPTS", 0)
    for facts in (few, given_facts(rows, "test")):
        assert facts.begins(["said", "wordb"]) and facts.begins(["net"]) and not facts.begins(["said", "works"])
        assert [alias.target for alias in facts.aliases("wordb", "works")] == ["Wordb Works"]
        assert facts.series("Wordb Works", "net sales") and not facts.series("Wordb Works", "turnover")
