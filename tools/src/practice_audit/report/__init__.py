"""Reports: many records folded into figures, figures told as a report, a report written in several formats.

`layout` says what a report is made of; whoever tells one and whoever writes one meet only there.
"""
