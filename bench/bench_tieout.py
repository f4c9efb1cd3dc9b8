"""What tying a draft out against a long source takes: an annual report of our own making, prose and tables."""

from __future__ import annotations

import random
from decimal import Decimal

from bench import Row, seconds
from verifier import Verifier
from verifier.model import Document

SIZES = (560_000, 5_000_000)
DRAFT = 5_000  # characters: the report's first pages, so that most figures have a place
LINES = ("Revenue", "Cost of sales", "Gross profit", "Operating expenses", "Operating income", "Net interest", "Income tax",
         "Net income", "Depreciation", "Capital expenditure", "Free cash flow", "Trade receivables", "Inventories", "Net debt")
FIELDS = ("cloud", "retail", "logistics", "devices", "services", "licensing", "leasing", "media", "energy", "wholesale")
REMARKS = (
    "Demand held up through the spring and weakened after the summer, as customers waited for new models and lower rates.",
    "The board keeps its view that the segment is best run on its own, with its own management and its own purchasing.",
    "Prices of raw materials eased, while wages rose in line with the agreements that cover most of the people employed there.",
    "No single customer stood for a material share of the business, and no contract of importance ends before the next report.",
)


def rows() -> list[Row]:
    """Reading the source, and tying out, in CPU time; draft and source are read anew each time."""
    verifier = Verifier()
    return [_row(verifier, size) for size in SIZES]


def _row(verifier: Verifier, size: int) -> Row:
    text = report(size)
    source, draft = Document("report.md", text), Document("draft.md", text[:DRAFT])
    taken = seconds(lambda: verifier.verify(draft, [source]), times=1)
    figures = len(verifier.source_documents([source])[0].mentions)
    what = f"tie a draft out against a source of {size / 1e6:.2g} MB with {figures:,} figures"
    return Row(what, f"{taken:.1f} s", f"{size / taken / 1e6:.2f} MB/s", "10 s" if size > 1_000_000 else "0.5 MB/s")


def report(size: int, seed: int = 3) -> str:
    """So many characters of segments: a heading, paragraphs with figures and without, a table of two years."""
    dice = random.Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(_segment(dice, len(parts) + 1))
        length += len(parts[-1])
    return "".join(parts)[:size]


def _segment(dice: random.Random, number: int) -> str:
    field, year = dice.choice(FIELDS), dice.randrange(2019, 2026)
    told = [_paragraph(dice, field, year) for _ in range(4)]
    table = "\n".join(_line(dice, name) for name in dice.sample(LINES, 8))
    head = f"| ($ million) | {year} | {year - 1} | Change |\n|---|---|---|---|"
    return f"## {number}. The {field} segment\n\n" + "\n\n".join(told) + f"\n\n{head}\n{table}\n\n"


def _paragraph(dice: random.Random, field: str, year: int) -> str:
    now, before = (Decimal(dice.randrange(1_000, 99_000)) / 10 for _ in range(2))
    measure, change = dice.choice(LINES).lower(), (now / before - 1) * 100
    said = f"In fiscal {year} the {field} segment reported {measure} of ${now:,} million"
    than = f"compared with ${before:,} million a year earlier, a change of {change:.1f}%."
    return " ".join((f"{said}, {than}", *dice.sample(REMARKS, 2)))


def _line(dice: random.Random, name: str) -> str:
    now, before = (Decimal(dice.randrange(1_000, 99_000)) / 10 for _ in range(2))
    return f"| {name} | {now:,} | {before:,} | {(now / before - 1) * 100:.1f}% |"
