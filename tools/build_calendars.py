"""Builds seeds/calendars/ from the package `holidays`; `python tools/build_calendars.py [--check]`.

`exchanges.csv` says what an exchange is called, which years its calendar covers and how far it may be trusted;
`closures.csv` lists, per exchange and year, the days from Monday to Friday (in Riyadh from Sunday to Thursday) on which it
was shut all day. The package is needed for building only; the same version gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from holidays.utils import financial_holidays

TARGET = Path(__file__).resolve().parent.parent / "seeds" / "calendars"
LAST = 2026  # the last year whose calendars the exchanges have published


class Exchange(NamedTuple):
    """How an exchange is told from words and currency, from which year on its calendar is kept, and the worst it may cause.

    `warn` where closures were set by sight of the moon or moved at short notice, and the package says so.
    """

    code: str
    name: str
    first: int
    currency: str
    trust: str
    words: str
    part: str | None = None


EXCHANGES = (
    Exchange("XNYS", "New York Stock Exchange", 1990, "USD", "fail",
             "new york stock exchange|nyse|new york-listed|in new york|wall street"),
    Exchange("XNAS", "Nasdaq", 1990, "USD", "fail", "nasdaq|nasdaq-listed"),
    Exchange("XTSE", "Toronto Stock Exchange", 2002, "CAD", "fail", "toronto stock exchange|tsx|toronto-listed|in toronto"),
    Exchange("BVMF", "B3", 2003, "BRL", "fail", "b3|bovespa|sao paulo-listed|são paulo-listed|in sao paulo|in são paulo"),
    Exchange("XMEX", "Mexican Stock Exchange", 2007, "MXN", "fail", "mexican stock exchange|bmv|mexico city-listed"),
    Exchange("XBOG", "Colombia Stock Exchange", 2008, "COP", "fail", "colombia stock exchange|bogota-listed"),
    Exchange("XLON", "London Stock Exchange", 2000, "GBP", "fail",
             "london stock exchange|lse|london-listed|in london|aim-listed"),
    Exchange("XPAR", "Euronext Paris", 2019, "EUR", "fail", "euronext paris|paris-listed|in paris|paris stock exchange", "ENX"),
    Exchange("XAMS", "Euronext Amsterdam", 2019, "EUR", "fail", "euronext amsterdam|amsterdam-listed|in amsterdam", "ENX"),
    Exchange("XBRU", "Euronext Brussels", 2019, "EUR", "fail", "euronext brussels|brussels-listed|in brussels", "ENX"),
    Exchange("XLIS", "Euronext Lisbon", 2019, "EUR", "fail", "euronext lisbon|lisbon-listed|in lisbon", "ENX"),
    Exchange("XDUB", "Euronext Dublin", 2019, "EUR", "fail", "euronext dublin|dublin-listed|in dublin", "ENX"),
    Exchange("XMIL", "Borsa Italiana", 2019, "EUR", "fail", "borsa italiana|milan stock exchange|milan-listed|in milan", "ENX"),
    Exchange("XOSL", "Oslo Bors", 2019, "NOK", "fail", "oslo bors|oslo børs|oslo-listed|in oslo", "ENX"),
    Exchange("XETR", "Xetra", 2016, "EUR", "fail", "xetra|frankfurt stock exchange|deutsche börse|frankfurt-listed|in frankfurt"),
    Exchange("XMAD", "Madrid Stock Exchange", 2000, "EUR", "fail", "madrid stock exchange|madrid-listed|in madrid"),
    Exchange("XSWX", "SIX Swiss Exchange", 2000, "CHF", "fail", "six swiss exchange|swiss exchange|zurich-listed|in zurich"),
    Exchange("XWAR", "Warsaw Stock Exchange", 2011, "PLN", "fail", "warsaw stock exchange|warsaw-listed|in warsaw"),
    Exchange("XIST", "Borsa Istanbul", 2010, "TRY", "warn", "borsa istanbul|istanbul-listed|in istanbul"),
    Exchange("XJSE", "Johannesburg Stock Exchange", 2000, "ZAR", "fail",
             "johannesburg stock exchange|jse|johannesburg-listed|in johannesburg"),
    Exchange("XSAU", "Saudi Exchange", 2020, "SAR", "warn", "saudi exchange|tadawul|riyadh-listed|in riyadh"),
    Exchange("XKAR", "Pakistan Stock Exchange", 2016, "PKR", "warn", "pakistan stock exchange|karachi-listed|in karachi"),
    Exchange("XBOM", "BSE", 2011, "INR", "warn", "bombay stock exchange|bse|mumbai-listed|in mumbai"),
    Exchange("XNSE", "National Stock Exchange of India", 2011, "INR", "warn", "national stock exchange of india|nse"),
    Exchange("XSHG", "Shanghai Stock Exchange", 2001, "CNY", "fail", "shanghai stock exchange|shanghai-listed|in shanghai"),
    Exchange("XSHE", "Shenzhen Stock Exchange", 2001, "CNY", "fail", "shenzhen stock exchange|shenzhen-listed|in shenzhen"),
    Exchange("XHKG", "Hong Kong Stock Exchange", 2014, "HKD", "fail",
             "hong kong stock exchange|hkex|sehk|hong kong-listed|in hong kong"),
    Exchange("XTAI", "Taiwan Stock Exchange", 2008, "TWD", "fail", "taiwan stock exchange|twse|taipei-listed|in taipei"),
    Exchange("XKRX", "Korea Exchange", 2000, "KRW", "fail", "korea exchange|kospi|kosdaq|seoul-listed|in seoul"),
    Exchange("XJPX", "Tokyo Stock Exchange", 1990, "JPY", "fail", "tokyo stock exchange|tokyo-listed|in tokyo"),
    Exchange("XSES", "Singapore Exchange", 2010, "SGD", "fail", "singapore exchange|sgx|singapore-listed|in singapore"),
    Exchange("XASX", "Australian Securities Exchange", 2000, "AUD", "fail",
             "australian securities exchange|asx|asx-listed|in sydney"),
    Exchange("XNZE", "NZX", 2000, "NZD", "fail", "nzx|new zealand exchange|wellington-listed|in wellington"),
)
WEEKENDS = {"XSAU": (4, 5)}  # Friday and Saturday; elsewhere Saturday and Sunday


def closures(exchange: Exchange) -> dict[int, list[date]]:
    """Its closed days outside weekends, by year."""
    weekend = WEEKENDS.get(exchange.code, (5, 6))
    market, part = (exchange.part, exchange.code) if exchange.part else (exchange.code, None)
    found: dict[int, list[date]] = {year: [] for year in range(exchange.first, LAST + 1)}
    for day in sorted(financial_holidays(market, subdiv=part, years=found)):
        if day.year in found and day.weekday() not in weekend:
            found[day.year].append(day)
    return found


def build() -> dict[str, str]:
    """Both files, name → text."""
    head = ("code", "name", "first", "last", "weekend", "currency", "trust", "words")
    exchanges, days = [head], [("exchange", "year", "closed")]
    for one in EXCHANGES:
        weekend = "".join(str(day + 1) for day in WEEKENDS.get(one.code, (5, 6)))
        exchanges.append((one.code, one.name, str(one.first), str(LAST), weekend, one.currency, one.trust, one.words))
        days += [(one.code, str(year), " ".join(f"{day:%m%d}" for day in closed)) for year, closed in closures(one).items()]
    return {"exchanges.csv": _text(exchanges), "closures.csv": _text(days)}


def _text(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the files, or with `--check` says (exit status 1) that they are not what the installed package gives."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the files in place, write nothing")
    options = parser.parse_args(arguments)
    built = build()
    if options.check:
        wrong = [name for name, text in built.items() if (TARGET / name).read_text(encoding="utf-8") != text]
        version = metadata.version("holidays")
        print(f"NOT what holidays {version} gives: {', '.join(wrong)}" if wrong else "the calendars are as built")
        return 1 if wrong else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in built.items():
        (TARGET / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
