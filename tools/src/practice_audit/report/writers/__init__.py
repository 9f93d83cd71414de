"""One writer for each format. A writer knows the layout of a report and nothing of records."""
