"""What can be said of counts, grades and series, and when nothing can: pure functions of numbers.

    proportions    a share with its interval; "up" or "down" between two shares, or neither
    agreement      two people's grades of the same cases
    runs           medians, run charts and XmR charts

Closed forms with their source in the docstring. What cannot be said comes back as a status, for the
report to put into words. Knows nothing of records, the framework or words; nothing is imported here,
so that a page loads only what it uses.
"""
