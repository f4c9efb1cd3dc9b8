"""Newer fixings: fetched from a real server on this machine, checked, kept whole or not at all, and used beside what shipped."""

from __future__ import annotations

import io
import json
import socket
import time
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import serving

from verifier import Verifier
from verifier.cli import main
from verifier.config import Config, data_folder, load_config
from verifier.errors import ConfigError, SourceError
from verifier.reports import Style
from verifier.sources import fetched, open_rates
from verifier.sources.fetching import fetch
from verifier.sources.history import read_history
from verifier.sources.nbp import nbp_history
from verifier.sources.packing import encode, pack
from verifier.sources.pairs import Series
from verifier.sources.rates import Rates
from verifier.sources.updating import update

SHIPPED = Rates().ecb
LAST = SHIPPED.last
CODES = tuple(code for code in SHIPPED.codes() if code != "EUR")
LIVE = tuple(code for code in CODES if SHIPPED.fixing("EUR", code, LAST))
Rows = list[list[str]]


@cache
def shipped_rows() -> tuple[tuple[str, ...], ...]:
    """The last shipped days as the ECB prints them, the newest first; without its idle zeros."""
    found = {code: {f.day: f.value for f in SHIPPED.fixings("EUR", code, LAST - timedelta(120), LAST)} for code in CODES}
    days = sorted(found["USD"], reverse=True)
    return tuple((str(day), *(f"{found[code][day]:f}" if day in found[code] else "N/A" for code in CODES)) for day in days)


def working_days(count: int) -> list[date]:
    days = (LAST + timedelta(step) for step in range(1, 2 * count + 7))
    return [day for day in days if day.weekday() < 5][:count]


def with_new(count: int = 5, **changed: str) -> Rows:
    """Shipped days and `count` new ones with the last shipped figures, but `changed` ones on the newest day."""
    rows = [list(row) for row in shipped_rows()]
    for day in working_days(count):
        rows.insert(0, [str(day), *rows[0][1:]])
    for code, figure in changed.items():
        rows[0][1 + CODES.index(code)] = figure
    return rows


def table(rows: Sequence[Sequence[str]], head: str = "Date," + ",".join(CODES) + ",") -> bytes:
    return "\n".join([head, *(",".join(row) + "," for row in rows), ""]).encode()


def zipped(data: bytes, name: str = "eurofxref-hist.csv") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


GOOD = zipped(table(with_new(USD="1.12")))
NEWEST = working_days(5)[-1]


