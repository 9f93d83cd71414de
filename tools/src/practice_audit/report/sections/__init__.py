"""The sections of a report: figures told in words, tables and charts.

`quarter`, `annual` and `found` put them together.
"""
