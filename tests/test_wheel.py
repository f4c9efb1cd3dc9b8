"""The wheel holds rules and seeds, and what is installed from it runs without the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)],
                   check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_rules_seeds_and_licence_travel_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("verifier/cli/__init__.py", "verifier/shipped/rules/currency/currency-conversion.yaml",
                 "verifier/shipped/seeds/rates/rates.bin"):
        assert name in names
    assert any(name.endswith("/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "bench/", "tools/")) or "__pycache__" in name]
    missing = {path.relative_to(ROOT).as_posix() for path in (ROOT / "rules").rglob("*.yaml")} - {
        name.removeprefix("verifier/shipped/") for name in names}
    assert not missing


def test_the_installed_wheel_checks_a_text_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    # the dependencies come from this environment, so that the test needs no network; .ci/run installs them for real
    python = bare_environment(wheel, tmp_path / "env")
    article = tmp_path / "article.txt"
    article.write_text("The plant will cost 380 billion yuan (US$61 billion).\n", encoding="utf-8")
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), "-m", "verifier", "check", "article.txt", "--date", "2025-02-24", "--format", "json"],
        cwd=tmp_path, env=surroundings | {"VERIFIER_CACHE": str(tmp_path / "cache")}, capture_output=True, text=True, check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    (document,) = json.loads(done.stdout)["documents"]
    assert document["verdict"] == "fail"
    where = subprocess.run([str(python), "-c", "import verifier; print(verifier.__file__)"], cwd=tmp_path, env=surroundings,
                           capture_output=True, text=True, check=True)
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)


def bare_environment(wheel: Path, folder: Path) -> Path:
    """A virtual environment with the wheel unpacked in it; what else it needs it finds where this test does."""
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    shared = [entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
    (packages / "shared.pth").write_text("\n".join(shared), encoding="utf-8")
    return folder / "bin" / "python"
