"""Reads rate sheets of one's own: CSV or YAML rows `base, quote, date, rate, source` and, if wanted, `basis` and `trust`.

    base,quote,date,rate,source,basis,trust
    USD,CNY,2025-02-24,7.30,Treasury,house rate,fail
    USD,CNY,2025-01,7.3052,Treasury,,warn
    BTC,USD,2025-02-24,95650,Exchange close,,warn

A rate is so many units of `quote` for one of `base`, taken as exact. A date is a day, or a month, quarter or year (2025-01,
2025-Q1, 2025, start/end) whose average the rate is. `trust` is the worst a rate may cause: `fail` unless said. YAML holds
the same rows as a list, or under `rates:` with `source`, `basis` and `trust` for all of them beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from msgspec import Struct

from verifier.errors import Complaint, RuleError, SourceError, did_you_mean
from verifier.period import Period, day, month, quarter, year
from verifier.sources.days import MONTHS, spoken

REQUIRED = ("base", "quote", "date", "rate", "source")
COLUMNS = (*REQUIRED, "basis", "trust")
LARGEST = 20_000_000  # bytes
SHOWN = 50  # complaints printed; a file with more is not cured one by one
LONGEST_TEXT = 80
_FULL = ("January", "February", "March", "April", "May", "June",
         "July", "August", "September", "October", "November", "December")
Cells = Mapping[str, str]


class Row(Struct, frozen=True):
    """One row: units of `quote` per `base` on a day or, for longer than that, on average; `file` and `line` say where."""

    base: str
    quote: str
    held: Period
    rate: Decimal
    source: str
    basis: str
    trusted: bool
    file: str
    line: int

    @property
    def label(self) -> str:
        """How findings name it: `house rate, 24 Feb 2025`, `desk.csv, average of January 2025`."""
        when = spoken(self.held.first) if self.held.days == 1 else f"average of {_in_words(self.held)}"
        return f"{self.basis or self.file}, {when}"


def read_sheet(file: Path) -> tuple[Row, ...]:
    """The rows of a sheet in file order; SourceError with every complaint, each as file:line."""
    try:
        size = file.stat().st_size
        if not (file.is_file() or file.is_dir()):
            raise SourceError(f"{file}: the rate sheet cannot be read (a pipe or a device, not a file)")
        if size > LARGEST:
            raise SourceError(f"{file}: {size // 1_000_000} MB; a rate sheet has at most {LARGEST // 1_000_000}")
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise SourceError(f"{file}: the rate sheet cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise SourceError(f"{file}: the rate sheet is not in UTF-8; save it as CSV in UTF-8") from None
    complaints: list[Complaint] = []
    cells = _yaml(text, file, complaints) if file.suffix.lower() in (".yaml", ".yml") else _csv(text, file, complaints)
    rows = [row for line, row_cells in cells if (row := _row(row_cells, file, line, complaints)) is not None]
    _contradictions(rows, file, complaints)
    if complaints:
        ordered = [str(complaint) for complaint in sorted(complaints, key=lambda complaint: complaint.line)]
        more = [f"{file}: and {len(ordered) - SHOWN} more like these"] if len(ordered) > SHOWN else []
        raise SourceError("\n".join(ordered[:SHOWN] + more))
    return tuple(rows)


def _csv(text: str, file: Path, complaints: list[Complaint]) -> Iterator[tuple[int, Cells]]:
    """The rows under the head line, by column; comma, semicolon or tab, whichever the head has most of."""
    import csv

    lines = text.splitlines()
    start = next((index for index, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    head = lines[start] if start < len(lines) else ""
    comma = max(",;\t", key=head.count)
    names = [name.strip().strip('"').lower() for name in head.split(comma)]
    if not _head(names, file, start + 1, complaints):
        return
    reader = csv.reader(lines[start + 1 :], delimiter=comma, strict=True)
    try:
        for cells in reader:
            line = start + 1 + reader.line_num
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names):]):
                hint = "; write 1234.56 without a comma in it" if comma == "," else ""
                complaints.append(Complaint(str(file), line, 1, f"{len(cells)} cells are here, {len(names)} columns above{hint}"))
                continue
            yield line, dict(zip(names, (cell.strip() for cell in cells), strict=False))
    except csv.Error as error:
        complaints.append(Complaint(str(file), start + 1 + reader.line_num, 1, f"this line is no CSV: {error}"))


def _head(names: list[str], file: Path, line: int, complaints: list[Complaint]) -> bool:
    wrong = [f"'{name[:20]}' is no column{did_you_mean(name, COLUMNS)}" for name in names if name and name not in COLUMNS]
    wrong += [f"the column {name} is not there" for name in REQUIRED if name not in names]
    wrong += [f"the column {name} stands there twice" for name in COLUMNS if names.count(name) > 1]
    complaints += (Complaint(str(file), line, 1, f"{what}; the first line names {', '.join(REQUIRED)}") for what in wrong)
    return not wrong


def _yaml(text: str, file: Path, complaints: list[Complaint]) -> Iterator[tuple[int, Cells]]:
    from verifier.yamltext import Listing, Scalar, Table, parse

    try:
        root = parse(text, str(file))
    except RuleError as error:
        complaints += error.complaints
        return
    defaults: dict[str, str] = {}
    if isinstance(root, Table):
        for key, node in root.entries:
            if key.text in ("source", "basis", "trust") and isinstance(node, Scalar):
                defaults[key.text] = node.text.strip()
            elif key.text not in ("rates", "format"):
                said = f"'{key.text}' is not known here; expected rates, and source, basis or trust for all of them"
                complaints.append(Complaint(str(file), key.line, key.column, said))
    listing = root.get("rates") if isinstance(root, Table) else root
    if not isinstance(listing, Listing):
        complaints.append(Complaint(str(file), 1, 1, "expected a list of rates, each with base, quote, date, rate and source"))
        return
    for item in listing.items:
        if not isinstance(item, Table) or not all(isinstance(node, Scalar) for _, node in item.entries):
            complaints.append(Complaint(str(file), item.line, item.column, f"expected one rate: {', '.join(REQUIRED)}"))
            continue
        for key, _ in item.entries:
            if key.text not in COLUMNS:
                said = f"'{key.text[:20]}' is not known here{did_you_mean(key.text, COLUMNS)}"
                complaints.append(Complaint(str(file), key.line, key.column, said))
        yield item.line, defaults | {key.text: node.text.strip() for key, node in item.entries if isinstance(node, Scalar)}


def _row(cells: Cells, file: Path, line: int, complaints: list[Complaint]) -> Row | None:
    wrong: list[str] = []
    base, quote = (_code(cells.get(name, ""), name, wrong) for name in ("base", "quote"))
    held, rate = _period(cells.get("date", ""), wrong), _rate(cells.get("rate", ""), wrong)
    source, basis, trust = (" ".join(cells.get(name, "").split()) for name in ("source", "basis", "trust"))
    if not any(char.isalpha() for char in source):  # "1,431.5,Treasury" is a rate of 1 by somebody called 431.5
        said = f"source is '{source[:20]}', which names nobody (rates have no commas)" if source else "no source is named"
        wrong.append(f"{said}; say whose rate this is")
    if base and base == quote:
        wrong.append(f"{base} is priced in itself")
    if trust.lower() not in ("", "fail", "warn"):
        wrong.append(f"trust is '{trust[:20]}'; expected fail or warn: the worst this rate may cause")
    wrong += [f"'{text[:20]}…' is longer than {LONGEST_TEXT} characters" for text in (source, basis) if len(text) > LONGEST_TEXT]
    complaints += (Complaint(str(file), line, 1, what) for what in wrong)
    if wrong or held is None or rate is None:
        return None
    return Row(base, quote, held, rate, source, basis, trust.lower() != "warn", file.name, line)


def _code(text: str, name: str, wrong: list[str]) -> str:
    code = text.upper()
    if not (3 <= len(code) <= 10 and code.isascii() and code.isalnum() and not code.isdigit()):
        wrong.append(f"{name} is '{text[:20]}'; expected a code such as USD, XAU or BTC")
        return ""
    return code


def _period(text: str, wrong: list[str]) -> Period | None:
    try:
        first, slash, last = text.partition("/")
        if slash:
            return Period(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))
        if text[4:6].upper() == "-Q":
            return quarter(int(text[:4]), int(text[6:]))
        if len(text) == 7 and text[4] == "-":
            return month(int(text[:4]), int(text[5:]))
        return year(int(text)) if len(text) == 4 else day(date.fromisoformat(text))
    except ValueError:
        wrong.append(f"date is '{text[:30]}'; expected a day (2025-02-24), or 2025-02, 2025-Q1, 2025 or start/end for an average")
        return None


def _rate(text: str, wrong: list[str]) -> Decimal | None:
    try:
        rate = Decimal(text) if text.isascii() and "_" not in text else Decimal("NaN")
    except InvalidOperation:
        rate = Decimal("NaN")
    if not (rate.is_finite() and rate > 0 and abs(rate.adjusted()) <= 15):
        wrong.append(f"rate is '{text[:20]}'; expected a number above zero with a decimal point, such as 7.25 or 1431.5")
        return None
    return rate


def _contradictions(rows: list[Row], file: Path, complaints: list[Complaint]) -> None:
    """One pair and date with two rates: nobody can tell which is meant, so neither counts."""
    seen: dict[tuple[str, str, Period, str], Row] = {}
    for row in rows:
        other = seen.setdefault((row.base, row.quote, row.held, row.basis.lower()), row)
        if other.rate != row.rate:
            said = f"{row.base}/{row.quote} of {row.held} is {row.rate} here and {other.rate} in line {other.line}"
            complaints.append(Complaint(str(file), row.line, 1, f"{said}; keep one, or name a basis for each"))


def _in_words(held: Period) -> str:
    if held == month(held.first.year, held.first.month):
        return f"{_FULL[held.first.month - 1]} {held.first.year}"
    if held == year(held.first.year):
        return str(held.first.year)
    return f"{held.first.day} {MONTHS[held.first.month - 1]} {held.first.year} to {spoken(held.last)}"
