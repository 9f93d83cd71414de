"""Drawing at random, so that anyone can draw again and get the same.

    read_cases(csv, vocabulary, today)           the list of cases, or its problems with their lines
    draw_cases(frame, auditors, audits, ...)     who is drawn, who is not and why, who reads which case
    receipt_of(draw, ...)                        all of it as one JSON value; `verify` draws again

Lists as text in, plain values out: no file, no clock, no database, no page. Ids and days are arguments.
"""

from __future__ import annotations
