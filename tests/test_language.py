"""Languages are data: which lexicon a text is read with, and a new language from a folder of words alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from verifier import Verifier
from verifier.config import Config
from verifier.extract import Extractor, language_of
from verifier.lexicon import read_lexicon
from verifier.model import Document, Mention

GERMAN = """
format: 1
about: Enough German to read a sentence.
tables:
  scales: {millionen: 1e6, milliarden: 1e9}
  percents: ["%", prozent]
  currency_nouns: {euro: {code: EUR}}
  months: {januar: 1, februar: 2, märz: 3}
  qualifiers:
    about: {low: 0.975, high: 1.025}
    more_than: {low: 1, high: inf, far: 1.5}
  qualifier_before: {rund: about, mehr als: more_than}
  shapes:
    "{day}. {months} {year}": {kind: date}
"""


@pytest.mark.parametrize(("text", "told"), [
    ("Sales rose 13% to $5 billion.", None),
    ("Größe über 13 % – „so viel“ wie ’23 …" * 20, None),
    ("港务集团计划未来三年投资3800亿元。", "zh"),
    ("港務集團計畫投資3800億元，約530億美元，與Harbour Tools Ltd.合作。", "zh"),
    ("売上高は前年同期に比べて13%増えた。", None),
    ("매출은 13% 늘었다.", None),
    ("Harbour Bank said profit rose 13% in the year to the end of March.\n免责声明：本文仅供参考。", None),
    ("", None),
])
def test_a_script_tells_its_language(text: str, told: str | None) -> None:
    assert language_of(text) == told


def values(mentions: tuple[Mention, ...]) -> list[tuple[str, str, Decimal | None, str | None]]:
    return [(m.text, m.kind, m.value, m.qualifier) for m in mentions]


def test_a_language_needs_no_code() -> None:
    extractor = Extractor(read_lexicon("de", {"german": GERMAN}))
    _, mentions = extractor.extract(Document("x", "Am 3. März 2025 zahlte er rund 5,2 Milliarden Euro, mehr als 13 Prozent."))
    assert values(mentions) == [
        ("3. März 2025", "date", None, None),
        ("5,2 Milliarden Euro", "money", Decimal(5_200_000_000), "about"),
        ("13 Prozent", "percent", Decimal(13), "more_than"),
    ]
    assert str(mentions[0].period) == "2025-03-03"


def test_a_document_is_read_in_its_own_language() -> None:
    verifier = Verifier()
    chinese = verifier.verify_text("港务集团投资3800亿元\n\n港务集团周一表示，计划投资3800亿元，比去年增长13%。")
    assert chinese.document.language == "zh"
    assert chinese.to_dict()["language"] == "zh"
    assert ("3800亿元", "money", Decimal(380_000_000_000), None) in values(chinese.mentions)
    assert [finding.claim.rule for finding in chinese.findings] == ["same-figure"]  # what needs no English wording
    english = verifier.verify_text("Harbour Bank said profit rose 13% to $5 billion.\n\n免责声明：本文仅供参考，投资100元。")
    assert english.document.language == "en"
    assert [mention.zone for mention in english.mentions if mention.text == "100"] == ["boilerplate"]


def test_a_language_without_words_is_read_as_english() -> None:
    document = Document("x", "Sales rose 13%.", language="fr")
    full, mentions = Verifier().extract(document)
    assert (full.language, values(mentions)) == ("fr", [("13%", "percent", Decimal(13), None)])


@pytest.mark.parametrize("language", ["../en", "e n", "", "ＺＨ"])
def test_a_languages_name_leads_to_no_other_folder(language: str) -> None:
    _, mentions = Verifier().extract(Document("x", "Sales rose 13%.", language=language))
    assert len(mentions) == 1


def test_an_organisation_adds_words_of_any_language(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon" / "zh"
    folder.mkdir(parents=True)
    words = "format: 1\nabout: Our own.\ntables:\n  currency_nouns:\n    大洋: {code: CNY}\n"
    (folder / "words.yaml").write_text(words, encoding="utf-8")
    verifier = Verifier(config=Config(rules=(tmp_path,), cache=None))
    _, mentions = verifier.extract(Document("x", "他们付了五百大洋。", language="zh"))
    assert [(m.text, m.unit and m.unit.name) for m in mentions] == [("五百大洋", "CNY")]


def test_full_width_figures_keep_their_places() -> None:
    _, mentions = Verifier().extract(Document("x", "Rents rose １３％ to ＵＳ＄５.６ billion."))
    assert values(mentions) == [("１３％", "percent", Decimal(13), None),
                                ("ＵＳ＄５.６ billion", "money", Decimal(5_600_000_000), None)]
