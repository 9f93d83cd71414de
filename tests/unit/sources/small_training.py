"""Learning material and a reading list for the small repository, with nothing wrong in them."""

from __future__ import annotations

from typing import Final

TRAINING: Final = "standards/training.yaml"
TEXT: Final = """# yaml-language-server: $schema=schemas/training.schema.json
material:
  - id: training.law
    title: "The law of the land"
    kind: law
    audience: []
    address: "https://law.example/"
    check: true
    about: "The law that stands behind it all."
    teaches: [pm.one, ps.directwork.one]
    edition: "2023"
    review_on: "2027-03-31"
  - id: training.page
    title: "How to begin"
    kind: guidance
    audience: [role.auditor]
    page: "for/auditors/#begin"
    about: "The first steps, one by one."
    teaches: [tool.small, small.b.why]
    edition: "2023"
    review_on: "2026-01-31"
  - id: training.report
    kind: review
    audience: []
    document: the_report
    about: "What others said of the service."
    teaches: ["R005"]
    edition: "2023"
    review_on: "2027-03-31"
reading_lists:
  - id: reading.start
    title: "To start with"
    audience: [role.auditor]
    lead: "What to read in the first week."
    edition: "2023"
    entries:
      - id: ps.directwork.one
        say: "Begin with the child."
      - id: training.law
        say: "Then read the law."
        edition: "2023.1"
"""
LINKS: Final = 'links: {the_report: {title: "The report", address: "https://report.example/"}}\nareas: []'
"""What settings.yaml says of documents outside the handbook."""
