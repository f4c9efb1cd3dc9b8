"""What reads a fact table's file, by the end of its name. An unchanged table is never read again, and never comes here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from verifier.errors import SourceError
from verifier.sources.facts.companyfacts import company_rows, is_companyfacts
from verifier.sources.facts.databases import parquet_rows, sqlite_rows
from verifier.sources.facts.tables import Row, csv_rows, json_value, listed_rows, yaml_rows


def rows_of(path: Path, table: str) -> Iterator[Row]:
    """The rows of a file, the first its header; of a database those of a table. SourceError where nothing reads such a file."""
    read = READERS.get(path.suffix.lower().lstrip("."))
    if read is None:
        raise SourceError(f"{path}: a fact table ends in .{', .'.join(READERS)}")
    return read(path, table)


def _csv(path: Path, _: str) -> Iterator[Row]:
    return csv_rows(path)


def _yaml(path: Path, _: str) -> Iterator[Row]:
    return yaml_rows(path)


def _json(path: Path, _: str) -> Iterator[Row]:
    value = json_value(path)
    return company_rows(value, path) if is_companyfacts(value) else listed_rows(value, path)


def _parquet(path: Path, _: str) -> Iterator[Row]:
    return parquet_rows(path)


READERS: Mapping[str, Callable[[Path, str], Iterator[Row]]] = {
    "csv": _csv, "tsv": _csv, "json": _json, "yaml": _yaml, "yml": _yaml, "sqlite": sqlite_rows, "sqlite3": sqlite_rows,
    "db": sqlite_rows, "parquet": _parquet,
}
