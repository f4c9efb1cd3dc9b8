"""Rows of fact tables in databases: SQLite by the standard library, Parquet by pyarrow, other servers by SQLAlchemy.

Read only, one table, columns by their names: nothing of a name is ever put into a statement unquoted. A database without a
table `facts` must have exactly one table, or name it: `warehouse.sqlite#quarterly`, `postgresql://host/db#quarterly`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.errors import SourceError
from verifier.sources.facts.rows import KNOWN
from verifier.sources.facts.tables import Row, cell_text, column_named

if TYPE_CHECKING:
    from sqlalchemy import Engine

TABLE = "facts"
PATIENCE = 120  # seconds; a view of somebody else's may calculate for ever
# a database may be kept in SQL_ASCII, in which nothing says what its bytes mean
POSTGRES = {"connect_timeout": 10, "client_encoding": "utf8", "options": f"-c statement_timeout={PATIENCE}s"}
BATCH = 20_000  # rows fetched at a time


def sqlite_rows(path: Path, table: str = "") -> Iterator[Row]:
    """The rows of a table of a SQLite file, opened read-only; rows are numbered as SQLite numbers them."""
    import sqlite3

    if not path.is_file():
        raise SourceError(f"{path}: there is no such database")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        end = time.monotonic() + PATIENCE
        connection.set_progress_handler(lambda: int(time.monotonic() > end), 1_000_000)
        connection.execute("PRAGMA trusted_schema = OFF")  # a view of somebody else's file calls no function with effects
        try:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            names = [str(name) for (name,) in tables]
            chosen = _chosen(str(path), table, [name for name in names if not name.startswith("sqlite_")])
            cursor = connection.execute(f"SELECT * FROM {_quoted(chosen)}")
            columns = [column_named(str(column[0])) for column in cursor.description]
            yield 0, dict.fromkeys(columns, "")
            for number, cells in enumerate(cursor, 1):
                yield number, _row(columns, cells)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise SourceError(f"{path}: no readable SQLite database: {error}") from None


def _row(columns: list[str], cells: tuple[object, ...]) -> dict[str, str]:
    return {name: cell_text(cell) for name, cell in zip(columns, cells, strict=True) if name in KNOWN}


def _chosen(place: str, table: str, names: list[str]) -> str:
    if table:
        if table not in names:
            raise SourceError(f"{place}: there is no table '{table}'; there are {', '.join(sorted(names)) or 'none'}")
        return table
    if TABLE in names or len(names) == 1:
        return TABLE if TABLE in names else names[0]
    raise SourceError(f"{place}: which table holds the facts? Add #NAME; there are {', '.join(sorted(names)) or 'none'}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def parquet_rows(path: Path) -> Iterator[Row]:
    """The rows of a Parquet file, a batch at a time; SourceError where pyarrow is not installed or the file is broken."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise SourceError(f"{path}: reading Parquet takes the package pyarrow; install verifier[parquet]") from None
    try:
        with ParquetFile(path) as file:
            columns = [column_named(name) for name in file.schema_arrow.names]
            yield 0, dict.fromkeys(columns, "")
            number = 0
            for batch in file.iter_batches(BATCH):
                lists = [column.to_pylist() for column in batch.columns]
                for cells in zip(*lists, strict=True):
                    number += 1
                    yield number, _row(columns, cells)
    except (ArrowException, OSError) as error:
        raise SourceError(f"{path}: no readable Parquet file: {_line(error)}") from None


def sql_rows(address: str) -> Iterator[Row]:
    """The rows of a table of a database server; `address` is an SQLAlchemy URL with the table after a #.

    SourceError where SQLAlchemy or the driver is not installed, or the server does not answer; the password is never shown.
    """
    url, _, table = address.partition("#")
    place = shown_address(address)
    try:
        from sqlalchemy import MetaData, Table, create_engine, inspect, select
        from sqlalchemy.exc import SQLAlchemyError
    except ImportError:
        raise SourceError(f"{place}: asking a database server takes the package sqlalchemy; install verifier[sql]") from None
    engine: Engine | None = None
    try:
        engine = create_engine(_driven(url), connect_args=POSTGRES if url.startswith(("postgres:", "postgresql")) else {})
        looked = inspect(engine)
        chosen = _chosen(place, table, [*looked.get_table_names(), *looked.get_view_names()])
        source = Table(chosen, MetaData(), autoload_with=engine)
        columns = [column_named(column.name) for column in source.columns]
        yield 0, dict.fromkeys(columns, "")
        with engine.connect().execution_options(stream_results=True, max_row_buffer=BATCH) as connection:
            for number, cells in enumerate(connection.execute(select(source)), 1):
                yield number, _row(columns, tuple(cells))
    except (SQLAlchemyError, ImportError, TypeError) as error:
        raise SourceError(f"{place}: the database does not answer: {_line(error)}") from None
    finally:
        if engine is not None:
            engine.dispose()


def _driven(url: str) -> str:
    """The address with the driver that `verifier[sql]` brings along."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return f"postgresql+psycopg://{url.removeprefix(plain)}"
    return url


def shown_address(address: str) -> str:
    """The address of a server as reports may print it: without user and password."""
    url, hash_, table = address.partition("#")
    scheme, mark, rest = url.partition("://")
    if not mark:
        return address
    host, slash, path = rest.partition("?")[0].rpartition("@")[2].partition("/")
    return f"{scheme}{mark}{host}{slash}{path}{hash_}{table}"


def _line(error: BaseException) -> str:
    """An error's first line; drivers add several."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
