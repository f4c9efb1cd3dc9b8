"""What fact tables say of texts: whose figure, of what, of when; who may contradict; how far a table confirms."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.config import Config
from verifier.engine import Checked, Verifier
from verifier.model import Finding, Verdict
from verifier.resources import seeds_folder

DAY = date(2025, 2, 24)
NAMES = """
format: 1
entities:
  Varda Group:
    names: [Varda]
    called: [the group, the company]
    fiscal year ends: March
  Varda Cloud: {names: [Varda Cloud], called: [the unit, cloud business], part of: Varda Group}
  VRD: {called: [the stock, its shares], part of: Varda Group}
concepts:
  revenue consensus: {words: [market expectations], of: revenue}
  spending: {words: [spending, spent]}
  investment plan: {words: [investment, outlay, pledge]}
  closing price: {words: [shares, stock]}
groups:
  shipyards of Freedonia: {called: [Freedonian shipyard, Freedonian shipyards], members: [Varda Group, Orlo]}
scopes:
  dry docks: {words: [docks, dry]}
"""
TABLE = """entity,concept,period,value,unit,decimals,scope,confidence,complete_since
Varda Group,revenue,2023-Q4,4480e6,USD,-6,,high,
Varda Group,revenue,2024-Q1,4500e6,USD,-6,,high,
Varda Group,revenue,2024-Q3,4910e6,USD,-6,,high,
Varda Group,revenue,2024-Q4,5020e6,USD,-6,,high,
Varda Group,revenue,2024,19300e6,USD,-6,,high,
Varda Group,revenue consensus,2024-Q4,4950e6,USD,-7,,medium,
Varda Group,operating margin,2024-Q4,0.075,ratio,3,,high,
Varda Group,employees,2024-12-31,12400,people,-2,,high,
Varda Group,spending,2015-01-01/2024-12-31,6e9,USD,-8,,high,
Varda Group,investment plan,2020-05-01/2023-05-01,2e9,USD,-8,dry docks; 3 years,medium,0001-01-01
Varda Group,investment plan,2025-02-20/2028-02-20,5e9,USD,-8,dry docks; 3 years,high,
Orlo,investment plan,2022-01-01/2027-01-01,7e9,USD,-8,everything; 5 years,medium,
shipyards of Freedonia,investment plan,2025-02-20/2028-02-20,5e9,USD,-8,dry docks; record,medium,0001-01-01
Varda Cloud,revenue,2023-Q4,400e6,USD,-6,,low,
Varda Cloud,revenue,2024-Q4,520e6,USD,-6,,low,
Varda Cloud,revenue growth,2021-Q4,0.40,ratio,2,,high,
Varda Cloud,revenue growth,2022-Q4,0.12,ratio,2,,high,
Varda Cloud,revenue growth,2023-Q1,0.12,ratio,2,,high,
Varda Cloud,revenue growth,2023-Q2,0.10,ratio,2,,high,
Varda Cloud,revenue growth,2023-Q3,-0.01,ratio,2,,high,
Varda Cloud,revenue growth,2023-Q4,0.02,ratio,2,,high,
Varda Cloud,revenue growth,2024-Q1,0.05,ratio,2,,high,
Varda Cloud,revenue growth,2024-Q2,0.07,ratio,2,,high,
Varda Cloud,revenue growth,2024-Q3,0.21,ratio,2,,high,
Varda Cloud,revenue growth,2024-Q4,0.30,ratio,2,,high,
VRD,closing price,2025-02-21,80,USD,2,,high,
VRD,closing price,2024-12-31,50,USD,2,,high,
Varda Group,issued shares,2024-12-31,100e6,share,0,,high,
Harbour Tools Ltd,revenue,2024-Q4,1200e6,USD,-6,,high,
"""


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "names.yaml").write_text(NAMES, encoding="utf-8")
    (folder / "facts.csv").write_text(TABLE, encoding="utf-8")
    return Verifier(config=Config(facts=(str(folder),)))


def found(report: Checked, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.claim.rule == rule]


def verdicts(verifier: Verifier, text: str, rule: str) -> list[str]:
    return [finding.verdict.word for finding in found(verifier.verify_text(text, date=DAY), rule)]


QUARTER = "in the quarter ended Dec. 31, 2024"


@pytest.mark.parametrize(("text", "wanted"), [
    (f"Varda's revenue was $5.02 billion {QUARTER}.", ["pass"]),
    (f"Varda's revenue was $5.2 billion {QUARTER}.", ["fail"]),
    (f"Varda reported revenue of about $5 billion {QUARTER}.", ["pass"]),
    (f"Varda had sales of more than $5 billion {QUARTER}.", ["pass"]),
    (f"Varda had sales of more than $6 billion {QUARTER}.", ["fail"]),
    ("Varda's revenue was $19.3 billion in 2024.", ["pass"]),
    ("Varda's revenue was $5.02 billion in 2024.", ["fail"]),
    ("In fiscal third quarter 2025 Varda's revenue was $5.02 billion.", ["pass"]),
    ("In fiscal third quarter 2025 Varda's revenue was $5.32 billion.", ["fail"]),
    (f"Varda Cloud had revenue of $620 million {QUARTER}.", ["warn"]),  # a row of low confidence never fails a claim
    (f"Varda's operating margin was 7.5% {QUARTER}.", ["pass"]),
    (f"Varda's operating margin was 8.5% {QUARTER}.", ["fail"]),
    (f"Varda had 12,400 employees at the end of the year. That was {QUARTER}.", ["pass"]),
    # the days stand in another sentence: a look, no fail
    ("Varda reported for the quarter ended Dec. 31, 2024. Varda's revenue was $5.2 billion.", ["warn"]),
    # what only looks like the fact is left alone
    (f"Varda's revenue rose by $540 million {QUARTER}.", []),
    (f"Varda's revenue rose from $4.6 billion {QUARTER}.", []),
    (f"Varda's leasing revenue was $1.4 billion {QUARTER}.", []),
    (f"Varda's revenue from leasing was $1.4 billion {QUARTER}.", []),
    (f"Varda may have had revenue of $5.5 billion {QUARTER}.", []),
    (f"Varda's revenue was 36 billion yuan ($5.1 billion) {QUARTER}.", []),
    (f"Varda's profit was $1.1 billion {QUARTER}.", []),
    ("Varda's revenue was $5.5 billion in the quarter ended June 30, 2024.", []),
    (f"Varda, which sells to Harbour Tools, had revenue of $5.5 billion {QUARTER}.", []),  # whose?
    (f"Varda, which sells to Harbour Tools, had revenue of $1.2 billion {QUARTER}.", ["pass"]),
    ("Its revenue was $5.02 billion.", []),
    (f"The unit had revenue of $520 million {QUARTER}.", []),  # whose unit?
    (f"Varda grew. The unit had revenue of $520 million {QUARTER}.", ["pass"]),
    (f"A varda is a bird. Revenue was $5.02 billion {QUARTER}.", []),  # a name is spelt as one
])
def test_a_stated_fact(text: str, wanted: list[str], verifier: Verifier) -> None:
    assert verdicts(verifier, text, "stated-fact") == wanted


def test_a_finding_says_which_row_answered_and_offers_its_figure(verifier: Verifier) -> None:
    (finding,) = found(verifier.verify_text(f"Varda's revenue was $5.2 billion {QUARTER}."), "stated-fact")
    (evidence,) = finding.evidence
    assert evidence.source == "facts:facts.csv" and evidence.locator.endswith("facts.csv:5")
    assert evidence.as_of == date(2024, 12, 31)
    assert [suggestion.text for suggestion in finding.suggestions] == ["$5.0 billion"]
    (finding,) = found(verifier.verify_text(f"Varda's revenue was $5.02 billion {QUARTER}."), "stated-fact")
    assert finding.strength == "traced"


@pytest.mark.parametrize(("text", "wanted"), [
    (f"Varda's revenue rose 12% from a year earlier to $5.02 billion {QUARTER}.", "pass"),
    (f"Varda's revenue rose 21% from a year earlier to $5.02 billion {QUARTER}.", "fail"),
    (f"Varda's revenue fell 12% from a year earlier to $5.02 billion {QUARTER}.", "fail"),
    (f"Varda's revenue rose 2.2% from the previous quarter to $5.02 billion {QUARTER}.", "pass"),
    (f"Varda's revenue rose 12% from the previous quarter to $5.02 billion {QUARTER}.", "fail"),
    (f"Varda's revenue rose 2.2% to $5.02 billion {QUARTER}.", "pass"),  # from which? the quarter before explains it
    (f"Varda's revenue rose 31% to $5.02 billion {QUARTER}.", "warn"),
    (f"Varda Cloud's revenue rose 30% from a year earlier to $520 million {QUARTER}.", "pass"),
    (f"Varda Cloud's revenue rose 40% from a year earlier to $520 million {QUARTER}.", "warn"),
    ("Varda is in the news. The stock fell 2.5% to $78 on Monday.", "pass"),
    ("Varda is in the news. The stock rose 2.5% to $78 on Monday.", "fail"),
    ("Orlo's revenue rose 12% to $5.02 billion.", "unverified"),
])
def test_a_change_from_the_tables_earlier_figure(text: str, wanted: str, verifier: Verifier) -> None:
    assert verdicts(verifier, text, "percentage-change") == [wanted]


@pytest.mark.parametrize(("text", "wanted"), [
    (f"Varda Cloud's revenue grew 30% {QUARTER}, its fastest growth in two years.", "pass"),
    (f"Varda Cloud's revenue grew 30% {QUARTER}, its fastest growth in more than a year.", "pass"),
    (f"Varda Cloud's revenue grew 30% {QUARTER}, its fastest growth in four years.", "fail"),  # 40% in 2021
    (f"Varda Cloud's revenue grew 30% {QUARTER}, its slowest growth in two years.", "fail"),
    (f"Varda Cloud's revenue grew 30% {QUARTER}, its fastest growth since 2022.", "pass"),  # all that came after 2022
    (f"Varda Cloud's revenue grew 30% {QUARTER}, its fastest growth since 2021.", "unverified"),  # no row for most of 2022
    (f"Varda Cloud's revenue grew 30% {QUARTER}, its fastest growth ever.", "fail"),
    (f"Varda's leasing revenue grew 30% {QUARTER}, its fastest growth in two years.", "unverified"),
    (f"Harbour Tools had revenue of $1.2 billion {QUARTER}, its highest in two years.", "unverified"),
])
def test_a_superlative_of_a_series(text: str, wanted: str, verifier: Verifier) -> None:
    assert verdicts(verifier, text, "superlative")[0] == wanted


@pytest.mark.parametrize(("amount", "claim", "wanted"), [
    ("$5 billion", "largest investment ever by a Freedonian shipyard in dry docks", "pass"),
    ("$5 billion", "largest investment ever by a Freedonian shipyard", "warn"),  # Orlo's 7
    ("$4 billion", "largest investment ever by a Freedonian shipyard in dry docks", "warn"),
    ("$5 billion", "largest investment ever", "unverified"),
    ("$5 billion", "biggest-ever pledge in Varda's history", "pass"),
    ("5 billion euros", "biggest-ever pledge in Varda's history", "unverified"),
])
def test_a_superlative_of_a_group(amount: str, claim: str, wanted: str, verifier: Verifier) -> None:
    text = f"Varda will spend {amount} on dry docks. It is the {claim}."
    assert verdicts(verifier, text, "superlative") == [wanted]


@pytest.mark.parametrize(("claim", "total", "wanted", "says"), [
    ("biggest acquisition in five years", "3e9", "pass", "acquisitions, 2015-01-01/2024-12-31: 3 billion USD, all together"),
    ("biggest acquisition in ten years", "3e9", "pass", "all together"),
    ("biggest acquisition in fifteen years", "3e9", "unverified", "none since 2015-01-01 was larger"),
    ("biggest acquisition ever", "3e9", "unverified", "none since 2015-01-01 was larger"),
    ("biggest acquisition in five years", "6e9", "unverified", "no source"),  # one of them may have been larger
    ("smallest acquisition in five years", "3e9", "unverified", "no source"),
])
def test_a_total_bounds_its_parts(claim: str, total: str, wanted: str, says: str, tmp_path: Path) -> None:
    concepts = "concepts:\n  acquisition: {words: [acquisition]}\n  acquisitions: {total of: acquisition}"
    names = NAMES.replace("concepts:", concepts)
    row = f"entity,concept,period,value,unit,decimals\nVarda Group,acquisitions,2015-01-01/2024-12-31,{total},USD,-8\n"
    (tmp_path / "names.yaml").write_text(names, encoding="utf-8")
    (tmp_path / "facts.csv").write_text(row, encoding="utf-8")
    text = f"Varda will pay $5 billion for Orlo. It is Varda's {claim}."
    (finding,) = found(Verifier(config=Config(facts=(str(tmp_path),))).verify_text(text, date=DAY), "superlative")
    assert (finding.verdict.word, says in finding.message) == (wanted, True), finding.message


PLANS = """entity,concept,period,value,unit,decimals,scope,confidence
Orlo,investment plan,2020-05-01/2023-05-01,{value},USD,-8,{scope},{confidence}
"""
COVERING = NAMES.replace("  dry docks: {words: [docks, dry]}", """  dry docks: {words: [docks, dry], covers: [graving docks]}
  graving docks: {words: [graving]}
  harbours: {words: [harbours], covers: [dry docks, graving docks]}""")


@pytest.mark.parametrize(("value", "scope", "confidence", "wanted", "says"), [
    ("7e9", "dry docks; 3 years", "high", "fail", "7 billion USD, dry docks"),
    ("7e9", "dry docks; 3 years", "medium", "warn", "7 billion USD"),
    ("7e9", "graving docks", "high", "fail", "graving docks"),  # a part of what the claim is of
    ("7e9", "harbours; 3 years", "high", "warn", "its scope is wider"),
    ("7e9", "", "high", "warn", "whether it is of the same scope is not said"),
    ("7e9", "cranes", "high", "unverified", "no source"),
    ("4e9", "harbours; 3 years", "high", "unverified", "not known to be complete"),
])
def test_a_larger_row_weighs_as_its_scope_does(
    value: str, scope: str, confidence: str, wanted: str, says: str, tmp_path: Path
) -> None:
    (tmp_path / "names.yaml").write_text(COVERING, encoding="utf-8")
    (tmp_path / "facts.csv").write_text(PLANS.format(value=value, scope=scope, confidence=confidence), encoding="utf-8")
    verifier = Verifier(config=Config(facts=(str(tmp_path),)))
    text = "Varda will spend $5 billion on dry docks. It is the largest investment ever by a Freedonian shipyard in dry docks."
    (finding,) = found(verifier.verify_text(text, date=DAY), "superlative")
    assert (finding.verdict.word, says in finding.message) == (wanted, True), finding.message
    narrower = text.replace("largest investment", "largest single-site investment")  # of which the table knows nothing
    (finding,) = found(verifier.verify_text(narrower, date=DAY), "superlative")
    assert finding.verdict is not Verdict.FAIL
    earlier = verifier.verify_text(text, date=date(2019, 1, 1))
    assert found(earlier, "superlative")[0].verdict is Verdict.UNVERIFIED  # the row's plan was still to come


@pytest.mark.parametrize(("text", "wanted"), [
    (f"Varda Cloud's revenue grew for the fifth consecutive quarter {QUARTER}.", "pass"),
    (f"Varda Cloud's revenue grew for the sixth consecutive quarter {QUARTER}.", "fail"),
    (f"Varda Cloud's revenue fell for the fifth consecutive quarter {QUARTER}.", "unverified"),
    (f"Varda Cloud's leasing grew for the fifth month in a row {QUARTER}.", "unverified"),
])
def test_a_streak_is_recounted(text: str, wanted: str, verifier: Verifier) -> None:
    assert verdicts(verifier, text, "streak") == [wanted]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Varda will spend $7 billion. The sum exceeds Varda's spending over the past decade.", "pass"),
    ("Varda will spend $5 billion. The sum exceeds Varda's spending over the past decade.", "warn"),
    ("Varda will spend $6 billion. The sum exceeds Varda's spending over the past decade.", "unverified"),  # too close to call
    ("Varda will spend 7 billion euros. The sum exceeds Varda's spending over the past decade.", "unverified"),
    (f"Varda's revenue was $5.02 billion {QUARTER}, outperforming market expectations.", "pass"),
    (f"Varda's revenue was $4.82 billion {QUARTER}, outperforming market expectations.", "warn"),
    (f"Varda's profit was $4.82 billion {QUARTER}, outperforming market expectations.", "unverified"),
])
def test_a_comparison_with_what_a_table_holds(text: str, wanted: str, verifier: Verifier) -> None:
    assert verdicts(verifier, text, "comparison") == [wanted]


@pytest.mark.parametrize(("text", "wanted"), [
    (f"Varda Cloud showed double-digit revenue growth {QUARTER}.", "pass"),
    (f"Varda Cloud showed triple-digit revenue growth {QUARTER}.", "fail"),
    (f"Varda Cloud showed triple-digit growth in leasing revenue {QUARTER}.", "unverified"),
])
def test_a_band_sums_up_the_tables_growth(text: str, wanted: str, verifier: Verifier) -> None:
    assert verdicts(verifier, text, "band") == [wanted]


def test_a_market_value_before_its_gain(verifier: Verifier) -> None:
    text = "Varda did well. Its shares rose 60% this year, adding $3 billion to its market value."
    assert verdicts(verifier, text, "per-unit") == ["pass"]
    assert verdicts(verifier, text.replace("$3 billion", "$4 billion"), "per-unit") == ["fail"]


def test_without_tables_a_report_is_what_it_was(verifier: Verifier) -> None:
    plain = Verifier()
    text = f"Orlo's revenue rose 12% to $5.02 billion {QUARTER}, the fastest growth in two years and its third rise in a row."
    assert [f for f in plain.verify_text(text).findings if f.claim.rule == "stated-fact"] == []
    assert plain.verify_text(text).findings == verifier.verify_text(text).findings


@cache
def seeded() -> Verifier:
    return Verifier(config=Config(facts=(str(seeds_folder() / "facts"),)))


EXPECTED = {
    "01-headline-and-body.txt": ["13 per cent", "31.7 billion yuan", "2.5 per cent", "sixth consecutive quarter", "fastest"],
    "02-agency-dispatch.txt": ["8 percent", "280.15 billion yuan", "13 percent", "31.74 billion yuan", "fastest", "highest",
                               "sixth consecutive quarter"],
    "03-web-page.md": ["8%", "280.15 billion yuan"],
    "04-ai-written.txt": ["sixth consecutive quarter"],
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_the_seeds_confirm_the_retold_articles(name: str) -> None:
    report = seeded().verify_file(seeds_folder() / "documents" / name)
    confirmed = {report.document.text[f.span.start:f.span.end] for f in report.findings
                 if f.verdict is Verdict.PASS and any(one.source.startswith("facts:") for one in f.evidence)}
    assert [text for text in EXPECTED[name] if text not in confirmed] == []
    assert not [text for text in confirmed if "ever" in text]  # no table of all plans is known to be complete


@pytest.mark.parametrize(("name", "old", "new", "wanted"), [
    ("01-headline-and-body.txt", "climbed 13 per cent", "climbed 23 per cent", Verdict.WARN),  # the older row is but medium sure
    ("01-headline-and-body.txt", "sixth consecutive", "ninth consecutive", Verdict.WARN),
    ("01-headline-and-body.txt", "rise in three years", "rise in five years", Verdict.WARN),
    ("02-agency-dispatch.txt", "280.15", "290.15", Verdict.FAIL),
    ("02-agency-dispatch.txt", "rose 8 percent", "rose 18 percent", Verdict.FAIL),
    ("02-agency-dispatch.txt", "31.74", "37.14", Verdict.WARN),
    ("03-web-page.md", "280.15", "208.15", Verdict.FAIL),
    ("03-web-page.md", "an 8% increase", "an 8% decrease", Verdict.FAIL),
])
def test_the_seeds_contradict_a_changed_figure(name: str, old: str, new: str, wanted: Verdict) -> None:
    text = (seeds_folder() / "documents" / name).read_text(encoding="utf-8")
    assert old in text

    def told(text: str) -> set[tuple[str, Verdict]]:
        report = seeded().verify_text(text, date=DAY)
        used = [f for f in report.findings if any(one.source.startswith("facts:") for one in f.evidence)]
        return {(f.claim.rule, f.verdict) for f in used}

    quiet = {verdict for rule, verdict in told(text) if rule != "superlative"}  # a larger plan of wider scope asks for a look
    assert not quiet & {Verdict.FAIL, Verdict.WARN}
    assert max(verdict for _, verdict in told(text.replace(old, new))) is wanted


MILLIONS = st.integers(101, 109) | st.integers(100, 9_999)


@settings(max_examples=60, deadline=None)
@given(value=MILLIONS, stated=MILLIONS, confidence=st.sampled_from(["high", "medium", "low", ""]))
def test_a_table_fails_a_claim_only_where_it_is_sure_and_far(value: int, stated: int, confidence: str) -> None:
    from copy import copy

    from verifier.sources.facts import given_facts
    from verifier.sources.facts.wording import Wording

    twin = copy(seeded())
    row = {"entity": "Varda", "concept": "revenue", "period": "2024-Q4", "value": f"{value}e6", "unit": "USD", "decimals": "-6",
           "confidence": confidence}
    twin.sources = {**twin.sources, "facts": given_facts([row], "test", Wording.of(twin.pack.lexicon))}
    (finding,) = found(twin.verify_text(f"Varda's revenue was ${stated} million {QUARTER}."), "stated-fact")
    if abs(value - stated) <= 1:  # both are printed to the million, and may be half of one off
        assert finding.verdict is Verdict.PASS
    else:
        assert finding.verdict is (Verdict.FAIL if confidence == "high" else Verdict.WARN)


def test_a_table_named_twice_contradicts_nobody(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(TABLE, encoding="utf-8")
    twice = Verifier(config=Config(facts=(str(path), str(path))))
    assert verdicts(twice, f"Varda Group's revenue was $5.02 billion {QUARTER}.", "stated-fact") == ["pass"]


PUBLISHED = """entity,concept,period,value,unit,decimals,scope,confidence,published
Varda Group,revenue,2023-Q4,4480e6,USD,-6,,high,2024-02-15
Varda Group,revenue,2024-Q4,5020e6,USD,-6,,high,2025-02-20
Varda Group,revenue,2024-Q4,5320e6,USD,-6,,high,2025-08-14
Orlo,investment plan,2024-06-01/2029-06-01,7e9,USD,-8,dry docks; 5 years,high,2025-06-01
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("published")
    (folder / "names.yaml").write_text(NAMES, encoding="utf-8")
    (folder / "facts.csv").write_text(PUBLISHED, encoding="utf-8")
    return Verifier(config=Config(facts=(str(folder),)))


