"""Drafts held against their source documents: what is traced where, what comes near, and what must never be tied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from officefiles import docx, p, tbl

from verifier import Verifier
from verifier.config import Config, Tuning
from verifier.engine import Checked
from verifier.errors import InputError
from verifier.link.tracing import trace
from verifier.model import Document, Finding, Report, Verdict
from verifier.readers import plain, read
from verifier.reports import Run, Style, render, run_dict
from verifier.resources import seeds_folder

ENGINE = Verifier()
DOCUMENTS = seeds_folder() / "documents"
SEEDS = sorted(path for path in DOCUMENTS.iterdir() if path.suffix != ".yaml")
EXPECTED: dict[str, Any] = yaml.safe_load((DOCUMENTS / "tie-out.expected.yaml").read_text(encoding="utf-8"))
SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
At = tuple[str, int]  # a document's name and where a figure starts in it


def checked(draft: str, *sources: str | Document, complete: bool = False) -> Checked:
    against = [plain(one, f"source{place}.txt") if isinstance(one, str) else one for place, one in enumerate(sources)]
    return ENGINE.verify_text(draft, name="draft.txt", against=against, sources_complete=complete)


def tied(draft: str, *sources: str | Document, complete: bool = False) -> dict[str, Finding]:
    """The figures of the draft as printed → what is said of each."""
    report = checked(draft, *sources, complete=complete)
    rules = ("tied-out", "untraced")
    return {report.document.text[one.span.start : one.span.end]: one for one in report.findings if one.claim.rule in rules}


def markdown(text: str) -> Document:
    return read(text.encode(), "source.md")


# ── superlatives, streaks and ranks ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("draft", "source", "wanted", "says"), [
    ("Varda booked its largest crane order ever.",
     "It is the largest crane order ever for Varda.", "pass", "largest crane order ever"),
    ("Varda is the second-largest bank in Peru.", "Varda is Peru's second-largest bank.", "pass", "Peru's second-largest"),
    ("Varda's revenue reached a record high of $5.2 billion.",
     "Varda's revenue came to a record $5.2 billion.", "pass", "record"),
    ("Varda is the second-largest bank in Peru.", "Varda is Peru's third-largest bank.", "warn", "“third-largest bank”"),
    ("Varda is Europe's largest maker of cranes.",
     "Varda is one of the largest makers of cranes in Europe.", "warn", "more modest"),
    ("Varda booked the largest crane order ever.",
     "Varda booked the largest crane order ever placed by a private company in Asia.",
     "warn", "limits it"),
    ("Varda is the world's largest maker of cranes.", "Varda is the largest maker of cranes in Europe.", "warn", "limits it"),
    ("Revenue of Varda had its fastest growth in three years.", "Varda said revenue growth was the fastest in two years.", "warn",
     "of another time"),
    ("Varda's revenue was the highest since 2021.", "Varda's revenue was the highest in four years.", "unverified", "no source"),
    ("Varda's profit hit a record.", "Varda's revenue hit a record.", "unverified", "no source"),
    ("Orlo's profit was the highest ever.", "Varda reported its highest ever profit.", "unverified", "no source"),
    ("Varda's group revenue had its fastest growth in a year.",
     "Revenue of Varda's crane unit had its fastest growth in three years.",
     "unverified", "no source"),
    ("Varda's sales fell for a third straight month.",
     "Varda said its sales fell for a third straight month.", "pass", "third straight"),
    ("Varda's sales fell for a third straight month.",
     "Varda said its sales fell for a fourth straight month.", "warn", "fourth"),
    ("Varda's sales fell for a third straight month.",
     "Varda said its profit fell for a fourth straight month.", "unverified", "no source"),
    ("Varda ranked No. 3 among makers of cranes.", "Varda ranked No. 5 among makers of cranes.", "warn", "No. 5"),
])  # fmt: skip
def test_a_ranking_is_traced_with_its_limits(draft: str, source: str, wanted: str, says: str) -> None:
    kinds = ("superlative", "ordinal", "rank")
    (finding,) = (
        one for one in checked(draft, source).findings
        if one.claim.rule == "tied-out" and one.claim.roles[0][1].kind in kinds  # type: ignore[union-attr]
    )  # fmt: skip
    assert (finding.verdict.word, says in finding.message) == (wanted, True), finding.message
    assert finding.strength == ("traced" if wanted == "pass" else None)


def test_a_ranking_that_no_complete_source_holds_is_a_warning() -> None:
    told = tied("Varda sells 500 cranes, the best it makes, in its largest order ever.", "Varda sells 500 cranes.", complete=True)
    assert {text: (one.claim.rule, one.verdict.word) for text, one in told.items()} == {
        "500 cranes": ("tied-out", "pass"), "best": ("tied-out", "unverified"), "largest order ever": ("untraced", "warn"),
    }  # fmt: skip


# ── the five seeds against one another ──────────────────────────────────────────────────────────────────────────────────


@cache
def seeds() -> tuple[Report, ...]:
    return tuple(Report(*ENGINE.extract(ENGINE.read(path)), ()) for path in SEEDS)


def name_of(report: Report) -> str:
    return Path(report.document.name).name


def position(text: str, anchor: Any) -> int:
    wanted, nth = (anchor, 1) if isinstance(anchor, str) else (anchor["text"], anchor["nth"])
    start = -1
    for _ in range(nth):
        start = text.index(wanted, start + 1)
    return start


def facts() -> Iterator[tuple[str, dict[At, bool]]]:
    """Each fact of the list with its places, and whether each is expected to be found."""
    texts = {name_of(report): report.document.text for report in seeds()}
    for row in EXPECTED["facts"]:
        places = [(name, anchor, isinstance(anchor, str) or "xfail" not in anchor) for name, anchor in row["places"]]
        yield row["fact"], {(name, position(texts[name], anchor)): expected for name, anchor, expected in places}


@cache
def ties() -> dict[At, tuple[At, ...]]:
    """Every figure of every seed that is traced to the four others, and where to."""
    found: dict[At, tuple[At, ...]] = {}
    for draft in seeds():
        sources = [report for report in seeds() if report is not draft]
        for one in trace(draft, sources, ENGINE.pack, Decimal("0.15")):
            places = tuple((name_of(sources[each.text - 1]), each.mention.span.start) for each in one.places)
            if places:
                found[name_of(draft), one.figure.mention.span.start] = places
    return found


def test_no_figure_is_tied_to_a_wrong_place() -> None:
    of: dict[At, set[str]] = {}
    for fact, places in facts():
        for place in places:
            of.setdefault(place, set()).add(fact)
    wrong = [(figure, place) for figure, places in ties().items() for place in places
             if not of.get(figure, set()) & of.get(place, set())]  # fmt: skip
    assert wrong == []


def test_nearly_every_figure_that_a_reader_finds_is_found() -> None:
    wanted = {place: expected for _, places in facts() for place, expected in places.items()}
    assert {place for place, expected in wanted.items() if expected} == set(ties())  # a known miss that is found loses its mark
    assert sum(wanted.values()) >= 0.95 * len(wanted)


# ── a figure and its place ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_figure_is_traced_with_its_place_and_words() -> None:
    source = "Intro.\n\nCloud revenue of Varda climbed 13% to 31.74 billion yuan."
    found = tied("Varda's cloud revenue rose 13% to 31.7 billion yuan.", source)
    one = found["31.7 billion yuan"]
    assert (one.verdict, one.strength, one.basis) == (Verdict.PASS, "traced", "if rounded")
    assert one.evidence[0].locator == "source0.txt, line 3"
    assert one.evidence[0].note == "Cloud revenue of Varda climbed 13% to 31.74 billion yuan."
    assert found["13%"].basis == "as printed"


@pytest.mark.parametrize(("draft", "source", "said"), [
    ("Varda will spend more than $5.2 billion on docks.", "Varda will spend at least $5.2 billion on docks.",
     "at least $5.2 billion"),
    ("Varda will spend $5.2 billion on docks.", "Varda will spend up to $5.2 billion on docks.", "up to $5.2 billion"),
    ("Varda's docks brought sales of $5.24 billion.", "Varda's docks brought sales of $5.2 billion.",
     "less exactly, as $5.2 billion"),
    ("Varda expects to spend $80 billion on docks this year.", "Varda expects to spend $80 billion on docks this financial year.",
     "this financial year"),
    ("Docks of Varda brought triple-digit revenue in the sixth consecutive quarter.",
     "Docks of Varda brought triple-digit growth in the sixth consecutive quarter.", "of growth, the text of revenue"),
    ("“We will put $5.2 billion into the finest docks,” Varda said.", "“We may put $5.2 billion into some docks,” Varda said.",
     "the words quoted are not the source's"),
])  # fmt: skip
def test_what_changes_around_a_figure_deserves_a_look(draft: str, source: str, said: str) -> None:
    (warning,) = (one for one in tied(draft, source).values() if one.verdict is Verdict.WARN)
    assert said.lower() in warning.message.lower() and "(source0.txt, line 1)" in warning.message


@pytest.mark.parametrize(("draft", "source"), [
    ("Varda will spend about $5 billion on docks in Harbour City.", "Varda will spend $5 billion on docks in Harbour City."),
    ("Varda's backlog passed more than $30 billion in June.", "Varda's backlog reached $31.7 billion in June."),
    ("“We will put $5.2 billion into docks,” Varda said.", "“Now we will put $5.2 billion into docks, and soon,” Varda said."),
])  # fmt: skip
def test_what_says_the_same_in_other_words_passes(draft: str, source: str) -> None:
    assert {one.verdict for one in tied(draft, source).values()} == {Verdict.PASS}


def test_one_source_that_supports_all_is_enough() -> None:
    draft = "Varda will spend at least $5.2 billion on docks."
    found = tied(draft, "Varda will spend $5.2 billion on docks.", "At least $5.2 billion is what Varda will spend on docks.")
    assert found["$5.2 billion"].verdict is Verdict.PASS and len(found["$5.2 billion"].evidence) == 2


# ── near misses ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_contradiction_of_one_fact_fails_and_offers_the_sources_figure() -> None:
    found = tied("Varda's profit was $5.6 billion in 2024.", "Varda had a profit of $5.2 billion in 2024.")
    one = found["$5.6 billion"]
    assert one.verdict is Verdict.FAIL and [each.text for each in one.suggestions] == ["$5.2 billion"]
    assert one.message.startswith("The source has $5.2 billion, the text $5.6 billion (source0.txt, line 1: ")


@pytest.mark.parametrize(("draft", "source", "verdict", "said"), [
    ("Varda's profit from the docks in Harbour City was $5.6 billion.",
     "The docks in Harbour City brought Varda a profit of $5.2 billion.", "warn",
     "The source has $5.2"),
    ("Varda's profit was about $5.6 billion in 2024.", "Varda had a profit of $5.2 billion in 2024.", "warn",
     "The source has $5.2"),
    ("Varda's profit was $5.3 billion in 2024.", "Varda had a profit of $5.24 billion in 2024.", "warn", "rounds otherwise"),
    ("Varda's profit was $5.2 million in 2024.", "Varda had a profit of $5.2 billion in 2024.", "fail", "a slip of scale"),
    ("Varda's quarterly profit from docks was $5.2 billion.", "Varda's nine-month profit from docks was $5.2 billion.", "warn",
     "for another time"),
    ("Varda's profit from docks was $5.24 billion.", "Varda's revenue from docks was $5.24 billion.", "warn",
     "for something else"),
])  # fmt: skip
def test_near_misses_are_explained(draft: str, source: str, verdict: str, said: str) -> None:
    (one,) = (each for each in tied(draft, source).values() if each.claim.role("first") is not None)
    assert (one.verdict.word, said in one.message) == (verdict, True), one.message


@pytest.mark.parametrize(("draft", "source"), [
    ("Varda will spend $100 billion on docks.", "Orlo Air ordered jets worth $100 billion."),
    ("Varda's shares rose 5.0% on Monday.", "Varda's shares fell 5.2% on Monday."),
    ("Shares of Varda rose 9.4% to a high.", "Shares of Orlo rose 9.4% to a high."),
    ("Varda's shares closed at $40.10.", "Varda's shares closed at $42.30."),
    ("Sales at Varda will double in the next three years.", "In the next three years Varda is to spend $5 billion."),
    ("Varda has 12 docks.", "The board of Varda met in hall 12."),
    # what is told of a country is not the subject's
    ("Varda's exports rose to $5.1 billion.", "Varda builds docks. Varda said so. In Spain, exports rose to $5.4 billion."),
    ("Varda's exports rose to $5.1 billion.", "Varda builds docks. Varda said so. Spanish exports rose to $5.4 billion."),
    ("Varda's exports rose to $5.1 billion.", "Varda's docks were full, while Finland's exports rose to $5.4 billion."),
    ("Varda expects exports of $5.1 billion.", "Varda's docks were full, but Finland expects exports of $5.4 billion."),
])  # fmt: skip
def test_figures_of_two_things_are_not_tied(draft: str, source: str) -> None:
    assert {one.verdict for one in tied(draft, source).values()} <= {Verdict.UNVERIFIED}


@pytest.mark.parametrize(("draft", "source"), [
    ("Varda's revenue in Spain rose 5% to $20.4 million.", "Spanish revenue of Varda was up 5% at $20.4 million."),
    ("Varda won the largest dock order in Brazil.", "Varda won the largest Brazilian dock order, it said."),
    ("Varda is Poland's largest maker of docks.", "Varda is the largest Polish maker of docks."),
])
def test_a_country_and_its_people_are_one(draft: str, source: str) -> None:
    found = [one for one in tied(draft, source).values() if one.claim.role("first") is not None]
    assert found and {one.verdict for one in found} == {Verdict.PASS}


def test_a_place_is_not_given_to_two_facts() -> None:
    source = "The Northgate venture of Orlo begins with $100 billion."
    found = checked("Varda will spend $100 billion this year. The Northgate venture of Orlo begins with $100 billion.", source)
    verdicts = [one.verdict for one in found.findings if one.claim.rule == "tied-out"]
    assert verdicts == [Verdict.UNVERIFIED, Verdict.PASS]


def test_a_figure_printed_again_is_known_again() -> None:
    draft = "Varda will spend $5.2 billion on docks in Harbour City.\n\nThe $5.2 billion plan shows its ambition."
    report = checked(draft, "Varda is to spend $5.2 billion on docks in Harbour City.")
    assert [one.verdict.word for one in report.findings if one.claim.rule == "tied-out"] == ["pass", "pass"]


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

TABLE = """# Varda Group

