"""How texts call what the tables hold: `names.yaml`, its entities, concepts, groups and scopes.

    format: 1
    entities:
      Alibaba Cloud:
        names: [Alibaba Cloud, Aliyun]                  # its names, spelt as names are
        called: [the unit, cloud computing business]    # what else texts call it, once they have named it or its owner
        part of: Alibaba Group
        fiscal year ends: March
    concepts:
      revenue: {words: [revenue, revenues, sales, turnover]}
      revenue growth: {growth of: revenue}
      revenue consensus: {words: [market expectations, consensus], of: revenue}
      acquisitions: {total of: acquisition}    # all of a period together: none of them was larger
    groups:
      private companies of China:
        called: [private Chinese company, Chinese private enterprises]
        members: [Alibaba Group, ByteDance]
    scopes:
      cloud and AI infrastructure: {words: [cloud, AI, computing]}
      new infrastructure: {words: [5G], covers: [cloud and AI infrastructure]}    # wider than these

What was read is kept in the cache folder as JSON, so that a plain check parses no YAML.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import astuple

from verifier.errors import Complaint, RuleError, SourceError
from verifier.resources import keep_newest
from verifier.sources.facts.names import Alias, Names, Sort, words_of
from verifier.sources.facts.tables import complaints_error, read_text
from verifier.yamltext import Listing, Node, Scalar, Table, parse

LARGEST = 50_000_000
FORMAT = "4"
KEPT = 24  # files of names in one cache folder
_PAIRS = ("owners", "fiscal", "growth", "bases", "totals")
_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")
_SORTS: Mapping[str, Sort] = {"entities": "entity", "concepts": "concept", "groups": "group", "scopes": "scope"}
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "entities": ("names", "called", "part of", "fiscal year ends"), "concepts": ("words", "growth of", "of", "total of"),
    "groups": ("called", "members"), "scopes": ("words", "covers"),
}


def names_kept(paths: Sequence[Path], cache: Path | None, stamp: str) -> Names:
    """The names of some files: as kept for the unchanged files, else read anew. SourceError with every complaint."""
    key = hashlib.sha256("\0".join((FORMAT, stamp, *(str(path.absolute()) for path in paths))).encode()).hexdigest()
    file = cache / f"names-{key}.json" if cache else None
    if file is not None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            return _from_json(json.loads(file.read_text(encoding="utf-8")))
    names = read_names(paths)
    if file is not None:
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary = file.with_suffix(f".{os.getpid()}.part")
            temporary.write_text(json.dumps(_as_json(names)), encoding="utf-8")
            temporary.replace(file)
        keep_newest(file.parent, "names-*.json", KEPT)
    return names


def _as_json(names: Names) -> dict[str, object]:
    return {
        "aliases": [astuple(alias) for aliases in names.aliases.values() for alias in aliases],
        "owners": dict(names.owners), "fiscal": dict(names.fiscal), "growth": dict(names.growth), "bases": dict(names.bases),
        "totals": dict(names.totals), "members": dict(names.members), "covers": dict(names.covers),
    }  # fmt: skip


def _from_json(value: dict[str, object]) -> Names:
    by_first: dict[str, tuple[Alias, ...]] = {}
    aliases = value["aliases"]
    if not isinstance(aliases, list):
        raise TypeError("no names of ours")
    for words, target, sort, proper, called in aliases:
        by_first[words[0]] = (*by_first.get(words[0], ()), Alias(tuple(words), target, sort, proper, called))
    held, covers = ({name: tuple(parts) for name, parts in dict(value[key]).items()} for key in ("members", "covers"))  # type: ignore[call-overload]
    owners, fiscal, growth, bases, totals = (dict(value[name]) for name in _PAIRS)  # type: ignore[call-overload]
    return Names(by_first, owners, fiscal, growth, bases, held, totals, covers)


def read_names(paths: Iterable[Path]) -> Names:
    """The names of some files together; SourceError with every complaint."""
    reader = _Reader()
    for path in paths:
        try:
            reader.file(parse(read_text(path, LARGEST), str(path)), str(path))
        except RuleError as error:
            raise SourceError(str(error)) from None
    if reader.complaints:
        raise complaints_error(reader.complaints)
    return reader.names()


class _Reader:
    """Collects what files say, and complaints; lives for one call of `read_names`."""

    def __init__(self) -> None:
        self.complaints: list[Complaint] = []
        self.aliases: dict[Alias, None] = {}
        self.pairs: dict[str, dict[str, str]] = {"part of": {}, "growth of": {}, "of": {}, "total of": {}}
        self.fiscal: dict[str, int] = {}
        self.lists: dict[str, dict[str, tuple[str, ...]]] = {"members": {}, "covers": {}}

    def names(self) -> Names:
        by_first: dict[str, tuple[Alias, ...]] = {}
        for alias in self.aliases:
            by_first[alias.words[0]] = (*by_first.get(alias.words[0], ()), alias)
        growth = {base: concept for concept, base in self.pairs["growth of"].items()}
        return Names(by_first, self.pairs["part of"], self.fiscal, growth, self.pairs["of"], self.lists["members"],
                     {part: total for total, part in self.pairs["total of"].items()}, self.lists["covers"])

    def file(self, root: Node, name: str) -> None:
        if not isinstance(root, Table):
            self.complain(root, name, f"expected the keys format, {', '.join(_SECTIONS)}")
            return
        for key, node in root.entries:
            if key.text == "format":
                continue
            if key.text not in _SECTIONS or not isinstance(node, Table):
                self.complain(key, name, f"'{key.text}' is not known here; expected format, {', '.join(_SECTIONS)}")
                continue
            for target, entry in node.entries:
                self.entry(key.text, target, entry, name)

    def entry(self, section: str, target: Scalar, entry: Node, file: str) -> None:
        if not isinstance(entry, Table):
            self.complain(entry, file, f"'{target.text}' needs {', '.join(_SECTIONS[section])}")
            return
        for key, node in entry.entries:
            if key.text not in _SECTIONS[section]:
                self.complain(key, file, f"'{key.text}' is no setting of {section}; there are {', '.join(_SECTIONS[section])}")
            elif key.text in ("names", "called", "words"):
                for text in self.texts(node, file):
                    spelt, called = key.text == "names", key.text == "called"
                    self.alias(Alias(words_of(text), target.text, _SORTS[section], spelt, called), node, file)
            elif key.text in self.lists:
                self.lists[key.text][target.text] = tuple(self.texts(node, file))
            elif isinstance(node, Scalar) and key.text == "fiscal year ends":
                self.month(target.text, node, file)
            elif isinstance(node, Scalar):
                self.pairs[key.text][target.text] = node.text

    def alias(self, alias: Alias, node: Node, file: str) -> None:
        if not alias.words:
            self.complain(node, file, f"'{alias.target}' has an alias without a word")
            return
        self.aliases[alias] = None

    def month(self, entity: str, node: Scalar, file: str) -> None:
        months = [number for number, name in enumerate(_MONTHS, 1) if node.text.strip().lower() in (name, name[:3])]
        if not months:
            self.complain(node, file, f"'{node.text}' is no month; write March")
            return
        self.fiscal[entity] = months[0]

    def texts(self, node: Node, file: str) -> list[str]:
        items = node.items if isinstance(node, Listing) else (node,)
        if not all(isinstance(item, Scalar) for item in items):
            self.complain(node, file, "expected a list of words")
        return [item.text for item in items if isinstance(item, Scalar)]

    def complain(self, node: Node, file: str, message: str) -> None:
        self.complaints.append(Complaint(file, node.line, node.column, message))
