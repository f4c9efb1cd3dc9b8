"""Facts that several texts state → findings, one a fact and aspect: agreeing figures pass, drifting ones deserve a look."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from verifier.dossier import MODALITY, RULE, Aspect, Comparison, Place
from verifier.link.across import Fact, agree, facts
from verifier.link.apart import EXACT, significant
from verifier.link.copying import witnesses
from verifier.link.exclusion import Exclusion
from verifier.link.modality import Cues, Saying, apart
from verifier.link.promises import promised
from verifier.link.surroundings import Surroundings
from verifier.model import Document, Form, Report, Verdict
from verifier.rules import Pack

HUNDRED = 100
PLAIN = "without a qualifier"
PRONOUNS = frozenset({"its", "their", "his", "her", "our", "my"})


def compare(reports: Sequence[Report], pack: Pack, off: Collection[str] = ()) -> tuple[Comparison, ...]:
    """What the texts say of the same things, in order of first places; nothing where the pack has no rule `dossier`.

    `off` are rules that must not speak.
    """
    rule = pack.rule(RULE)
    if rule is None or RULE in off or len(reports) < 2:
        return ()
    certainty = None if MODALITY in off else pack.rule(MODALITY)
    texts = tuple(report.document for report in reports)
    desk = _Desk(
        texts, tuple(_short(text.name) for text in texts), witnesses(reports), rule.forms[0],
        certainty.forms[0] if certainty else None, Cues.of(pack.lexicon), Exclusion.of(texts, pack.lexicon),
    )  # fmt: skip
    found: list[Comparison] = []
    for fact in facts(reports, pack, desk.form.tolerance.warning.amount / HUNDRED):
        found += _findings(fact, desk)
    return tuple(found)


class _Desk(Struct, frozen=True):
    """What every finding of one dossier is written with: the texts, their short names, who copies whom, and the rules."""

    documents: tuple[Document, ...]
    names: tuple[str, ...]
    witnesses: tuple[int, ...]
    form: Form
    certainty: Form | None
    cues: Cues
    exclusion: Exclusion

    def finding(
        self, aspect: Aspect, places: Sequence[Surroundings], message: str, verdict: Verdict, rule: str = RULE
    ) -> Comparison:
        return Comparison(aspect, verdict, tuple(Place(one.text, one.mention) for one in places), message, rule)

    def drift(self, aspect: Aspect, places: Sequence[Surroundings], message: str) -> Comparison:
        return self.finding(aspect, places, message, min(self.form.severity, Verdict.WARN))

    def said(self, what: str, places: Sequence[Surroundings]) -> str:
        """`US$80 billion (a.md, b.md)`."""
        return f"{what} ({', '.join(dict.fromkeys(self.names[one.text] for one in places))})"


def _findings(fact: Fact, desk: _Desk) -> Iterator[Comparison]:
    kind = fact.places[0].mention.kind
    if kind == "superlative":
        yield _scope(fact, desk)
        return
    metric = _metric(fact, desk)
    if metric is not None:
        yield metric
    if metric is None or kind != "band":
        yield _figure(fact, desk)
    for reading in _same_value(fact):
        yield from filter(None, (_qualifier(reading, desk), _period(reading, desk), _modality(reading, desk)))


def _figure(fact: Fact, desk: _Desk) -> Comparison:
    if _contradicted(fact):
        first, *others = (desk.said(_worded(reading), reading) for reading in fact.readings)
        message = desk.form.message.replace("{first}", first).replace("{second}", " and ".join(others))
        severity = desk.form.severity if _excluded(fact, desk) else min(desk.form.severity, Verdict.WARN)
        return desk.finding("figure", fact.places, message, severity)
    texts = sorted({one.text for one in fact.places})
    message = f"{_printed(fact.places)}: the figure agrees in {len(texts)} texts{_copied(texts, desk)}."
    return desk.finding("figure", fact.places, message, Verdict.PASS)


def _copied(texts: Sequence[int], desk: _Desk) -> str:
    """Agreement of copies is not independence."""
    heard = len({desk.witnesses[text] for text in texts})
    if heard == len(texts):
        return ""
    return f", but some copy others: {heard} {'witness' if heard == 1 else 'witnesses'}"


def _contradicted(fact: Fact) -> bool:
    """Whether two texts print figures that cannot both be; a title counts only where its text has no more than that."""
    return any(True for _ in _disagreeing(fact))


def _disagreeing(fact: Fact) -> Iterator[tuple[Surroundings, Surroundings]]:
    decisive = [_decisive(reading, fact) for reading in fact.readings]
    for place, reading in enumerate(decisive):
        for one in reading:
            for other in (each for others in decisive[place + 1 :] for each in others):
                if one.text != other.text and not agree(one.mention, other.mention):
                    yield one, other


def _excluded(fact: Fact, desk: _Desk) -> bool:
    return any(desk.exclusion.holds(one, other) for one, other in _disagreeing(fact))


def _decisive(reading: Sequence[Surroundings], fact: Fact) -> list[Surroundings]:
    bodies = {one.text for one in fact.places if _in_body(one)}
    return [one for one in reading if _in_body(one) or one.text not in bodies]


def _in_body(one: Surroundings) -> bool:
    return one.mention.zone not in ("title", "heading")


def _printed(places: Sequence[Surroundings]) -> str:
    """How the figure is printed: the first of each value, in the body if it stands there, joined by "and"."""
    shown: dict[object, str] = {}
    for one in sorted(places, key=lambda one: not _in_body(one)):
        shown.setdefault(one.mention.value, " ".join(one.mention.text.split()))
    return " and ".join(shown.values())


def _worded(reading: Sequence[Surroundings]) -> str:
    """How it is printed, with the qualifier where all have the same: "more than 68%"."""
    qualifiers = {one.mention.qualifier for one in reading}
    word = qualifiers.pop() if len(qualifiers) == 1 else None
    return f"{word.replace('_', ' ')} {_printed(reading)}" if word else _printed(reading)


def _same_value(fact: Fact) -> Iterator[list[Surroundings]]:
    """Its places by printed value, those that stand in several texts: "31.74" beside "more than 31.7" is no drift."""
    groups: dict[object, list[Surroundings]] = {}
    for one in fact.places:
        groups.setdefault(one.mention.value, []).append(one)
    yield from (group for value, group in groups.items() if value is not None and len({one.text for one in group}) > 1)


def _qualifier(places: Sequence[Surroundings], desk: _Desk) -> Comparison | None:
    """One says "at least", another "more than", a third nothing."""
    by_text: dict[int, set[str]] = {}
    spoken: dict[str, list[Surroundings]] = {}
    bodies = {one.text for one in places if _in_body(one)}
    for one in places:
        if _in_body(one) or one.text not in bodies:
            word = (promised(one.mention) or PLAIN).replace("_", " ")
            by_text.setdefault(one.text, set()).add(word)
            spoken.setdefault(word, []).append(one)
    if all(words & others for words in by_text.values() for others in by_text.values()):
        return None
    message = f"{_printed(places)}: {'; '.join(desk.said(word, where) for word, where in spoken.items())}."
    return desk.drift("qualifier", places, message)


def _modality(places: Sequence[Surroundings], desk: _Desk) -> Comparison | None:
    """One says that it was done, another that it is planned, or only possible."""
    if desk.certainty is None:
        return None
    by_text: dict[int, list[tuple[Surroundings, Saying]]] = {}
    bodies = {one.text for one in places if _in_body(one)}
    for one in places:
        if _in_body(one) or one.text not in bodies:
            found = desk.cues.saying(desk.documents[one.text], one.sentence, one.mention)
            if found is not None:
                by_text.setdefault(one.text, []).append((one, found))
    heard = [[saying for _, saying in said] for said in by_text.values()]
    if not any(apart(some, others) for place, some in enumerate(heard) for others in heard[place + 1 :]):
        return None
    spoken: dict[str, list[Surroundings]] = {}
    for one, saying in (each for said in by_text.values() for each in said):
        spoken.setdefault(f"“{saying.words}”", []).append(one)
    told = [one for where in spoken.values() for one in where]
    message = f"{_printed(places)}: {'; '.join(desk.said(words, where) for words, where in spoken.items())}."
    places = sorted(told, key=lambda one: (one.text, one.mention.span.start))
    return desk.finding("modality", places, message, min(desk.certainty.severity, Verdict.WARN), MODALITY)


def _period(places: Sequence[Surroundings], desk: _Desk) -> Comparison | None:
    """ "This year" in one text, "this financial year" in another."""
    dated = [(one, one.period) for one in places if one.period is not None and one.period.facet("unit") == "year"]
    kinds: dict[str, list[Surroundings]] = {}
    for one, period in dated:
        kinds.setdefault("fiscal" if period.facet("fiscal") else "calendar", []).append(one)
    if len(kinds) < 2 or {one.text for one in kinds["fiscal"]} & {one.text for one in kinds["calendar"]}:
        return None
    words = [desk.said(period.text, [one]) for one, period in dated]
    return desk.drift("period", [one for one, _ in dated], f"{_printed(places)}: {'; '.join(dict.fromkeys(words))}.")


def _metric(fact: Fact, desk: _Desk) -> Comparison | None:
    """Triple-digit revenue against triple-digit growth; one long figure as revenue here and as profit there."""
    named: dict[str, list[Surroundings]] = {}
    for one in fact.places:
        measure = one.head or (min(one.metrics) if len(one.metrics) == 1 and significant(one.mention) > EXACT else None)
        if measure is not None:
            named.setdefault(measure, []).append(one)
    texts = [{one.text for one in where} for where in named.values()]
    if len(named) < 2 or set.intersection(*texts):
        return None
    said = "; ".join(desk.said(f"{_printed(where)} {measure}", where) for measure, where in named.items())
    return desk.drift("metric", [one for one in fact.places if any(one in where for where in named.values())], f"{said}.")


def _scope(fact: Fact, desk: _Desk) -> Comparison:
    """One superlative: of how much, and since when."""
    scopes: dict[frozenset[str], list[Surroundings]] = {}
    for one in fact.places:
        words = " ".join(one.mention.facet(name) or "" for name in ("owner", "scope", "window")).lower().split()
        scopes.setdefault(frozenset(words), []).append(one)
    if len(scopes) == 1:
        texts = sorted({one.text for one in fact.places})
        message = f"{_ranking(fact.places[0])}: one scope in {len(texts)} texts{_copied(texts, desk)}."
        return desk.finding("scope", fact.places, message, Verdict.PASS)
    said = "; ".join(desk.said(_ranking(where[0]), where) for where in scopes.values())
    return desk.drift("scope", fact.places, f"One superlative, {len(scopes)} scopes: {said}.")


def _ranking(one: Surroundings) -> str:
    """`largest-ever computing project, China's, by a private company`."""
    mention = one.mention
    noun = mention.facet("noun") or ""
    head = " ".join(mention.text.split()) if noun.lower() in mention.text.lower() else f"{' '.join(mention.text.split())} {noun}"
    owner = mention.facet("owner")
    owner = None if owner in PRONOUNS else owner
    window = mention.facet("window")
    parts = (head, f"{owner}'s" if owner else "", mention.facet("scope") or "", window if window != "ever" else "")
    return ", ".join(part for part in parts if part)


def _short(name: str) -> str:
    """The last part of a path: messages name texts, and need not say where they lie."""
    return name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
