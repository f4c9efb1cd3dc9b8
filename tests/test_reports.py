"""Reports over findings built by hand: what they say of each number does not depend on which rule found it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from verifier.errors import ConfigError
from verifier.interval import INFINITY, Interval, point
from verifier.model import (
    Claim,
    Document,
    Evidence,
    Finding,
    Gap,
    Mention,
    MentionKind,
    Quantity,
    Report,
    RoleValue,
    Span,
    Suggestion,
    Verdict,
    Word,
)
from verifier.period import day
from verifier.readers import plain
from verifier.reports import Failure, Run, Style, render, report_dict, run_dict
from verifier.reports.colour import shades, strengths, summary, verdict
from verifier.reports.days import days
from verifier.reports.lines import excerpt, tidy
from verifier.reports.places import Places
from verifier.reports.wire import exact
from verifier.units import currency

TEXT = """Harbour Group commits US$53 billion to new docks

Harbour Group will spend 380 billion yuan (US$52.4 billion) on docks until 2028.
It named the plan Dock-9. Its chief spoke on Feb. 24. It employs 1,500 people.
"""
SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def mention(id: int, text: str, kind: MentionKind = "money", value: str = "", unit: str = "USD", start: int = 0) -> Mention:
    at = TEXT.index(text, start)
    number = Decimal(value) if value else None
    interval = Interval(number - Decimal("5e8"), number + Decimal("5e8")) if number is not None else None
    return Mention(
        id, Span(at, at + len(text)), text, kind, value=number, step=Decimal("1e9") if number is not None else None,
        quantity=Quantity(interval, currency(unit)) if interval else None, strict=interval, loose=interval,
        unit=currency(unit) if number is not None else None,
    )


TITLE = mention(1, "US$53 billion", value="53e9")
LOCAL = mention(2, "380 billion yuan", value="380e9", unit="CNY")
BODY = mention(3, "US$52.4 billion", value="52.4e9")
DOCK = mention(4, "Dock-9", "identifier")
DAY = replace(mention(5, "Feb. 24", "date"), period=day(date(2025, 2, 24)))
STAFF = mention(6, "1,500", "number")
DOCUMENT = replace(plain(TEXT, "docks.txt"), date=date(2025, 2, 24), date_from="dateline")
RATE = Evidence("ecb", "USD/CNY", Quantity(point("7.2500"), currency("CNY")), date(2025, 2, 21), "Source: ECB reference rates")


def finding(verdict: Verdict, stated: str, roles: dict[str, RoleValue], **more: object) -> Finding:
    claim = Claim("same-figure", 0, Span(0, 10), Span(0, 40), tuple(roles.items()))
    base = Finding(claim, stated, verdict, "The title says US$53 billion, the text US$52.4 billion.")
    return replace(base, **more)


CONVERSION = finding(
    Verdict.PASS, "foreign", {"local": LOCAL, "foreign": BODY}, strength="market", basis="if rounded", evidence=(RATE,),
)
CLASH = finding(
    Verdict.FAIL, "first", {"first": TITLE, "second": BODY}, gap=Gap(Decimal("1.1498"), Decimal("0.1")),
    expected=Quantity(Interval(Decimal("52.35e9"), Decimal("52.45e9")), currency("USD")),
    suggestions=(Suggestion(TITLE.span, "US$52.4 billion", "recalculated"),),
)
UNDATED = finding(Verdict.UNVERIFIED, "day", {"day": DAY}, reason="no weekday is given")
MENTIONS = (TITLE, LOCAL, BODY, DOCK, DAY, STAFF)


def report(*findings: Finding, mentions: tuple[Mention, ...] = MENTIONS, document: Document = DOCUMENT) -> Report:
    return Report(document, mentions, findings, (("rules", "ab12"), ("sources", "cd34")))


def test_a_pass_colours_every_number_in_it_and_a_fail_only_the_stated_one() -> None:
    shaded = {id: shade.colour for id, shade in shades(report(CONVERSION, CLASH, UNDATED)).items()}
    assert shaded == {1: "fail", 2: "pass", 3: "pass", 4: "unverified", 5: "unverified", 6: "unverified"}


def test_a_partner_of_a_fail_without_a_verdict_of_its_own_is_involved() -> None:
    assert shades(report(CLASH))[3].colour == "involved"


def test_the_worst_of_several_findings_on_a_number_counts() -> None:
    passing = replace(CLASH, verdict=Verdict.PASS)
    assert shades(report(passing, CLASH))[1].colour == "fail"
    assert shades(report(CLASH, passing))[1].colour == "fail"


def test_an_unverified_number_says_why() -> None:
    shaded = shades(report(UNDATED))
    assert shaded[5].reason == "no weekday is given"
    assert shaded[6].reason == "no rule reads it"
    assert shaded[4].reason == "in names: not counted"


def test_a_wrong_word_accuses_no_number() -> None:
    word = Word(Span(14, 21), "commits", Decimal(1))
    shaded = shades(report(finding(Verdict.FAIL, "move", {"move": word, "new": TITLE, "old": BODY})))
    assert shaded[1].colour == shaded[3].colour == "involved"


def test_a_wording_that_is_itself_the_error_accuses_all_its_numbers() -> None:
    shaded = shades(report(finding(Verdict.FAIL, "", {"change": TITLE})))
    assert shaded[1].colour == "fail"


def test_a_number_in_a_list_role_is_coloured_too() -> None:
    shaded = shades(report(finding(Verdict.PASS, "total", {"total": TITLE, "parts": (LOCAL, BODY)})))
    assert {shaded[id].colour for id in (1, 2, 3)} == {"pass"}


def test_copies_bear_the_colour_of_their_original_and_count_once() -> None:
    copy = replace(BODY, id=7, copy_of=3)
    made = report(CONVERSION, mentions=(*MENTIONS, copy))
    assert shades(made)[7].colour == "pass"
    assert summary(made)["mentions"] == 5
    assert "Not counted: 1 in names, 1 in passages printed twice.\n" in render(Run((made,)))


@given(st.lists(st.tuples(st.sampled_from(list(Verdict)), st.sampled_from(MENTIONS), st.sampled_from(MENTIONS)), max_size=8))
def test_the_summary_always_adds_up(cases: list[tuple[Verdict, Mention, Mention]]) -> None:
    findings = [finding(verdict, "a", {"a": first, "b": second}) for verdict, first, second in cases]
    counts = summary(report(*findings))
    assert counts["mentions"] == 5  # all but the name Dock-9
    assert sum(counts[colour] for colour in ("pass", "warn", "fail", "unverified", "involved")) == counts["mentions"]


def test_the_document_bears_its_worst_verdict() -> None:
    assert verdict(report(CONVERSION, CLASH)) is Verdict.FAIL
    assert verdict(report(CONVERSION, UNDATED)) is Verdict.PASS
    assert verdict(report()) is Verdict.UNVERIFIED


def test_a_pass_counts_under_its_strongest_support() -> None:
    twice = finding(Verdict.PASS, "first", {"first": BODY, "second": TITLE}, strength="consistent")
    made = report(CONVERSION, twice)
    assert strengths(made, shades(made)) == {"market": 2, "consistent": 1}


# the wire format

def test_the_json_is_what_its_schema_says() -> None:
    errors = (Failure("b.txt", "b.txt: there is no such file"),)
    for run in (Run((report(CONVERSION, CLASH, UNDATED),), errors, (("rules", "ab"),)), Run(()), Run((report(),))):
        jsonschema.validate(json.loads(render(run, "json")), SCHEMA)


def test_the_schema_can_refuse() -> None:
    wrong = run_dict(Run((report(CLASH),)))
    documents = wrong["documents"]
    assert isinstance(documents, list) and isinstance(documents[0], dict)
    documents[0]["verdict"] = "involved"  # a number's word, never a document's
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_numbers_travel_exactly_and_open_ends_as_null() -> None:
    much = replace(TITLE, quantity=Quantity(Interval(Decimal("53e9"), INFINITY), currency("USD")), qualifier="at_least")
    sent = json.loads(render(Run((report(CLASH, mentions=(much, DAY)),)), "json"))["documents"][0]
    assert [sent["mentions"][0][end] for end in ("value", "low", "high")] == ["53000000000", "53000000000", None]
    assert sent["mentions"][1]["value"] == sent["mentions"][1]["period"] == "2025-02-24"
    assert sent["findings"][0]["gap"] == {"percent": "1.15", "last_digits": "0.1"}
    assert sent["findings"][0]["roles"] == {"first": 1, "second": 3}
    assert (sent["findings"][0]["start"], sent["findings"][0]["line"], sent["findings"][0]["column"]) == (22, 1, 23)


@pytest.mark.parametrize(("value", "written"), [("5.24E+10", "52400000000"), ("7.2500", "7.25"), ("0.00", "0"), ("-3", "-3"),
                                                ("Infinity", None), ("100", "100")])
def test_values_have_no_exponent_and_no_idle_zeros(value: str, written: str | None) -> None:
    assert exact(Decimal(value)) == written


def test_utf16_offsets_count_an_emoji_twice() -> None:
    document = replace(DOCUMENT, text="🚢🚢 " + TEXT)
    moved = replace(TITLE, span=Span(TITLE.span.start + 3, TITLE.span.end + 3))
    made = report(mentions=(moved,), document=document)
    plainly, wide = (report_dict(made, offsets)["mentions"] for offsets in ("codepoints", "utf16"))
    assert isinstance(plainly, list) and isinstance(wide, list)
    for sent, shift in ((plainly[0], 0), (wide[0], 2)):
        assert isinstance(sent, dict)
        assert (sent["start"], sent["column"]) == (moved.span.start + shift, moved.span.start + shift + 1)


@given(st.text(alphabet="a\n\r🚢é", max_size=40), st.integers(0, 40))
def test_lines_and_columns_lead_back_to_the_offset(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = Places(text).line_column(offset)
    lines = text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n") if "\r\n" not in text else None
    if lines is not None:
        assert sum(len(one) + 1 for one in lines[:line - 1]) + column - 1 == offset
    utf16 = Places(text, "utf16").offset(offset)
    assert utf16 == len(text[:offset].encode("utf-16-le")) // 2


# the report for people

def test_the_text_report_says_what_to_fix_first_and_counts_last() -> None:
    shown = render(Run((report(CONVERSION, CLASH, UNDATED),)))
    assert shown.startswith("docks.txt, 24 February 2025 (from its dateline)\n")
    assert "Harbour Group commits »US$53 billion« to new docks" in shown
    assert "Try: US$53 billion → US$52.4 billion (recalculated)" in shown
    assert shown.index("FAIL: must fix") < shown.index("PASS: agrees") < shown.index("UNVERIFIED: not checked")
    assert shown.endswith("FAIL  5 numbers: 2 pass (2 market), 0 warn, 1 fail, 2 not checked; 60% of them checked\n")


def test_rates_are_credited_and_their_age_is_said() -> None:
    credit = "Rates of 21 February 2025, the oldest 3 days before the text. Source: ECB reference rates."
    assert credit in render(Run((report(CONVERSION),)))
    assert "Rates" not in render(Run((report(CLASH),)))


def test_unchecked_numbers_are_counted_by_reason_and_listed_when_asked() -> None:
    short, long = (render(Run((report(UNDATED),)), "text", Style(verbose=verbose)) for verbose in (False, True))
    assert "   1  no weekday is given: Feb. 24" in short
    assert "   4  no rule reads it: US$53 billion, 380 billion yuan, US$52.4 billion, 1,500" in short
    assert "It employs »1,500« people." in long and "»1,500«" not in short


def test_without_a_date_the_report_says_what_that_costs() -> None:
    undated = replace(DOCUMENT, date=None, date_from=None)
    assert "date unknown; give --date" in render(Run((report(document=undated),)))


def test_several_documents_are_summed_and_failures_named() -> None:
    shown = render(Run((report(CLASH), report(CONVERSION)), (Failure("x", "x: there is no such file"),)))
    assert "2 documents, 10 numbers: 2 pass, 0 warn, 1 fail, 6 not checked, 1 named in a query; 40% of them checked" in shown
    assert shown.endswith("Not read: x: there is no such file\n")


def test_colour_only_when_asked_for() -> None:
    run = Run((report(CONVERSION, CLASH, UNDATED),))
    assert "\x1b" not in render(run)
    coloured = render(run, "text", Style(colour=True))
    assert "\x1b[1;4;31mUS$53 billion\x1b[0m" in coloured and "»" not in coloured


def test_a_text_cannot_steer_the_terminal() -> None:
    evil = plain("Costs rose\x1b[2J to $5bn\x07 this year.", "evil\x1b[31m.txt")
    number = Mention(1, Span(18, 22), "$5bn", "money")
    shown = render(Run((Report(evil, (number,), ()),)), "text", Style(verbose=True))
    assert "\x1b" not in shown and "\x07" not in shown


def test_an_excerpt_keeps_to_its_sentence_and_its_width() -> None:
    text = "One thing. " + "word " * 60 + "made $5bn of it " + "more " * 60 + ". Another."
    start = text.index("$5bn")
    document = replace(plain(text, "a"), sentences=(Span(0, 10), Span(11, len(text) - 9)))
    shown = excerpt(document, Span(start, start + 4), "fail", Style(), 80)
    assert "»$5bn«" in shown and len(shown) <= 84 and "thing" not in shown and shown.startswith("…") and shown.endswith("…")


def test_an_excerpt_of_a_ten_million_character_line_is_quick_and_short() -> None:
    text = "9 " * 5_000_000
    assert len(excerpt(Document("a", text), Span(5_000_000, 5_000_001), "fail", Style(), 80)) < 100


def test_an_excerpt_glues_what_the_text_glues() -> None:
    start = TEXT.index("US$52.4 billion")
    assert "yuan (»US$52.4 billion«) on docks" in excerpt(DOCUMENT, Span(start, start + 15), "pass", Style(), 100)


def test_tidy_drops_line_ends_and_no_break_spaces() -> None:
    assert tidy("a\r\n\tb c\x00") == "a b c"


def test_days_are_told_shortly() -> None:
    assert days(date(2025, 2, 24), date(2025, 2, 24)) == "24 February 2025"
    assert days(date(2025, 2, 21), date(2025, 2, 24)) == "21 to 24 February 2025"
    assert days(date(2025, 1, 28), date(2025, 2, 3)) == "28 January to 3 February 2025"
    assert days(date(2024, 12, 31), date(2025, 1, 2)) == "31 December 2024 to 2 January 2025"


def test_same_run_same_bytes() -> None:
    run = Run((report(CONVERSION, CLASH, UNDATED),))
    assert render(run, "json") == render(run, "json") and render(run) == render(run)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="no report format 'pdf'; there are text, json"):
        render(Run(()), "pdf")