@pytest.mark.parametrize(("day", "said", "wanted", "words"), [
    (DAY, "5.02", "pass", "5.02 billion"), (DAY, "5.32", "fail", "5.02 billion"),  # restated only in August
    (date(2025, 9, 1), "5.02", "fail", "5.32 billion"), (date(2025, 9, 1), "5.32", "pass", "5.32 billion"),
    # before any of it was published: it may confirm, and else asks for a look; either way the report says so
    (date(2025, 2, 3), "5.02", "pass", "published 2025-02-20, after the text"),
    (date(2025, 2, 3), "5.32", "warn", "published 2025-02-20, after the text"),
])
def test_a_figure_is_judged_by_what_was_published_by_the_texts_day(
    day: date, said: str, wanted: str, words: str, published: Verifier
) -> None:
    report = published.verify_text(f"Varda's revenue was ${said} billion {QUARTER}.", date=day)
    (finding,) = found(report, "stated-fact")
    assert finding.verdict.word == wanted and words in finding.message
    assert finding.evidence[0].as_of in (date(2025, 2, 20), date(2025, 8, 14))


def test_a_record_is_not_beaten_by_what_was_published_later(published: Verifier) -> None:
    text = "Varda will spend $5 billion on dry docks. It is the largest investment ever by a Freedonian shipyard in dry docks."
    later, then = (found(published.verify_text(text, date=day), "superlative") for day in (date(2025, 7, 1), DAY))
    assert [finding.verdict.word for finding in later] == ["fail"] and "Orlo" in later[0].message
    assert [finding.verdict.word for finding in then] == ["unverified"]


