"""One pass over many records, what is kept of them, and the figures that come of it."""
