"""Rows of fact files that are text: CSV, JSON and YAML; each row with its line, every cell as written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from verifier.errors import Complaint, RuleError, SourceError
from verifier.sources.facts.rows import KNOWN

Row = tuple[int, Mapping[str, str]]  # the line (or number) of a row, and its cells by column
LARGEST = 2_000_000_000  # bytes of a CSV file
LARGEST_JSON = 400_000_000  # JSON is held in memory as a whole
DELIMITERS = ",;\t|"
NOT_UTF8 = "not UTF-8; save the table as UTF-8 (in a spreadsheet: CSV UTF-8)"


def read_text(path: Path, largest: int) -> str:
    """The text of a file; SourceError where it is missing, too large or not UTF-8."""
    _fit(path, largest)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError(f"{path}: {NOT_UTF8}") from None
    except OSError as error:
        raise SourceError(f"{path}: the fact table cannot be read ({error.strerror or error})") from None


def _fit(path: Path, largest: int) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise SourceError(f"{path}: the fact table cannot be read ({error.strerror or error})") from None
    if size > largest:
        raise SourceError(f"{path}: {size} bytes; at most {largest} are read. Split the table, or put it into SQLite")


def csv_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file; commas, semicolons, tabs or bars, told by the header. SourceError as `read_text`."""
    _fit(path, LARGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = next((line for line in file if line.strip()), "")
            file.seek(0)
            yield from _csv_rows(csv.reader(file, delimiter=max(DELIMITERS, key=head.count), strict=True), path)
    except OSError as error:
        raise SourceError(f"{path}: the fact table cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise SourceError(f"{path}: {NOT_UTF8}") from None


def _csv_rows(reader: Iterator[list[str]], path: Path) -> Iterator[Row]:
    header: list[str] | None = None
    line = 0
    try:
        for cells in reader:
            line = reader.line_num  # type: ignore[attr-defined]  # csv's reader class has no public name to annotate with
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = [column_named(cell) for cell in cells]
                yield 0, dict.fromkeys(header, "")
            else:
                yield line, _cells(header, cells, path, line)
    except csv.Error as error:
        raise SourceError(f"{path}:{line + 1}: no readable CSV: {error}; is a quotation mark open?") from None


def column_named(text: str) -> str:
    """A header cell as a column's name: "Period start" is period_start."""
    return "_".join(text.strip().lower().replace("-", " ").replace("_", " ").split())


def _cells(header: list[str], cells: list[str], path: Path, line: int) -> Mapping[str, str]:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header):]):
        raise SourceError(f"{path}:{line}: {len(cells)} cells under {len(header)} columns; "
                          "a value with the delimiter in it stands in quotation marks")
    return {name: text for name, text in zip(header, cells, strict=False) if name in KNOWN}


def json_value(path: Path) -> object:
    """What a JSON file holds, numbers as written; SourceError with the line where it is broken."""
    import json

    text = read_text(path, LARGEST_JSON)
    try:
        value: object = json.loads(text, parse_float=_Written, parse_int=_Written, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise SourceError(f"{path}:{error.lineno}:{error.colno}: no readable JSON: {error.msg}") from None
    except RecursionError:
        raise SourceError(f"{path}: nested too deeply for a fact table") from None
    except ValueError as error:
        raise SourceError(f"{path}: no readable JSON: {error}") from None
    return value


class _Written(str):
    """A number as it stands in the file."""


def _refused(name: str) -> object:
    raise ValueError(f"{name} is no number")


def listed_rows(value: object, path: Path) -> Iterator[Row]:
    """The rows of a list of objects."""
    rows = value.get("facts") if isinstance(value, dict) else value
    if not isinstance(rows, list):
        raise SourceError(f"{path}: expected a list of facts, or an object with the key facts")
    names = {column_named(str(name)): "" for row in rows if isinstance(row, dict) for name in row}
    yield 0, names
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise SourceError(f"{path}: row {number} is no object with columns")
        yield number, {column_named(str(name)): cell_text(cell) for name, cell in row.items() if column_named(str(name)) in KNOWN}


def cell_text(cell: object) -> str:
    """A cell of a typed table as text; nothing for a missing one."""
    if cell is None:
        return ""
    if isinstance(cell, (str, int, Decimal)):
        return str(cell)
    if isinstance(cell, float):
        return repr(cell)
    shown = getattr(cell, "isoformat", None)
    return str(shown())[:10] if shown else str(cell)


def yaml_rows(path: Path) -> Iterator[Row]:
    """The rows of a YAML file: a list of tables, or one under `facts`, with their lines."""
    from verifier.yamltext import Listing, Scalar, Table, parse

    try:
        root = parse(read_text(path, LARGEST), str(path))
    except RuleError as error:
        raise SourceError(str(error)) from None
    listing = root.get("facts") if isinstance(root, Table) else root
    if not isinstance(listing, Listing):
        raise SourceError(f"{path}: expected a list of facts, or one under the key facts")
    tables = [item for item in listing.items if isinstance(item, Table)]
    yield 0, {column_named(key.text): "" for table in tables for key, _ in table.entries}
    for item in listing.items:
        if not isinstance(item, Table):
            raise SourceError(f"{path}:{item.line}:{item.column}: expected one fact with its columns")
        cells = ((column_named(key.text), node.text) for key, node in item.entries if isinstance(node, Scalar))
        yield item.line, {name: text for name, text in cells if name in KNOWN}


def complaints_error(complaints: Iterable[Complaint]) -> SourceError:
    """All complaints of a table as one error, a line each; of more than thirty the rest are counted."""
    found = list(complaints)
    lines = [str(one) for one in found[:30]]
    if len(found) > len(lines):
        lines.append(f"… and {len(found) - len(lines)} further rows")
    return SourceError("\n".join(lines))
