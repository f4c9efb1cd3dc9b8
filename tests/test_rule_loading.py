"""Rule files: what is loaded, what is complained of and where, and what is kept compiled."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import asdict

from verifier.errors import RuleError
from verifier.model import Slack, Verdict
from verifier.phrase import tokenise
from verifier.rules import Pack, load_pack
from verifier.rules.published import json_schema

FUNCTIONS = {"convert": lambda inquiry, amount, unit="": (), "unit": lambda inquiry, *amounts: ()}

LEXICON = """
format: 1
classes:
  move: {rose: 1, fell: -1}
  forecast: [forecast, analysts expected]
"""
GROWTH = """\
# yaml-language-server: $schema=../../docs/rules.schema.json
format: 1
rules:
  - id: growth
    title: A growth rate agrees with its amounts
    why: Two figures give the third.
    cannot-see: A slip in all three.
    authority: arithmetic
    inputs: rounded
    alike: [unit]
    unlike: [subject]
    forms:
      - phrases: ["{move:@move} {change:percent} to {new:amount} from {old:amount}"]
        expect: change = move * (new - old) / old
      - phrases:
          - "a loss of {change:percent} \\\\( on {old:amount}"
        not: ["no loss"]
        expect: change >= convert(old)
        severity: warn
        message: "{old} lost {expected}."
        guards: []
    guards:
      - {words: "@forecast", in: match+3, then: skip}
      - {words: "excluding ... items", in: clause, then: warn}
      - {words: "shares", in: sentence, then: {warn: 0.4 points}}
    tolerance: {pass: 0.5%, warn: 0.25 last digit, scale: 15%}
    severity: fail
    message: "{old} to {new} is {expected} ({gap}); the text says {change}."
    tests:
      - {text: "Sales rose 12% to $5.6bn from $5.0bn.", verdict: pass}
      - {text: "Sales rose 22% to $5.6bn from $5.0bn.", verdict: fail, suggest: "12%", date: 2025-02-24, title: NO}
      - {text: "Sales rose to $5.6bn.", verdict: none, rates: {USD/CNY: 7.250}}
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rules = tmp_path / "rules"
    write(rules, "lexicon/en/words.yaml", LEXICON)
    write(rules, "change/growth.yaml", GROWTH)
    return rules


def load(*folders: Path) -> Pack:
    return load_pack(folders, FUNCTIONS)


def complaints(*folders: Path) -> list[str]:
    """What is wrong, as `change/growth.yaml:4:9: …`."""
    with pytest.raises(RuleError) as caught:
        load(*folders)
    return [str(complaint).replace(f"{folder}/", "") for complaint in caught.value.complaints for folder in folders[-1:]]


def test_a_rule_becomes_values(folder: Path) -> None:
    pack = load(folder)
    (rule,) = pack.rules
    assert (rule.id, rule.authority, str(rule.origin)) == ("growth", "arithmetic", f"{folder}/change/growth.yaml:4:5")
    first, second = rule.forms
    assert first.expect == "change = move * (new - old) / old"
    assert first.alike == second.alike == ("unit", "!subject")
    assert (first.severity, second.severity) == (Verdict.FAIL, Verdict.WARN)
    assert first.tolerance.passing == Slack(Decimal("0.5"), "%")
    assert first.tolerance.warning == Slack(Decimal("0.25"), "last digits")
    assert first.tolerance.scale_slip == Decimal("0.15")
    assert [(guard.words, guard.where, guard.cap, guard.slack) for guard in first.guards] == [
        ("@forecast", "match+3", Verdict.UNVERIFIED, None),
        ("excluding ... items", "clause", Verdict.WARN, None),
        ("shares", "sentence", Verdict.FAIL, Slack(Decimal("0.4"), "points")),
    ]
    assert (second.guards, second.unless) == ((), ("no loss",))
    assert second.phrases == ("a loss of {change:percent} \\( on {old:amount}",)
    assert second.message == "{old} lost {expected}."


def test_tests_keep_what_was_written(folder: Path) -> None:
    tests = load(folder).rules[0].tests
    assert (tests[1].title, tests[1].date, tests[1].suggest) == ("NO", "2025-02-24", "12%")
    assert tests[2].rates == (("USD/CNY", "7.250"),)
    assert tests[2].origin.line == 32


