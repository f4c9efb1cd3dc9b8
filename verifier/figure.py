"""Values printed for people: in the style of the figure they stand beside, or plainly."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal

from verifier.interval import Interval
from verifier.model import Mention, Quantity
from verifier.units import DATE, Unit

_NUMERAL = re.compile(r"\d(?:[\d,.'’\u00a0\u202f ]*\d)?")
_TIME = re.compile(r"(?P<hour>\d{1,2})(?:(?P<sign>[:.]?)(?P<minute>\d\d))?(?:(?P<blank>\s?)(?P<half>[ap]\.?m\.?))?")
_PLACES = re.compile(r"[.,](\d+)$")
_NO_DIGIT = re.compile(r"\D")
_FIFTY = Context(prec=50)
_SCALES = ((Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"))
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SUFFIXES = {"%": "%", "pp": " percentage points", "bp": " basis points", "ratio": " times"}


def like(mention: Mention, value: Decimal) -> str | None:
    """The mention's own text with its number replaced by `value` (in printed units): same places, grouping and scale word.

    None where the number is spelled out, is a range, or the value would need another scale word.
    A weekday answers with the weekday of ISO number `value`.
    """
    if mention.kind == "weekday":
        return _WEEKDAYS[int(value) - 1] if value in range(1, 8) else None
    if mention.kind == "time":
        return _clock(mention.text, int(value) % 1440)
    found = _NUMERAL.search(mention.text)
    if not found or mention.value is None or mention.step is None or not mention.value:
        return None
    if (value < 0) != (mention.value < 0):
        return None  # "rose 5%" where a fall is expected: the sign stands in another word
    numeral = found.group()
    decimals = _decimals(numeral, mention)
    if decimals is None:
        return None
    scale = abs(mention.value) / Decimal(_NO_DIGIT.sub("", numeral)).scaleb(-decimals)
    text = grouped(abs(value) / scale, decimals, numeral)
    if len(text.replace(",", "")) > len(numeral.replace(",", "")) + 3 or not any(c in "123456789" for c in text):
        return None  # "$2,900,000 million" or "$0.0 billion" would help nobody
    return mention.text[: found.start()] + text + mention.text[found.end() :]


def _clock(text: str, minutes: int) -> str | None:
    """Minutes after midnight in the style of a printed time: "1300 GMT", "1:30 p.m. ET", "9am"."""
    found = _TIME.search(text)
    if not found:
        return None
    hour, minute = divmod(minutes, 60)
    half = found["half"]
    if half:
        half = half.replace("a", "p") if hour >= 12 else half.replace("p", "a")
        hour = hour % 12 or 12
    sign = found["sign"] or (":" if minute and not found["minute"] else "")
    shown = f"{hour:0{len(found['hour']) if not half else 1}}{sign}{minute:02}" if found["minute"] or minute else str(hour)
    return text[: found.start()] + shown + (found["blank"] + half if half else "") + text[found.end() :]


def _decimals(numeral: str, mention: Mention) -> int | None:
    """How many places the numeral prints: those that make it a whole multiple of the mention's step."""
    digits = _NO_DIGIT.sub("", numeral)
    if not digits or not mention.step or mention.value is None:
        return None
    places = _PLACES.search(numeral)
    if not places:
        return 0
    grouping = "," in numeral and "." not in numeral and len(places.group(1)) == 3
    return 0 if grouping else len(places.group(1))


def grouped(value: Decimal, decimals: int, pattern: str) -> str:
    """`value` with that many decimals, thousands grouped if `pattern` groups them or has too few digits to show."""
    text = f"{rounded(value, decimals):,.{decimals}f}"
    whole = pattern.split(".")[0]
    ungrouped = len(whole) > 3 and not _NO_DIGIT.search(whole)
    return text.replace(",", "") if ungrouped else text


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value at that many decimals, halves to even."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN, context=_FIFTY)


def plain(value: Decimal, unit: Unit | None) -> str:
    """A value with its unit, four significant digits: "USD 52.41 billion", "12.4%", "202.3 hectare"."""
    if unit is None:
        return short(value)
    if unit == DATE:
        return date.fromordinal(int(value)).isoformat()
    if unit.dimension == "currency":
        return f"{unit.name} {scaled(value)}"
    if unit.name in _SUFFIXES:
        return short(value) + _SUFFIXES[unit.name]
    return f"{scaled(value)} {unit.name}".rstrip()


def scaled(value: Decimal) -> str:
    """The value with a scale word from a million up: "52.41 billion"."""
    for size, word in _SCALES:
        if abs(value) >= size:
            return f"{short(value / size)} {word}"
    return short(value)


def short(value: Decimal) -> str:
    """At most four significant digits, whole parts in full and grouped: "52.41", "1,234", "0.0133"."""
    if not value.is_finite():
        return "any" if value > 0 else "none"
    places = max(0, 3 - value.adjusted()) if value else 0
    text = f"{rounded(value, min(places, 12)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def interval_text(quantity: Quantity, mention: Mention | None = None) -> str:
    """An expected quantity for a message: one value where both ends print alike, else "51.9 to 52.4"."""
    low, high = quantity.interval.lo, quantity.interval.hi
    ends = [_one(end, quantity.unit, mention) for end in (low, high) if end.is_finite()]
    if len(ends) == 1:
        return f"{'at least' if low.is_finite() else 'at most'} {ends[0]}"
    if not ends:
        return "any value"
    if ends[0] == ends[1] or _narrow(quantity.interval, mention):
        return _one(quantity.interval.middle, quantity.unit, mention)
    return f"{ends[0]} to {ends[1]}"


def _narrow(interval: Interval, mention: Mention | None) -> bool:
    step = mention.step if mention else None
    return step is not None and interval.width <= step


def _one(value: Decimal, unit: Unit, mention: Mention | None) -> str:
    return (like(mention, value) if mention else None) or plain(value, unit)
