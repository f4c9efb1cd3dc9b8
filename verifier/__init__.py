"""Checks every number of a financial text against rates, facts, documents and the text itself.

    from verifier import Verifier
    report = Verifier().verify_text("The plant cost 380 billion yuan ($53 billion).", date=date(2025, 2, 24))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.engine import Checked, Dossier, Verifier

__version__ = "0.1.0"
__all__ = ["Checked", "Dossier", "Verifier", "__version__"]


def __getattr__(name: str) -> object:
    """The library's front door, opened when first used: every room imports this package on its way in (PEP 562)."""
    if name in ("Checked", "Dossier", "Verifier"):
        from verifier import engine

        return getattr(engine, name)
    raise AttributeError(f"module 'verifier' has no attribute '{name}'")