def test_forms_are_compiled(folder: Path) -> None:
    pack = load(folder)
    assert [(form.rule, form.form, form.formula.relation) for form in pack.compiled] == [(0, 0, "="), (0, 1, ">=")]
    assert [guard.words.source for guard in pack.compiled[0].guards] == ["@forecast", "excluding ... items", "shares"]
    assert [key for key, _ in pack.book.phrases] == [(0, 0), (1, 0)]
    assert pack.book.find(tokenise("It fell.", 0, 8, ())) == []
    assert pack.rule("growth") is pack.rules[0] and pack.rule("growths") is None


@pytest.mark.parametrize(("old", "new", "message", "at"), [
    ("authority: arithmetic", "authority: ???", "say what the rule rests on", "???"),
    ("authority: arithmetic", "autority: x", "'autority' is not known here; did you mean 'authority'?", "autority: x"),
    ("    authority: arithmetic\n", "", "the key 'authority' is missing", "id: growth"),
    ("format: 1", "format: 2", "'2' cannot stand here; write 1", "2\n"),
    ("id: growth", "id: growths", "the id must be the file's name, 'growth'", "growths"),
    ("id: growth", "id: Growth!", "an id is small letters", "Growth!"),
    ("inputs: rounded", "inputs: rouded", "not one of as-printed, rounded, loose; did you mean 'rounded'?", "rouded"),
    ("severity: fail", "severity: pass", "'pass' is not one of fail, warn, unverified", "pass\n"),
    ("pass: 0.5%", "pass: 0.5", "0.5 of what? 0.5%, 0.5 last digits", "0.5, warn"),
    ("pass: 0.5%", "pass: a bit", "'a bit' is no tolerance", "a bit"),
    ("scale: 15%", "scale: 15 days", "expected a percentage", "15 days"),
    ("in: match+3", "in: near", "expected match, match+N", "near"),
    ("then: skip", "then: ignore", "expected skip, pass, warn", "ignore"),
    ("then: skip", "then: {pass: 1%}", "expected skip, pass, warn", "{pass: 1%}"),
    ("then: skip", "then: [skip]", "expected skip, pass, warn", "[skip]"),
    ("verdict: pass", "verdict: passes", "'passes' is not one of pass, warn, fail", "passes"),
    ("date: 2025-02-24", "date: 24.2.2025", "expected a date, as in 2025-02-24", "24.2.2025"),
    ("verdict: none, rates", "verdict: pass, rates", "a test with verdict: none is missing", "- {text: \"Sales rose 12%"),
    ("verdict: pass", "verdict: none", "a test with verdict: pass is missing", "- {text: \"Sales rose 12%"),
    ("verdict: fail", "verdict: pass", "a test with verdict: fail (or warn) is missing", "- {text: \"Sales rose 12%"),
    ("title: A growth rate agrees with its amounts", "title: ''", "this may not be empty", "''"),
    ("title: A growth rate agrees with its amounts", "title: [a]", "expected a text", "[a]"),
    ("cannot-see: A slip in all three.", "cannot-see: x\n    cannot-see: y", "stands here twice", "cannot-see: y"),
    ("    forms:", "    phrases: [x]\n    forms:", "phrases stand in the forms or in the rule", "[x]"),
    ("    message: \"{old} to", "    mesage: \"{old} to", "did you mean 'message'?", "mesage"),
    # inside phrases, formulas and messages
    ("{move:@move} {change", "{move:@moove} {change", "no class 'moove'; did you mean 'move'?", "@moove"),
    ("on {old:amount}", "on {old:amoun}", "'amoun' is no kind of mention; did you mean 'amount'?", "amoun}"),
    ("(new - old) / old", "(new - old) / ole", "no phrase binds a role 'ole'; did you mean 'old'?", "ole\n"),
    ("convert(old)", "konvert(old)", "there is no function 'konvert'; did you mean 'convert'?", "konvert"),
    ("convert(old)", "convert(old, old, old)", "convert takes 1 to 2 arguments, not 3", "convert(old, old, old)"),
    ("convert(old)", "convert()", "convert takes 1 to 2 arguments, not 0", "convert()"),
    ("(new - old) / old", "(new - old) * old", "stands in both factors", "* old\n"),
    ("\"@forecast\"", "\"@forcast\"", "no class 'forcast'; did you mean 'forecast'?", "\"@forcast\""),
    ("words: \"shares\"", "words: \"{x:money}\"", "a guard's words play no role", "\"{x:money}\""),
    ("not: [\"no loss\"]", "not: [\"no [loss\"]", "this bracket is never closed", "[loss"),
    ("{old} lost {expected}.", "{new} lost {expected}.", "form 2 has no role 'new'", "\"{new} lost"),
    ("{old} lost {expected}.", "So {old.__class__} lost.", "braces in a message stand around one name", "{old.__class__}"),
    ("{old} lost {expected}.", "The {old!r} lost {}.", "braces in a message", "{old!r}"),
    ("on {old:amount}", "on {old:amount} of {part:amount}", "'part' is used neither in expect nor in message", "{part:amount}"),
    ("- \"a loss of", "- 'a ''loss'' of {x:monye}'\n          - \"a loss of", "did you mean 'money'?", "monye}"),
    ("- \"a loss of", "- \"gains of {change:percent}\"\n          - \"a loss of", "binds no role 'old'", "\"gains of"),
])
def test_complaints_say_where_and_what(folder: Path, old: str, new: str, message: str, at: str) -> None:
    assert old in GROWTH
    path = write(folder, "change/growth.yaml", GROWTH.replace(old, new))
    with pytest.raises(RuleError) as caught:
        load(folder)
    assert {complaint.file for complaint in caught.value.complaints} == {str(path)}
    (complaint,) = [found for found in caught.value.complaints if message in found.message]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert "".join(lines[complaint.line - 1 :])[complaint.column - 1 :].startswith(at)


