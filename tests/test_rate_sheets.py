"""A desk's own rate sheets: read with every complaint at once, and deciding where they have the pair and the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier import Verifier
from verifier.cli import main
from verifier.config import Config, load_config
from verifier.errors import ConfigError, SourceError
from verifier.model import Finding
from verifier.sources.desk import Desk
from verifier.sources.rates import Rates
from verifier.sources.sheets import read_sheet

MONDAY = date(2025, 2, 24)
HEAD = "base,quote,date,rate,source,basis,trust\n"


def sheet(folder: Path, rows: str, name: str = "desk.csv", head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + rows, encoding="utf-8")
    return path


def conversion(text: str, *sheets: Path, day: date = MONDAY) -> Finding:
    verifier = Verifier(config=Config(rates=sheets, data=None))
    found = [one for one in verifier.verify_text(text, date=day).findings if one.claim.rule == "currency-conversion"]
    assert len(found) == 1, text
    return found[0]


def complaints(path: Path) -> list[str]:
    with pytest.raises(SourceError) as refused:
        read_sheet(path)
    return [line.removeprefix(f"{path}:") for line in str(refused.value).splitlines()]


# reading

def test_rows_are_read_as_they_stand(tmp_path: Path) -> None:
    rows = read_sheet(sheet(tmp_path, """\
# the treasury's rates
USD,CNY,2025-02-24,7.30,Treasury,house rate,fail

usd,cny,2025-01,7.3052,"Treasury, Singapore",,WARN
BTC,USD,2025-02-24,95650,Exchange close,,
EUR,USD,2025-Q1,1.0523,Treasury,,
EUR,USD,2025-01-06/2025-01-10,1.0312,Treasury,,
EUR,USD,2024,1.0824,Treasury,,
"""))
    assert [row.label for row in rows] == [
        "house rate, 24 Feb 2025", "desk.csv, average of January 2025", "desk.csv, 24 Feb 2025",
        "desk.csv, average of 1 Jan 2025 to 31 Mar 2025", "desk.csv, average of 6 Jan 2025 to 10 Jan 2025",
        "desk.csv, average of 2024",
    ]
    assert [row.line for row in rows] == [3, 5, 6, 7, 8, 9]
    assert (rows[1].base, rows[1].source, rows[1].trusted, rows[0].trusted) == ("USD", "Treasury, Singapore", False, True)


@pytest.mark.parametrize("comma", [";", "\t"])
def test_spreadsheets_separate_as_they_like(tmp_path: Path, comma: str) -> None:
    text = HEAD + "USD,CNY,2025-02-24,7.30,Treasury,,\n"
    path = tmp_path / "desk.csv"
    path.write_text(text.replace(",", comma), encoding="utf-8-sig")
    assert read_sheet(path)[0].rate == Decimal("7.30")


def test_yaml_holds_the_same_rows(tmp_path: Path) -> None:
    rows = read_sheet(sheet(tmp_path, """\
source: Treasury
trust: warn
rates:
  - {base: USD, quote: CNY, date: 2025-02-24, rate: 7.30, basis: house rate}
  - {base: NOK, quote: USD, date: 2025-02, rate: 0.0899, source: Oslo desk, trust: fail}
""", "desk.yaml", ""))
    assert [(row.base, str(row.rate), row.source, row.trusted, row.line) for row in rows] == [
        ("USD", "7.30", "Treasury", False, 4), ("NOK", "0.0899", "Oslo desk", True, 5)]
    listed = read_sheet(sheet(tmp_path, "- {base: USD, quote: CNY, date: 2025-02-24, rate: 7.3, source: T}\n", "list.yml", ""))
    assert listed[0].rate == Decimal("7.3")


def test_every_complaint_comes_at_once_with_its_line(tmp_path: Path) -> None:
    assert complaints(sheet(tmp_path, """\
