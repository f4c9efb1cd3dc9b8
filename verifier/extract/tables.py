"""Tables whose heads give the unit and scale of their figures: a column "US$m", a corner "(in millions of dollars)".

A cell's path says where it stands ("table 1, row 3, column 2"). The heads are a table's first row, each for its column and
the corner for all columns, and the line right above the table. A figure with a unit of its own keeps it; one read by a head
says so in `assumed`. Rows that count or divide ("Earnings per share", "Employees", "Margin") are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from verifier import units
from verifier.extract.draft import Draft
from verifier.extract.money import Homonyms
from verifier.extract.numerals import ONE, SCAN, negative, precision, read_numeral
from verifier.extract.vocabulary import Money, Vocabulary
from verifier.model import Block, Document
from verifier.units import Unit

_PATH: Final = re.compile(r"(.*?)row ([0-9]+), column ([0-9]+)\Z")
_WORD: Final = re.compile(r"[^\W\d_]*[$€£¥￥₹₩]|[^\W\d_]+|['’]?000|%")
_SCALED: Final = re.compile(r"\b(?:in|amounts? in|expressed in|figures in)\b|[(\[]", re.IGNORECASE)
_LABEL: Final = re.compile(r"[a-z]+|%")
_PERCENT: Final = re.compile(r"%|\bper ?cent\b|\bpct\b", re.IGNORECASE)
_LONGEST_CAPTION: Final = 120
# figures that only date a caption or number it: "December 31,", "2024 and 2023", "three months (12 weeks)", "Table 3"
_DATES: Final = re.compile(
    r"\b(?:19|20)[0-9]{2}(?:[-/–][0-9]{2})?(?![\w.%])|\b[0-3]?[0-9](?:st|nd|rd|th)?,? (?=[A-Z][a-z]{2}|months?\b|weeks?\b)"
    r"|\b[A-Z][a-z]{2,8}\.? [0-3]?[0-9](?:st|nd|rd|th)?(?![\w%]|[.,][0-9]| (?!in |and |to |or )[a-z])|\b(?:FY|Q|H) ?[0-9]{1,4}\b"
)
_PARTED: Final = re.compile(r"[,;:()\[\]|–—]|(?<= )- ")
_TOLD: Final = re.compile(r"\bin ((?:\S+ ?){1,5})\Z|\A((?:\S+ ?){1,3})\Z", re.IGNORECASE)


class Head(NamedTuple):
    """What a head says of the figures under it: their unit, what each is multiplied by, and the head's own words."""

    unit: Unit | None
    factor: Decimal
    words: str
    own: bool = False
    decided: str | None = None


