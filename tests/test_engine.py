"""The library's front door."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import verifier
from verifier import Checked, Verifier
from verifier.errors import ConfigError, InputError
from verifier.model import Verdict

TEXT = "The plant cost 380 billion yuan (US$53 billion). Revenue rose 22% to $5.6bn from $5.0bn."
DAY = date(2025, 2, 24)


@pytest.fixture(scope="module")
def checker() -> Verifier:
    return Verifier()


def test_a_report_has_a_verdict_findings_mentions_and_data(checker: Verifier) -> None:
    report = checker.verify_text(TEXT, date=DAY, name="draft")
    assert isinstance(report, Checked) and report.verdict is Verdict.FAIL
    assert {finding.verdict.word for finding in report.findings} == {"warn", "fail"} and len(report.mentions) == 5
    data = report.to_dict()
    assert (data["name"], data["date"], data["date_from"], data["verdict"]) == ("draft", "2025-02-24", "given", "fail")


def test_files_are_read_by_their_suffix(checker: Verifier, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(f"---\ndate: 2025-02-24\n---\n# A plant\n\n{TEXT}\n", encoding="utf-8")
    assert checker.verify_file(draft).document.date_from == "metadata"
    assert checker.verify_file(draft, date=date(2024, 1, 2)).document.date == date(2024, 1, 2)
    with pytest.raises(InputError, match="no such file"):
        checker.verify_file(tmp_path / "none.md")


def test_a_title_given_apart_is_a_title(checker: Verifier) -> None:
    report = checker.verify_text("Varda will spend $52.4 billion.", title="Varda to spend $53 billion")
    assert report.mentions[0].zone == "title" and report.document.text.startswith("Varda to spend $53 billion\n")


def test_one_verifier_serves_many_threads(checker: Verifier) -> None:
    alone = checker.verify_text(TEXT, date=DAY).to_dict()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: checker.verify_text(TEXT, date=DAY).to_dict(), range(40)))
    assert all(other == alone for other in together)


def test_reports_travel_between_processes(checker: Verifier) -> None:
    report = checker.verify_text(TEXT, date=DAY)
    assert pickle.loads(pickle.dumps(report)) == report


def test_digests_tell_what_was_used(checker: Verifier, tmp_path: Path) -> None:
    settings = tmp_path / "verifier.yaml"
    settings.write_text("format: 1\ntune: {implied-rate: off}\n", encoding="utf-8")
    plain, tuned = (dict(v.verify_text(TEXT).digests) for v in (checker, Verifier.from_config(settings)))
    assert plain["rules"] == tuned["rules"] and plain["config"] != tuned["config"] and len(plain["sources"]) == 64


def test_rendering_knows_its_formats(checker: Verifier) -> None:
    report = checker.verify_text(TEXT, date=DAY)
    assert "must fix" in checker.render(report) and checker.render(report, "json").startswith("{")
    with pytest.raises(ConfigError, match="there is no report format 'pdf'"):
        checker.render(report, "pdf")


def test_the_package_opens_only_what_it_has() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Verifyer'"):
        verifier.Verifyer  # noqa: B018  # the access itself is what is tested
