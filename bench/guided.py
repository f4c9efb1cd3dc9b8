"""`python -m bench.guided --minutes N`: the texts of bench/fuzz.py, chosen by atheris for the code they reach.

atheris must be installed; it is no dependency. It counts what it imports itself, so this module imports the rest through it.
It stops at the first text that breaks something and prints it.
"""

from __future__ import annotations

import argparse
import importlib
import sys

atheris = importlib.import_module("atheris")
with atheris.instrument_imports(include=["verifier"]):
    from bench import fuzz


class Guided:
    """Choices that follow from the bytes atheris tries."""

    def __init__(self, data: bytes) -> None:
        self._data = atheris.FuzzedDataProvider(data)

    def below(self, limit: int) -> int:
        """A number from 0 up to, not including, `limit`."""
        return int(self._data.ConsumeIntInRange(0, limit - 1))


def main() -> None:
    """Runs until the time is up; atheris itself ends the process."""
    parser = argparse.ArgumentParser(prog="python -m bench.guided", description="fuzz by coverage")
    parser.add_argument("--minutes", type=float, default=1.0)
    options = parser.parse_args()
    budget = fuzz.ordinary()

    def one(data: bytes) -> None:
        text = fuzz.compose(Guided(data))
        if wrong := fuzz.failure(text, budget):
            raise fuzz.Broken(f"{wrong}: {text!r}")

    atheris.Setup([sys.argv[0], f"-max_total_time={int(options.minutes * 60)}", "-max_len=600"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
