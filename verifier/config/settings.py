"""The settings and their defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from verifier.config.environment import cache_folder, data_folder
from verifier.model import Origin, Slack, Verdict

FILE_NAME = "verifier.yaml"
Undated = Literal["unverified", "today"]
FailOn = Literal["fail", "warn", "unverified", "never"]
Offsets = Literal["codepoints", "utf16"]
_HERE = Origin(FILE_NAME)


class Tuning(Struct, frozen=True):
    """What an organisation changed about one rule: switched off, capped, or with other tolerances; None leaves it as it is."""

    rule: str
    off: bool = False
    cap: Verdict | None = None
    passing: Slack | None = None
    warning: Slack | None = None
    origin: Origin = _HERE


class Config(Struct, frozen=True):
    """All settings, defaults filled in.

    rules    folders of rules beside the built-in ones, later ones over earlier ones
    cache    where compiled rules are kept; None compiles them every time
    data     where `verifier rates update` keeps what it fetched; None keeps and reads nothing
    rates    rate sheets of one's own, the first to have a pair and day decides
    update   where `verifier rates update` fetches the ECB's history from, `update_nbp` NBP's tables; None for their own addresses
    facts    fact tables: files, folders of them, addresses of databases
    live     base URL of a live rate service, asked only on request
    origins  (setting, file:line:column) for all that a file set;  digest  of that file, "" without one
    """

    rules: tuple[Path, ...] = ()
    cache: Path | None = field(default_factory=cache_folder)
    country: str | None = None
    undated: Undated = "unverified"
    tuning: tuple[Tuning, ...] = ()
    data: Path | None = field(default_factory=data_folder)
    rates: tuple[Path, ...] = ()
    update: str | None = None
    update_nbp: str | None = None
    facts: tuple[str, ...] = ()
    live: str | None = None
    format: str = "text"
    fail_on: FailOn = "fail"
    verbose: bool = False
    offsets: Offsets = "codepoints"
    origins: tuple[tuple[str, Origin], ...] = ()
    digest: str = ""

    def tuned(self, rule: str) -> Tuning | None:
        """What was changed about a rule, or None."""
        return next((tuning for tuning in self.tuning if tuning.rule == rule), None)
