"""Traced figures that the draft tells as done where their source only plans them, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.dossier import MODALITY
from verifier.lexicon import Lexicon
from verifier.link.modality import Cues, apart
from verifier.link.tracing import Trace
from verifier.model import Claim, Evidence, Finding, Form, Report, Span, Verdict
from verifier.tieout.places import Source

DOCUMENT = "document"


def overstated(
    traces: Sequence[Trace], draft: Report, sources: Sequence[Source], form: Form, lexicon: Lexicon
) -> Iterator[Finding]:
    """A warning for each word of the draft that no place of its figure bears out; `traces` are those with places.

    A verb that has two figures ("380 billion yuan ($53 billion)") is told of once, with the first.
    """
    cues = Cues.of(lexicon)
    told: set[Span] = set()
    for one in traces:
        said = cues.saying(draft.document, one.figure.sentence, one.figure.mention)
        if said is None or said.span in told:
            continue
        heard = [
            (place, found)
            for place in one.places
            if (found := cues.saying(sources[place.text - 1].report.document, place.sentence, place.mention)) is not None
        ]
        if not apart([said], [found for _, found in heard]):
            continue
        told.add(said.span)
        place, found = heard[0]
        source = sources[place.text - 1]
        locator = source.locator(place.mention.span)
        day = source.report.document.date
        evidence = Evidence(DOCUMENT, " ".join(place.mention.text.split()), None, day, locator, source.excerpt(place))
        message = f"The source says “{found.words}”, the text “{said.words}” ({locator}: “{evidence.note}”)."
        claim = Claim(MODALITY, 0, one.figure.mention.span, one.figure.sentence, (("first", one.figure.mention),))
        yield Finding(claim, "first", min(form.severity, Verdict.WARN), message, evidence=(evidence,))
