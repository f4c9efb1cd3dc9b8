"""Sentences and what must be read in them: tests/corpus/*.yaml, one file per matter.

    - {sentence: "Sales fell in the [December quarter|date|2024-10-01/2024-12-31].", date: 2025-02-24}
    - {sentence: "The first-mover advantage is gone.", none: [superlative, ordinal]}
    - {sentence: "…", xfail: "why it is not read yet"}
    - {page: "Title\n\nA paragraph.", blocks: [title, paragraph], sentences: 2, published: 2025-02-24}

A bracket is [text|kind|value|unit]; value and unit may be left out. A date's value is its days. `facets` says more of the
mentions named by their text, `allows` their qualifier and bounds ([more_than, 40, Infinity]),
`per` what they are counted by, `assumed` what was decided; `none` names kinds that must not be read at all. `title`,
`country` set the document's; `language` picks the lexicon it is read with.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from verifier.extract import Extractor
from verifier.interval import Interval
from verifier.lexicon import lexicon_files, read_lexicon
from verifier.model import Document, Mention
from verifier.resources import rules_folder

CORPUS = Path(__file__).parent / "corpus"
BRACKET = re.compile(r"\[([^\[\]|]+)\|([a-z]+)(?:\|([^\[\]|]*))?(?:\|([^\[\]|]*))?\]")
Row = dict[str, Any]  # what YAML gives: texts, lists and dates


def rows() -> list[Any]:
    found = []
    for path in sorted(CORPUS.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            said = row.get("sentence") or row["page"]
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
            found.append(pytest.param(row, id=f"{path.stem}: {said[:70]}", marks=marks))
    return found


@cache
def reader(language: str) -> Extractor:
    return Extractor(read_lexicon(language, lexicon_files(rules_folder() / "lexicon" / language)))


@pytest.fixture
def extractor(row: Row) -> Extractor:
    return reader(row.get("language", "en"))


def unbracketed(marked: str) -> tuple[str, list[tuple[int, str, str, str | None, str | None]]]:
    """The plain sentence, and (start, text, kind, value, unit) of every bracket."""
    plain, wanted, last = "", [], 0
    for found in BRACKET.finditer(marked):
        plain += marked[last:found.start()]
        wanted.append((len(plain), found[1], found[2], found[3] or None, found[4] or None))
        plain += found[1]
        last = found.end()
    return plain + marked[last:], wanted


def value_of(mention: Mention) -> str | Decimal | None:
    if mention.kind in ("date", "weekday"):
        return str(mention.period) if mention.period else None
    return mention.value


def same(wanted: str, got: str | Decimal | None) -> bool:
    if isinstance(got, Decimal):
        try:
            return Decimal(wanted) == got
        except InvalidOperation:
            return False
    return wanted == got


def read(row: Row, text: str, extractor: Extractor) -> tuple[Document, tuple[Mention, ...]]:
    day = row.get("date")
    assert day is None or isinstance(day, datetime.date)
    return extractor.extract(Document("corpus", text, date=day, date_from="given" if day else None, country=row.get("country")))


@pytest.mark.parametrize("row", [row for row in rows() if "sentence" in row.values[0]])
def test_sentence_is_read_as_marked(row: Row, extractor: Extractor) -> None:
    text, wanted = unbracketed(row["sentence"])
    assert wanted or "none" in row, "a sentence needs a bracket or `none`"
    _, mentions = read(row, text, extractor)
    told = [(mention.text, mention.kind, str(value_of(mention)), mention.unit and mention.unit.name) for mention in mentions]
    for start, words, kind, value, unit in wanted:
        here = [m for m in mentions if m.span.start == start and m.text == words and m.kind == kind]
        assert here, f"{words!r} is not read as {kind}: {told}"
        assert value is None or same(value, value_of(here[0])), f"{words!r} is not {value}: {told}"
        assert unit is None or (here[0].unit is not None and here[0].unit.name == unit), f"{words!r} is not in {unit}: {told}"
    for words, facets in row.get("facets", {}).items():
        (mention,) = [m for m in mentions if m.text == words]
        assert {name: mention.facet(name) for name in facets} == facets
    for words, (qualifier, low, high) in row.get("allows", {}).items():
        (mention,) = [m for m in mentions if m.text == words]
        assert mention.quantity is not None
        assert (mention.qualifier, mention.quantity.interval) == (qualifier, Interval(Decimal(low), Decimal(high)))
    for column in ("per", "assumed"):
        for words, said in row.get(column, {}).items():
            (mention,) = [m for m in mentions if m.text == words]
            assert getattr(mention, column) == said
    unwanted = [mention for mention in mentions if mention.kind in row.get("none", ())]
    assert not unwanted, f"read as {row['none']}: {told}"


@pytest.mark.parametrize("row", [row for row in rows() if "page" in row.values[0]])
def test_page_is_laid_out(row: Row, extractor: Extractor) -> None:
    document, mentions = read(row, row["page"], extractor)
    if "blocks" in row:
        assert [block.kind for block in document.blocks] == row["blocks"]
    if "sentences" in row:
        told = [document.text[span.start:span.end] for span in document.sentences]
        assert told == row["sentences"] if isinstance(row["sentences"], list) else len(told) == row["sentences"], told
    if "published" in row:
        assert document.date == (row["published"] or None)
        assert document.date_from == row.get("known_by", "dateline" if row["published"] else None)
    if "copies" in row:
        assert [document.text[copy.start:copy.end] for copy, _ in document.copies] == row["copies"]
    if "zones" in row:
        assert {mention.text: mention.zone for mention in mentions if mention.text in row["zones"]} == row["zones"]


def test_every_file_holds_something() -> None:
    assert all(yaml.safe_load(path.read_text(encoding="utf-8")) for path in CORPUS.glob("*.yaml"))
    assert len(rows()) >= 150
