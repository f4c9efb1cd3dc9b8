"""What changed on the way from a source to the draft where the figure is the same: its exactness, qualifier, year, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verifier.link.promises import promised
from verifier.link.rankings import Apart
from verifier.link.surroundings import Surroundings
from verifier.model import Document, Mention
from verifier.tieout.places import quotation, words

RANKED: Mapping[Apart, str] = {
    "rank": "says", "hedge": "is more modest:", "scope": "limits it:", "window": "says it of another time:",
    "noun": "says it of something else:",
}  # fmt: skip


def ranking_drift(mine: Mention, theirs: Mention, apart: Apart) -> str:
    """What a draft changed about a superlative: `the source limits it: “largest order, by a private company”, the text …`."""
    return f"the source {RANKED[apart]} “{ranking(theirs)}”, the text “{ranking(mine)}”"


def ranking(mention: Mention) -> str:
    """A superlative in full, as far as its text limits it: "largest crane order in Europe, since 2021"."""
    noun = mention.facet("noun") or ""
    said = _printed(mention)
    head = said if noun.lower() in said.lower() else f"{said} {noun}"
    hedge, scope, window = (mention.facet(name) or "" for name in ("hedge", "scope", "window"))
    window = "" if window == "ever" or window.lower() in said.lower() else window
    return " ".join(filter(None, (hedge, head, scope, window)))


def drift(figure: Surroundings, places: Sequence[Surroundings], draft: Document, sources: Sequence[Document]) -> str | None:
    """What no place supports, in words; None where one of them supports all of it. `sources` are those of the places."""
    found = [_drift(figure, place, draft, source) for place, source in zip(places, sources, strict=True)]
    return None if None in found else found[0]


def _drift(figure: Surroundings, place: Surroundings, draft: Document, source: Document) -> str | None:
    """What one place does not support, the gravest first."""
    mine, theirs = figure.mention, place.mention
    if finer(mine, theirs):
        return f"the source prints it less exactly, as {_printed(theirs)}"
    if figure.head and place.head and figure.head != place.head:
        return f"the source says it of {place.head}, the text of {figure.head}"
    if mine.zone not in ("title", "heading") and mine.value == theirs.value and _qualifier(mine) != _qualifier(theirs):
        return f"the source says {_worded(theirs)}, the text {_worded(mine)}"
    if _other_year(figure.period, place.period) and figure.period and place.period:
        return f"the source says it of “{_printed(place.period)}”, the text of “{_printed(figure.period)}”"
    return _misquoted(mine, theirs, draft, source)


def finer(mine: Mention, theirs: Mention) -> bool:
    """Whether a figure has digits that its source does not: 31.74 cannot come from 31.7."""
    if mine.value == theirs.value or theirs.value is None or mine.strict is None or mine.qualifier is not None:
        return False
    return theirs.value not in mine.strict


def _qualifier(mention: Mention) -> str | None:
    """The qualifier where it promises something; "between" says of two ends no more than "to" does."""
    ends = mention.qualifier == "between" and mention.value is None
    return None if ends else promised(mention)


def _other_year(mine: Mention | None, theirs: Mention | None) -> bool:
    """Whether one names a calendar year and the other a financial one: "this year", "this financial year"."""
    if mine is None or theirs is None or mine.facet("unit") != "year" or theirs.facet("unit") != "year":
        return False
    return bool(mine.facet("fiscal")) != bool(theirs.facet("fiscal"))


def _misquoted(mine: Mention, theirs: Mention, draft: Document, source: Document) -> str | None:
    """Where both quote somebody: whether the draft's words are not the source's; what is left out between "…" is allowed."""
    said, heard = quotation(draft, mine), quotation(source, theirs)
    if said is None or heard is None:
        return None
    held = words(source.text[heard.start : heard.end])
    parts = draft.text[said.start : said.end].replace("...", "…").split("…")
    if all(words(part) in held or not part.strip() for part in parts):
        return None
    return f"the words quoted are not the source's: “{_clipped(source.text[heard.start : heard.end])}”"


def _worded(mention: Mention) -> str:
    """A figure with its qualifier's name: "at least 380 billion yuan"."""
    printed = _printed(mention)
    return f"“{mention.qualifier.replace('_', ' ')} {printed}”" if mention.qualifier else f"“{printed}”"


def _printed(mention: Mention) -> str:
    return " ".join(mention.text.split())


def _clipped(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 160 else f"{shown[:160].rpartition(' ')[0]} …"
