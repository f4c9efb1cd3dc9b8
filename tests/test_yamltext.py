"""YAML with positions: scalars stay text, and what YAML would do silently is said."""

from __future__ import annotations

import pytest

from verifier.errors import RuleError
from verifier.yamltext import LARGEST, Listing, Scalar, Table, parse


def complaint(text: str) -> str:
    with pytest.raises(RuleError) as caught:
        parse(text, "a.yaml")
    return str(caught.value)


def test_scalars_stay_what_was_written() -> None:
    node = parse("{a: NO, b: 3.60, c: 12:30, d: 0x1F, e: 2025-02-24, f: ~, g: '', h: , i: 1_000}", "a.yaml")
    assert isinstance(node, Table)
    values = [value.text for _, value in node.entries if isinstance(value, Scalar)]
    assert values == ["NO", "3.60", "12:30", "0x1F", "2025-02-24", "~", "", "", "1_000"]


def test_quoted_text_is_told_from_plain() -> None:
    node = parse("[plain, 'single', \"double\", '']", "a.yaml")
    assert isinstance(node, Listing)
    assert [item.quoted for item in node.items if isinstance(item, Scalar)] == [False, True, True, True]


def test_positions_count_from_one() -> None:
    node = parse("rules:\n  - id: x\n    words: [a, b]\n", "a.yaml")
    assert isinstance(node, Table)
    listing = node.get("rules")
    assert isinstance(listing, Listing)
    entry = listing.items[0]
    assert isinstance(entry, Table) and (entry.line, entry.column) == (2, 5)
    words = entry.get("words")
    assert isinstance(words, Listing) and (words.items[1].line, words.items[1].column) == (3, 16)
    assert entry.get("nothing") is None


def test_what_yaml_would_do_silently() -> None:
    assert complaint("a: 1\nb: 2\na: 3") == "a.yaml:3:1: 'a' stands here twice; the first is on line 1"
    assert complaint("a: &x 1\nb: *x") == "a.yaml:2:4: aliases (*name) are not read here; write the value out"
    assert complaint("[a]: 1") == "a.yaml:1:1: a key must be a word or a text"


def test_broken_files() -> None:
    assert complaint("a: [1,\nb: 2]\nc: }").startswith("a.yaml:3:")
    assert "not valid YAML" in complaint("a: 'x")
    assert "the file is empty" in complaint("")
    assert "the file is empty" in complaint("# nothing but a remark\n")
    assert "not valid YAML" in complaint("a: \x00")


@pytest.mark.parametrize(("text", "said"), [
    ("a:\n\tb: 1", "a.yaml:2:1: not valid YAML: a tab; lines are indented with blanks"),
    ("a: @x", "a.yaml:1:4: not valid YAML: no text begins with this sign; put the text in quotation marks"),
    ("a: Payout: x", "a.yaml:1:10: not valid YAML: a second ': ' in one line"),
    ("a:\n  - b: 1\n   c: 2", "a.yaml:3:4: not valid YAML: this line is not indented like those it belongs with"),
    ('a: "x" y', "a.yaml:1:8: not valid YAML: this line is not indented like those it belongs with, or more stands behind"),
    ("a: [b {c} d]", "a.yaml:1:7: not valid YAML: a comma or a closing bracket is missing before this"),
    ("b: 1\na: 'x\nc: 1\n", "a.yaml:2:4: not valid YAML: this quotation mark is never closed"),
    (r'a: "\d"', "a.yaml:1:5: not valid YAML: between double quotation marks a backslash is written twice"),
    ("a: *", "a.yaml:1:5: not valid YAML: a text that begins with & or * stands in quotation marks"),
    ("a: 1\nb: x\x01", "a.yaml:2:5: not valid YAML: a control character, '\\x01'"),
])
def test_what_is_no_yaml_is_said_plainly(text: str, said: str) -> None:
    assert complaint(text).startswith(said)


def test_only_one_document() -> None:
    assert "one document" in complaint("a: 1\n---\nb: 2\n")


def test_bombs() -> None:
    assert "nested deeper" in complaint("[" * 60 + "]" * 60)
    assert "characters; at most" in complaint("#" * (LARGEST + 1))
    layers = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9) if n else 'x'}]" for n in range(10))
    assert "aliases" in complaint(layers)
