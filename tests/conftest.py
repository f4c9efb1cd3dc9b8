"""Surroundings of all tests: rates that somebody fetched on this machine change no result."""

from __future__ import annotations

import os

os.environ["VERIFIER_DATA"] = "off"  # inherited by the commands that tests start; a test of updates names its own folder
