"""Writes docs/rules/: one page per built-in rule, made from the rule, and their index.

    python tools/build_rule_pages.py            write them
    python tools/build_rule_pages.py --check    1 where a page is missing, stale or left over
"""

from __future__ import annotations

import sys
from pathlib import Path

from verifier.author.pages import index_page, rule_page
from verifier.checks import CHECKS
from verifier.resources import rules_folder
from verifier.rules import load_pack

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"


def pages() -> dict[Path, str]:
    """Every page with its text."""
    rules = load_pack((rules_folder(),), CHECKS).rules
    found = {FOLDER / f"{rule.id}.md": rule_page(rule) for rule in rules}
    return {**found, FOLDER / "index.md": index_page(rules)}


def stale() -> list[str]:
    """The names of pages that are not as the rules would have them."""
    wanted = pages()
    there = {path: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(path.name for path in wanted.keys() | there.keys() if wanted.get(path) != there.get(path))


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    if arguments == ["--check"]:
        for name in stale():
            print(f"docs/rules/{name} is not what the rules say; run tools/build_rule_pages.py")
        return 1 if stale() else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
