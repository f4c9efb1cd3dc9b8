"""Reading `verifier.yaml`: every complaint of a file at once, as file:line:column."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from verifier.config.settings import FILE_NAME, Config, FailOn, Offsets, Tuning, Undated
from verifier.errors import Complaint, ConfigError, RuleError
from verifier.model import Origin, Slack, Verdict
from verifier.yamltext import Listing, Node, Scalar, Table, parse

BUILT_IN = "built-in"

_SLACK_UNITS = {"%": "%", "last digit": "last digits", "last digits": "last digits", "point": "points", "points": "points",
                "day": "days", "days": "days"}
_T = TypeVar("_T")
_CAPS: Mapping[str, Verdict | None] = {"pass": Verdict.PASS, "warn": Verdict.WARN, "unverified": Verdict.UNVERIFIED}
_FAIL_ON: Mapping[str, FailOn] = {"fail": "fail", "warn": "warn", "unverified": "unverified", "never": "never"}
_UNDATED: Mapping[str, Undated] = {"unverified": "unverified", "today": "today"}
_OFFSETS: Mapping[str, Offsets] = {"codepoints": "codepoints", "utf16": "utf16"}
_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def find_config(path: Path) -> Path | None:
    """The nearest `verifier.yaml` in the document's folder or above it; None where there is none."""
    start = path.absolute()
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


