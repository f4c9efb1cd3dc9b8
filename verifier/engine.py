"""The five verbs in a row: read, extract, link, check, render. Composition only."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from verifier.check import check
from verifier.checks import CHECKS
from verifier.checks.tables import FACTS
from verifier.config import Config, load_config
from verifier.extract import Extractor, language_of
from verifier.formula import Formula
from verifier.link import link
from verifier.link.stated import asks_facts, stated_claims
from verifier.model import Block, Claim, Document, Evidence, Finding, Mention, Report, Rule, Span, Verdict
from verifier.readers import plain, read
from verifier.reports import PLAIN, Run, Style, render, report_dict, run_dict
from verifier.reports import verdict as worst
from verifier.resources import rules_folder
from verifier.rules import Pack, load_lexicon, load_pack
from verifier.sources import explain, open_rates, open_sources
from verifier.sources.ledger import Ledger, Source
from verifier.tuning import tuned

if TYPE_CHECKING:
    from verifier.dossier import Comparison


ENGLISH = "en"
Wordings = Mapping[tuple[str, int], tuple[Rule, Formula]]  # by rule id and form
Against = str | Path | Document | Report  # a source document: where it lies, or as it was read


class Checked(Report, frozen=True):
    """A report with its verdict and its wire format."""

    @property
    def verdict(self) -> Verdict:
        """The worst of its findings; unverified where nothing was decided."""
        return worst(self)

    def to_dict(self) -> dict[str, object]:
        """The report as plain data: one element of `documents` in the JSON format."""
        return dict(report_dict(self))


class Dossier(Struct, frozen=True):
    """Several texts on one event: their reports, and what they say of the same things (see `verifier.dossier`)."""

    reports: tuple[Checked, ...]
    findings: tuple[Comparison, ...]
    digests: tuple[tuple[str, str], ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The worst of what the texts say against each other; what each says by itself stands in its report."""
        return max((finding.verdict for finding in self.findings), default=Verdict.UNVERIFIED)

    def to_dict(self) -> dict[str, object]:
        """The JSON format in full: `documents` as ever, and `dossier` beside them."""
        return dict(run_dict(Run(self.reports, (), self.digests, self.findings)))


