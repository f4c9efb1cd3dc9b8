"""The numbers of a text as they were read: a table, JSON, CSV, or the text itself with them coloured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from verifier.model import Document, Mention
from verifier.reports.lines import paint, tidy
from verifier.reports.places import Places
from verifier.reports.run import Style
from verifier.reports.wire import Json, mention_dict, spread

_COLUMNS = ("id", "line", "column", "kind", "text", "qualifier", "value", "low", "high", "unit", "zone")
_WIDEST = 36
_HUES = {"money": "money", "percent": "share", "points": "share", "multiple": "share", "fraction": "share", "band": "share",
         "date": "time", "year": "time", "duration": "time", "time": "time", "weekday": "time", "identifier": "dim",
         "superlative": "claim", "ordinal": "claim", "rank": "claim"}


def _rows(document: Document, mentions: Sequence[Mention]) -> list[dict[str, Json]]:
    places = Places(document.text)
    return [mention_dict(mention, places) for mention in mentions]


def table(document: Document, mentions: Sequence[Mention], style: Style) -> str:
    """One line per number, columns aligned; large values with their thousands grouped."""
    rows = [[_cell(column, row[column]) for column in _COLUMNS] for row in _rows(document, mentions)]
    lines = [list(_COLUMNS), *rows]
    widths = [max(len(line[index]) for line in lines) for index in range(len(_COLUMNS))]
    right = {_COLUMNS.index(name) for name in ("id", "line", "column", "value", "low", "high")}
    shown = ["  ".join(cell.rjust(size) if index in right else cell.ljust(size)
                       for index, (cell, size) in enumerate(zip(line, widths, strict=True))).rstrip() for line in lines]
    shown[0] = paint(shown[0], "bold", style)
    when = f"{document.date} ({document.date_from})" if document.date else "unknown"
    told = "" if document.language == "en" else f"; language: {document.language}"
    return "\n".join([*shown, "", f"{len(mentions)} numbers; date of the text: {when}{told}"]) + "\n"


def _cell(column: str, value: Json) -> str:
    text = "" if value is None else tidy(str(value))
    if column in ("value", "low", "high") and text.lstrip("-").replace(".", "", 1).isdigit() and len(text) > 4:
        whole, point, fraction = text.partition(".")
        return f"{int(whole):,}{point}{fraction}"
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST - 1]}…"


def json_listing(document: Document, mentions: Sequence[Mention], style: Style) -> str:
    """The mentions as in a report's JSON, without verdicts."""
    listing: dict[str, Json] = {
        "name": document.name,
        "language": document.language,
        "date": document.date.isoformat() if document.date else None,
        "date_from": document.date_from,
        "mentions": [*_rows(document, mentions)],
    }
    return spread(listing, 2) + "\n"


def csv_listing(document: Document, mentions: Sequence[Mention], style: Style) -> str:
    """The mentions as comma-separated values with a head line, for spreadsheets."""
    import csv

    rows = _rows(document, mentions)
    lines = _Lines()
    writer = csv.DictWriter(lines, fieldnames=[*(rows[0] if rows else _COLUMNS)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return "".join(lines)


class _Lines(list[str]):
    """What csv takes for a file: this room opens none."""

    def write(self, line: str) -> None:
        """Keep one line."""
        self.append(line)


def highlight(document: Document, mentions: Sequence[Mention], style: Style) -> str:
    """The text with every number in the colour of its kind."""
    pieces: list[str] = []
    position = 0
    for mention in mentions:
        hue = "dim" if mention.zone == "boilerplate" else _HUES.get(mention.kind, "count")
        pieces += (_safe(document.text[position:mention.span.start]), paint(_safe(mention.text), hue, style))
        position = mention.span.end
    pieces.append(_safe(document.text[position:]))
    return "".join(pieces).rstrip() + "\n"


def _safe(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")


Listing = Callable[[Document, Sequence[Mention], Style], str]

LISTINGS: Mapping[str, Listing] = {
    "table": table,
    "json": json_listing,
    "csv": csv_listing,
    "highlight": highlight,
}
