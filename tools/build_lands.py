"""Writes rules/lexicon/en/lands.yaml from Babel's copy of the CLDR: countries and their peoples, by names of one word.

    python tools/build_lands.py

The table `countries` (word in small letters → ISO 3166 code) tells `link` that "Spain" and "Spanish" are one country and nobody's
name. The CLDR has no list of adjectives; those of currencies, of today and before the euro, serve instead. What stands in
currencies.yaml or dossier.yaml, written by hand, is left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import babel
from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies
from yaml import safe_load

LEXICON = Path(__file__).resolve().parent.parent / "rules" / "lexicon" / "en"
WIDTH = 200
_NAMES = re.compile(r"([^\s()]+)(?: \(([^\s()]+)\))?")

# more often an American state, a person or New Jersey than the country; and Nigeria has a Niger Delta
OTHERS = frozenset({"georgia", "jordan", "chad", "jersey", "guernsey", "guinea", "niger"})
FORMER = frozenset({"ADP", "ATS", "BEF", "BUK", "CYP", "DEM", "ECS", "EEK", "ESP", "FIM", "FRF", "GRD", "HRK", "IEP", "ITL",
                    "LTL", "LUF", "LVL", "MLF", "MTL", "NLG", "PTE", "SIT", "SKK", "SVC"})
MOVED = {"BUK": "MM"}  # codes of currencies begin with their country's, but for those that were renamed since


def countries(locale: Locale) -> dict[str, str]:
    """Territories where money is legal tender, by names of one word: "Myanmar (Burma)" by both, "Macao SAR China" as Macao."""
    found: dict[str, str] = {}
    for code in get_global("territory_currencies"):
        if get_territory_currencies(code, tender=True):
            names = _NAMES.fullmatch(locale.territories[code].replace(" SAR China", "").lower())
            found |= {name: code for name in names.groups() if name} if names else {}
    return found


def peoples(locale: Locale) -> dict[str, str]:
    """Adjectives of one word from names of currencies: "Polish Zloty", "Spanish Peseta"; PLN is Poland's."""
    territories = get_global("territory_currencies")
    current = {code for territory in territories for code in get_territory_currencies(territory, tender=True)}
    found: dict[str, str] = {}
    for code in sorted(current | FORMER):
        adjective, _, family = locale.currencies[code].lower().replace(" new ", " ").partition(" ")
        if family and " " not in family and not code.startswith("X"):
            found.setdefault(adjective, MOVED.get(code, code[:2]))
    return found


def written() -> set[str]:
    """The words that the tables written by hand have."""
    tables: list[dict[str, str]] = []
    for name in ("currencies", "dossier"):
        held = safe_load((LEXICON / f"{name}.yaml").read_text("utf-8"))["tables"]
        tables += (held.get(table, {}) for table in ("places", "peoples", "lands"))
    return {str(word).lower() for table in tables for word in table}


def main() -> None:
    """Writes the file."""
    locale = Locale("en")
    found = countries(locale) | peoples(locale)
    entries = [f'{word}: "{code}"' for word, code in sorted(found.items()) if word not in OTHERS | written()]
    lines = ["format: 1",
             f"about: Countries and their peoples by names of one word, from CLDR through Babel {babel.__version__}"
             " (Unicode licence); written by tools/build_lands.py, not by hand",
             "tables:", "  # in small letters → country (ISO 3166); what is more often another's name is left out: Georgia, Chad",
             "  countries: {"]
    line = "   "
    for entry in entries:
        if len(line) + len(entry) > WIDTH:
            lines.append(line)
            line = "   "
        line += f" {entry},"
    lines += [line.removesuffix(","), "  }"]
    (LEXICON / "lands.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
