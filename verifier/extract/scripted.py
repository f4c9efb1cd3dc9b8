"""Numbers written in a script's own numerals, with their unit: "三千八百亿元", "五十个基点", "三家银行"."""

from __future__ import annotations

from verifier.extract.characters import Characters
from verifier.extract.counts import noun_after
from verifier.extract.draft import Draft
from verifier.extract.figures import count, read_figure
from verifier.extract.leads import lead
from verifier.extract.numerals import ONE, Numeral
from verifier.extract.place import Figure, Place


def numbers_in_characters(place: Place) -> list[Draft]:
    """A draft for every number in characters that its unit proves to be one, in text order, none overlapping.

    The same characters fill names and idioms ("四川", "十分", "进一步"): alone they are nothing.
    """
    known = place.vocabulary.characters
    if known is None or known.search is None:
        return []
    drafts: list[Draft] = []
    done = 0
    for found in known.search.finditer(place.text):
        start, end = found.span()
        if start >= done:
            draft = _number_at(place, known, start, end, done)
            if draft is not None:
                drafts.append(draft)
                done = draft.end
    return drafts


def _number_at(place: Place, known: Characters, start: int, end: int, done: int) -> Draft | None:
    text, vocabulary = place.text, place.vocabulary
    vague = text[start - 1:start] in vocabulary.words["vague_before"] and text[start] not in known.values
    if vague:
        return None
    written = known.read(text[start:end])
    if written is None:
        return None
    before = lead(text, start, done, vocabulary)
    numeral = Numeral(written.value, written.step, written.step, 0)
    figure = Figure(start, end, numeral, before, scale=written.scale, spelled=True)
    draft = read_figure(place, figure)
    if draft is not None:
        # a scale alone proves nothing: "万亿" may open a name; but "六百亿至六百五十亿美元" waits for its unit
        return draft if draft.kind != "number" or draft.end > end or _goes_on(place, known, draft.end) else None
    if written.value != ONE and (noun_after(text, end, vocabulary) is not None or _goes_on(place, known, end)):
        return count(place, figure)
    return None


def _goes_on(place: Place, known: Characters, end: int) -> bool:
    """Whether the far end of a range follows: "三至五年", "六百亿至六百五十亿美元"."""
    text = place.text
    for join in place.vocabulary.joins:
        if text.startswith(join, end):
            return text[end + len(join):end + len(join) + 1] in known.all and end + len(join) < len(text)
    return False