def load_config(path: Path) -> Config:
    """The settings of a file; ConfigError with every complaint, one a line."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise ConfigError(f"{path}: the settings cannot be read (a pipe or a device, not a file)")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the settings cannot be read ({getattr(error, 'strerror', None) or error})") from None
    try:
        reader = _Reader(path, parse(text, str(path)))
    except RuleError as error:
        raise ConfigError(str(error)) from None
    config = reader.config(sha256(text.encode()).hexdigest())
    if reader.complaints:
        raise ConfigError("\n".join(str(complaint) for complaint in reader.sorted()))
    return config


class _Reader:
    """Turns the nodes of one file into settings, collecting complaints; lives for one call of `load_config`."""

    def __init__(self, path: Path, root: Node) -> None:
        self.path, self.root = path, root
        self.complaints: list[Complaint] = []
        self.origins: list[tuple[str, Origin]] = []

    def config(self, digest: str) -> Config:
        """The settings; what is wrong falls back to its default, with a complaint."""
        top = self.table(self.root, "", ("format", "extends", "country", "undated", "tune", "sources", "report"))
        if (version := top.get("format")) and self.word(version) != "1":
            self.complain(version, "this is format 1; another is not understood")
        sources = self.table(top.get("sources"), "sources", ("rates", "facts", "update", "update-nbp", "live"))
        report = self.table(top.get("report"), "report", ("format", "fail-on", "verbose", "offsets"))
        return Config(
            rules=self.folders(top.get("extends")),
            country=self.country(top.get("country")),
            undated=self.choice(top.get("undated"), _UNDATED, "unverified"),
            tuning=self.tuning(top.get("tune")),
            rates=self.files(sources.get("rates")),
            facts=self.tables(sources.get("facts")),
            update=self.address(sources.get("update")),
            update_nbp=self.address(sources.get("update-nbp")),
            live=self.address(sources.get("live")),
            format=self.choice(report.get("format"), {"text": "text", "json": "json"}, "text"),
            fail_on=self.choice(report.get("fail-on"), _FAIL_ON, "fail"),
            verbose=self.choice(report.get("verbose"), _FLAGS, False),
            offsets=self.choice(report.get("offsets"), _OFFSETS, "codepoints"),
            origins=tuple(self.origins),
            digest=digest,
        )

    def table(self, node: Node | None, where: str, known: tuple[str, ...]) -> Mapping[str, Node]:
        if node is None:
            return {}
        if not isinstance(node, Table):
            self.complain(node, f"expected the keys {', '.join(known)}")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.entries:
            if key.text not in known:
                self.complain(key, f"'{key.text}' is no setting{f' of {where}' if where else ''}{self.hint(key.text, known)}")
                continue
            found[key.text] = value
            self.origins.append((f"{where}.{key.text}" if where else key.text, self.origin(key)))
        return found

    def choice(self, node: Node | None, choices: Mapping[str, _T], default: _T) -> _T:
        if node is None:
            return default
        word = self.word(node)
        if word not in choices:
            self.complain(node, f"'{word}' is not possible here; expected {' or '.join(choices)}")
            return default
        return choices[word]

    def word(self, node: Node) -> str:
        return node.text.strip() if isinstance(node, Scalar) else ""

    def country(self, node: Node | None) -> str | None:
        if node is None:
            return None
        code = self.word(node)
        if len(code) != 2 or not (code.isascii() and code.isalpha()):
            self.complain(node, f"'{code}' is no country; expected the two letters of ISO 3166, such as SG")
            return None
        return code.upper()

    def address(self, node: Node | None) -> str | None:
        if node is None:
            return None
        address = self.word(node)
        if not address.startswith(("https://", "http://")):
            self.complain(node, f"'{address}' is no address; expected https://…")
            return None
        return address

    def folders(self, node: Node | None) -> tuple[Path, ...]:
        if node is None:
            return ()
        items = node.items if isinstance(node, Listing) else (node,)
        # the built-in rules are always there; naming them is allowed because readers of the file like to see it
        return tuple(folder for item in items if self.word(item) != BUILT_IN and (folder := self.folder(item)))

    def folder(self, node: Node) -> Path | None:
        name = self.word(node)
        folder = self.path.parent / name
        if not name or not folder.is_dir():
            self.complain(node, f"'{name}' is no folder beside this file; expected {BUILT_IN} or a folder of rules")
            return None
        return folder

    def files(self, node: Node | None) -> tuple[Path, ...]:
        """Rate sheets beside this file or below it: one that is not found must not read as one without an answer.

        A settings file may come with documents of strangers: it opens nothing outside its own folder.
        """
        items = () if node is None else node.items if isinstance(node, Listing) else (node,)
        home = self.path.parent.resolve()
        for item in items:
            path = self.path.parent / self.word(item)
            if not self.word(item) or not path.is_file():
                self.complain(item, f"'{self.word(item)}' is no file beside this one; expected for example desk.csv")
            elif not path.resolve().is_relative_to(home):
                said = f"'{self.word(item)}' lies outside the folder of this file"
                self.complain(item, f"{said}; keep a copy in it, or name the sheet with --rates")
        return tuple(self.path.parent / self.word(item) for item in items)

    def tables(self, node: Node | None) -> tuple[str, ...]:
        """Fact tables: files and folders beside this file or below it, and addresses of databases.

        A settings file may come with documents of strangers: it opens nothing outside its own folder.
        """
        items = () if node is None else node.items if isinstance(node, Listing) else (node,)
        return tuple(place for item in items if (place := self.fact_table(item)) is not None)

    def fact_table(self, node: Node) -> str | None:
        name = self.word(node)
        if "://" in name:
            return name
        path = self.path.parent / name.partition("#")[0]
        home = self.path.parent.resolve()
        if not name or not path.exists():
            self.complain(node, f"'{name}' is no fact table beside this file; expected facts.csv, say, or a folder of tables")
            return None
        if not path.resolve().is_relative_to(home):
            self.complain(node, f"'{name}' lies outside the folder of this file; copy it there, or name it with --facts")
            return None
        return str(self.path.parent / name)

    def tuning(self, node: Node | None) -> tuple[Tuning, ...]:
        if node is None:
            return ()
        if not isinstance(node, Table):
            self.complain(node, "expected rule ids, each with off, a verdict or tolerances")
            return ()
        return tuple(self.tuned(key, value) for key, value in node.entries)

    def tuned(self, key: Scalar, node: Node) -> Tuning:
        origin = self.origin(key)
        self.origins.append((f"tune.{key.text}", origin))
        if isinstance(node, Scalar):
            if self.word(node) == "off":
                return Tuning(key.text, off=True, origin=origin)
            return Tuning(key.text, cap=self.choice(node, {"off": None, **_CAPS}, None), origin=origin)
        entries = self.table(node, f"tune.{key.text}", ("cap", "pass", "warn"))
        cap = self.choice(entries["cap"], _CAPS, None) if "cap" in entries else None
        return Tuning(key.text, False, cap, self.slack(entries.get("pass")), self.slack(entries.get("warn")), origin)

    def slack(self, node: Node | None) -> Slack | None:
        if node is None:
            return None
        text = self.word(node)
        number = text.rstrip("% abcdefghijklmnopqrstuvwxyz")
        unit = _SLACK_UNITS.get(text[len(number):].strip())
        try:
            amount = Decimal(number)
        except InvalidOperation:
            amount = Decimal("NaN")
        if unit is None or not amount.is_finite() or amount < 0:
            self.complain(node, f"'{text}' is no tolerance; expected for example 0.5%, 0.25 last digits, 0.4 points or 3 days")
            return None
        return Slack(amount, unit)

    def hint(self, word: str, known: tuple[str, ...]) -> str:
        from difflib import get_close_matches

        close = get_close_matches(word, known, 1)
        return f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(known)}"

    def origin(self, node: Node) -> Origin:
        return Origin(str(self.path), node.line, node.column)

    def sorted(self) -> list[Complaint]:
        """All complaints in the order of the file."""
        return sorted(self.complaints, key=lambda complaint: (complaint.line, complaint.column))

    def complain(self, node: Node, message: str) -> None:
        self.complaints.append(Complaint(str(self.path), node.line, node.column, message))
