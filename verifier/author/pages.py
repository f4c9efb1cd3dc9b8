"""A rule's page for the documentation, made from the rule itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.model import Form, Guard, Rule, RuleTest, Slack, Verdict

_VERDICTS = {
    "pass": "agrees", "warn": "look", "fail": "must fix", "unverified": "not checked", "none": "not this rule's business",
}


def rule_page(rule: Rule) -> str:
    """Markdown: what the rule checks, why, examples with their verdicts, wordings, tolerances, guards, what it cannot see."""
    parts = [
        f"# {rule.id}", f"{rule.title}.", rule.why, f"**Rests on** {rule.authority}.",
        "## Examples", _examples(rule.tests), "## How it reads and judges", *_forms(rule), *_guards(rule),
        "## What it cannot see", rule.cannot_see or "Nothing known beyond what its wordings leave out.",
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def index_page(rules: Sequence[Rule]) -> str:
    """Markdown: every rule with its title, linked to its page."""
    rows = "\n".join(f"| [{rule.id}]({rule.id}.md) | {rule.title} |" for rule in sorted(rules, key=lambda rule: rule.id))
    head = "# The built-in rules\n\nMade from the rules themselves by `tools/build_rule_pages.py`.\n\n"
    return f"{head}| rule | what holds |\n|---|---|\n{rows}\n"


def _examples(tests: Sequence[RuleTest]) -> str:
    rows = ["| text | verdict |", "|---|---|"]
    tables: list[str] = []
    for test in tests:
        said = f"Title: {test.title}. {test.text}" if test.title else test.text
        dated = f" ({test.date})" if test.date else ""
        mend = f"; try `{test.suggest}`" if test.suggest else ""
        verdict = f"{test.verdict}: {_VERDICTS[test.verdict]}{mend}"
        if test.text.startswith("|"):  # a table in a table's cell would be one long line
            tables.append(f"```text\n{test.text.strip()}\n```\n\n{verdict}")
        else:
            rows.append(f"| {_cell(said)}{dated} | {verdict} |")
    return "\n\n".join((["\n".join(rows)] if len(rows) > 2 else []) + tables)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _forms(rule: Rule) -> Iterator[str]:
    if rule.pair:
        other = "its like" if rule.pair.against == "same" else f"`{rule.pair.against}`"
        whole = "across a table" if rule.pair.across == "table" else f"across {rule.pair.across}"
        yield f"Sets {rule.pair.of} against {other}, {whole}."
    for form in rule.forms:
        wordings = "\n".join(form.phrases)
        shown = f"```text\n{wordings}\n```\n\n" if wordings else ""
        yield f"{shown}{_expectation(form)}"


def _expectation(form: Form) -> str:
    if form.expect == "never":
        return f"The wording itself is the error; at worst {form.severity.word}."
    slack = [f"{word} up to {slack_text(size)} beyond rounding" for word, size in tolerances(form) if size.amount]
    return "; ".join([f"Expects `{form.expect}`", *slack, f"at worst {form.severity.word}"]) + "."


def tolerances(form: Form) -> tuple[tuple[str, Slack], tuple[str, Slack]]:
    """What a form lets pass and what it only warns of."""
    return ("passes", form.tolerance.passing), ("warns", form.tolerance.warning)


def slack_text(slack: Slack) -> str:
    """A tolerance in words: "0.5%", "1 last digits", "0.4 points"."""
    return f"{slack.amount}{'' if slack.unit == '%' else ' '}{slack.unit}"


def _guards(rule: Rule) -> Iterator[str]:
    guards = list(dict.fromkeys(guard for form in rule.forms for guard in form.guards))
    if guards:
        yield "## Guards"
        yield "\n".join(f"- `{guard.words}` in {guard.where}: {effect_text(guard)}" for guard in guards)


def effect_text(guard: Guard) -> str:
    """What a guard does once its words are found."""
    if guard.slack:
        return f"warns up to {slack_text(guard.slack)}"
    if guard.cap is Verdict.UNVERIFIED:
        return "not checked, naming the word"
    return "only a pass is said" if guard.cap is Verdict.PASS else f"{guard.cap.word} at worst"
