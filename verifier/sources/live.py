"""Rates asked of a live service that speaks forex-python's protocol; on request only, never while a text is checked.

`GET <base>/<day or "latest">?base=USD&symbols=CNY&rtype=fpy` answers `{"base": …, "date": …, "rates": {"CNY": 7.25}}`.
forex-python's own default address is dead, and it asks without a timeout: the base URL is the caller's, and an answer that
is late, too long, for another day or no JSON is a SourceError.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Protocol

from verifier.errors import SourceError
from verifier.interval import point
from verifier.model import Evidence, Quantity
from verifier.period import Period
from verifier.units import currency

if TYPE_CHECKING:
    from requests import Response

TIMEOUT = 5.0  # seconds, for connecting, for each wait, and for the whole answer
LONGEST = 50_000  # bytes; a service that answers more is not answering this question
NEAR = timedelta(days=10)
# codes of forex-python's table that ISO 4217 has withdrawn or never had, and names it spells in its own way
OBSOLETE = frozenset(("BTC", "BYR", "CUC", "EEK", "GQE", "HRK", "LTL", "LVL", "MRO", "SLL", "STD", "VEB", "ZWR"))
NAMES = {"CNY": "Chinese yuan", "EUR": "euro", "ILS": "Israeli shekel", "PEN": "Peruvian sol", "TRY": "Turkish lira"}


class _Service(Protocol):
    def get_rate(self, base_cur: str, dest_cur: str, date_obj: date | None = None) -> tuple[Decimal, date | None]: ...


class LiveRates:
    """A live service as a source; each `find` is one request. `name` is what reports call it."""

    def __init__(self, base_url: str, timeout: float = TIMEOUT, name: str = "live") -> None:
        if not base_url.startswith(("http://", "https://")):
            raise SourceError(f"{base_url!r} is no address of a rate service; write it as https://host/path/")
        self.name = name
        self.base_url = base_url.rstrip("/") + "/"
        self.timeout = timeout

    @property
    def digest(self) -> str:
        """SHA-256 of the address: what it answers tomorrow nobody knows."""
        import hashlib

        return hashlib.sha256(self.base_url.encode()).hexdigest()

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """The rate of "USD/CNY" on the period's last day, or of the day shortly before for which the service has one."""
        base, _, quote = key.partition("/")
        rate, day = self.rate(base, quote, period.last)
        return (Evidence(self.name, key, Quantity(point(rate), currency(quote)), day, self.base_url),)

    def rate(self, base: str, quote: str, day: date | None = None) -> tuple[Decimal, date]:
        """Units of `quote` per `base` and the day they hold for; the latest rate without a day. SourceError for any trouble."""
        rate, own = _service(self.base_url, self.timeout).get_rate(base, quote, day)
        asked = f"{base}/{quote}" + (f" on {day}" if day else "")
        if own is None:
            raise SourceError(f"{self.base_url} does not say for which day its rate of {asked} holds; it is not used")
        if day is not None and not day - NEAR <= own <= day:
            raise SourceError(f"{self.base_url} was asked for {asked} and answered with the rate of {own}; it is not used")
        return rate, own


def currency_name(code: str) -> str | None:
    """The English name of an ISO 4217 code in use, from forex-python's table; None for codes it lacks or that are withdrawn.

    Its symbols are of no use here: they give Argentina the "$" and Egypt the "£".
    """
    if code in OBSOLETE:
        return None
    from forex_python.converter import CurrencyCodes

    name = NAMES.get(code) or CurrencyCodes().get_currency_name(code)
    return str(name) if name else None


@cache
def _service(base_url: str, timeout: float) -> _Service:
    """forex-python's client with this address and a timeout; loaded here, since it brings an HTTP library along."""
    import requests
    from forex_python.converter import CurrencyRates

    class Service(CurrencyRates):  # type: ignore[misc]  # forex-python ships no types
        def __init__(self) -> None:
            super().__init__(force_decimal=True)

        def _source_url(self) -> str:
            return base_url

        def get_rate(self, base_cur: str, dest_cur: str, date_obj: date | None = None) -> tuple[Decimal, date | None]:
            url = self._source_url() + self._get_date_string(date_obj)
            wanted = {"base": base_cur, "symbols": dest_cur, "rtype": "fpy"}
            try:
                with requests.get(url, params=wanted, timeout=timeout, stream=True) as response:
                    if response.status_code != 200:
                        said = f"{url} answered with status {response.status_code} for {base_cur}/{dest_cur}"
                        raise SourceError(f"{said}; check the address of the live rates, and that it has the pair and the day")
                    return _parsed(_body(response, timeout), dest_cur, url)
            except requests.Timeout as error:
                raise SourceError(f"{url} did not answer within {timeout:g} seconds; try again, or check offline") from error
            except requests.RequestException as error:
                said = f"{url} cannot be reached ({type(error).__name__})"
                raise SourceError(f"{said}; check the address of the live rates") from error

    service: _Service = Service()
    return service


def _body(response: Response, timeout: float) -> bytes:
    """What a service answers, unless it takes too long or too much: a server may also send a byte a second for ever."""
    end, body = time.monotonic() + timeout, bytearray()
    for chunk in response.iter_content(1):
        body += chunk
        if len(body) > LONGEST:
            raise SourceError(f"{response.url} answers more than a rate; check the address of the live rates")
        if time.monotonic() > end:
            raise SourceError(f"{response.url} did not finish its answer within {timeout:g} seconds; try again, or check offline")
    return bytes(body)


def _parsed(body: bytes, code: str, url: str) -> tuple[Decimal, date | None]:
    """The rate and its day; figures as Decimals, as printed."""
    import json

    try:
        answer = json.loads(body, parse_float=Decimal, parse_int=Decimal)
        rate = Decimal(answer["rates"][code])
        own = date.fromisoformat(answer["date"]) if answer.get("date") else None
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise SourceError(f"{url} gives no rate for {code} in its answer; check the address of the live rates") from error
    if not (rate.is_finite() and rate > 0):
        raise SourceError(f"{url} gives {rate} as the rate for {code}; it is not used")
    return rate, own
