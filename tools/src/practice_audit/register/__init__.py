"""Many records in one database: each enters once and whole, and never changes.

    schema      the tables of today, and one record as rows
    migrations  from each format to the next
    places      which folders a file of a register may stand in
    failing     what SQLite says when a file fails it, in words
    opening     from a path or an address to a database that is ready
    store       `Register`: put in, ask, give back in order
    verifying   whether it still holds what was imported
    exporting   every record as the file that it came in
    copying     a whole copy of its file
    expiry      records whose time is over

Knows nothing of rules, YAML or pages; whoever calls has validated the record.
"""

from practice_audit.register.opening import RegisterDamaged, RegisterUnusable
from practice_audit.register.schema import FORMAT
from practice_audit.register.store import Count, Entry, Register
from practice_audit.relations.held import Outcome

__all__ = ["FORMAT", "Count", "Entry", "Outcome", "Register", "RegisterDamaged", "RegisterUnusable"]
