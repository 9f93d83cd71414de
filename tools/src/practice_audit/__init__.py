"""Draws cases for audit, checks and imports the records of a practice handbook, and reports and publishes them.

One engine for three places: the command line (`practice_audit.cli`), the forms of the handbook's pages
(`practice_audit.browser`) and the pages of its quality team (`practice_audit.desk`), which run in the
browser. All make the same calls and say the same.
"""

__version__ = "0.1.0"
