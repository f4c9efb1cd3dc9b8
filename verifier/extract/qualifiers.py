"""Words that bound or blur a figure, and what they allow: "more than 40" is [40, ∞), "about 53 billion" 2.5 % either way."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from verifier.extract.draft import Draft
from verifier.extract.numerals import plain
from verifier.interval import INFINITY, ZERO, Interval
from verifier.lexicon import Lexicon
from verifier.model import Span

_LONGEST: Final = 5  # words in the longest qualifier, one for an article between it and the figure included
_BLANKS: Final = frozenset(" \u00a0\n")
_OPENING: Final = frozenset("(\"“'‘[,;—")
_AROUND: Final = _BLANKS | _OPENING | {"-"}
_SHADE: Final = Decimal("1.01")
_AGO: Final = frozenset({" ago", " ago.", " ago,", " ago ", " earl", " befo", " prio"})
_NEVER: Final = frozenset({"date", "year", "time", "weekday", "superlative", "identifier", "rank", "band", "ordinal"})


class Qualifier:
    """What a qualifier does to a value: factors of its bounds (high may be infinite), and of its customary far end."""

    __slots__ = ("far", "high", "low", "name")

    def __init__(self, name: str, low: Decimal, high: Decimal, far: Decimal | None) -> None:
        self.name: Final = name
        self.low: Final = low
        self.high: Final = high
        self.far: Final = far


_NONE: Final = Qualifier("", ZERO, INFINITY, None)


class Qualifiers:
    """The lexicon's qualifiers by their words; `last` are the words that can end one, the only ones worth a closer look.

    `near` are those and the articles, which may stand between them and the figure. `touching` is the length of the longest
    where words have no blanks between them, else 0; `links` are the verbs that may stand between it and the figure.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Of a lexicon's tables qualifiers, qualifier_before and qualifier_after."""
        self.named: Final = {
            name: Qualifier(name, Decimal(row["low"]), Decimal(row["high"]), Decimal(row["far"]) if "far" in row else None)
            for name, row in lexicon.row_table("qualifiers").items()
        }
        before = {words: self.named[name] for words, name in lexicon.table("qualifier_before").items()}
        before |= dict.fromkeys(lexicon.table("not_qualifiers"), _NONE)
        self.before: Final = before
        self.after: Final = {words: self.named[name] for words, name in lexicon.table("qualifier_after").items()}
        self.last: Final = frozenset(words.rsplit(" ", 1)[-1] for words in before)
        self.articles: Final = frozenset(lexicon.table("articles"))
        self.near: Final = self.last | self.articles
        self.untimely: Final = frozenset(lexicon.table("not_before_time"))
        self.timely: Final = frozenset(lexicon.table("bounds_time_after"))
        self.touching: Final = max(map(len, before), default=0) if lexicon.table("writing").get("blanks") == "none" else 0
        self.links: Final = tuple(sorted(lexicon.table("qualifier_links"), key=len, reverse=True))


def qualify(text: str, draft: Draft, known: Qualifiers, floor: int) -> tuple[Qualifier, Span] | None:
    """The qualifier of a draft and where its words stand; `floor` is where the mention before it ends."""
    if draft.kind in _NEVER:
        return None
    if draft.qualifier is not None and draft.qualified is not None:  # "500+ stores"; a range's "between" needs nothing more
        own = known.named.get(draft.qualifier)
        return (own, draft.qualified) if own is not None else None
    if known.touching:
        return _touching(text, draft, known, floor)
    return _before(text, draft, known, floor) or _after(text, draft, known)


def _touching(text: str, draft: Draft, known: Qualifiers, floor: int) -> tuple[Qualifier, Span] | None:
    """The same for a language without blanks between words: the longest entry that ends or begins at the figure."""
    if any(key == "direction" for key, _ in draft.facets):
        return None  # "超过过去十年的总和": what is exceeded is the sum, no length of time
    end = draft.start - text.endswith(" ", floor, draft.start)
    link = next((word for word in known.links if text.endswith(word, floor, end)), "")
    for last in (end, end - len(link)) if link else (end,):  # "至少投资3800亿元": at least, invest
        for begin in range(max(floor, last - known.touching), last):
            found = known.before.get(text[begin:last])
            if found is not None:
                # "最近" before "5家" is "lately" and no "nearly": such words are entered with a name that no qualifier has
                return (found, Span(begin, last)) if found.name else None
    for size in range(known.touching, 0, -1):
        found = known.after.get(text[draft.end:draft.end + size])
        if found is not None and draft.end + size <= len(text):
            return found, Span(draft.end, draft.end + size)
    return None


