"""The live source against a real server on this machine: good answers, and every way a service can fail."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from loopback import serving

from verifier.cli import main
from verifier.errors import SourceError
from verifier.period import day
from verifier.sources.live import LiveRates, currency_name

MONDAY = date(2025, 2, 24)


class Service(BaseHTTPRequestHandler):
    """Speaks the protocol under /good/, and misbehaves under the other names."""

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        _, manner, asked = path.split("/")
        base, symbol = query["base"][0], query["symbols"][0]
        rates: dict[str, object] = {"CNY": 7.25, "KRW": 1431, "TRY": "36.41"}
        answer: dict[str, object] = {"base": base, "date": "2025-02-24" if asked == "latest" else asked, "rates": rates}
        if manner == "slow":
            time.sleep(1)
        elif manner == "friday":
            answer["date"] = "2025-02-21"
        elif manner == "latest-only":
            answer["date"] = "2026-10-30"
        elif manner == "dateless":
            del answer["date"]
        elif manner == "negative":
            rates["CNY"] = -1
        elif manner == "list":
            self.say(200, b"[1, 2]")
            return
        elif manner == "garbage":
            self.say(200, b"<html>It works!</html>")
            return
        elif manner == "flood":
            self.say(200, b"x" * 200_000)
            return
        elif manner == "drip":
            self.drip()
            return
        self.say(200 if symbol in rates and manner != "missing" else 404, json.dumps(answer).encode())

    def say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        try:
            for _ in range(30):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the tests read answers, not logs."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(Service) as address:
        yield address


def test_a_rate_comes_exactly_as_printed(address: str) -> None:
    assert LiveRates(f"{address}/good").rate("USD", "CNY", MONDAY) == (Decimal("7.25"), MONDAY)
    assert LiveRates(f"{address}/good/").rate("USD", "KRW") == (Decimal(1431), MONDAY)
    assert LiveRates(f"{address}/good/").rate("USD", "TRY")[0] == Decimal("36.41")


def test_a_live_service_is_a_source(address: str) -> None:
    source = LiveRates(f"{address}/good", name="desk")
    (evidence,) = source.find("USD/CNY", day(MONDAY))
    assert evidence.source == "desk" and evidence.key == "USD/CNY" and evidence.as_of == MONDAY
    assert evidence.quantity is not None and evidence.quantity.interval.lo == evidence.quantity.interval.hi == Decimal("7.25")
    assert evidence.locator.startswith(address) and len(source.digest) == 64


def test_the_day_of_the_answer_counts_not_the_day_asked(address: str) -> None:
    (evidence,) = LiveRates(f"{address}/friday").find("USD/CNY", day(MONDAY))
    assert evidence.as_of == date(2025, 2, 21)


@pytest.mark.parametrize(("manner", "words"), [
    ("missing", "status 404"),
    ("garbage", "gives no rate for CNY"),
    ("list", "gives no rate for CNY"),
    ("negative", "-1 as the rate"),
    ("flood", "more than a rate"),
    ("latest-only", "answered with the rate of 2026-10-30"),
    ("dateless", "does not say for which day"),
])
def test_a_bad_answer_is_told_in_words(address: str, manner: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        LiveRates(f"{address}/{manner}").rate("USD", "CNY", MONDAY)


def test_a_pair_the_service_lacks_is_told(address: str) -> None:
    with pytest.raises(SourceError, match="404 for USD/XYZ"):
        LiveRates(f"{address}/good").rate("USD", "XYZ", MONDAY)


@pytest.mark.parametrize("manner", ["slow", "drip"])
def test_a_late_answer_is_not_waited_for(address: str, manner: str) -> None:
    with pytest.raises(SourceError, match=r"within 0\.2 seconds"):
        LiveRates(f"{address}/{manner}", timeout=0.2).rate("USD", "CNY", MONDAY)


def test_a_refused_connection_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(SourceError, match="cannot be reached"):
        LiveRates(f"http://127.0.0.1:{port}").rate("USD", "CNY", MONDAY)


@pytest.mark.parametrize("address", ["", "rates.example", "file:///etc/passwd", "ftp://rates.example"])
def test_an_address_must_be_one(address: str) -> None:
    with pytest.raises(SourceError, match="write it as https"):
        LiveRates(address)


@pytest.mark.parametrize(("code", "name"), [
    ("CNY", "Chinese yuan"), ("USD", "United States dollar"), ("EUR", "euro"), ("GQE", None), ("EEK", None), ("XYZ", None),
])
def test_names_of_codes(code: str, name: str | None) -> None:
    assert currency_name(code) == name


def test_nothing_is_loaded_until_asked() -> None:
    code = "import sys, verifier.sources.live; print('requests' in sys.modules, 'forex_python' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_command_asks_the_service_it_is_given(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rates", "USD", "CNY", "2025-02-24", "--live", f"{address}/good"]) == 0
    live = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("live"))
    assert "7.25" in live and "2025-02-24" in live


def test_a_broken_service_leaves_the_shipped_rates(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rates", "USD", "CNY", "2025-02-24", "--live", f"{address}/garbage"]) == 0
    shown = capsys.readouterr()
    assert "ecb" in shown.out and "live" not in shown.out and f"{address}/garbage" in shown.err


def test_settings_may_name_the_service(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = tmp_path / "verifier.yaml"
    settings.write_text(f'format: 1\nsources: {{live: "{address}/good"}}\n', encoding="utf-8")
    assert main(["rates", "USD", "CNY", "2025-02-24", "--config", str(settings)]) == 0
    assert "\nlive" in capsys.readouterr().out