Cloud business in the December quarter, in RMB millions:

| | 2023 | 2024 | Change |
|---|---|---|---|
| Revenue | 28,066 | 31,742 | 13% |
| Operating profit | (1,234) | 3,138 | |
| Employees | 4,100 | 4,200 | |
"""


def test_a_cells_row_and_column_say_what_it_is() -> None:
    draft = "Cloud revenue at Varda rose 13% to 31.7 billion yuan in 2024. Varda's operating profit was 3.1 billion yuan in 2024."
    found = tied(draft, markdown(TABLE))
    assert {text: one.evidence[0].locator for text, one in found.items()} == {
        "13%": "source.md, table 1, row 2, column 4",
        "31.7 billion yuan": "source.md, table 1, row 2, column 3",
        "2024": "source.md, table 1, row 1, column 3",
        "3.1 billion yuan": "source.md, table 1, row 3, column 3",
    }
    assert found["3.1 billion yuan"].evidence[0].note == "2024 / Operating profit: 3,138"


def test_the_column_of_another_year_is_no_support() -> None:
    found = tied("Cloud revenue at Varda was 28.07 billion yuan in 2024.", markdown(TABLE))
    assert found["28.07 billion yuan"].verdict is not Verdict.PASS


def test_the_year_before_is_the_column_before() -> None:
    found = tied("Cloud revenue at Varda rose to 31.74 billion yuan in 2024 from 28.07 billion.", markdown(TABLE))
    assert found["28.07 billion"].evidence[0].locator == "source.md, table 1, row 2, column 2"


def test_a_loss_in_brackets_is_a_loss_in_prose() -> None:
    table = TABLE.replace("Operating profit", "Operating loss")
    found = tied("Varda's cloud made an operating loss of 1.234 billion yuan in 2023.", markdown(table))
    assert found["1.234 billion yuan"].verdict is Verdict.PASS


def test_word_files_are_sources_too() -> None:
    rows = (["", "2023", "2024"], ["Revenue", "28,066", "31,742"])
    source = read(docx(p("Varda Group", style="Title") + p("Cloud business, in RMB millions:") + tbl(*rows)), "release.docx")
    found = tied("Cloud revenue at Varda was 31.74 billion yuan in 2024.", source)
    assert found["31.74 billion yuan"].evidence[0].locator == "release.docx, table 1, row 2, column 3"


# ── conversions, completeness, reports ──────────────────────────────────────────────────────────────────────────────────


def test_the_sources_own_conversion_outranks_the_rates() -> None:
    draft = "Feb. 24, 2025\n\nVarda will put 380 billion yuan ($53 billion) into docks."
    alone = ENGINE.verify_text(draft)
    assert [one.verdict for one in alone.findings if one.claim.rule == "currency-conversion"] == [Verdict.WARN]
    report = checked(draft, "Varda is to put 380 billion yuan ($53 billion) into docks.")
    (one,) = (each for each in report.findings if each.claim.rule == "currency-conversion")
    assert (one.verdict, one.strength, one.basis) == (Verdict.PASS, "traced", "the source's own conversion")
    apart = checked(draft, "Varda is to put 380 billion yuan into docks.", "Varda is to put $53 billion into docks.")
    assert [each.verdict for each in apart.findings if each.claim.rule == "currency-conversion"] == [Verdict.WARN]


def test_complete_sources_leave_no_figure_alone() -> None:
    draft = "Varda will spend $5.2 billion on docks, and hire 4,200 people."
    source = "Varda will spend $5.2 billion on docks."
    assert tied(draft, source)["4,200 people"].reason == "no source document holds it"
    one = tied(draft, source, complete=True)["4,200 people"]
    assert (one.claim.rule, one.verdict, one.message) == ("untraced", Verdict.WARN, "No source document holds 4,200 people.")


def test_a_figure_worked_out_from_traced_ones_is_no_invention() -> None:
    draft = "Varda's revenue rose 12% to $5.6 billion from $5.0 billion in 2024."
    source = "Varda's revenue was $5.6 billion in 2024, against $5.0 billion."
    one = tied(draft, source, complete=True)["12%"]
    assert (one.claim.rule, one.verdict) == ("tied-out", Verdict.UNVERIFIED) and "follows from figures" in one.message


def test_the_tick_sheet_marks_every_figure() -> None:
    draft = "Varda's revenue rose 12% to $5.6 billion from $5.0 billion in 2024. It paid $7.1 million for docks 3 and 4."
    source = "Varda's revenue was $5.6 billion in 2024, against $5.0 billion."
    text = render(Run((checked(draft, source),), (), ()), "text", Style(width=120))
    assert "✓ agrees with a source   ≠ differs from one   ^ recalculated   F footed   ∅ in no source" in text
    lines = [line.split()[1:3] for line in text.partition("Tick marks")[2].splitlines() if line[:7].strip()[:2] == "1:"]
    assert ["^∅", "12%"] in lines and ["✓", "$5.6"] in lines and ["∅", "$7.1"] in lines
    assert "source0.txt, line 1: Varda's revenue was" in text
    assert "Tick marks" not in render(Run((ENGINE.verify_text(draft),), (), ()), "text")


def test_verbose_tells_passes_in_full() -> None:
    report = checked("Varda will spend $5.2 billion on docks.", "Varda will spend $5.2 billion on docks.")
    text = render(Run((report,), (), ()), "text", Style(width=120, verbose=True))
    assert "tied-out #1: traced, as printed" in text


def test_the_json_is_what_its_schema_says() -> None:
    report = checked("Varda will spend $5.2 billion on docks.", "Varda will spend $5.2 billion on docks.")
    answer: Any = run_dict(Run((report,), (), report.digests))
    jsonschema.validate(answer, SCHEMA)
    assert len(answer["digests"]["against"]) == 64
    (finding,) = answer["documents"][0]["findings"]
    assert finding["rule"] == "tied-out" and finding["strength"] == "traced"
    assert finding["evidence"] == [{
        "source": "document", "key": "$5.2 billion", "as_of": None, "value": "5200000000", "locator": "source0.txt, line 1",
        "note": "Varda will spend $5.2 billion on docks.",
    }]  # fmt: skip


def test_the_digest_knows_the_sources_and_not_their_order() -> None:
    def digest(*sources: str) -> str:
        return dict(checked("Varda has $5.", *sources).digests)["against"]

    assert digest("One.", "Two.") == digest("Two.", "One.") != digest("One.")


def test_sources_may_be_paths_read_once(tmp_path: Path) -> None:
    path = tmp_path / "release.md"
    path.write_text(TABLE, encoding="utf-8")
    once = ENGINE.source_documents([path])
    first, second = (ENGINE.verify_text("Varda's revenue was 31.74 billion yuan in 2024.", against=one) for one in ([path], once))
    assert first == second and first.verdict is Verdict.PASS
    with pytest.raises(InputError, match="no such file"):
        ENGINE.verify_file(path, against=[tmp_path / "missing.pdf"])


def test_the_rules_can_be_switched_off() -> None:
    text = "Varda will spend $5.2 billion on docks."
    quiet = Verifier(config=Config(tuning=(Tuning("tied-out", off=True),)))
    assert quiet.verify_text(text, against=[plain(text, "a")]).findings == ()
    half = Verifier(config=Config(tuning=(Tuning("untraced", off=True),)))
    found = half.verify_text(text, against=[plain("Nothing.", "a")], sources_complete=True).findings
    assert [one.claim.rule for one in found] == ["tied-out"]


def test_many_like_figures_stay_cheap() -> None:
    many = " ".join(f"Varda paid $5.1 million for dock {number}." for number in range(400))
    assert {one.verdict for one in tied(many, many.replace("paid", "has paid")).values()} <= {Verdict.PASS, Verdict.UNVERIFIED}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_any_texts_can_be_tied_out(draft: str, sources: list[str]) -> None:
    report = checked(f"{draft}\nVarda will spend $5.2 billion on docks.", *sources)
    assert [one.claim.span for one in report.findings] == sorted(one.claim.span for one in report.findings)


SENTENCES = ("Varda will spend $5.2 billion on docks.", "Sales of Varda rose 13% to $7.4 billion in 2024.",
             "Orlo employs 4,200 people.", "Varda's profit was $1.25 million in 2023.")  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_a_text_held_against_itself_has_nothing_to_fix(sentences: list[str]) -> None:
    text = "\n\n".join(dict.fromkeys(sentences))
    assert {one.verdict for one in tied(text, text).values()} == {Verdict.PASS}


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_day_is_traced_along_with_the_figure_beside_it() -> None:
    draft = "Varda's profit was $5.2 billion in the quarter ended Dec. 31, 2024."
    found = tied(draft, "For the quarter ended December 31, 2024, Varda had a profit of $5.2 billion.")
    assert found["Dec. 31, 2024"].verdict is Verdict.PASS and found["Dec. 31, 2024"].evidence[0].key == "December 31, 2024"
    assert "Dec. 31, 2024" not in tied(draft, "Varda had a profit of $5.2 billion.\n\nHall 4 opened on December 31, 2024.")


def test_a_day_that_no_source_names_deserves_a_look_where_they_are_complete() -> None:
    draft = "March 3, 2025\n\nVarda's profit was $5.2 billion in 2024. Its docks open on May 14, 2026."
    source = "Varda had a profit of $5.2 billion in the quarter ended December 31, 2024."
    found = tied(draft, source, complete=True)
    assert {text for text, one in found.items() if one.claim.rule == "untraced"} == {"May 14, 2026"}
    assert "May 14, 2026" not in tied(draft, source)


# ── what a hostile desk found: right drafts that must raise nothing ─────────────────────────────────────────────────────


@pytest.mark.parametrize(("draft", "source", "figure"), [
    ("Varda's margin widened by 0.4 percentage points to 7.2%.", "Varda's margin widened by 40 basis points to 7.2%.",
     "0.4 percentage points"),
    ("Varda's margin narrowed by 110 basis points to 7.2%.", "Varda's margin narrowed by 1.1 percentage points to 7.2%.",
     "110 basis points"),
    ("Varda raised its interim dividend to 3.2 pence per share from 3.0 pence.",
     "Varda's interim dividend is 3.2 pence per share, up from 3.0 pence.", "3.2 pence"),
    ("Varda said revenue rose 6.4% to $812.6 million in the first half of 2025.",
     "Varda's revenue in the first half of 2025 rose 6.4% to $812.6 million (first half of 2024: $763.7 million).",
     "6.4%"),
    ("Varda forecast adjusted operating profit of $118 million to $123 million for the full year.",
     "Varda expects adjusted operating profit for the full year of between $118 million and $123 million.",
     "$118 million to $123 million"),
    ("Varda will buy back shares for as much as 50 billion yen.",
     "Varda resolved to buy back shares for no more than 50 billion yen.", "50 billion yen"),
    ("Varda plans to invest $6.5 billion in a battery plant in Hosur with a capacity of 12 GWh.",
     "Varda plans to invest $6.5 billion in a battery plant at Hosur, Tamil Nadu, with a capacity of 12 GWh.", "12 GWh"),
    ("Varda assumes an exchange rate of 145 yen to the dollar.",
     "The assumed exchange rate is 145 yen to the dollar.", "145 yen"),
])  # fmt: skip
def test_one_figure_in_other_words_is_traced(draft: str, source: str, figure: str) -> None:
    assert tied(draft, source, complete=True)[figure].verdict is Verdict.PASS


def test_who_speaks_in_a_transcript_owns_no_figure() -> None:
    source = "Varda, call on the quarter\n\nJane Roe, CEO: Interest income was 9.84 billion yuan.\n\nJane Roe, CEO: Thank you."
    found = tied("Varda's interest income was 9.84 billion yuan, Jane Roe said.", source, complete=True)
    assert found["9.84 billion yuan"].verdict is Verdict.PASS


NINE_MONTHS = """# Varda results