ANSWERS = {
    "good": GOOD,
    "page": b"<!DOCTYPE html><html><body>We have moved.</body></html>",
    "cut": GOOD[: len(GOOD) // 2],
    "empty": b"",
    "old": zipped(table(shipped_rows()[5:])),
    "bomb": zipped(b"0" * 60_000_000),
    "columns": zipped(table(with_new(), head="Day;USD;JPY")),
    "jump": zipped(table(with_new(6, TRY="99.5"))),
}


def nbp_tables(table: str) -> list[dict[str, object]]:
    """Shipped days and two new weeks as NBP's service sends them: A daily, B on Wednesdays; the naira falls by half."""
    shipped, last = Rates().nbp, Rates().nbp.last
    newest = {code: fixing for code in shipped.codes() if (fixing := shipped.fixing(code, "PLN", last)) is not None}
    codes = [code for code, fixing in newest.items() if (fixing.day == last) is (table == "a")]
    found: list[dict[str, object]] = []
    for step in range(-20, 18):
        day = last + timedelta(step)
        rates = {code: fixing for code in codes if (fixing := shipped.fixing(code, "PLN", min(day, last))) is not None}
        if day.weekday() == 2 or (table == "a" and day.weekday() < 5):
            halved = {"NGN"} if step > 7 else set()
            found.append({"table": table.upper(), "effectiveDate": str(day), "rates": [
                {"code": code, "mid": float(rate.value) / (1 + (code in halved))} for code, rate in rates.items()
                if rate.day == day or day > last]})
    return [one for one in found if one["rates"]]


NBP = {table: nbp_tables(table) for table in "ab"}


class Bank(BaseHTTPRequestHandler):
    """Serves the file at /good, and worse things elsewhere."""

    def do_GET(self) -> None:
        manner = self.path.strip("/")
        if manner.startswith("nbp"):
            self.tables(*manner.partition("?")[0].strip("/").split("/"))
        elif manner in ("redirect", "circle", "elsewhere"):
            self.send_response(302)
            self.send_header("Location", {"redirect": "/good", "circle": "/circle", "elsewhere": "file:///etc/hosts"}[manner])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif manner == "slow":
            time.sleep(1)
        elif manner in ("drip", "short"):
            self.partly(manner)
        else:
            body = ANSWERS.get(manner, b"not here")
            self.send_response(200 if manner in ANSWERS else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def tables(self, bank: str, table: str, first: str, last: str) -> None:
        """NBP's tables of those days; 404 where there are none, 400 where too many are asked for at once."""
        span = (date.fromisoformat(last) - date.fromisoformat(first)).days
        found = [one for one in NBP[table] if first <= str(one["effectiveDate"]) <= last]
        body = b"[{]" if bank == "nbp-broken" else json.dumps(found).encode()
        self.send_response(400 if span > 93 else 200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def partly(self, manner: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(40 if manner == "drip" else 1):
                self.wfile.write(b"PK")
                self.wfile.flush()
                time.sleep(0.05)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the tests read answers, not logs."""


@pytest.fixture(scope="module")
def bank() -> Iterator[str]:
    with serving(Bank) as address:
        yield address


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder for data, empty; settings of this machine are out of sight."""
    folder = tmp_path / "data"
    monkeypatch.setenv("VERIFIER_DATA", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


def kept(folder: Path) -> Path:
    return fetched(folder) / "ecb.bin"


def refused(data: bytes, words: str, folder: Path) -> None:
    with pytest.raises(SourceError, match=words):
        update("ecb", read_history(data, "eurofxref-hist.zip"), "test", folder)
    assert not folder.exists() or not list(folder.iterdir())


# fetching and keeping

def test_newer_days_are_fetched_kept_and_used(bank: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rates", "update", "--url", f"{bank}/good"]) == 0
    said = capsys.readouterr().out
    assert "5 days after the shipped ones" in said and str(kept(data)) in said
    rates = open_rates(data)
    assert rates.reach == (LAST, NEWEST)
    newest = rates.rate("EUR", "USD", NEWEST)
    assert newest is not None and newest.value == Decimal("1.12") and newest.doubt == Decimal("0.00005") / Decimal("1.12")
    assert rates.rate("USD", "SAR", NEWEST) is not None, "a peg reaches as far as its anchor"
    assert rates.rate("EUR", "USD", NEWEST + timedelta(10)) is None
    assert rates.digest != Rates().digest


def test_the_shipped_history_stays_as_it_is(data: Path, tmp_path: Path) -> None:
    rows = with_new()
    rows[20][1 + CODES.index("USD")] = "1.13"  # of a day that has shipped
    (tmp_path / "file.csv").write_bytes(table(rows))
    assert main(["rates", "update", "--from", str(tmp_path / "file.csv")]) == 0
    rates = open_rates(data)
    for code in LIVE:
        asked = ("EUR", code, date(1999, 1, 1), LAST)
        assert rates.ecb.fixings(*asked) == SHIPPED.fixings(*asked)
    assert rates.rate("EUR", "TRL", date(2004, 5, 5)) == Rates().rate("EUR", "TRL", date(2004, 5, 5))


def test_a_second_fetch_says_that_nothing_is_new(bank: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["rates", "update", "--url", f"{bank}/good"])
    before = kept(data).stat().st_mtime_ns
    assert main(["rates", "update", "--url", f"{bank}/redirect"]) == 0
    assert "nothing new" in capsys.readouterr().out and kept(data).stat().st_mtime_ns == before


@pytest.mark.parametrize(("manner", "words"), [
    ("page", "web page"),
    ("cut", "broken or incomplete"),
    ("short", "cannot be fetched|broke off"),
    ("empty", "it is empty"),
    ("old", "its newest day is .* rates are known to"),
    ("missing", "status 404"),
    ("bomb", "unpacks to more than 40 MB"),
    ("columns", "these are not the columns"),
    ("jump", "TRY of .* is 99.5, and .*`--accept TRY` takes it"),
    ("circle", "more than 5 times"),
    ("elsewhere", "cannot be fetched"),
])
def test_what_is_no_update_leaves_the_old_rates(
    bank: str, data: Path, capsys: pytest.CaptureFixture[str], manner: str, words: str
) -> None:
    main(["rates", "update", "--url", f"{bank}/good"])
    before = kept(data).read_bytes()
    capsys.readouterr()
    assert main(["rates", "update", "--url", f"{bank}/{manner}"]) == 2
    said = capsys.readouterr()
    assert not said.out and "ECB: the rates stay as they were." in said.err
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(said.err)
    assert kept(data).read_bytes() == before
    assert [path.name for path in kept(data).parent.iterdir()] == ["ecb.bin"], "nothing half-written lies about"


@pytest.mark.parametrize("manner", ["slow", "drip"])
def test_a_late_file_is_not_waited_for(bank: str, manner: str) -> None:
    with pytest.raises(SourceError, match=r"within 0\.3 seconds"):
        fetch(f"{bank}/{manner}", timeout=0.3)


def test_nobody_there_and_no_address_are_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch(f"http://127.0.0.1:{port}/")
    with pytest.raises(SourceError, match="write it as https"):
        fetch("ftp://rates.example/file.zip")


def test_a_true_jump_is_taken_by_name(data: Path, tmp_path: Path) -> None:
    (tmp_path / "jump.zip").write_bytes(zipped(table(with_new(TRY="99.5"))))
    assert main(["rates", "update", "--from", str(tmp_path / "jump.zip"), "--accept", "try"]) == 0
    jumped = open_rates(data).rate("EUR", "TRY", NEWEST)
    assert jumped is not None and jumped.value == Decimal("99.5")


def test_settings_may_name_the_address(bank: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / "verifier.yaml").write_text(f'sources: {{update: "{bank}/good", update-nbp: "{bank}/nbp"}}\n', encoding="utf-8")
    assert main(["rates", "update", "ecb"]) == 0 and kept(data).is_file()


# what a file must be

def changed(rows: Rows, row: int, text: str) -> bytes:
    rows[row] = text.split(",")
    return table(rows)


@pytest.mark.parametrize(("content", "words"), [
    (b"\xff\xfeD\x00a\x00", "neither a zip file nor a table"),
    (b"Date,USD,JPY,GBP,CHF,\n", "no days"),
    (table(with_new(), head="Date,USD,JPY,GBP,"), "CHF is not there"),
    (table(with_new(), head="Date,USD,USD,JPY,GBP,CHF,"), "USD stands there twice"),
    (table(with_new(), head="Date,USD,JPY,GBP,CHF,dollars,"), "'dollars' is no currency"),
    (changed(with_new(), 2, "yesterday"), ":4: 'yesterday' is no day"),
    (changed(with_new(), 2, f"{LAST},1.1"), ":4: 3 columns are here"),
    (table([with_new()[1], *with_new()]), "out of order"),
    (table(with_new(JPY="-3")), "'-3' is no rate of JPY"),
    (table(with_new(JPY="0.00")), "'0.00' is no rate of JPY"),
    (table(with_new(JPY="1e3")), "'1e3' is no rate of JPY"),
    (table(with_new(JPY="9" * 12)), "more than 20% away"),
    (table(with_new()[:3]), "are missing"),
    (table([row for row in with_new(15) if not working_days(15)[0] <= date.fromisoformat(row[0]) < working_days(15)[-2]]),
     "nothing between"),
    (zipped(b"a", "readme.txt"), "0 CSV files"),
    (table([[day, *("N/A" if date.fromisoformat(day) > LAST and code not in ("USD", "JPY") else cell
                    for code, cell in zip(CODES, cells, strict=True))] for day, *cells in with_new()]), "have no newer fixings"),
])
def test_a_wrong_file_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    refused(content, words, tmp_path / "data")


def test_a_file_that_knows_other_rates_is_refused(tmp_path: Path) -> None:
    rows = [[row[0], *(f"{Decimal(cell) * 2}" if cell != "N/A" else cell for cell in row[1:])] for row in with_new()]
    refused(table(rows), "in the rates that are known", tmp_path / "data")


def test_a_series_that_ends_is_told_and_ends(tmp_path: Path) -> None:
    rows = [[*row[: 1 + CODES.index("ISK")], "N/A", *row[2 + CODES.index("ISK"):]] if day < 8 else row
            for day, row in enumerate(with_new(8))]
    done = update("ecb", read_history(table(rows), "x"), "test", tmp_path)
    assert done.gone == ("ISK",) and done.currencies == len(LIVE) - 1
    rates = Rates(updates=tmp_path)
    assert rates.ecb.fixing("EUR", "ISK", LAST) is not None
    assert rates.ecb.fixing("EUR", "ISK", working_days(8)[-1]) is None


def test_a_currency_that_joins_is_there_from_then_on(tmp_path: Path) -> None:
    rows = [[*row, "12.5" if day < 5 else "N/A"] for day, row in enumerate(with_new())]
    update("ecb", read_history(table(rows, head="Date," + ",".join(CODES) + ",XTS,"), "x"), "test", tmp_path)
    joined = Rates(updates=tmp_path).rate("XTS", "USD", NEWEST)
    assert joined is not None and joined.source == "ecb"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match="VERIFIER_DATA names another folder"):
        update("ecb", read_history(GOOD, "x"), "test", tmp_path / "file" / "rates")


# the other bank

def test_both_banks_are_asked_and_each_is_kept(
    bank: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "verifier.yaml").write_text(f'sources: {{update: "{bank}/good", update-nbp: "{bank}/nbp"}}\n', encoding="utf-8")
    before = Rates().rate("USD", "PKR", NEWEST)
    assert main(["rates", "update"]) == 0
    said = capsys.readouterr().out
    assert "ECB: rates to" in said and "NBP: rates to" in said and "held back at a jump (see --accept): NGN" in said
    rates = open_rates(data)
    weekly = rates.rate("USD", "PKR", NEWEST)
    assert before is None and weekly is not None and weekly.source == "nbp" and weekly.day.weekday() == 2
    assert rates.nbp.last > Rates().nbp.last and rates.reach == (LAST, NEWEST)
    assert main(["rates", "update"]) == 0
    assert capsys.readouterr().out.count("nothing new") == 2


def test_one_bank_out_of_order_does_not_stop_the_other(
    bank: str, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "verifier.yaml").write_text(
        f'sources: {{update: "{bank}/page", update-nbp: "{bank}/nbp"}}\n', encoding="utf-8")
    assert main(["rates", "update"]) == 2
    said = capsys.readouterr()
    assert "NBP: rates to" in said.out and "ECB: the rates stay as they were." in said.err
    assert not kept(data).exists() and open_rates(data).nbp.updated


@pytest.mark.parametrize("accepted", [(), ("NGN",)])
def test_a_currency_that_jumped_is_held_back_until_it_is_named(bank: str, data: Path, accepted: tuple[str, ...]) -> None:
    flags = [flag for code in accepted for flag in ("--accept", code)]
    main(["rates", "update", "--url", f"{bank}/good"])  # NBP is asked for tables up to the ECB's newest day
    assert main(["rates", "update", "nbp", "--url", f"{bank}/nbp", *flags]) == 0
    naira = open_rates(data).nbp.reach("NGN", "PLN")
    rupee = open_rates(data).nbp.reach("PKR", "PLN")
    assert naira and rupee and (naira.last == rupee.last) is bool(accepted)


@pytest.mark.parametrize(("manner", "words"), [("nbp-broken", "no list of tables"), ("missing", "has no tables from")])
def test_tables_that_are_none_are_refused(
    bank: str, data: Path, capsys: pytest.CaptureFixture[str], manner: str, words: str
) -> None:
    assert main(["rates", "update", "nbp", "--url", f"{bank}/{manner}"]) == 2
    assert words in capsys.readouterr().err and not data.exists()


@pytest.mark.parametrize("body", [
    b"", b"{}", b"[1]", b'[{"effectiveDate": "2026-11-02"}]', b'[{"effectiveDate": "soon", "rates": []}]',
    b'[{"effectiveDate": "2026-11-02", "rates": [{"code": "usd", "mid": 4.1}]}]', b"[" * 5000,
    b'[{"effectiveDate": "2026-11-02", "rates": [{"code": "USD", "mid": -4.1}]}]',
    b'[{"effectiveDate": "2026-11-02", "rates": [{"code": "USD", "mid": "much"}]}]',
])
def test_what_the_service_should_not_say_is_told(body: bytes) -> None:
    with pytest.raises(SourceError, match=r"no list of tables|is no rate|has no tables"):
        nbp_history("https://x", LAST, LAST, lambda _: body)


def test_figures_keep_their_printed_digits() -> None:
    body = b'[{"effectiveDate": "2026-11-02", "rates": [{"code": "IDR", "mid": 2.82E-4}, {"code": "USD", "mid": 4.10}]}]'
    history = nbp_history("https://x", LAST, LAST, lambda _: body)
    assert {code: points[0][1] for code, points in history.series.items()} == {"IDR": "0.000282", "USD": "4.10"}


# what is kept

@pytest.mark.parametrize("damage", [lambda raw: raw[:-9], lambda raw: raw[:-1] + b"\x7f", lambda raw: b"PK" + raw, lambda _: b""])
def test_a_damaged_file_is_told_and_cured_by_updating(bank: str, data: Path, damage: object) -> None:
    assert callable(damage)
    main(["rates", "update", "--url", f"{bank}/good"])
    kept(data).write_bytes(damage(kept(data).read_bytes()))
    with pytest.raises(SourceError, match=r"ecb\.bin: .*run `verifier rates update` again"):
        open_rates(data).rate("EUR", "USD", NEWEST)
    assert main(["rates", "update", "--url", f"{bank}/good"]) == 0
    assert open_rates(data).rate("EUR", "USD", NEWEST) is not None


def test_an_update_that_a_newer_package_has_overtaken_is_not_used(tmp_path: Path) -> None:
    points = [(LAST - timedelta(9), "1.5"), (LAST - timedelta(8), "1.5")]
    fetched_then = pack({("ecb", "USD"): (*encode(points), 2)}, {"ecb": points[-1][0]}, "an old file")
    (tmp_path / "ecb.bin").write_bytes(fetched_then)
    rates = Rates(updates=tmp_path)
    assert rates.reach == (LAST,) and rates.digest == Rates().digest
    assert rates.rate("EUR", "USD", points[-1][0]) == Rates().rate("EUR", "USD", points[-1][0])


@given(st.integers(1, 6), st.integers(0, 8), st.lists(st.integers(0, 3), min_size=1, max_size=3))
def test_a_series_followed_by_another_keeps_every_figure(own: int, after: int, decimals: list[int]) -> None:
    first = Series(list(range(own)), [day * 100 + 1 for day in range(own)], (0,), (2,))
    days = list(range(max(0, own - 2), own + 4))
    starts = tuple(range(len(decimals)))
    later = Series(days, [day * 100 + 2 for day in days], starts, tuple(decimals))
    joined = first.followed_by(later, max(after, own - 1))
    known = {day: (first.mantissas[i], first.places(i)) for i, day in enumerate(first.days)}
    known |= {day: (later.mantissas[i], later.places(i)) for i, day in enumerate(days) if day > max(after, own - 1)}
    assert {day: (joined.mantissas[i], joined.places(i)) for i, day in enumerate(joined.days)} == known


def test_the_folder_is_the_environments_to_choose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERIFIER_DATA", str(tmp_path))
    assert data_folder() == tmp_path and Config().data == tmp_path
    monkeypatch.setenv("VERIFIER_DATA", "off")
    assert data_folder() is None
    monkeypatch.delenv("VERIFIER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "verifier"


def test_an_address_must_be_one(tmp_path: Path) -> None:
    (tmp_path / "verifier.yaml").write_text("sources: {update: rates.example}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"'rates\.example' is no address"):
        load_config(tmp_path / "verifier.yaml")


@pytest.mark.parametrize(("arguments", "words"), [
    (["USD", "CNY", "--url", "http://x"], "belong to `verifier rates update`"),
    (["update", "--live", "http://x"], "takes ecb or nbp"),
    (["update", "ecb", "2025-02-24"], "takes ecb or nbp"),
    (["update", "fed"], "takes ecb or nbp"),
    (["update", "--url", "http://x", "--from", "y"], "takes ecb or nbp"),
    (["update", "nbp", "--from", "y"], "takes the ECB's history"),
    (["update", "--from", "nowhere.zip"], "nowhere.zip: cannot be read"),
    (["USD"], "verifier rates USD EUR"),
])
def test_words_that_do_not_go_together(data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    assert main(["rates", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_with_data_off_nothing_is_kept(bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("VERIFIER_DATA", "off")
    assert main(["rates", "update", "--url", f"{bank}/good"]) == 2
    assert "VERIFIER_DATA is off" in capsys.readouterr().err


# in a check

def test_a_check_uses_newer_rates_and_says_how_far_they_reach(bank: str, data: Path) -> None:
    text = "The mill will cost 5.25 million euros ($5.88 million)."
    (finding,) = Verifier().verify_text(text, date=NEWEST).findings
    assert finding.reason is not None and "`verifier rates update`" in finding.reason
    main(["rates", "update", "--url", f"{bank}/good"])
    verifier = Verifier()
    report = verifier.verify_text(text, date=NEWEST)
    assert report.verdict.word == "pass" and report.rates == (LAST, NEWEST)
    assert report.to_dict()["rates"] == {"shipped": str(LAST), "updated": str(NEWEST)}
    shown = " ".join(verifier.render(report).split())
    assert f"; shipped to {LAST.day} " in shown and f", updated to {NEWEST.day} " in shown
    assert dict(report.digests)["sources"] != dict(Verifier(config=Config(data=None)).verify_text(text).digests)["sources"]


def test_without_an_update_only_a_full_report_says_so() -> None:
    verifier = Verifier(config=Config(data=None))
    report = verifier.verify_text("The mill will cost 5.25 million euros ($5.49 million).", date=date(2025, 2, 24))
    assert "known to" not in verifier.render(report)
    assert f"known to {LAST.day} " in " ".join(verifier.render(report, "text", Style(verbose=True)).split())


def test_how_far_the_rates_reach_is_shown(bank: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rates"]) == 0
    before = capsys.readouterr().out.splitlines()
    main(["rates", "update", "--url", f"{bank}/good"])
    capsys.readouterr()
    assert main(["rates"]) == 0
    after = capsys.readouterr().out.splitlines()
    assert "updated since" in after[0] and "updated" not in before[0] and after[1] == before[1]
