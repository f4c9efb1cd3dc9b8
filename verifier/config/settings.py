"""The settings and their defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import force_setattr

from verifier.config.environment import cache_folder, data_folder
from verifier.errors import ConfigError
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
    """All settings, defaults filled in. Paths may be given as text, and one alone without a tuple around it.

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

    def __post_init__(self) -> None:
        for name, kind in (("rules", Path), ("rates", Path), ("facts", str)):
            given = getattr(self, name)
            several = (given,) if isinstance(given, (str, Path)) else given
            force_setattr(self, name, tuple(kind(each) for each in several))
        if self.country is not None:
            if not (len(self.country) == 2 and self.country.isascii() and self.country.isalpha()):
                raise ConfigError(f"country {self.country}: expected the two letters of ISO 3166, such as SG")
            force_setattr(self, "country", self.country.upper())

    def tuned(self, rule: str) -> Tuning | None:
        """What was changed about a rule, or None."""
        return next((tuning for tuning in self.tuning if tuning.rule == rule), None)
