"""Surroundings of all tests: what somebody fetched or kept on this machine changes no result, and nothing is left there."""

from __future__ import annotations

import os
import tempfile

os.environ["VERIFIER_DATA"] = "off"  # inherited by the commands that tests start; a test of updates names its own folder

_CACHE = tempfile.TemporaryDirectory(prefix="verifier-cache-")  # gone when the tests end
os.environ["VERIFIER_CACHE"] = _CACHE.name
