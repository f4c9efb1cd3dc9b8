"""The same figures for a compiled wheel: a copy of the checkout, compiled as a release is and measured by another process.

Wheels are compiled for those who publish; a checkout is not, so that an edited file is the file that runs.
Compiling takes about two minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import Row

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.so", ".*_cache", ".hypothesis", "dist", "build")
SETS = ("extract", "check", "cold")


def rows(texts: Path | None = None) -> list[Row]:
    """The rows of `extract`, `check`, `cold` and of the texts given, each marked; or one that says why there are none."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "verifier"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        surroundings = os.environ | {"PYTHONPATH": str(copy), "HATCH_BUILD_HOOK_ENABLE_MYPYC": "1"}
        build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder, str(copy)]
        made = subprocess.run(build, capture_output=True, text=True, env=surroundings, check=False)
        if made.returncode:
            said = (made.stdout + made.stderr).strip().splitlines() or ["nothing was said"]
            return [Row("**compiled: COULD NOT BE BUILT**", said[-1])]
        given = ["--texts", str(texts.resolve())] if texts is not None else []
        measure = [sys.executable, "-m", "bench", *SETS, *given]
        table = subprocess.run(measure, capture_output=True, text=True, env=surroundings, cwd=copy, check=True).stdout
    lines = [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [Row(f"compiled: {cells[0]}", *(cell.strip(" |") for cell in cells[1:4])) for cells in lines[1:]]