PRICES = "entity,concept,period,value,unit,decimals,confidence,complete_since\n" + "".join(
    f"VRD,closing price,{day},{price},USD,2,high,2021-12-27\n" for day, price in (
        ("2021-12-28", 95), ("2021-12-29", 90), ("2022-01-03", 70), ("2023-06-01", 85), ("2025-02-20", 74), ("2025-02-21", 88)))


@pytest.fixture(scope="module")
def daily(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    folder = tmp_path_factory.mktemp("daily")
    (folder / "names.yaml").write_text(NAMES, encoding="utf-8")
    (folder / "prices.csv").write_text(PRICES, encoding="utf-8")
    return Verifier(config=Config(facts=(str(folder),)))


@pytest.mark.parametrize(("text", "wanted"), [
    ("Varda closed at $88 on Friday. The stock was at its highest level since late 2021.", "pass"),
    ("On Friday the stock of Varda closed at its highest level since 2021.", "pass"),  # there was more in 2021
    ("On Friday the stock of Varda closed at its highest level in two years.", "pass"),
    ("On Friday the stock of Varda closed at its lowest level in two years.", "warn"),
    ("On Thursday the stock of Varda closed at its highest level since 2021.", "warn"),
    ("On Monday the stock of Varda closed at its highest level since 2021.", "unverified"),  # no price of that day
    ("On Monday the stock of Varda slipped but stayed around its highest level since 2021.", "pass"),
    ("On Monday the stock of Varda stayed close to its lowest level since 2021.", "unverified"),  # near is no claim to be one
])
def test_a_superlative_of_daily_prices(text: str, wanted: str, daily: Verifier) -> None:
    assert verdicts(daily, text, "superlative") == [wanted]


def test_the_day_a_superlative_looks_back_to_is_not_the_figures_own(daily: Verifier) -> None:
    text = "The stock of Varda slipped to $86 on Monday, still near its highest level since late 2021."
    assert verdicts(daily, text, "stated-fact") == []