USD,CNY,2025-02-24,7.30,Treasury,,
USD,CNY,24.2.2025,"7,30",,,
US$,USD,2025-13,0,Treasury,,maybe
USD,USD,2025-02-24,1,Treasury,,
USD,CNY,2025-02-24,7.31,Treasury,,
JPY,USD,2025-02-24,1,431,Treasury,,,
USD,CNY,2025-02-24,7.40,Treasury,offshore,
""")) == [
        "3:1: date is '24.2.2025'; expected a day (2025-02-24), or 2025-02, 2025-Q1, 2025 or start/end for an average",
        "3:1: rate is '7,30'; expected a number above zero with a decimal point, such as 7.25 or 1431.5",
        "3:1: no source is named; say whose rate this is",
        "4:1: base is 'US$'; expected a code such as USD, XAU or BTC",
        "4:1: date is '2025-13'; expected a day (2025-02-24), or 2025-02, 2025-Q1, 2025 or start/end for an average",
        "4:1: rate is '0'; expected a number above zero with a decimal point, such as 7.25 or 1431.5",
        "4:1: trust is 'maybe'; expected fail or warn: the worst this rate may cause",
        "5:1: USD is priced in itself",
        "6:1: USD/CNY of 2025-02-24 is 7.31 here and 7.30 in line 2; keep one, or name a basis for each",
        "7:1: source is '431', which names nobody (rates have no commas); say whose rate this is",
    ]


@pytest.mark.parametrize(("text", "words"), [
    ("base,quote,day,rate\n", ["1:1: 'day' is no column", "the column date is not there", "the column source is not there"]),
    ("base,quote,date,rate,source,sourse\n", ["did you mean 'source'"]),
    ("base,base,quote,date,rate,source\n", ["the column base stands there twice"]),
    ("", ["the column base is not there"]),
    (HEAD + 'USD,CNY,2025-02-24,7.30,"Treasury,,\n', ["2:1: this line is no CSV"]),
    (HEAD + "USD,CNY,2025-02-24,1,234.5,Treasury,,fail\n", ["2:1: 8 cells are here, 7 columns above; write 1234.56"]),
    (HEAD + f"USD,CNY,2025-02-24,7.3,{'T' * 100},,\n", ["longer than 80 characters"]),
    (HEAD + "USD,CNY,2025-02-24,7.3,T,,\nx\n" * 60, ["and ", "more like these"]),
])
def test_a_broken_sheet_is_told(tmp_path: Path, text: str, words: Sequence[str]) -> None:
    said = "\n".join(complaints(sheet(tmp_path, text, head="")))
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(("text", "words"), [
    ("rates: 7", "expected a list of rates"),
    ("- 7", "1:3: expected one rate"),
    ("- {base: USD, quote: [CNY], date: 2025-02-24, rate: 7, source: T}", "expected one rate"),
    ("- {base: USD, quote: CNY, date: 2025-02-24, rate: 7, source: T, colour: red}", "'colour' is not known here"),
    ("bases: x\nrates: []", "'bases' is not known here"),
    ("a: &a [x, x]\nb: &b [*a, *a]\nrates: [*b, *b]", "aliases"),
    ("rates: [", "not valid YAML"),
])
def test_a_broken_yaml_sheet_is_told(tmp_path: Path, text: str, words: str) -> None:
    assert any(words in line for line in complaints(sheet(tmp_path, text, "desk.yaml", "")))


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\xfeb\x00a\x00")
    assert "not in UTF-8" in complaints(tmp_path / "a.csv")[0]
    assert "cannot be read" in complaints(tmp_path / "nowhere.csv")[0]


@given(st.text(max_size=200))
def test_no_text_makes_reading_crash(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    for name in ("any.csv", "any.yaml"):
        (folder / name).write_text(text, encoding="utf-8", errors="replace")
        try:
            read_sheet(folder / name)
        except SourceError as error:
            assert name in str(error)


# looking up

@given(st.decimals("0.01", "1000", places=4), st.decimals("0.01", "1000", places=4))
def test_a_pair_is_crossed_within_its_day(tmp_path_factory: pytest.TempPathFactory, one: Decimal, other: Decimal) -> None:
    desk = Desk((sheet(tmp_path_factory.mktemp("sheet"), f"USD,CNY,2025-02-24,{one},T,,\nUSD,JPY,2025-02-24,{other},T,,warn\n"),))
    crossed, back = desk.on("CNY", "JPY", MONDAY), desk.on("JPY", "CNY", MONDAY)
    assert crossed is not None and back is not None and not crossed.trusted and len(crossed.rows) == 2
    assert abs(crossed.rate.middle * back.rate.middle - 1) < Decimal("1e-20")
    assert desk.on("CNY", "JPY", date(2025, 2, 25)) is None


def test_the_first_sheet_that_has_the_day_decides(tmp_path: Path) -> None:
    first = sheet(tmp_path, "USD,CNY,2025-02-24,7.30,T,,\n", "first.csv")
    second = sheet(tmp_path, "USD,CNY,2025-02-24,7.40,T,,\nUSD,CNY,2025-02-21,7.50,T,,\n", "second.csv")
    desk = Desk((first, second))
    own, friday = desk.on("USD", "CNY", MONDAY), desk.on("USD", "CNY", date(2025, 2, 23))
    assert own and friday and (str(own.rate.lo), str(friday.rate.lo)) == ("7.30", "7.50")
    assert desk.on("USD", "CNY", date(2025, 2, 25)) is None, "Tuesday is no weekend"
    assert [str(rate.rate.lo) for rate in desk.near("USD", "CNY", date(2025, 2, 25))] == ["7.30", "7.50"]


def test_the_digest_is_of_the_rates_not_of_the_place(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    one, same = sheet(tmp_path, "USD,CNY,2025-02-24,7.30,T,,\n"), sheet(tmp_path / "elsewhere", "USD,CNY,2025-02-24,7.30,T,,\n")
    other = sheet(tmp_path, "USD,CNY,2025-02-24,7.31,T,,\n", "other.csv")
    assert Rates(sheets=(one,)).digest == Rates(sheets=(same,)).digest
    assert len({Rates().digest, Rates(sheets=(one,)).digest, Rates(sheets=(other,)).digest}) == 3


# in a check

def test_the_desks_rate_decides_and_the_reference_rate_only_explains(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "USD,CNY,2025-02-24,7.40,Treasury,house rate,fail\n")
    own, market = "The yard cost 383 million yuan ($51.76 million).", "The yard cost 383 million yuan ($52.83 million)."
    assert conversion(own).verdict.word == "warn" and conversion(market).verdict.word == "pass"
    passed, warned = conversion(own, desk), conversion(market, desk)
    assert passed.verdict.word == "pass" and "house rate, 24 Feb 2025" in passed.message
    assert warned.verdict.word == "warn" and warned.basis == "ECB, 24 Feb 2025"
    assert passed.evidence[0].source == "rates:desk.csv" and passed.evidence[0].locator == "Treasury (desk.csv:2)"
    assert passed.strength == "market"


@pytest.mark.parametrize(("trust", "verdict"), [("fail", "fail"), ("", "fail"), ("warn", "warn")])
def test_a_rate_causes_no_worse_than_it_is_trusted_for(tmp_path: Path, trust: str, verdict: str) -> None:
    desk = sheet(tmp_path, f"XAU,USD,2025-02-24,2935.5,LBMA,,{trust}\n")
    found = conversion("The vault holds XAU 383 ($1.39 million).", desk)
    assert found.verdict.word == verdict, found.message


def test_a_slipped_scale_fails_whatever_the_source(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "XAU,USD,2025-02-24,2935.5,LBMA,,warn\n")
    assert conversion("The vault holds XAU 200 ($587.1 million).", desk).verdict.word == "fail"


def test_what_no_reference_prices_leads_on_by_reference(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "XAU,USD,2025-02-24,2935.5,LBMA,,\n")
    found = conversion("The vault holds XAU 120 (336,600 euros).", desk)
    assert found.verdict.word == "pass", found.message
    assert [evidence.key for evidence in found.evidence] == ["XAU/USD", "EUR/USD"]
    late = conversion("The vault holds XAU 120 (336,600 euros).", desk, day=date(2025, 6, 2))
    assert late.reason is not None and "rate sheets have no rate of XAU in EUR for 2 Jun 2025" in late.reason


def test_what_the_reference_prices_itself_is_not_mixed_with_a_sheet(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "USD,CNY,2025-02-24,9.00,Treasury,,\n")
    assert conversion("The yard cost 383 million yuan (50.48 million euros).", desk).verdict.word == "pass"


def test_days_around_count_beside_the_reference(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "USD,CNY,2025-02-21,7.40,Treasury,,\n")
    assert conversion("The yard cost 383 million yuan ($51.76 million).", desk).verdict.word == "pass"
    assert conversion("The yard cost 383 million yuan ($52.83 million).", desk).verdict.word == "pass"


def test_a_monthly_average_explains_unless_the_sentence_asks_for_it(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "USD,CNY,2025-01,7.40,Treasury,,\n")
    plain = conversion("The yard cost 383 million yuan ($51.76 million).", desk)
    assert plain.verdict.word == "warn" and plain.basis == "desk.csv, average of January 2025"
    asked = conversion("At the average rate for January the yard cost 383 million yuan ($51.76 million).", desk)
    assert asked.verdict.word == "pass", asked.message
    later = conversion("The yard cost 383 million yuan ($51.76 million).", desk, day=date(2025, 8, 4))
    assert "average of January" not in (later.basis or "")


@pytest.mark.parametrize("basis", ["central parity", "Period-end rate"])
def test_a_cited_rate_explains_and_does_not_decide(tmp_path: Path, basis: str) -> None:
    desk = sheet(tmp_path, f"USD,CNY,2025-02-24,7.40,Central bank,{basis},\n")
    found = conversion("The yard cost 383 million yuan ($51.76 million).", desk)
    assert found.verdict.word == "warn" and found.basis == f"{basis.lower()} of 24 Feb 2025"
    assert conversion("The yard cost 383 million yuan ($52.83 million).", desk).verdict.word == "pass"


def test_after_the_last_fixing_a_sheet_still_answers(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "EUR,USD,2031-05-05,1.25,Treasury,,\n")
    assert conversion("The mill cost 5.25 million euros ($6.56 million).", desk, day=date(2031, 5, 5)).verdict.word == "pass"


def test_without_sheets_nothing_changes(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "SEK,NOK,2025-02-24,1.05,Treasury,,\n")
    text = "The yard cost 383 million yuan ($51.76 million)."
    assert conversion(text, desk) == conversion(text)


# settings and command line

def test_settings_name_sheets_beside_them(tmp_path: Path) -> None:
    desk = sheet(tmp_path, "USD,CNY,2025-02-24,7.40,Treasury,,\n")
    settings = tmp_path / "verifier.yaml"
    settings.write_text("sources: {rates: desk.csv}\n", encoding="utf-8")
    assert load_config(settings).rates == (desk,)
    settings.write_text("sources: {rates: [desk.csv, none.csv, {a: b}]}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        load_config(settings)
    assert [line.split(": ", 1)[1] for line in str(refused.value).splitlines()] == [
        "'none.csv' is no file beside this one; expected for example desk.csv",
        "'' is no file beside this one; expected for example desk.csv",
    ]


def test_the_command_line_comes_before_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet(tmp_path, "USD,CNY,2025-02-24,7.40,Treasury,,\n")
    sheet(tmp_path, "USD,CNY,2025-02-24,7.30,Treasury,,\n", "first.csv")
    (tmp_path / "verifier.yaml").write_text("sources: {rates: desk.csv}\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The yard cost 383 million yuan ($51.76 million).\n", encoding="utf-8")
    assert main(["check", "a.txt", "--date", "2025-02-24"]) == 0
    assert "desk.csv, 24 Feb 2025" in " ".join(capsys.readouterr().out.split())
    main(["check", "a.txt", "--date", "2025-02-24", "--rates", "first.csv"])
    assert "first.csv, 24 Feb 2025" in " ".join(capsys.readouterr().out.split())
    assert main(["rates", "USD", "CNY", "2025-02-24", "--rates", "first.csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split()[:3] == ["rates:first.csv", "USD/CNY", "7.3"]
    assert main(["rates", "--rates", "first.csv"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["ecb", "nbp", "first.csv", "desk.csv"]


def test_a_broken_sheet_ends_the_run_before_anything_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = sheet(tmp_path, "USD,CNY,yesterday,7.40,Treasury,,\n")
    (tmp_path / "a.txt").write_text("The yard cost 383 million yuan ($51.76 million).\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "a.txt"), "--rates", str(desk)]) == 2
    shown = capsys.readouterr()
    assert not shown.out and f"{desk}:2:1: date is 'yesterday'" in shown.err
    assert main(["check", str(tmp_path / "a.txt"), "--rates", "nowhere.csv"]) == 2
    assert "--rates nowhere.csv: there is no such file" in capsys.readouterr().err
