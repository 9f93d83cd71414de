"""Small numbers hidden in what is published, so that nobody can work them out from the rest.

    tables.cross_table    a table of counts with all its totals, as figures with names
    tables.share          k of n, with the n - k that it gives away
    hiding.suppress       which figures of one or several tables must not be shown

What is promised stands at `hiding.suppress`. Knows nothing of records, the framework or words.
"""

from practice_audit.suppression.hiding import THRESHOLD, Suppression, suppress
from practice_audit.suppression.tables import Figure, Sum, Table, cross_table, figure, share

__all__ = ["THRESHOLD", "Figure", "Sum", "Suppression", "Table", "cross_table", "figure", "share", "suppress"]
