"""Reads the central bank's file of daily fixings, and refuses what it cannot be.

The ECB's history is one CSV inside a zip: a head `Date,USD,JPY,…,` and a row a day, the newest first, `N/A` where there was
no fixing. The CSV alone is read as well. Every complaint is a SourceError that says what is wrong and where.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date

from msgspec import Struct

from verifier.errors import SourceError, did_you_mean
from verifier.sources.days import spoken

LARGEST = 40_000_000  # bytes unpacked; 28 years have 2 million
MISSING = ("N/A", "")
_REQUIRED = ("USD", "JPY", "GBP", "CHF")  # fixed on every day since 1999


class History(Struct, frozen=True, eq=False):
    """Fixings by currency, days ascending, figures as printed: units of the currency per euro. `days` are all its days."""

    name: str
    days: tuple[date, ...]
    series: dict[str, list[tuple[date, str]]]


def read_history(data: bytes, name: str) -> History:
    """The fixings of a downloaded file; `name` is what complaints call it."""
    lines = _text(data, name).splitlines()
    codes = _codes(lines[0] if lines else "", name)
    rows = [(number, line.split(",")) for number, line in enumerate(lines[1:], 2) if line.strip()]
    if not rows:
        raise SourceError(f"{name}: it has no days in it")
    if len(rows) > 1 and rows[0][1][0] > rows[-1][1][0]:
        rows.reverse()
    series: dict[str, list[tuple[date, str]]] = {code: [] for code in codes if code}
    days: list[date] = []
    for number, cells in rows:
        days.append(_day(cells, len(codes), days, f"{name}:{number}"))
        for code, cell in zip(codes, cells[1:], strict=False):
            figure = cell.strip()
            if code and figure not in MISSING:
                series[code].append((days[-1], _figure(figure, code, f"{name}:{number}")))
    return History(name, tuple(days), {code: points for code, points in series.items() if points})


def _text(data: bytes, name: str) -> str:
    if data[:2] == b"PK":
        data = _unpacked(data, name)
    elif data.lstrip()[:1] in (b"<", b"{"):
        raise SourceError(f"{name}: this is a web page or a message, not the file of rates; check the address")
    if not data.strip():
        raise SourceError(f"{name}: it is empty")
    if len(data) > LARGEST:
        raise SourceError(f"{name}: it has more than {LARGEST // 1_000_000} MB; that is not the file of rates")
    try:
        return data.decode("ascii")
    except UnicodeDecodeError:
        raise SourceError(f"{name}: this is neither a zip file nor a table in plain text; check the address") from None


def _unpacked(data: bytes, name: str) -> bytes:
    """The one CSV in a zip; never more of it than the file may have, whatever its head promises."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if member.filename.lower().endswith(".csv")]
            if len(members) != 1:
                raise SourceError(f"{name}: {len(members)} CSV files are in this zip file, one is wanted")
            if members[0].file_size > LARGEST:
                raise SourceError(f"{name}: it unpacks to more than {LARGEST // 1_000_000} MB; that is not the file of rates")
            with archive.open(members[0]) as file:
                return file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise SourceError(f"{name}: this zip file is broken or incomplete ({error}); fetch it again") from None
    except (RuntimeError, NotImplementedError) as error:
        raise SourceError(f"{name}: this zip file cannot be unpacked ({error})") from None


def _codes(head: str, name: str) -> list[str]:
    """The currencies of the columns; "" for a column without a name, as the trailing comma of each line makes one."""
    first, *codes = (cell.strip() for cell in head.split(","))
    wrong = [code for code in codes if code and not (len(code) == 3 and code.isalpha() and code.isupper())]
    twice = {code for code in codes if code and codes.count(code) > 1}
    missing = [code for code in _REQUIRED if code not in codes]
    if first != "Date" or wrong or twice or missing:
        why = (
            f"the first is {first[:20]!r}" if first != "Date"
            else f"{wrong[0][:20]!r} is no currency{did_you_mean(wrong[0][:20], _REQUIRED)}" if wrong
            else f"{min(twice)} stands there twice" if twice else f"{missing[0]} is not there"
        )
        raise SourceError(f"{name}:1: these are not the columns Date,USD,JPY,… of the ECB's file: {why}")
    return codes


def _day(cells: list[str], columns: int, before: list[date], place: str) -> date:
    try:
        day = date.fromisoformat(cells[0].strip())
    except ValueError:
        raise SourceError(f"{place}: {cells[0][:20]!r} is no day; a row starts with one, such as 2025-02-24") from None
    if len(cells) != columns + 1:
        raise SourceError(f"{place}: {len(cells)} columns are here, {columns + 1} in the first line; is the file complete?")
    if before and day <= before[-1]:
        raise SourceError(f"{place}: {spoken(day)} and {spoken(before[-1])} are out of order; days run one way, none comes twice")
    return day


def _figure(text: str, code: str, place: str) -> str:
    whole, point, fraction = text.partition(".")
    if not (whole.isdigit() and len(text) <= 15 and (fraction.isdigit() if point else True)) or not float(text):
        raise SourceError(f"{place}: {text[:20]!r} is no rate of {code}; a figure above zero is wanted, such as 1.0466")
    return text
