"""Tables: totals, shares and changes. Sound tables pass or are left alone, whatever their shape; a slip in one is found."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier import Verifier
from verifier.model import Finding, Verdict
from verifier.readers import read

RULES = ("table-total", "table-share", "table-change")


@cache
def engine() -> Verifier:
    return Verifier()


def findings(page: str, name: str = "page.md") -> list[Finding]:
    report = engine().verify(read(page.encode(), name))
    return [finding for finding in report.findings if finding.claim.rule in RULES]


def table(page: str) -> str:
    """A table with a rule under its first line; lines before the first with a bar stay above it."""
    above: list[str] = []
    rows: list[str] = []
    for line in page.strip().splitlines():
        (rows if "|" in line else above).append(line.strip())
    bars = rows[0].count("|")
    return "\n".join((*above, "", rows[0], "|" + "---|" * (bars + 1), *rows[1:], ""))


# each sound table: how many figures are checked, at least
SOUND = {
    "one column": (1, """
        Yard | Cranes
        Riga | 12
        Porto | 8
        Total | 20"""),
    "two years, a total, a change in percent": (5, """
        $m | 2024 | 2023 | Change
        Europe | 1,200 | 1,100 | 9.1%
        Asia | 800 | 760 | 5.3%
        Total | 2,000 | 1,860 | 7.5%"""),
    "older year first, change as amount": (4, """
        € million | 2023 | 2024 | +/-
        Bread | 41.2 | 44.0 | 2.8
        Cake | 12.6 | 11.9 | -0.7
        Sum | 53.8 | 55.9 | 2.1"""),
    "rounding: parts add up to one digit less": (1, """
        In millions | Sales
        North | 33.4
        East | 33.4
        South | 33.4
        Total | 100.1"""),
    "rounding of large plain counts": (1, """
        Town | Tons
        Riga | 1,204
        Porto | 2,311
        Gdynia | 877
        Total | 4,393"""),
    "shares of the total": (3, """
        Yard | Sales ($m) | % of total
        Riga | 61 | 37.2
        Porto | 58 | 35.4
        Gdynia | 45 | 27.4
        Total | 164 | 100.0"""),
    "a bare % behind each year": (4, """
        $m | 2024 | % | 2023 | %
        Riga | 120 | 60 | 105 | 58
        Porto | 80 | 40 | 76 | 42
        Total | 200 | 100 | 181 | 100"""),
    "share without a sign, as words": (3, """
        Party | Seats | Share of seats
        Left | 44 | 40%
        Right | 55 | 50%
        Centre | 11 | 10%
        Total | 110 | 100%"""),
    "subtotals and a grand total": (6, """
        $m | 2024 | 2023
        Germany | 40 | 38
        France | 30 | 31
        Total Europe | 70 | 69
        Japan | 25 | 22
        India | 15 | 11
        Total Asia | 40 | 33
        Total | 110 | 102"""),
    "headings of sections": (4, """
        $m | 2024 | 2023
        Assets | |
        Cash | 12 | 10
        Docks | 88 | 84
        Total assets | 100 | 94
        Liabilities | |
        Loans | 55 | 50
        Notes | 5 | 6
        Total liabilities | 60 | 56"""),
    "sales above the costs that are summed up": (2, """
        $m | 2024 | 2023
        Sales | 200 | 180
        Wages | 80 | 75
        Steel | 60 | 55
        Total costs | 140 | 130"""),
    "of which": (1, """
        $m | Loans
        Homes | 70
        of which fixed | 50
        Firms | 30
        Total | 100"""),
    "less": (2, """
        $m | 2024 | 2023
        Gross sales | 120 | 110
        Other sales | 10 | 10
        Less returns | 5 | 4
        Total | 125 | 116"""),
    "negative in brackets, nil as a dash": (2, """
        $m | 2024 | 2023
        Ships | 120 | 110
        Trains | (15) | –
        Planes | — | 4
        Total | 105 | 114"""),
    "total first": (2, """
        Town | Men | Women
        Total | 30 | 28
        Riga | 14 | 13
        Porto | 16 | 15"""),
    "a total beside": (3, """
        Yard | Cranes | Docks | Total
        Riga | 12 | 5 | 17
        Porto | 8 | 3 | 11
        Gdynia | 4 | 2 | 6"""),
    "footnotes behind figures and labels": (2, """
        $m | 2024 (1) | 2023
        Ships* | 120 (2) | 110
        Trains [1] | 15* | 9 [2]
        Total | 135 | 119"""),
    "currency sign in the first and the last row": (1, """
        Yard | Sales
        Riga | $120
        Porto | 80
        Total | $200"""),
    "no sign on falls": (2, """
        $m | 2024 | 2023 | Change %
        Riga | 110 | 120 | 8.3
        Porto | 85 | 80 | 6.3"""),
    "arrows": (2, """
        $m | Q4 2024 | Q4 2023 | y/y
        Riga | 110 | 120 | ▼ 8.3%
        Porto | 85 | 80 | ▲ 6.3%"""),
    "two changes against two periods": (6, """
        $m | Q4 2024 | Q3 2024 | q/q | Q4 2023 | y/y
        Riga | 110 | 100 | 10.0% | 88 | 25.0%
        Porto | 84 | 80 | 5.0% | 70 | 20.0%
        Gdynia | 33 | 30 | 10.0% | 30 | 10.0%"""),
    "margins change in points": (3, """
        | 2024 | 2023 | Change
        Sales ($m) | 110 | 100 | 10.0%
        Profit ($m) | 22 | 18 | 22.2%
        Margin | 20.0% | 18.0% | 2.0 pp"""),
    "rows for periods": (1, """
        | Sales ($m) | Profit ($m)
        2023 | 100 | 10.0
        2024 | 120 | 11.0
        Change | 20% | 10%"""),
    "amount and percent": (4, """
        $m | 2024 | 2023 | Change | Change %
        Riga | 120 | 110 | 10 | 9.1
        Porto | 80 | 85 | (5) | (5.9)"""),
    "budget and actual": (3, """
        $m | Actual | Budget | Variance
        Wages | 82 | 80 | 2
        Steel | 58 | 60 | -2
        Rent | 12 | 12 | 0"""),
    "years printed as counts": (1, """
        Year | Ships
        Riga | 1,204
        Porto | 1995
        Total | 3,199"""),
    "quarters and their year": (2, """
        $m | Q1 | Q2 | Q3 | Q4 | Full year
        Sales | 100 | 110 | 115 | 140 | 465
        Profit | 10 | 12 | 11 | 19 | 52
        Margin | 10% | 11% | 10% | 14% | 11%"""),
    "a price list": (3, """
        Index | Close | Change | % change
        North 100 | 8,204.1 | 41.2 | 0.50
        South 50 | 3,310.7 | -12.4 | -0.37
        East 30 | 1,204.0 | 3.1 | 0.26"""),
    "years below each other": (3, """
        Year | Ships | Change
        2021 | 240 |
        2022 | 264 | 10%
        2023 | 290 | 10%
        2024 | 276 | -5%"""),
    "a poll": (2, """
        Party | March | February | Change
        Left | 32% | 30% | +2
        Right | 28% | 29% | -1
        Centre | 20% | 20% | 0
        Green | 20% | 21% | -1"""),
    "profit and loss": (9, """
        $m | FY2024 | FY2023 | Change
        Sales | 1,204 | 1,150 | 4.7%
        Cost of sales | (702) | (690) | 1.7%
        Gross profit | 502 | 460 | 9.1%
        Research | (120) | (101) | 18.8%
        Selling | (140) | (133) | 5.3%
        Total operating expenses | (260) | (234) | 11.1%
        Operating profit | 242 | 226 | 7.1%
        Tax | (50) | (44) | 13.6%
        Margin | 20.1% | 19.7% | 0.4 pts"""),
    "a balance sheet": (6, """
        In thousands | Dec 31, 2024 | Dec 31, 2023
        Cash | 12,004 | 10,115
        Stocks | 11,231 | 11,290
        Total current assets | 23,235 | 21,405
        Docks | 40,100 | 39,000
        Goodwill | 5,000 | 5,000
        Total assets | 68,335 | 65,405
        Payables | 9,000 | 8,800
        Loans | 20,000 | 22,000
        Total liabilities | 29,000 | 30,800
        Capital | 39,335 | 34,605
        Total liabilities and equity | 68,335 | 65,405"""),
    # left alone: nothing in them is a sum, a share or a change of what is printed
    "average below": (0, """
        Town | Price
        Riga | 12
        Porto | 8
        Average | 10"""),
    "prices with an average called total": (2, """
        Yard | Ships | Price | Sales
        Riga | 10 | 20 | 200
        Porto | 30 | 10 | 300
        Total | 40 | 12.5 | 500"""),
    "growth in the total row": (2, """
        $m | 2024 | 2023 | Growth
        Riga | 120 | 100 | 20%
        Porto | 80 | 75 | 7%
        Total | 200 | 175 | 14%"""),
    "constant currency": (0, """
        $m | 2024 | 2023 | Change, constant currency
        Riga | 120 | 110 | 6%
        Porto | 80 | 85 | -9%"""),
    "the largest of many, and the total of all": (0, """
        The five largest yards

        Yard | Ships
        Riga | 120
        Porto | 80
        Total | 950"""),
    "figures of several kinds": (0, """
        Item | Value
        Employees | 1,200
        Sites | 35
        Total sales ($bn) | 5.6"""),
    "some parts unknown": (0, """
        Yard | Ships
        Riga | 120
        Porto | n/a
        Gdynia | 80
        Total | 300"""),
    "total assets are a measure": (0, """
        Bank | Staff | Branches | Total assets ($bn)
        Harbour | 1,200 | 40 | 55
        Dockside | 800 | 12 | 20
        Quay | 450 | 9 | 11"""),
    "growth against other figures": (0, """
        Country | 2024 | 2023 | Growth forecast
        Latvia | 1.2 | 1.1 | 2.4
        Poland | 3.4 | 2.9 | 3.1
        Spain | 2.5 | 2.7 | 2.2"""),
    "loss to profit": (1, """
        $m | 2024 | 2023 | Change
        Riga | 12 | -8 | n/m
        Porto | 10 | -5 | 300%
        Gdynia | 33 | 30 | 10%"""),
    "shares of another whole": (1, """
        Yard | Sales ($m) | Share of market
        Riga | 120 | 12%
        Porto | 80 | 9%
        Total | 200 | 11%"""),
    "ranks and years": (0, """
        Rank | Yard | Founded | Ships
        1 | Riga | 1904 | 120
        2 | Porto | 1951 | 80
        3 | Gdynia | 1922 | 75"""),
    "the first of many": (0, """
        Bank | Deals | Value ($bn) | Rank
        Harbour | 120 | 44.1 | 2
        Dockside | 98 | 40.3 | 1
        Quay | 80 | 22.0 | 5
        Total | 1,204 | 365.2 |"""),
    "no figures at all": (0, """
        Yard | Head
        Riga | Ann Lee
        Total | Jo Park"""),
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_sound_tables_pass_or_are_left_alone(name: str) -> None:
    checked, page = SOUND[name]
    found = findings(table(page))
    wrong = [f"{finding.verdict.word}: {finding.message}" for finding in found if finding.verdict > Verdict.PASS]
    assert wrong == []
    passed = [finding for finding in found if finding.verdict is Verdict.PASS]
    assert len(passed) >= checked
    assert checked or not passed


# each broken table: the figure that is wrong, and what may be said of it at worst
BROKEN = {
    "one column": ("21", "fail", """
        Yard | Cranes
        Riga | 12
        Porto | 8
        Total | 21"""),
    "one column, far above its parts": ("95", "warn", """
        Yard | Cranes
        Riga | 12
        Porto | 8
        Total | 95"""),
    "digits swapped": ("2,080", "fail", """
        $m | 2024 | 2023
        Europe | 1,200 | 1,100
        Asia | 800 | 760
        Africa | 800 | 100
        Total | 2,080 | 1,960"""),
    "a row is missing": ("2,150", "warn", """
        $m | 2024 | 2023
        Europe | 1,200 | 1,100
        Asia | 800 | 760
        Total | 2,150 | 1,990"""),
    "a subtotal": ("75", "fail", """
        $m | 2024 | 2023
        Germany | 40 | 38
        France | 30 | 31
        Total Europe | 75 | 69
        Japan | 25 | 22
        India | 15 | 11
        Total Asia | 40 | 33
        Total | 110 | 102"""),
    "a total beside": ("12", "fail", """
        Yard | Cranes | Docks | Total
        Riga | 12 | 5 | 17
        Porto | 9 | 5 | 12
        Gdynia | 4 | 2 | 6"""),
    "shares that make no hundred": ("28.4", "fail", """
        Yard | Sales ($m) | % of total
        Riga | 61 | 37.2
        Porto | 58 | 35.4
        Gdynia | 45 | 28.4
        Total | 164 | 100.0"""),
    "a share of seats": ("45%", "fail", """
        Party | Seats | Share of seats
        Left | 44 | 45%
        Right | 55 | 50%
        Centre | 11 | 10%
        Total | 110 | 100%"""),
    "a change among sound ones": ("15.3%", "fail", """
        $m | 2024 | 2023 | Change
        Europe | 1,200 | 1,100 | 9.1%
        Asia | 800 | 760 | 15.3%
        Africa | 90 | 80 | 12.5%"""),
    "the only change": ("19.1%", "fail", """
        $m | 2024 | 2023 | Change
        Sales | 1,200 | 1,100 | 19.1%"""),
    "the sign of a change": ("5.9%", "fail", """
        $m | 2024 | 2023 | Change
        Riga | 120 | 110 | 9.1%
        Porto | 80 | 85 | 5.9%
        Gdynia | 45 | 50 | -10.0%"""),
    "a change as amount": ("-15", "fail", """
        Yard | 2023 | 2024 | +/-
        Riga | 110 | 120 | 10
        Porto | 85 | 80 | -5
        Gdynia | 50 | 45 | -15"""),
    "points": ("3.0 pp", "fail", """
        | 2024 | 2023 | Change
        Sales ($m) | 110 | 100 | 10.0%
        Profit ($m) | 22 | 18 | 22.2%
        Margin | 20.0% | 18.0% | 3.0 pp"""),
    "the quarter's change put under the year's": ("10.0%", "fail", """
        $m | Q4 2024 | Q3 2024 | q/q | Q4 2023 | y/y
        Riga | 110 | 100 | 10.0% | 88 | 25.0%
        Porto | 84 | 80 | 5.0% | 70 | 20.0%
        Gdynia | 33 | 30 | 10.0% | 22 | 10.0%"""),
    "rows for periods": ("15%", "fail", """
        | Sales ($m) | Profit ($m) | Ships
        2023 | 100 | 10.0 | 250
        2024 | 120 | 11.0 | 300
        Change | 20% | 15% | 20%"""),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_slip_in_a_table_is_found(name: str) -> None:
    figure, verdict, page = BROKEN[name]
    text = table(page)
    wrong = [finding for finding in findings(text) if finding.verdict > Verdict.PASS]
    assert [finding.verdict.word for finding in wrong[:1]] == [verdict]
    assert figure in [text[finding.span.start:finding.span.end] for finding in wrong]
    assert len(wrong) <= 2, [finding.message for finding in wrong]


def test_one_wrong_total_is_said_once() -> None:
    page = table("""
        $m | 2024 | 2023 | Change | Share
        Europe | 1,200 | 1,100 | 9.1% | 48%
        Asia | 800 | 760 | 5.3% | 32%
        Africa | 500 | 455 | 9.9% | 20%
        Total | 2,050 | 2,315 | 8.0% | 100%""")
    wrong = [finding for finding in findings(page) if finding.verdict > Verdict.PASS]
    assert [(finding.claim.rule, page[finding.span.start:finding.span.end]) for finding in wrong] == [("table-total", "2,050")]
    assert [suggestion.text for suggestion in wrong[0].suggestions] == ["2,500"]


def test_findings_name_the_row_the_column_and_the_cell() -> None:
    page = table(BROKEN["one column"][2])
    (finding,) = findings(page)
    assert finding.message == "Total, Cranes: the parts add up to 20; the table says 21."
    report = engine().render(engine().verify(read(page.encode(), "page.md")))
    assert "Total | »21«" in report
    assert "table 1, row 4, column 2" in report


def test_a_web_page_is_read_like_markdown() -> None:
    rows = ("Yard|2024|2023|Change", "Riga|$|120|$|110|9.1|%", "Porto||80||85|(5.9|)%", "Total|$|250|$|195|2.6|%")
    head = "<tr><th>Yard<th colspan=2>2024<th colspan=2>2023<th colspan=2>Change"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows[1:])
    found = findings(f"<h1>Sales</h1><table><caption>$ million</caption>{head}{body}</table>", "page.html")
    wrong = [finding for finding in found if finding.verdict > Verdict.PASS]
    assert [(finding.claim.rule, finding.verdict.word) for finding in wrong] == [("table-total", "fail")]
    assert sum(finding.verdict is Verdict.PASS for finding in found) == 3


amounts = st.lists(st.tuples(st.integers(100, 99_999), st.integers(100, 99_999)), min_size=2, max_size=8)


def signed(value: Decimal) -> str:
    return f"({-value:,})" if value < 0 else f"{value:,}"


@given(amounts, st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_table_reckoned_right_and_printed_rounded_is_never_doubted(
    rows: list[tuple[int, int]], turned: bool, percent: bool
) -> None:
    exact = [(Decimal(new) / 10, Decimal(old) / 10) for new, old in rows]
    exact.append((sum((new for new, _ in exact), Decimal(0)), sum((old for _, old in exact), Decimal(0))))
    lines = [["$m", "2024", "2023", "Change", "Share"]]
    for place, (new, old) in enumerate(exact):
        moved = ((new / old - 1) * 100).quantize(Decimal("0.1")) if percent else (new - old).quantize(Decimal(1))
        change = f"{signed(moved)}%" if percent else signed(moved)
        share = f"{(new / exact[-1][0] * 100).quantize(Decimal('0.1'))}%"
        name = "Total" if place == len(rows) else f"Yard {'ABCDEFGH'[place]}"
        lines.append([name, f"{new.quantize(Decimal(1)):,}", f"{old.quantize(Decimal(1)):,}", change, share])
    printed = list(zip(*lines, strict=True)) if turned else lines
    found = findings(table("\n".join(" | ".join(line) for line in printed)))
    assert [finding.message for finding in found if finding.verdict > Verdict.PASS] == []


entries = st.sampled_from(["", "Total", "2024", "2023", "Change", "%", "5", "1,200", "(3)", "–", "n/a", "12%", "$7"])


@given(st.lists(st.lists(entries, min_size=1, max_size=6), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_table_is_read_without_an_error(rows: list[list[str]]) -> None:
    findings("\n".join(["| " + " | ".join(rows[0]) + " |", "|---|", *("| " + " | ".join(row) + " |" for row in rows[1:])]))


def test_a_long_table_of_nothing_but_totals_ends() -> None:
    rows = "\n".join(f"Total {place} | {place} | {place + 1}" for place in range(3_000))
    assert findings(table(f"Yard | Cranes | Docks\n{rows}")) is not None