def _before(text: str, draft: Draft, known: Qualifiers, floor: int) -> tuple[Qualifier, Span] | None:
    end = draft.start - 1
    if end > floor and text[end] == " ":
        word = text[max(text.rfind(" ", floor, end) + 1, floor):end]
        if word.isalpha() and word.lower() not in known.near:
            return None  # by far the most
    begin, end = _word_ending(text, draft.start, floor)
    word = text[begin:end].lower()
    if word in known.articles and word not in known.last:
        begin, end = _word_ending(text, begin, floor)
        word = text[begin:end].lower()
    if word not in known.last:
        return None
    found: tuple[Qualifier, Span] | None = None
    for _ in range(_LONGEST):
        words = " ".join(text[begin:end].lower().split())
        if words in known.before:
            found = known.before[words], Span(begin, end)
        if begin == floor or text[begin - 1] not in _BLANKS:
            break
        further, last = _word_ending(text, begin, floor)
        if further >= last:
            break  # nothing but a blank between here and the mention before: "$60 over 20 years"
        begin = further
    return found if found is not None and _fits(text, draft, found, known) else None


def _word_ending(text: str, end: int, floor: int) -> tuple[int, int]:
    """Where the last word before `end` begins and ends; blanks, hyphens and opening marks around it are left out."""
    while end > floor and text[end - 1] in _AROUND:
        end -= 1
    begin = max(text.rfind(" ", floor, end) + 1, floor)
    if "\n" in (word := text[begin:end]) or "\u00a0" in word:
        begin = end - len(word.replace("\u00a0", "\n").rpartition("\n")[2])
    while begin < end and text[begin] in _OPENING:
        begin += 1
    return begin, end


def _fits(text: str, draft: Draft, found: tuple[Qualifier, Span], known: Qualifiers) -> bool:
    """Not "over the next three years", "over two days" or "is up to $5.6bn from"."""
    words = text[found[1].start:found[1].end].lower()
    if words == "up to" and text[draft.end:draft.end + 6] == " from ":
        return False
    if draft.kind != "duration":
        return True
    if words.endswith("than") and text[draft.end:draft.end + 5] in _AGO:
        return False  # "sold 4 % more than a year ago" compares with the year, and does not measure it
    if words not in known.untimely:
        return True
    if any(key == "direction" for key, _ in draft.facets):
        return False
    before = text[max(0, found[1].start - 12):found[1].start].lower().split()
    return bool(before) and before[-1] in known.timely


def _after(text: str, draft: Draft, known: Qualifiers) -> tuple[Qualifier, Span] | None:
    lead = text[draft.end:draft.end + 3]
    if lead[:1] == "+" and not lead[1:2].isalnum():
        return known.after["+"], Span(draft.end, draft.end + 1)
    if lead not in (" or", " pl", "-pl", "-od"):
        return None
    words = text[draft.end + 1:draft.end + 18].lower().split()
    for size in (2, 1):
        phrase = " ".join(words[:size]).rstrip(".,;:)")
        if phrase in known.after and (size == 2 or lead[0] == "-"):
            return known.after[phrase], Span(draft.end + 1, draft.end + 1 + len(phrase))
    return None


def allowed(draft: Draft, qualifier: Qualifier | None) -> Interval | None:
    """What the words of a draft allow: its own interval, widened or bounded by the qualifier."""
    own = draft.interval or draft.strict
    if qualifier is None or own is None:
        return own
    low, high = (draft.value, draft.value) if draft.value is not None else (own.lo, own.hi)
    if qualifier.name == "about":
        wide = _scaled(low, high, qualifier)
        return wide if draft.strict is None or wide.width >= draft.strict.width else draft.strict
    if qualifier.high == INFINITY:
        return Interval(low, INFINITY) if low >= 0 else Interval(-INFINITY, high)
    if qualifier.low == 0:
        floor = ZERO if low >= 0 else -INFINITY
        return Interval(floor, high) if low >= 0 else Interval(low, ZERO)
    bound = _scaled(low, high, qualifier)
    if qualifier.high == 1 and draft.strict is not None and high > 0:
        # "nearly 30 per cent" is printed for 30.2 too: what rounds to the figure, up to a hundredth of it
        bound = Interval(bound.lo, plain(min(max(draft.strict.hi, high), high * _SHADE)))
    return bound


def _scaled(low: Decimal, high: Decimal, qualifier: Qualifier) -> Interval:
    if low >= 0:
        return Interval(plain(low * qualifier.low), plain(high * qualifier.high))
    ends = (low * qualifier.high, low * qualifier.low, high * qualifier.low, high * qualifier.high)
    return Interval(plain(min(ends)), plain(max(ends)))
