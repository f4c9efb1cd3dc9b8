"""Whole short documents of a business desk, right as they stand, with slips to plant in them: tests/newsdesk/.

    date: 2025-03-06
    ----
    Pre-tax profit rose 12% to £1.23m from {£1.1m~£1.3m:percentage-change} a year earlier.

A brace holds what is right, what is wrong, and the rule that must pass the one and accuse the other. A right document gets no
warning and no fail at all: a false alarm costs more trust than a slip that goes unseen.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from verifier import Checked, Verifier
from verifier.model import Finding, Mention, RoleValue, Verdict

FOLDER = Path(__file__).parent / "newsdesk"
SLIP = re.compile(r"\{([^{}~]+)~([^{}~:]+):([a-z-]+)\}")
DOCUMENTS = sorted(path.name for path in FOLDER.iterdir())


@cache
def checker() -> Verifier:
    return Verifier()


def pages(name: str) -> tuple[datetime.date, str]:
    """The day a document is dated, and its text with the braces in it."""
    head, _, text = (FOLDER / name).read_text(encoding="utf-8").partition("\n----\n")
    return datetime.date.fromisoformat(head.removeprefix("date: ")), text


def filled(text: str, planted: int | None) -> tuple[str, list[tuple[int, int]]]:
    """The text with one slip planted (none for None), and where the braces' contents stand."""
    plain, places, last = "", [], 0
    for number, found in enumerate(SLIP.finditer(text)):
        plain += text[last : found.start()]
        content = found[2] if number == planted else found[1]
        places.append((len(plain), len(plain) + len(content)))
        plain, last = plain + content, found.end()
    return plain + text[last:], places


def read(name: str, planted: int | None, folder: Path) -> tuple[Checked, list[tuple[int, int]]]:
    day, text = pages(name)
    plain, places = filled(text, planted)
    path = folder / name
    path.write_text(plain, encoding="utf-8")
    return checker().verify_file(path, date=day), places


def mentions(value: RoleValue | tuple[Mention, ...]) -> Iterator[Mention]:
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, Mention):
        yield value


def about(finding: Finding, place: tuple[int, int]) -> bool:
    spans = [mention.span for _, value in finding.claim.roles for mention in mentions(value)]
    return any(span.start < place[1] and place[0] < span.end for span in spans)


def slips() -> Iterator[object]:
    for name in DOCUMENTS:
        for number, found in enumerate(SLIP.finditer(pages(name)[1])):
            yield pytest.param(name, number, found[3], id=f"{name}: {found[2]}")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_right_document_raises_no_alarm(name: str, tmp_path: Path) -> None:
    report, places = read(name, None, tmp_path)
    assert not [finding.message for finding in report.findings if finding.verdict > Verdict.PASS]
    for place, found in zip(places, SLIP.finditer(pages(name)[1]), strict=True):
        passed = [each for each in report.findings if each.verdict is Verdict.PASS and each.claim.rule == found[3]]
        assert any(about(finding, place) for finding in passed), found[0]


@pytest.mark.parametrize(("name", "number", "rule"), list(slips()))
def test_planted_slip_is_accused(name: str, number: int, rule: str, tmp_path: Path) -> None:
    report, places = read(name, number, tmp_path)
    accused = [each for each in report.findings if each.verdict > Verdict.PASS and each.claim.rule == rule]
    assert any(about(finding, places[number]) for finding in accused)
