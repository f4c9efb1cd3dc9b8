"""The JSON Schema of rule files, for editors: `python -m verifier.rules.published > docs/rules.schema.json`."""

from __future__ import annotations

import json

from verifier.rules.schema import RuleDocument


def json_schema() -> str:
    """The schema (draft 2020-12) as JSON text, two blanks a level, with a newline at its end."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **RuleDocument.model_json_schema(by_alias=True)}
    return json.dumps(_tidied(schema), indent=2, ensure_ascii=False) + "\n"


def _tidied(node: object) -> object:
    """Without nulls (a key that is left out is left out, `key:` is a mistake) and without titles that repeat a key."""
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _tidied(value) for key, value in node.items() if not (key == "title" and isinstance(value, str))}
    if "enum" in kept:
        kept.pop("const", None)  # pydantic knows the texts; YAML reads 1 as a number
    if "default" in kept and kept["default"] is None:
        del kept["default"]
    branches = kept.get("anyOf")
    if isinstance(branches, list) and {"type": "null"} in branches:
        del kept["anyOf"]
        others = [branch for branch in branches if branch != {"type": "null"}]
        return {**others[0], **kept} if len(others) == 1 else {"anyOf": others, **kept}
    return kept


if __name__ == "__main__":
    print(json_schema(), end="")
