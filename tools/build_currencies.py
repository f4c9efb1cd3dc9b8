"""Writes rules/lexicon/*/iso4217.yaml from Babel's copy of the CLDR: codes, names, and who calls what a dollar.

    python tools/build_currencies.py

Three tables come out. `currency_codes` gives the ISO 4217 code its English name. `currency_homes` sorts the
currencies that share a family name (dollar, peso, crown …) by home country, which is how a bare "pesos" is decided.
`currency_peoples` lists the adjectives ("Swedish", "New Taiwan") that single one out. Judgement that the CLDR cannot give
(which family a bare word means by default, symbols, crowns for kronor) is in currencies.yaml, written by hand. The other
languages get the codes alone, named in English as the reports are.
"""

from __future__ import annotations

from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

LEXICON = Path(__file__).resolve().parent.parent / "rules" / "lexicon"
OTHERS = ("zh",)

# money of older articles: predecessors of the euro and codes replaced by redenomination
FORMER = ("ATS", "BEF", "BGN", "CYP", "DEM", "EEK", "ESP", "FIM", "FRF", "GRD", "HRK", "IEP", "ITL", "LTL", "LVL", "MTL", "NLG",
          "PTE", "ROL", "SIT", "SKK", "TRL", "VEB", "VEF", "ZMK", "GHC", "SLL", "ANG", "CUC", "STD", "MRO", "BYR", "ZWL")
BEYOND = {"CNH": "offshore Chinese yuan", "CLF": "Chilean unit of account", "XDR": "special drawing right",
          "XAU": "gold ounce", "XAG": "silver ounce"}
# where usage joins what the CLDR keeps apart: newswire says "crowns" for five currencies and "riyals" for rials
FAMILY = {"krona": "crown", "krone": "crown", "króna": "crown", "koruna": "crown", "rial": "riyal", "riel": "riel",
          "rouble": "ruble", "denar": "dinar", "escudo": "escudo", "bolívar": "bolivar", "colón": "colon", "córdoba": "cordoba"}


def tender() -> dict[str, list[str]]:
    """Every code that is legal tender today, with the territories that use it, sorted."""
    found: dict[str, list[str]] = {}
    for territory in sorted(get_global("territory_currencies")):
        for code in get_territory_currencies(territory, tender=True):
            found.setdefault(code, []).append(territory)
    return found


def families(names: dict[str, str], homes: dict[str, list[str]]) -> dict[str, dict[str, str]]:
    """Family → country → code, for families of at least two currencies; a currency's own country has its code's letters."""
    found: dict[str, dict[str, str]] = {}
    for code, name in names.items():
        family = name.rsplit(" ", 1)[-1].lower()
        family = FAMILY.get(family, family)
        own = code[:2] if code[:2] in homes.get(code, []) else homes.get(code, [""])[0]
        for country in [own, *homes.get(code, [])]:
            if country:
                found.setdefault(family, {}).setdefault(country, code)
    return {family: rows for family, rows in sorted(found.items()) if len(set(rows.values())) > 1}


def peoples(names: dict[str, str]) -> dict[str, str]:
    """Adjective → country ("swedish" → SE), from names like "Swedish Krona"; the country is the code's first two letters."""
    found: dict[str, str] = {}
    for code, name in names.items():
        adjective, _, family = name.lower().rpartition(" ")
        if adjective and family and not code.startswith("X"):
            found.setdefault(adjective.replace(" new", "") if adjective != "new zealand" else adjective, code[:2])
    return found


def main() -> None:
    """Writes the file."""
    locale = Locale("en")
    homes = tender()
    names = {code: str(locale.currencies[code]) for code in sorted(homes)}
    lines = ["format: 1",
             f"about: ISO 4217 codes with their English names, from CLDR through Babel {babel.__version__} (Unicode licence);"
             " written by tools/build_currencies.py, not by hand",
             "tables:", "  # upper case: a code is read as one only when written so", "  currency_codes:"]
    singular = {code: get_currency_name(code, 1, "en") for code in [*names, *FORMER]} | BEYOND
    lines += [f'    "{code}": {name}' for code, name in sorted(singular.items())]
    for language in OTHERS:
        _write(language, lines)
    lines += ["  # family → home country (ISO 3166) → code", "  currency_homes:"]
    for family, rows in families(names, homes).items():
        inside = ", ".join(f'"{country}": {code}' for country, code in sorted(rows.items()))
        lines.append(f"    {family}: {{{inside}}}")
    lines += ["  # whose money: adjective → country", "  currency_peoples:"]
    lines += [f'    {adjective}: "{country}"' for adjective, country in sorted(peoples(names).items())]
    _write("en", lines)


def _write(language: str, lines: list[str]) -> None:
    (LEXICON / language / "iso4217.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