class Verifier:
    """A compiled rule pack with its sources open; safe to share between threads.

    RuleError or ConfigError where rules or settings are wrong; SourceError where shipped data are damaged.
    """

    def __init__(self, *, config: Config | None = None) -> None:
        self.config = config or Config()
        self.pack: Pack = tuned(load_pack((rules_folder(), *self.config.rules), CHECKS, self.config.cache), self.config)
        self._rates = open_rates(self.config.data, self.config.rates)
        self.sources: Mapping[str, Source] = {**open_sources(self._rates), **self._facts()}
        self._ready: tuple[Pack, Wordings] | None = None
        self._extractors = {ENGLISH: Extractor(self.pack.lexicon, self.config.country)}
        self._digests = tuple((name, value) for name, value in self._digest_pairs())

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is worth a look in the fact tables, a line each: as two values for one figure."""
        found: tuple[str, ...] = getattr(self.sources.get(FACTS), "warnings", ())
        return found

    def _facts(self) -> dict[str, Source]:
        """The fact tables of the settings as a source; what reads them is loaded only where there are some."""
        if not self.config.facts:
            return {}
        from verifier.sources.facts import Facts, open_facts
        from verifier.sources.facts.wording import Wording

        return {Facts.name: open_facts(self.config.facts, self.config.cache, Wording.of(self.pack.lexicon))}

    @classmethod
    def from_config(cls, path: str | Path) -> Verifier:
        """A verifier as a `verifier.yaml` sets it up; ConfigError with file:line:column where it is wrong."""
        return cls(config=load_config(Path(path)))

    def read(self, path: str | Path, *, date: date | None = None) -> Document:
        """The document in a file; InputError where there is none to read."""
        return _dated(read(Path(path)), date)

    def extract(self, document: Document) -> tuple[Document, tuple[Mention, ...]]:
        """The document with its language, sentences, zones and date, and every mention in it.

        A text is read in the language its metadata name or else its script tells; in English where there is no lexicon
        for that. The rules' phrases are English: of another language the claims that need no wording are found.
        """
        if document.language == ENGLISH and (told := language_of(document.text)) is not None:
            document = replace(document, language=told)
        return self._reader(document.language).extract(document)

    def _reader(self, language: str) -> Extractor:
        """The extractor of a language, made when the first text in it comes; two threads may make it twice, to no harm."""
        if language not in self._extractors:
            lexicon = load_lexicon((rules_folder(), *self.config.rules), language)
            english = self._extractors[ENGLISH]
            self._extractors[language] = Extractor(lexicon, self.config.country) if lexicon is not None else english
        return self._extractors[language]

    def verify_text(
        self, text: str, *, date: date | None = None, name: str = "text", title: str | None = None,
        against: Sequence[Against] = (), sources_complete: bool = False,
    ) -> Checked:  # fmt: skip
        """The report on a text given as such; `title` is put before it as a title of its own. The rest as for `verify`."""
        return self.verify(_dated(_titled(text, name, title), date), against, sources_complete=sources_complete)

    def verify_file(
        self, path: str | Path, *, date: date | None = None, against: Sequence[Against] = (), sources_complete: bool = False
    ) -> Checked:
        """The report on a file; InputError where it, or a source document, cannot be read. The rest as for `verify`."""
        return self.verify(self.read(path, date=date), against, sources_complete=sources_complete)

    def verify(self, document: Document, against: Sequence[Against] = (), *, sources_complete: bool = False) -> Checked:
        """The report on a document: every mention accounted for, every claim the rules read judged.

        With source documents (`against`: paths, documents, or what `source_documents` made of them) each figure is also
        looked for in these; `sources_complete` says that they hold every figure, so that one they lack deserves a look.
        """
        if not isinstance(document, Document):
            raise TypeError("verify takes a Document; verify_text takes a text, verify_file a path")
        full, mentions = self.extract(document)
        ledger = Ledger(full, mentions, self.sources)
        report = Checked(full, mentions, tuple(self._findings(full, mentions, ledger)), self._digests, self._rates.reach)
        return self._tied_out(report, self.source_documents(against), sources_complete) if against else report

    def source_documents(self, against: Sequence[Against]) -> tuple[Report, ...]:
        """Source documents read and extracted, to tie several drafts out against; InputError where one cannot be read."""
        several = (against,) if isinstance(against, (str, Path, Document, Report)) else against  # a str's items are its letters
        return tuple(each if isinstance(each, Report) else self._source(each) for each in several)

    def _source(self, given: str | Path | Document) -> Report:
        document = given if isinstance(given, Document) else self.read(given)
        return Report(*self.extract(document), ())

    def _tied_out(self, report: Checked, sources: Sequence[Report], complete: bool) -> Checked:
        from verifier.tieout import tie_out  # what a text without source documents has no use for is not loaded for it

        off = frozenset(tuning.rule for tuning in self.config.tuning if tuning.off)
        findings = tie_out(report, sources, self.pack, complete=complete, off=off)
        digest = hashlib.sha256("\n".join(sorted(source.document.sha256 for source in sources)).encode()).hexdigest()
        return replace(report, findings=findings, digests=(*report.digests, ("against", digest)))

    def verify_dossier(self, paths: Sequence[str | Path], dates: Mapping[str, date] | None = None) -> Dossier:
        """The reports on several files and their comparison; `dates` are days by path as given. InputError as `verify_file`."""
        if isinstance(paths, (str, Path)):
            raise TypeError(f"verify_dossier takes several paths, not one: {paths}")
        days = {str(path): day for path, day in (dates or {}).items()}
        reports = tuple(self.verify_file(path, date=days.get(str(path))) for path in paths)
        return Dossier(reports, self.compare(reports), self._digests)

    def compare(self, reports: Sequence[Report]) -> tuple[Comparison, ...]:
        """What several texts say of the same things, in order of first places; nothing where the rule is switched off."""
        from verifier.compare import compare  # what one text alone has no use for is not loaded for it

        return compare(reports, self.pack, frozenset(tuning.rule for tuning in self.config.tuning if tuning.off))

    def _findings(self, document: Document, mentions: tuple[Mention, ...], ledger: Ledger) -> list[Finding]:
        found = []
        wordings, opposites = self._wordings(), self.pack.lexicon.table("opposites")
        for claim in self._claims(document, mentions):
            if (wording := wordings.get((claim.rule, claim.form))) is None:
                continue  # its rule is switched off
            rule, formula = wording
            finding = check(claim, rule, formula, ledger, opposites)
            if finding.verdict is not Verdict.UNVERIFIED or not asks_facts(rule):
                found.append(finding)  # a figure that no table holds is no claim about one
        return found

    def _wordings(self) -> Wordings:
        """Rule and formula of each wording that is not switched off; made once for a pack."""
        if self._ready is None or self._ready[0] is not self.pack:
            off, rules = {tuning.rule for tuning in self.config.tuning if tuning.off}, self.pack.rules
            ready = {
                (rules[each.rule].id, each.form): (rules[each.rule], each.formula)
                for each in self.pack.compiled if rules[each.rule].id not in off
            }
            self._ready = self.pack, ready
        return self._ready[1]

    def _claims(self, document: Document, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
        """The claims of the text and, where fact tables are at hand, each of its figures as one of a fact; in text order."""
        claims = link(document, mentions, self.pack)
        if FACTS not in self.sources:
            return claims
        stated = stated_claims(document, mentions, self.pack)
        return tuple(sorted((*claims, *stated), key=lambda claim: (claim.span, claim.rule, claim.form)))

    def rates(self, base: str, quote: str, day: date) -> tuple[Evidence, ...]:
        """What every rate source answers for one unit of `base` in `quote` on a day."""
        return explain(base.upper(), quote.upper(), _day(day), self._rates)

    def render(self, report: Report, format: str = "text", style: Style = PLAIN) -> str:
        """The report in words or data; ConfigError for an unknown format."""
        return render(Run((report,), (), report.digests), format, style)

    def _digest_pairs(self) -> list[tuple[str, str]]:
        sources = hashlib.sha256("".join(f"{name}:{source.digest}" for name, source in sorted(self.sources.items())).encode())
        return [("rules", self.pack.digest), ("sources", sources.hexdigest()), ("config", self.config.digest)]


def _dated(document: Document, day: date | None) -> Document:
    return document if day is None else replace(document, date=_day(day), date_from="given")


def _day(given: date) -> date:
    """The day, of a `datetime` too: that is a date to Python, and cannot be compared with one."""
    if not isinstance(given, date):
        raise TypeError(f"a day is a datetime.date, not {given!r}; date.fromisoformat reads 2025-02-24")
    return given.date() if isinstance(given, datetime) else given


def _titled(text: str, name: str, title: str | None) -> Document:
    if not isinstance(text, str):
        raise TypeError(f"verify_text takes a str, not {type(text).__name__}; verify(read(data, 'page.html')) takes bytes")
    if title is None:
        return plain(text, name)
    body = plain(text, name)
    shift = len(title) + 2
    moved = tuple(replace(block, span=Span(block.span.start + shift, block.span.end + shift)) for block in body.blocks)
    blocks = (Block(Span(0, len(title)), "title"), *moved)
    return replace(body, text=f"{title}\n\n{text}", blocks=blocks)
