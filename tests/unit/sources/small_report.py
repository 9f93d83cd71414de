"""A small report with nothing wrong in it, to be put beside the small repository and spoilt in one place."""

from __future__ import annotations

from typing import Final

REPORT: Final = "standards/findings/2020-q1.yaml"

TEXT: Final = """# yaml-language-server: $schema=../schemas/findings.schema.json
id: "2020-q1"
title: "What we found in the spring"
source: "S2"
period: {from: "2020-01-01", to: "2020-03-31"}
approach: [method.small]
headline:
  challenges:
    - id: f2020-q1.sum.one
      text: "Something is hard to do."
progress:
  - id: f2020-q1.prog.one
    title: "A step"
    text: "Something is done for the first time."
    measures: [m2020-q1.months]
themes:
  - id: f2020-q1.talk
    title: "Talking with children"
    sources: ["audits"]
    standards: [ps.directwork]
    strengths:
      - id: f2020-q1.talk.s.01
        text: "Most children are heard."
        measures: [m2020-q1.heard]
        links: [pm.one]
    areas:
      - id: f2020-q1.talk.a.01
        text: "Some of the plans are weak."
        children: [f2020-q1.talk.a.01a]
      - id: f2020-q1.talk.a.01a
        text: "Some plans leave out the school."
    undertaken:
      - id: a2020-q1.talk.u.01
        text: "Training is under way."
        addresses: [f2020-q1.talk.a.01a]
    agreed:
      - id: a2020-q1.talk.g.01
        text: "Look at all the plans again."
        due: {date: "2020-04-30", precision: month, words: "by April 2020"}
        owner_role: "Head of Service"
        status: open
        addresses: [f2020-q1.talk.a.01]
      - id: a2020-q1.talk.g.02
        text: "Look at the plans once more."
        due: {date: "2020-06-01", precision: from-month, words: "from June 2020"}
        same_as: a2020-q1.talk.g.01
measures:
  - id: m2020-q1.heard
    theme: f2020-q1.talk
    label: "Children who are heard"
    unit: percent
    qualifier: words-only
    words: "most"
    of: "children"
    source: "audits"
    polarity: strength
  - id: m2020-q1.months
    theme: progress
    label: "Time that it took"
    value: 3
    unit: months
    qualifier: about
    source: "S2"
    polarity: strength
"""
