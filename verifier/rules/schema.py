"""The shape of a rule file, as pydantic models: what the loader validates with and `docs/rules.schema.json` is made from.

Every scalar comes in as text (see `yamltext`); for an editor's sake the JSON Schema also admits YAML's numbers and
booleans where a text is meant. Imported only when a pack has to be compiled.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from verifier.rules.wording import parse_slack, parse_then

_SCALAR = {"type": ["string", "number", "boolean"]}
_PLACE = re.compile(r"(match|before|after)(\+\d{1,2})?|clause|sentence|paragraph|title|document")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _place(text: str) -> str:
    if not _PLACE.fullmatch(text):
        raise ValueError("expected match, match+N, before+N, after+N, clause, sentence, paragraph, title or document")
    return text


def _identity(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError("an id is small letters and digits joined by -, as in percentage-change")
    return text


def _authority(text: str) -> str:
    if not text.strip(" ?.-"):
        raise ValueError("say what the rule rests on: a URL, a style guide's section, or 'arithmetic'")
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text


def _slack(text: str) -> str:
    parse_slack(text)
    return text


def _share(text: str) -> str:
    if parse_slack(text).unit != "%":
        raise ValueError("expected a percentage, as in 15%")
    return text


def _then(value: object) -> object:
    parse_then(value)
    return value


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("expected a date, as in 2025-02-24") from None
    return text


def _pattern(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$"})


Text = Annotated[str, AfterValidator(_filled), WithJsonSchema(_SCALAR)]
Place = Annotated[str, AfterValidator(_place), _pattern(_PLACE.pattern)]
SlackText = Annotated[str, AfterValidator(_slack), WithJsonSchema(_SCALAR)]
ShareText = Annotated[str, AfterValidator(_share), WithJsonSchema(_SCALAR)]
Then = Annotated[
    str | dict[str, str],
    BeforeValidator(_then),
    WithJsonSchema({
        "anyOf": [
            {"enum": ["skip", "pass", "warn"]},
            {"type": "object", "properties": {"warn": _SCALAR}, "required": ["warn"], "additionalProperties": False},
        ]
    }),
]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=False)


class GuardEntry(_Table):
    """Words that change what a rule may say."""

    words: Text = Field(description="a phrase, or @class of the lexicon")
    place: Place = Field(alias="in", description="where the words are looked for")
    then: Then = Field(description="skip (unverified, naming the word), a cap, or {warn: wider tolerance}")


class ToleranceEntry(_Table):
    """How far beyond rounding a verdict still reaches."""

    passing: SlackText = Field("0", alias="pass", description="0.5%, 1 last digit, 0.4 points, 3 days")
    warn: SlackText = Field("0", description="0.5%, 1 last digit, 0.4 points, 3 days")
    scale: ShareText = Field("0", description="a gap within this share of a power of ten always fails")


class PairEntry(_Table):
    """Which mentions or claims are set against which."""

    of: Text = Field(description="a kind of mention, or the id of a rule whose claims are paired")
    against: Text = Field("same", alias="with", description="same, the id of a rule, or a phrase")
    across: Literal["text", "title-body", "table", "documents", "against", "facts"]
    alike: list[Text] = Field(default_factory=list, max_length=8)
    unlike: list[Text] = Field(default_factory=list, max_length=8)


class TestEntry(_Table):
    """A sentence of the rule's own proof."""

    text: Text
    verdict: Literal["pass", "warn", "fail", "unverified", "none"]
    date: Annotated[str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date"})] | None = None
    title: Text | None = None
    suggest: Text | None = None
    beside: Text | None = Field(None, description="a second text: what the rule says of the two together")
    rates: dict[str, Text] = Field(default_factory=dict, description="currency pairs and their rates: USD/CNY: 7.25")
    facts: list[dict[str, Text]] = Field(
        default_factory=list, max_length=50, description="rows of a fact table: {entity: Varda, concept: revenue, …}"
    )
    why: Text | None = None


class FormEntry(_Table):
    """One wording; what it leaves out stands in the rule."""

    phrases: list[Text] | None = Field(None, min_length=1, max_length=200)
    expect: Text | None = None
    unless: list[Text] | None = Field(None, alias="not", max_length=50)
    inputs: Literal["as-printed", "rounded", "loose"] | None = None
    qualifiers: Literal["own", "stated"] | None = None
    guards: list[GuardEntry] | None = Field(None, max_length=50)
    tolerance: ToleranceEntry | None = None
    severity: Literal["fail", "warn", "unverified"] | None = None
    message: Text | None = None
    alike: list[Text] | None = Field(None, max_length=8, description="what the figures must share: unit")
    unlike: list[Text] | None = Field(None, max_length=8, description="in what the figures must differ: unit")


class RuleEntry(FormEntry):
    """A claim kind."""

    id: Annotated[str, AfterValidator(_identity), _pattern(_ID.pattern)]
    title: Text = Field(description="what holds, as a sentence without a full stop")
    authority: Annotated[Text, AfterValidator(_authority)] = Field(description='a URL, a style guide\'s section, or "arithmetic"')
    why: Text | None = Field(None, description="why the rule exists, for its page")
    cannot_see: Text | None = Field(None, alias="cannot-see", description="which errors it cannot find")
    replaces: Literal["true", "false"] = Field(
        "false",
        description="whether it takes the place of an earlier folder's rule",
        json_schema_extra={"type": ["boolean", "string"], "enum": [True, False, "true", "false"]},
    )
    forms: list[FormEntry] | None = Field(None, min_length=1, max_length=50)
    pair: PairEntry | None = None
    tests: list[TestEntry] = Field(min_length=1, max_length=500)


class RuleDocument(_Table):
    """A rule file."""

    format: Literal["1"] = Field(json_schema_extra={"type": ["string", "number"], "enum": [1, "1"]})
    rules: list[RuleEntry] = Field(min_length=1, max_length=1, description="one rule; its id is the file's name")
