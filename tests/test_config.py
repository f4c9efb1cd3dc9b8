"""Settings files: what they set, where they are found, and how they complain."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from verifier import Verifier
from verifier.config import Config, cache_folder, colour_wanted, find_config, load_config
from verifier.errors import ConfigError
from verifier.model import Slack, Verdict


def written(folder: Path, text: str) -> Path:
    path = folder / "verifier.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    config = load_config(written(tmp_path, """\
format: 1
extends: [built-in, house]
country: sg
undated: today
tune:
  implied-rate: off
  same-figure: warn
  currency-conversion: {pass: 0.5%, warn: 0.25 last digit, cap: warn}
sources: {live: "https://rates.example/api"}
report: {format: json, fail-on: never, verbose: yes, offsets: utf16}
"""))
    assert config.rules == (tmp_path / "house",)
    assert (config.country, config.undated, config.live) == ("SG", "today", "https://rates.example/api")
    assert (config.format, config.fail_on, config.verbose, config.offsets) == ("json", "never", True, "utf16")
    off, capped, tolerant = (config.tuned(rule) for rule in ("implied-rate", "same-figure", "currency-conversion"))
    assert off and off.off
    assert capped and capped.cap is Verdict.WARN and not capped.off
    assert tolerant and tolerant.passing == Slack(Decimal("0.5"), "%")
    assert tolerant.warning == Slack(Decimal("0.25"), "last digits")
    assert config.tuned("direction") is None
    assert dict(config.origins)["report.fail-on"].line == 10
    assert len(config.digest) == 64


def test_country_no_is_norway_and_no_false(tmp_path: Path) -> None:
    assert load_config(written(tmp_path, "country: NO\n")).country == "NO"


def test_every_complaint_comes_at_once_with_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, """\
format: 2
extend: [x]
extends: [built-in, nope]
country: Singapore
undated: maybe
tune:
  same-figure: warm
  direction: {pass: 3 lightyears, worst: 2}
sources: {live: "ftp://x"}
report: [json]
""")
    with pytest.raises(ConfigError) as refused:
        load_config(path)
    assert [line.removeprefix(f"{path}:") for line in str(refused.value).splitlines()] == [
        "1:9: this is format 1; another is not understood",
        "2:1: 'extend' is no setting; did you mean 'extends'?",
        "3:21: 'nope' is no folder beside this file; expected built-in or a folder of rules",
        "4:10: 'Singapore' is no country; expected the two letters of ISO 3166, such as SG",
        "5:10: 'maybe' is not possible here; expected unverified or today",
        "7:16: 'warm' is not possible here; expected off or pass or warn or unverified",
        "8:21: '3 lightyears' is no tolerance; expected for example 0.5%, 0.25 last digits, 0.4 points or 3 days",
        "8:35: 'worst' is no setting of tune.direction; there are cap, pass, warn",
        "9:17: 'ftp://x' is no address; expected https://…",
        "10:9: expected the keys format, fail-on, verbose, offsets",
    ]


@pytest.mark.parametrize("text", ["a: [", "- 1", "", "a: 1\na: 2", "&x a: *x"])
def test_broken_yaml_is_a_complaint(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=r"verifier\.yaml"):
        load_config(written(tmp_path, text))


def test_a_file_that_cannot_be_read_is_a_complaint(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "bytes.yaml")


def test_the_nearest_file_upward_is_found(tmp_path: Path) -> None:
    upper = written(tmp_path, "country: SG\n")
    below = tmp_path / "desk" / "drafts"
    below.mkdir(parents=True)
    (below / "a.txt").write_text("a")
    assert find_config(below / "a.txt") == find_config(below) == upper
    nearer = written(below.parent, "country: US\n")
    assert find_config(below / "not-yet-there.txt") == nearer


def test_settings_are_values() -> None:
    assert Config(cache=None) == Config(cache=None) and hash(Config(cache=None)) == hash(Config(cache=None))


def test_the_environment_decides_about_cache_and_colour(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VERIFIER_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.setenv("VERIFIER_CACHE", "off")
    assert cache_folder() is None
    monkeypatch.delenv("VERIFIER_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "verifier"
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colour_wanted(True) and not colour_wanted(False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert colour_wanted(False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colour_wanted(True)


def test_a_rule_that_is_tuned_must_exist(tmp_path: Path) -> None:
    path = written(tmp_path, "format: 1\ntune:\n  implied-rat: off\n")
    with pytest.raises(ConfigError, match=r"verifier.yaml:3:3: there is no rule 'implied-rat'; did you mean 'implied-rate'"):
        Verifier.from_config(path)


def test_tuning_changes_verdicts(tmp_path: Path) -> None:
    text = "Revenue rose 22% to $5.6bn from $5.0bn."
    assert Verifier().verify_text(text).verdict is Verdict.FAIL
    capped = Verifier.from_config(written(tmp_path, "format: 1\ntune: {percentage-change: warn}\n"))
    assert capped.verify_text(text).verdict is Verdict.WARN
    off = Verifier.from_config(written(tmp_path, "format: 1\ntune: {percentage-change: off}\n"))
    assert not [f for f in off.verify_text(text).findings if f.claim.rule == "percentage-change"]
    wide = Verifier.from_config(written(tmp_path, "format: 1\ntune: {percentage-change: {pass: 20 points}}\n"))
    assert wide.verify_text(text).verdict is Verdict.PASS
