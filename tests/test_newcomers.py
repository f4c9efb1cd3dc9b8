"""What somebody new does first, and what the program says: rules of a desk's own, tables named twice, the library by guess."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from verifier import Verifier
from verifier.cli import main
from verifier.config import Config
from verifier.errors import ConfigError
from verifier.model import Verdict

DAY = date(2025, 2, 24)
PAYOUT = """\
format: 1
rules:
  - id: payout
    title: A payout ratio agrees with dividend and profit
    authority: arithmetic
    phrases: ["payout ratio of {ratio:percent} [,] or {paid:amount} of a profit of {profit:amount}"]
    expect: ratio = paid / profit
    message: "{paid} of {profit} is {expected}; the text says {ratio}."
    tests:
      - {text: "It keeps a payout ratio of 40%, or $2.0 billion of a profit of $5.0 billion.", verdict: pass}
      - {text: "It keeps a payout ratio of 60%, or $2.0 billion of a profit of $5.0 billion.", verdict: fail}
      - {text: "It keeps a payout ratio of 40%.", verdict: none}
"""
FIGURES = """\
entity,concept,period,value,unit,decimals,source,confidence
Varda Group,employees,2024-12-31,"12,700",people,0,annual report 2024 p. 3,high
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a rule folder `house` and a fact table."""
    monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path_factory.getbasetemp() / "newcomers-cache"))
    monkeypatch.chdir(tmp_path)
    Path("house").mkdir()
    Path("house/payout.yaml").write_text(PAYOUT, encoding="utf-8")
    Path("figures.csv").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out + printed.err


@pytest.mark.parametrize("place", ["house", "./house", "house/payout.yaml", "."])
@pytest.mark.parametrize("settings", ["", "format: 1\nextends: [built-in, house]\n"])
def test_a_folder_of_rules_is_tested_whether_the_settings_name_it_or_not(
    capsys: pytest.CaptureFixture[str], place: str, settings: str
) -> None:
    if settings:
        Path("verifier.yaml").write_text(settings, encoding="utf-8")
    if place == ".":
        Path("house/payout.yaml").rename("payout.yaml")
        Path("verifier.yaml").unlink(missing_ok=True)
    assert said(capsys, "rules", "test", place) == (0, "1 rule, 3 tests: 3 hold, 0 fail\n")


def test_a_neighbour_of_like_name_is_not_tested(capsys: pytest.CaptureFixture[str]) -> None:
    Path("house-old").mkdir()
    Path("house-old/old.yaml").write_text(PAYOUT.replace("id: payout", "id: old"), encoding="utf-8")
    assert "1 rule, 3 tests" in said(capsys, "rules", "test", "house", "--rules", "house-old")[1]


def test_a_folder_without_rules_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    status, text = said(capsys, "rules", "test", "empty")
    assert status == 2 and "empty: no rule is in there; a rule is a file whose name ends in .yaml" in text
    Path("empty/payout.yml").write_text(PAYOUT, encoding="utf-8")
    status, text = said(capsys, "rules", "test", "empty")
    assert status == 2 and "empty/payout.yml: is not read; the name of a rule file ends in .yaml" in text


def test_a_rule_that_reads_nothing_says_what_stands_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("house/payout.yaml").write_text(PAYOUT.replace("{paid:amount}", "{paid:duration}"), encoding="utf-8")
    status, text = said(capsys, "rules", "test", "house")
    assert status == 1 and "house/payout.yaml:10:9: payout: wanted pass, got none (the rule reads nothing here" in text
    assert "the numbers of the text: 40% (percent), $2.0 billion (money), $5.0 billion (money))" in text


@pytest.mark.parametrize("expect", ["ratio = paid * profit", "ratio = paid - profit"])
def test_a_share_is_not_measured_against_money(capsys: pytest.CaptureFixture[str], expect: str) -> None:
    Path("house/payout.yaml").write_text(PAYOUT.replace("ratio = paid / profit", expect), encoding="utf-8")
    status, text = said(capsys, "rules", "test", "house")
    assert status == 1 and "got unverified ('60%' is a share, and what it is compared with comes out in USD" in text


def test_rates_of_a_test_are_complained_of_where_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    Path("house/payout.yaml").write_text(PAYOUT.replace("pass}", "pass, rates: {USDCNY: 7.25}}"), encoding="utf-8")
    status, text = said(capsys, "rules", "test", "house")
    assert status == 2 and "house/payout.yaml:10:9: 'USDCNY' is no pair of currencies" in text


def test_all_of_a_test_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "rules", "explain", "same-figure")[1]
    assert "\n               (title: " in text
    assert not [line for line in text.splitlines()[1:] if line[:1].strip()], "all that follows is indented"


def test_what_is_named_twice_is_read_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("verifier.yaml").write_text("format: 1\nextends: [built-in, house]\nsources: {facts: [figures.csv]}\n", encoding="utf-8")
    status, text = said(capsys, "facts", "find", "Varda Group", "--facts", "figures.csv", "--rules", "house")
    assert (status, text.count("figures.csv:2")) == (0, 1)


@pytest.mark.parametrize(("place", "answer"), [
    ("none.md:3", "none.md: there is no such file"),
    ("figures.csv", "figures.csv: which line of it? write for example figures.csv:1"),
])
def test_a_place_that_is_none_is_no_sentence(capsys: pytest.CaptureFixture[str], place: str, answer: str) -> None:
    status, text = said(capsys, "facts", "explain", place, "--facts", "figures.csv")
    assert (status, text) == (2, f"verifier: {answer}\n")


def test_settings_of_a_program_may_be_text() -> None:
    config = Config(rules="house", facts=(Path("figures.csv"),), country="sg")  # type: ignore[arg-type]
    assert (config.rules, config.facts, config.country) == ((Path("house"),), ("figures.csv",), "SG")
    with pytest.raises(ConfigError, match="country Peru: expected the two letters"):
        Config(country="Peru")


def test_the_library_says_what_it_was_given(desk: Path) -> None:
    checker = Verifier(config=Config(rules=(Path("house"),)))
    text = "The plant will cost 380 billion yuan (US$61 billion)."
    (desk / "source.txt").write_text(text, encoding="utf-8")
    noon = checker.verify_text(text, date=datetime(2025, 2, 24, 12), against="source.txt")
    assert noon.document.date == DAY and type(noon.document.date) is date and noon.verdict is Verdict.PASS
    assert checker.rates("usd", "cny", DAY) == checker.rates("USD", "CNY", DAY)
    with pytest.raises(TypeError, match=r"a day is a datetime\.date, not '2025-02-24'"):
        checker.verify_text(text, date="2025-02-24")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="takes a str, not bytes"):
        checker.verify_text(text.encode())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="verify_text takes a text, verify_file a path"):
        checker.verify(text)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="several paths, not one"):
        checker.verify_dossier("source.txt")


@pytest.mark.parametrize(("text", "verdict"), [
    ("Varda Group had 12,400 employees as of Dec. 31, 2024.", Verdict.FAIL),
    ("As of Dec. 31, 2024, Varda Group had 12,700 employees.", Verdict.PASS),
    ("Varda Group had 12,400 employees at the end of 2024.", Verdict.FAIL),
    # a table of one row says nothing of other days
    ("Varda Group had 12,400 employees at the end of 2023.", None),
    ("Varda Group had 12,700 employees at the end of 2023.", None),
    ("Varda Group had 12,400 employees as of Nov. 30, 2024.", None),
    ("Varda Group had 12,400 employees in the quarter ended Sept. 30, 2022.", None),
    ("Varda Group has 12,700 employees.", Verdict.PASS),
])
def test_a_table_of_one_row_speaks_of_its_own_days(text: str, verdict: Verdict | None) -> None:
    report = Verifier(config=Config(facts=("figures.csv",))).verify_text(text, date=DAY)
    found = [finding.verdict for finding in report.findings if finding.claim.rule == "stated-fact"]
    assert found == ([] if verdict is None else [verdict])


@pytest.mark.parametrize(("times", "verdict"), [("12.5", Verdict.PASS), ("13.4", Verdict.FAIL)])
def test_a_multiple_with_decimals_is_as_exact_as_printed(times: str, verdict: Verdict) -> None:
    rule = PAYOUT.replace("payout ratio of {ratio:percent} [,] or {paid:amount} of a profit of {profit:amount}",
                          "{ratio:multiple} earnings of {profit:money/per=share} at {paid:money}")
    Path("house/payout.yaml").write_text(rule, encoding="utf-8")
    text = f"The share trades at {times} times earnings of $4.00 a share at $50.00."
    report = Verifier(config=Config(rules=(Path("house"),))).verify_text(text, date=DAY)
    assert [finding.verdict for finding in report.findings if finding.claim.rule == "payout"] == [verdict]
