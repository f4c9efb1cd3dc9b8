"""Figures of two scales, as languages without blanks between words print them: "3亿5千万" is 350 million."""

from __future__ import annotations

from verifier.extract.money import following
from verifier.extract.numerals import ONE, SCAN, Numeral, read_numeral
from verifier.extract.place import Figure, Place


def with_lower_scale(place: Place, figure: Figure) -> Figure:
    """ "3亿5千万", "1万2000": the figure with the smaller one that goes on with it, or as it was."""
    text = place.text
    printed = SCAN.match(text, figure.end)
    numeral = read_numeral(printed[0]) if printed is not None else None
    if numeral is None or not numeral.whole or not figure.numeral.whole:
        return figure
    end, factor, name = figure.end + numeral.digits, ONE, figure.scale
    found = following(text, end, place.vocabulary)
    if found is not None and found[1].role == "scale":
        end, factor, name = found[0], found[1].factor, found[1].name
    elif numeral.digits < 3 or text[end:end + 1] == "年":
        return figure  # "5万3个月", "1万2024年"
    if numeral.value * factor >= figure.factor:
        return figure
    value = figure.numeral.value * figure.factor / factor + numeral.value
    whole = Numeral(value, numeral.step, numeral.open_step, numeral.digits)
    return figure.of(whole, end).scaled(end, factor, name if factor != ONE else None)
