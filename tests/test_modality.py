"""How certain a text says it is: the words beside a figure, and what is made of them in titles, dossiers and source documents."""

from __future__ import annotations

from datetime import date

import pytest

from verifier import Verifier
from verifier.config import Config, Tuning
from verifier.link.modality import Cues, Saying
from verifier.model import Document, Mention, Span, Verdict
from verifier.readers import plain

DAY = date(2025, 2, 24)
ENGINE = Verifier()
CUES = Cues.of(ENGINE.pack.lexicon)


def heard(text: str) -> str | None:
    """The words of certainty of the text's last amount of money."""
    document, mentions = ENGINE.extract(plain(text, "a.txt"))
    figure = [mention for mention in mentions if mention.kind == "money"][-1]
    sentence = next(span for span in document.sentences if span.start <= figure.span.start < span.end)
    found = CUES.saying(document, sentence, figure)
    return found.words if found else None


@pytest.mark.parametrize(("text", "words"), [
    ("Varda invested $5 billion in cranes.", "invested"),
    ("Varda has already spent nearly $5 billion on cranes.", "spent"),
    ("Varda will have spent $5 billion by then.", "will"),
    ("Varda plans to invest at least 380 billion yuan ($53 billion) in cranes.", "plans to"),
    ("Varda is expected to be fined $5 billion.", "expected to"),
    ("Varda may have paid $5 billion for Orlo.", "may"),
    ("Varda is in talks to buy Orlo, a maker of cranes, for $5 billion.", "in talks"),
    ("Varda agreed to be bought for $5 billion.", "agreed to"),
    ("In all $5 billion will be spent on cranes.", "will"),
    ("In all $5 billion was spent on cranes.", "spent"),
    ("Varda raised its wages, and its harbour earned $5 billion.", None),
    ("In May 2024 Varda had a debt of $5 billion.", None),
    ("Varda has not spent $5 billion on cranes.", None),
    ("Varda denied that it will spend $5 billion.", None),
    ("Varda raised its forecast to $5 billion.", None),
    ("Orlo has received a $5 billion takeover offer.", None),
    ("Varda grows if it invests $5 billion.", None),
    ("The acquired harbour is worth $5 billion.", None),
    ("Varda's $5 billion bet on cranes pays off.", None),
    ("Varda, which sold its yard, is worth $5 billion.", None),
])  # fmt: skip
def test_the_words_that_govern_a_figure(text: str, words: str | None) -> None:
    assert heard(text) == words


@pytest.mark.parametrize(("title", "body", "wanted"), [
    ("Varda bought Orlo for $5 billion", "Varda agreed to buy its rival Orlo for $5 billion, it said.", ["warn"]),
    ("Varda to Invest $5 Billion in Cranes", "Varda may invest $5 billion in cranes, two people said.", ["warn"]),
    ("Varda to Invest $5 Billion in Cranes", "Varda plans to invest $5 billion in cranes, it said.", []),
    ("Varda invests $5 billion in cranes", "Varda plans to invest $5 billion in cranes, it said.", []),
    ("Varda bought Orlo for $5 billion", "Varda had agreed to pay $5 billion in May. It paid $5 billion on Monday.", []),
])
def test_titles_keep_the_certainty_of_their_body(title: str, body: str, wanted: list[str]) -> None:
    report = ENGINE.verify_text(body, title=title, date=DAY)
    assert [finding.verdict.word for finding in report.findings if finding.claim.rule == "modality"] == wanted


def test_texts_that_differ_in_certainty_are_named_with_their_words() -> None:
    texts = ("Varda invested 380 billion yuan in cloud centres.", "Varda plans to invest 380 billion yuan in cloud centres.",
             "Varda will invest 380 billion yuan in cloud centres.")  # fmt: skip
    reports = [ENGINE.verify_text(text, date=DAY, name=f"{place}.txt") for place, text in enumerate(texts)]
    (found,) = (one for one in ENGINE.compare(reports) if one.aspect == "modality")
    assert (found.rule, found.verdict) == ("modality", Verdict.WARN)
    assert found.message == "380 billion yuan: “invested” (0.txt); “plans to” (1.txt); “will” (2.txt)."
    assert [one for one in ENGINE.compare(reports[1:]) if one.aspect == "modality"] == []


@pytest.mark.parametrize(("draft", "source", "wanted"), [
    ("Varda invested 38 billion yuan ($5.3 billion) in cranes.",
     "Varda plans to invest 38 billion yuan ($5.3 billion) in cranes.", 1),
    ("Varda will invest 380 billion yuan in cranes.", "Varda could invest 380 billion yuan in cranes.", 1),
    ("Varda could invest 380 billion yuan in cranes.", "Varda has invested 380 billion yuan in cranes.", 1),
    ("Varda will invest 380 billion yuan in cranes.", "Varda plans to invest 380 billion yuan in cranes.", 0),
    ("Varda will invest 380 billion yuan in cranes.", "Varda hopes to invest 380 billion yuan in cranes.", 1),
    ("Varda is to invest 380 billion yuan in cranes.", "Varda wants to invest 380 billion yuan in cranes.", 1),
    ("Varda wants to invest 380 billion yuan in cranes.", "Varda invested 380 billion yuan in cranes.", 1),
    ("Varda plans to invest 380 billion yuan in cranes.", "Varda hopes to invest 380 billion yuan in cranes.", 0),
    ("Varda may invest 380 billion yuan in cranes.", "Varda hopes to invest 380 billion yuan in cranes.", 0),
    ("Varda may invest 380 billion yuan in cranes.", "Varda plans to invest 380 billion yuan in cranes.", 1),
    ("Varda invested 380 billion yuan in cranes.", "Varda's 380 billion yuan investment in cranes is over.", 0),
    ("Varda will invest 380 billion yuan in cranes.", "Varda may not invest 380 billion yuan in cranes.", 0),
])  # fmt: skip
def test_a_draft_keeps_the_certainty_of_its_source(draft: str, source: str, wanted: int) -> None:
    report = ENGINE.verify_text(draft, against=[plain(source, "release.txt")])
    found = [finding for finding in report.findings if finding.claim.rule == "modality"]
    assert [finding.verdict for finding in found] == [Verdict.WARN] * wanted
    assert all(finding.evidence[0].locator == "release.txt, line 1" for finding in found)


def test_the_rule_can_be_switched_off() -> None:
    quiet = Verifier(config=Config(tuning=(Tuning("modality", off=True),)))
    draft, source = "Varda invested 380 billion yuan in cranes.", "Varda may invest 380 billion yuan in cranes."
    report = quiet.verify_text(draft, title="Varda to invest 380 billion yuan", against=[plain(source, "release.txt")])
    assert not [finding for finding in report.findings if finding.claim.rule == "modality"]
    reports = [quiet.verify_text(text, name=text) for text in (draft, source)]
    assert not [one for one in quiet.compare(reports) if one.aspect == "modality"]


def test_each_figure_is_read_once_however_often_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    saying = Cues.saying

    def counted(self: Cues, document: Document, sentence: Span, figure: Mention) -> Saying | None:
        asked.append(figure.id)
        return saying(self, document, sentence, figure)

    monkeypatch.setattr(Cues, "saying", counted)
    title = "Orlo plans to spend $5 billion, $5 billion and $5 billion on ports"
    body = " ".join("Orlo plans to spend $5 billion on ports in the north." for _ in range(40))
    ENGINE.verify_text(f"{title}\n\n{body}\n", date=DAY)
    assert len(asked) == len(set(asked)) > 40