class Tables:
    """The heads of one document's tables, and for each row its label; empty for a document without tables."""

    def __init__(self, document: Document, vocabulary: Vocabulary, homonyms: Homonyms) -> None:
        self._heads: dict[tuple[str, int], Head] = {}
        self._labels: dict[tuple[str, int, int], str] = {}  # of rows (row, 0) and of columns (0, column)
        self._vocabulary, self._homonyms, self._text = vocabulary, homonyms, document.text
        last: Block | None = None
        for block in document.blocks:
            where = _where(block)
            if where is not None:
                self._note(document.text[block.span.start:block.span.end], where, last)
            last = block if block.kind != "cell" else None

    def _note(self, words: str, where: tuple[str, int, int], before: Block | None) -> None:
        table, row, column = where
        if column == 1:
            self._labels[table, row, 0] = words.lower()
        if row == 1:
            self._labels[table, 0, column] = words.lower()
        elif row == 2 and column == 1 and words[:4].lower() == "(in ":
            self._caption(table, words)  # filings print it under the years
            return
        else:
            return
        if before is not None:
            self._caption(table, self._text[before.span.start:before.span.end])
        head = self._head(words)
        if head is not None:
            self._heads[table, 0 if column == 1 else column] = head._replace(own=column > 1)

    def _caption(self, table: str, line: str) -> None:
        """Take the unit and scale of a table without a head for all its columns from a line that may tell them."""
        if (table, 0) in self._heads:
            return
        heads = ((self._head(part), tells) for part, tells in _scale_told(line))
        told = next((head for head, tells in heads if head is not None and (tells or head.factor != ONE)), None)
        if told is not None:
            self._heads[table, 0] = told

    def _head(self, words: str) -> Head | None:
        """What the words of a head say: "US$m", "Revenue (€ million)", "in thousands", "Change, %"; None for anything else."""
        if _PERCENT.search(words) is not None:
            return Head(units.PERCENT, ONE, words)
        money, factor, letters = None, ONE, False
        tokens = _WORD.findall(words)
        for token in tokens:
            said = self._money(token) if money is None else None
            scale = self._scale(token) or (self._letter([token]) if letters else None)
            if said is not None:
                money, factor = said, factor * said.scale * said.worth
            elif scale is not None:
                factor *= scale
            letters = said is not None  # "m" is a million right behind "$", and a metre elsewhere
        if money is None:
            return Head(None, factor, words) if factor != ONE and _SCALED.search(words) else None
        unit, decided = self._homonyms.unit(money)
        return Head(unit, factor, words, decided=decided)

    def _money(self, token: str) -> Money | None:
        """The money of "US$", "USD", "dollars"; with its scale for "$m", which stands before it as "$" and "m" or as one."""
        vocabulary = self._vocabulary
        money = vocabulary.signs.get(token) if len(token) > 2 or not token.isupper() else None  # "RO" is a word, "Rs" is none
        sense = vocabulary.senses.get(token.lower())
        money = money or (sense.money if sense is not None else None)
        if money is None and len(token) in (4, 5) and token[:3].isupper() and token[3:] in ("m", "bn", "mn", "k"):
            money = vocabulary.signs.get(token[:3])  # "USDm"
            if money is not None:
                scale = self._letter([token[3:]]) or self._scale(token[3:]) or ONE
                return money.scaled(scale) if not money.wary else None
        return money if money is not None and not money.wary else None

    def _letter(self, tokens: list[str]) -> Decimal | None:
        sense = self._vocabulary.letters.get(tokens[0]) if tokens else None
        return sense.factor if sense is not None else None

    def _scale(self, token: str) -> Decimal | None:
        word = token.lower().lstrip("'’")
        factor = self._vocabulary.head_scales.get(word)
        if factor is not None:
            return factor
        sense = self._vocabulary.senses.get(word)
        return sense.factor if sense is not None and sense.role == "scale" else None

    def read(self, draft: Draft, block: Block | None) -> Draft:
        """The draft of a figure in a cell in the unit and scale of its head, or as it was."""
        where = _where(block) if self._heads and block is not None else None
        if where is None:
            return draft
        if where[1] == 1:  # the noughts of "US$ 000" are a scale
            return draft if draft.value != 0 else Draft(draft.start, draft.end, "identifier", facets=(("shape", "scale"),))
        table, row, column = where
        head = self._heads.get((table, column)) or self._heads.get((table, 0))
        if head is None or column == 1 or not _open(draft, head):
            return draft
        if not head.own and (self._counts((table, row, 0)) or self._counts((table, 0, column))):
            return draft
        return self._in_head(draft, head)

    def _counts(self, where: tuple[str, int, int]) -> bool:
        """Whether the label of a row or column says that its figures are counts or ratios."""
        return any(word in self._vocabulary.words["unscaled_rows"] for word in _LABEL.findall(self._labels.get(where, "")))

    def _in_head(self, draft: Draft, head: Head) -> Draft:
        found = SCAN.search(self._text, draft.start, draft.end)
        numeral = read_numeral(found[0]) if found is not None else None
        if numeral is None or not numeral.digits:
            return draft
        money = head.unit is not None and head.unit.dimension == "currency"
        read = precision(numeral, head.factor, False, money and head.factor == ONE)
        if draft.value is not None and draft.value < 0:
            read = negative(read)
        unit = head.unit if head.unit is not None and draft.kind != "money" else draft.unit
        kind = draft.kind if head.unit is None or draft.kind == "money" else "money" if money else "percent"
        told = draft.copy()
        told.kind, told.unit, told.period, told.facets = kind, unit, None, ()
        told.value, told.step, told.strict, told.loose = read.value, read.step, read.strict, read.loose
        told.assumed = _assumed(draft.assumed or (head.decided if kind == "money" else None), head)
        return told


def _scale_told(line: str) -> Iterator[tuple[str, bool]]:
    """The parts of the line over a table that may tell the scale of its figures, "(in millions of dollars)", and whether they do
    so by "in"; none for a sentence with figures of its own.

    Dates do no harm: of "Quarter ended December 31, in RMB millions" it is the last part.
    """
    if len(line) >= _LONGEST_CAPTION or line.endswith((".", "!", "?")) or _SCALED.search(line) is None:
        return
    if not any(map(str.isdecimal, line.replace("000", ""))):
        yield line, True
        return
    undated = _DATES.sub(";", line)
    if any(map(str.isdecimal, undated.replace("000", ""))):
        return
    for part in _PARTED.split(undated):
        if (found := _TOLD.search(part.strip())) is not None:
            yield found[0], found[1] is not None


def _assumed(decided: str | None, head: Head) -> str:
    said = f"as the table says: {' '.join(head.words.split())}"
    return said if decided is None else f"{decided}, {said}"


def _where(block: Block) -> tuple[str, int, int] | None:
    found = _PATH.match(block.path) if block.kind == "cell" else None
    return (found[1], int(found[2]), int(found[3])) if found is not None else None


def _open(draft: Draft, head: Head) -> bool:
    """Whether a figure leaves its unit or scale to the head: a bare number, or an amount without a scale word."""
    if draft.kind == "number":
        return not draft.facets
    if draft.kind == "year":  # "2,024" is printed "2024" by some
        return head.own and head.unit is not None
    return draft.kind == "money" and not draft.facets and draft.per is None and head.factor != ONE
