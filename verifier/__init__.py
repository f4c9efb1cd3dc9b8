"""Checks every number of a financial text against rates, facts, documents and the text itself."""

__version__ = "0.1.0"