def test_all_complaints_of_all_files_at_once(folder: Path) -> None:
    write(folder, "a/broken.yaml", "format: 1\nrules: [\n")
    write(folder, "b/empty.yaml", "")
    write(folder, "c/other.yaml", "format: 1\nrules:\n  - id: other\n    titel: x\n")
    write(folder, "change/growth.yaml", GROWTH.replace("@move}", "@moove}"))
    assert [complaint.split(":")[0] for complaint in complaints(folder)] == [
        "a/broken.yaml", "b/empty.yaml", "c/other.yaml", "c/other.yaml", "change/growth.yaml",
    ]


def test_an_inherited_mistake_is_said_once(folder: Path) -> None:
    write(folder, "change/growth.yaml", GROWTH.replace("        guards: []\n", "").replace("@forecast", "@forcast"))
    assert len(complaints(folder)) == 1


def test_broken_lexicons_do_not_drown_in_unknown_classes(folder: Path) -> None:
    write(folder, "lexicon/en/more.yaml", "format: 1\nclass: {}\n")
    (complaint,) = complaints(folder)
    assert complaint.startswith("lexicon/en/more.yaml:2:1: 'class' is not known here")


def test_one_rule_a_file(folder: Path) -> None:
    text = (folder / "change/growth.yaml").read_text(encoding="utf-8")
    write(folder, "change/growth.yaml", text + text[text.index("  - id: growth") :])
    assert any("a file holds one rule" in complaint for complaint in complaints(folder))


def test_the_same_id_twice(folder: Path, tmp_path: Path) -> None:
    write(folder, "other/growth.yaml", GROWTH)
    assert "other/growth.yaml:4:9: the rule 'growth' already stands in" in complaints(folder)[0]
    (folder / "other/growth.yaml").unlink()
    house = tmp_path / "house"
    write(house, "growth.yaml", GROWTH)
    assert complaints(folder, house)[0].endswith("; write replaces: true to put this one in its place")
    replacing = GROWTH.replace("    why:", "    replaces: true\n    why:")
    write(house, "growth.yaml", replacing.replace("severity: fail", "severity: warn"))
    pack = load(folder, house)
    assert len(pack.rules) == 1 and pack.rules[0].forms[0].severity is Verdict.WARN


