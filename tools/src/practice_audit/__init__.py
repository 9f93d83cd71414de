"""Checks, imports and lists audit records of a children's-services practice handbook.

One engine for two places: the command line (`practice_audit.cli`) and the handbook's pages, where it
runs in the browser (`practice_audit.browser`). Both make the same calls and say the same.
"""

__version__ = "0.1.0"