Results for the nine months ended 30 September 2025

| In millions of euros | 9M 2025 | 9M 2024 | Q3 2025 | Q3 2024 |
|---|---|---|---|---|
| Revenue | 1,946.3 | 1,801.2 | 655.7 | 618.4 |
| Net income, group share | 188.4 | 201.7 | 55.2 | 70.9 |
"""


def test_a_column_headed_by_nine_months_or_a_quarter_says_more_than_the_caption() -> None:
    draft = "In the third quarter of 2025 Varda's revenue was 655.7 million euros and net income fell to 55.2 million euros."
    assert {one.verdict for one in tied(draft, markdown(NINE_MONTHS), complete=True).values()} == {Verdict.PASS}


def test_a_heading_of_the_same_rank_heads_another_section() -> None:
    table = "| Millions of yen | Forecast |\n|---|---|\n| Operating profit | 150,000 |\n"
    source = f"# Varda\n\n## Fourth quarter of 2024\n\nSales were flat.\n\n## Forecast for 2026\n\n{table}"
    found = tied("Varda forecast operating profit of 150 billion yen for 2026.", markdown(source), complete=True)
    assert found["150 billion yen"].verdict is Verdict.PASS


def test_a_long_figure_of_one_owner_needs_no_other_word() -> None:
    source = "# Varda deliveries\n\n| | Apr 2025-Feb 2026 |\n|---|---|\n| Total | 492,882 |\n"
    found = tied("Varda's sales reached 492,882 units so far.", markdown(source), complete=True)
    assert found["492,882 units"].verdict is Verdict.PASS


def test_a_month_without_a_year_is_one_that_a_source_names() -> None:
    draft = "Varda's net debt fell to $196.4 million from $221.0 million at the end of December."
    source = "Varda's net debt stood at $196.4 million (28 December 2024: $221.0 million)."
    report = checked(f"3 September 2025\n\n{draft}", f"4 September 2025\n\n{source}", complete=True)
    assert not [one for one in report.findings if one.claim.rule == "untraced"]


@pytest.mark.parametrize(("draft", "source"), [
    ("Varda bought back 20 million shares.", "Varda resolved to buy back 20 million shares."),
    ("Varda's plant created 4,000 jobs.", "Varda's plant is expected to create 4,000 jobs."),
    ("Varda has cut 450 jobs in Grimsby.", "Varda intends to cut 450 jobs in Grimsby."),
    ("Varda's dam was planned, and $370 million of it was financed by two banks.",
     "Varda's dam is planned, and $370 million of it will be financed by two banks."),
])  # fmt: skip
def test_what_was_resolved_created_cut_or_financed(draft: str, source: str) -> None:
    assert [one.claim.rule for one in checked(draft, source).findings if one.verdict is Verdict.WARN] == ["modality"]


@pytest.mark.parametrize(("draft", "verdict"), [
    ("Varda's share of mortgages rose to 16.5%, the highest of any bank in Peru's three largest cities.", "pass"),
    ("Varda's share of mortgages rose to 16.5%, the highest of any bank in Peru.", "warn"),
])  # fmt: skip
def test_the_highest_of_a_field_beside_its_figure(draft: str, verdict: str) -> None:
    source = "Varda's share of mortgages was 16.5 percent, the highest of any bank in Peru's three largest cities."
    assert tied(draft, source, complete=True)["highest"].verdict.word == verdict


def test_the_year_a_superlative_reaches_back_to_is_not_its_own() -> None:
    draft = "Varda is a baker. Chief executive Jane Roe said it was the company's strongest first half for volume since 2019."
    source = 'Varda is a baker. "This was our strongest first half since 2019 for volume," said chief executive Jane Roe.'
    assert tied(draft, source, complete=True)["strongest"].verdict is Verdict.PASS