def test_house_words_join_the_built_in_ones(folder: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    write(house, "lexicon/en/own.yaml", "format: 1\nclasses:\n  move: {crept up: 1}\n")
    write(house, "lexicon/fr/own.yaml", "format: 1\nclasses:\n  monter: {a augmenté: 1}\n")
    pack = load(folder, house)
    assert pack.lexicon.classes["move"].keys() == {("rose",), ("fell",), ("crept", "up")}
    assert "monter" not in pack.lexicon.classes


def pair_rule(pair: str, expect: str, message: str = "{expected}") -> str:
    return f"""\
format: 1
rules:
  - id: paired
    title: Two claims agree
    authority: arithmetic
    pair: {{{pair}}}
    expect: {expect}
    message: "{message}"
    tests:
      - {{text: "a", verdict: pass}}
      - {{text: "b", verdict: warn}}
      - {{text: "c", verdict: none}}
"""


@pytest.mark.parametrize(("pair", "expect"), [
    ("of: amount, with: same, across: title-body, alike: [unit]", "first = second"),
    ("of: growth, with: same, across: text, unlike: [amount]", "new = old * other_new / other_old"),
    ("of: growth, with: 'at {rate_of:money} each', across: text", "new = old * rate_of"),
    ("of: money, with: 'at {note:money} each', across: documents", "first = note"),
])
def test_pairs(folder: Path, pair: str, expect: str) -> None:
    write(folder, "text/paired.yaml", pair_rule(pair, expect))
    pack = load(folder)
    rule = pack.rule("paired")
    assert rule is not None and rule.pair is not None
    (compiled,) = [form for form in pack.compiled if pack.rules[form.rule] is rule]
    assert compiled.phrases == () and compiled.formula.source == expect
    assert (compiled.against is not None) == ("'at" in pair)
    assert rule.pair.alike in ((), ("unit",), ("!amount",))


@pytest.mark.parametrize(("pair", "expect", "expected"), [
    ("of: monye, with: same, across: text", "first = second", "neither a kind of mention nor a rule's id; did you mean 'money'?"),
    ("of: money, with: grwth, across: text", "first = second", "neither 'same' nor a rule's id; did you mean 'growth'?"),
    ("of: money, with: 'at {x:mony}', across: text", "first = x", "'mony' is no kind of mention; did you mean 'money'?"),
    ("of: money, with: same, across: texts", "first = second", "'texts' is not one of text, title-body, table, documents"),
    ("of: growth, with: same, across: text", "new = others_new", "a role 'others_new'; did you mean 'other_new'?"),
])
def test_complaints_about_pairs(folder: Path, pair: str, expect: str, expected: str) -> None:
    write(folder, "text/paired.yaml", pair_rule(pair, expect))
    (complaint,) = complaints(folder)
    assert complaint.startswith("text/paired.yaml:") and expected in complaint


def test_a_pair_has_no_phrases(folder: Path) -> None:
    text = pair_rule("of: money, with: same, across: text", "first = second")
    write(folder, "text/paired.yaml", text.replace("    expect:", "    phrases: [up]\n    expect:"))
    assert any("a pair has no phrases" in complaint for complaint in complaints(folder))


def test_caps(folder: Path) -> None:
    write(folder, "big.yaml", GROWTH + "#" * 200_000)
    assert "a rule file may have 200000" in complaints(folder)[0]
    write(folder, "big.yaml", "rules: " + "[" * 30 + "]" * 30)
    assert "nested deeper" in complaints(folder)[0]


def test_unreadable_files(folder: Path, tmp_path: Path) -> None:
    (folder / "latin.yaml").write_bytes(b"format: 1 # caf\xe9")
    assert "latin.yaml:1:16: not UTF-8 (the byte 0xe9 does not fit); save the file as UTF-8" in complaints(folder)[0]
    (folder / "latin.yaml").unlink()
    outside = write(tmp_path, "outside.yaml", GROWTH)
    (folder / "link.yaml").symlink_to(outside)
    assert "leads out of the rule folder" in complaints(folder)[0]
    assert "there is no such rule folder" in complaints(tmp_path / "nowhere")[0]


def test_the_digest_is_of_content_not_of_place(folder: Path, tmp_path: Path) -> None:
    before = load(folder).digest
    moved = folder.rename(tmp_path / "elsewhere")
    assert load(moved).digest == before
    write(moved, "change/growth.yaml", GROWTH + "\n")
    assert load(moved).digest != before


def test_a_kept_pack_is_the_pack(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    fresh = load_pack([folder], FUNCTIONS, cache)
    (kept,) = cache.iterdir()
    again = load_pack([folder], FUNCTIONS, cache)
    assert (again.rules, again.digest) == (fresh.rules, fresh.digest)
    assert asdict(again.lexicon) == asdict(fresh.lexicon)
    assert [form.formula for form in again.compiled] == [form.formula for form in fresh.compiled]
    assert list(cache.iterdir()) == [kept]


def test_a_changed_file_is_compiled_afresh(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_pack([folder], FUNCTIONS, cache)
    write(folder, "change/growth.yaml", GROWTH.replace("severity: fail", "severity: unverified"))
    assert load_pack([folder], FUNCTIONS, cache).rules[0].forms[0].severity is Verdict.UNVERIFIED
    write(folder, "change/growth.yaml", GROWTH.replace("severity: fail", "severity: wrong"))
    with pytest.raises(RuleError):
        load_pack([folder], FUNCTIONS, cache)
    with pytest.raises(RuleError):
        write(folder, "change/growth.yaml", GROWTH)
        load_pack([folder], {"unit"}, cache)  # convert() is gone


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps("no pack"), pickle.dumps(subprocess.run)])
def test_foreign_caches_are_ignored(folder: Path, tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "cache"
    load_pack([folder], FUNCTIONS, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(content)
    assert load_pack([folder], FUNCTIONS, cache).rules[0].id == "growth"
    assert kept.stat().st_size > 1000  # written anew


class _Mischief:
    def __init__(self, trace: str) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (Path(self.trace),)


def test_a_cache_cannot_run_code(folder: Path, tmp_path: Path) -> None:
    cache, trace = tmp_path / "cache", tmp_path / "trace"
    load_pack([folder], FUNCTIONS, cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(pickle.dumps(_Mischief(str(trace))))
    load_pack([folder], FUNCTIONS, cache)
    assert not trace.exists()


def test_a_cache_that_cannot_be_written_is_no_matter(folder: Path, tmp_path: Path) -> None:
    blocked = write(tmp_path, "cache", "a file stands in the way")
    assert load_pack([folder], FUNCTIONS, blocked).rules[0].id == "growth"


def test_old_packs_are_cleared_away(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(12):
        write(folder, "change/growth.yaml", GROWTH + f"# {number}\n")
        load_pack([folder], FUNCTIONS, cache)
    assert len(list(cache.iterdir())) == 8


def test_a_kept_pack_needs_neither_yaml_nor_schema(folder: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from verifier.rules import load_pack\n"
        f"load_pack([Path({str(folder)!r})], ['convert', 'unit'], Path({str(tmp_path / 'cache')!r}))\n"
        "print([name for name in ('yaml', 'pydantic', 'verifier.phrase.syntax', 'verifier.formula.syntax')\n"
        "       if name in sys.modules])"
    )
    runs = (subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in "12")
    first, second = (run.stdout for run in runs)
    assert "yaml" in first and "pydantic" in first
    assert second.strip() == "[]"


def test_the_published_schema_is_fresh() -> None:
    published = Path(__file__).parent.parent / "docs" / "rules.schema.json"
    again = "python -m verifier.rules.published > docs/rules.schema.json"
    assert published.read_text(encoding="utf-8") == json_schema(), f"run {again}"


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    import jsonschema  # type: ignore[import-untyped]  # ships no types
    import yaml

    schema = json.loads(json_schema())
    validator = jsonschema.Draft202012Validator(schema)
    rule = yaml.load(GROWTH, yaml.BaseLoader) | {"format": 1}
    assert [error.message for error in validator.iter_errors(rule)] == []
    rule["rules"][0]["autority"] = "x"
    assert len(list(validator.iter_errors(rule))) == 1
