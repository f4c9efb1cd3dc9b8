"""Shipped folders and kept files."""

from __future__ import annotations

import os
from pathlib import Path

from verifier.resources import keep_newest, rules_folder, seeds_folder
from verifier.sources.facts.namebook import KEPT, names_kept


def test_rules_and_seeds_are_there() -> None:
    assert (rules_folder() / "lexicon").is_dir() and (seeds_folder() / "rates").is_dir()


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for number in range(5):
        file = tmp_path / f"pack-{number}.pickle"
        file.touch()
        os.utime(file, (number, number))
    (tmp_path / "other.pickle").touch()
    keep_newest(tmp_path, "pack-*.pickle", 2)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.pickle", "pack-3.pickle", "pack-4.pickle"]


def test_a_folder_that_is_none_is_no_matter(tmp_path: Path) -> None:
    keep_newest(tmp_path / "nowhere", "*", 0)


def test_names_that_changed_do_not_pile_up(tmp_path: Path) -> None:
    file, cache = tmp_path / "names.yaml", tmp_path / "cache"
    file.write_text("format: 1\nentities:\n  Varda Ltd: {names: [Varda]}\n", encoding="utf-8")
    for stamp in range(KEPT + 3):
        assert names_kept([file], cache, str(stamp)).aliases
    assert len(list(cache.glob("names-*.json"))) == KEPT


def test_kept_names_that_are_broken_are_read_anew(tmp_path: Path) -> None:
    file, cache = tmp_path / "names.yaml", tmp_path / "cache"
    file.write_text("format: 1\nentities:\n  Varda Ltd: {names: [Varda]}\n", encoding="utf-8")
    names_kept([file], cache, "")
    (kept,) = cache.glob("names-*.json")
    kept.write_text('{"aliases": {}}', encoding="utf-8")
    assert names_kept([file], cache, "").aliases
