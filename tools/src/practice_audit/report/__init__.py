"""Reports: many records counted, their figures told as a report, a report written in several formats.

    counting/   one pass over the records, and the figures that come of it
    sections/   figures told: words, lists, tables and charts, for a quarter, a year, or written findings
    charts/     a chart as a drawing, and in sentences
    writers/    one writer for each format
    making      from records to a report

`layout` says what a report is made of; whoever tells one and whoever writes one meet only there.
"""
