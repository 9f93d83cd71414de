"""A small repository with nothing wrong in it, to be spoilt in one place by each test.

It has the schemas of the real one: ten principles, four chapters with one expectation
each, one section with one indicator for each of them, four grades, one tool.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from practice_audit import sources
from site_build import paths

if TYPE_CHECKING:
    from pathlib import Path

    from practice_audit.sources import Sources

EDITION: Final = "standards/edition.yaml"
MODEL: Final = "standards/practice-model.yaml"
PLANS: Final = "standards/practice-standards/plans.yaml"
VOICE: Final = "standards/what-good-looks-like/voice.yaml"
GRADES: Final = "standards/grades.yaml"
OTHERS: Final = "standards/others.yaml"
RULES: Final = "standards/rules.yaml"
LEAFLET: Final = "standards/leaflet.yaml"
ANNOUNCED: Final = "standards/announced-ids.yaml"
SETTINGS: Final = "standards/settings.yaml"
BLOCKS: Final = "tools/definitions/blocks.yaml"
TOOL: Final = "tools/definitions/small/tool.yaml"
WORDING: Final = "tools/wording.yaml"

CHAPTERS: Final = ("directwork", "assessment", "plans", "oversight")


def _line(folder: str, schema: str) -> str:
    up = "../" * (folder.count("/"))
    return f"# yaml-language-server: $schema={up}schemas/{schema}.schema.json\n"


def _item(key: str, kind: str, text: str, *more: str) -> str:
    lines = [f"- id: {key}", f"kind: {kind}", f'title: "Title of {key}"', f'text: "{text}"', 'source: "S1.2"', *more]
    return "\n    ".join(lines)


def _items(*items: str) -> str:
    return _line("standards", "items") + "items:\n  " + "\n  ".join(items) + "\n"


def _edition() -> str:
    counts = {
        "principles": 10,
        "framing": 0,
        "chapters": 4,
        "expectations": 4,
        "indicator_sections": 1,
        "indicators": 4,
        "expectation_indicator_links": 4,
        "values": 0,
        "purposes": 0,
        "key_areas": 0,
        "grades": 4,
        "grading_criteria": 0,
        "methods": 1,
        "starting_points": 0,
        "roles": 1,
        "teams": 0,
        "terms": 1,
        "document_fields": 1,
        "meetings": 0,
        "reports": 0,
        "data_products": 3,
        "obsessions": 3,
        "feedback_channels": 0,
        "external_reviews": 0,
        "leaflet_points": 0,
        "guidance_statements": 0,
        "processes": 0,
        "forms": 0,
    }
    listed = "".join(f"  {key}: {count}\n" for key, count in counts.items())
    title = _item("doc.title", "document-field", "It is called the small framework.")
    return f"""{_line("standards", "edition")}
id: "2023"
status: current
control:
  title: "The small framework"
  purpose: "To be tested."
  replaces: ["The smaller framework (2020)"]
  author_role: "Author"
  owner_role: "Owner"
  approved_by: "Leadership Team"
  approved_on: "2023-03-28"
  review_months: 12
  distribution: "Everyone"
  stored: "Library"
counts:
{listed}order:
  - standards/edition.yaml
  - standards/practice-model.yaml
items:
  {title}
"""


def _chapter(name: str) -> str:
    return f"""{_line("standards/practice-standards", "expectations")}
chapter:
  id: ps.{name}
  kind: chapter
  title: "Chapter {name}"
  text: "What the chapter {name} asks for."
  links: [wgll.voice]
  source: "S1.2"
level_status: proposed
groups:
  - title: "Group {name}"
    items:
      - id: ps.{name}.one
        kind: expectation
        text: "The work on {name} is good and can be seen on the file."
        level: core
        principles: [pm.one]
        indicators: [wgll.voice.0{CHAPTERS.index(name) + 1}]
        source: "S1.2"
        note: "A note on {name}."
"""


def _section() -> str:
    indicators = "".join(
        f"""  - id: wgll.voice.0{number}
    kind: indicator
    text: "A reader of the file sees {name} that is good."
    expectations: [ps.{name}.one]
    source: "S1.A"
    cell: "c1"
    certainty: intact
"""
        for number, name in enumerate(CHAPTERS, start=1)
    )
    return f"""{_line("standards/what-good-looks-like", "indicators")}
section:
  id: wgll.voice
  kind: indicator-section
  title: "Voice of the child"
  text: "What a reader sees of the voice of the child."
  links: [ps.directwork]
  source: "S1.A"
items:
{indicators}"""


def _grades() -> str:
    names = ("top", "good", "fair", "poor")
    return _items(
        *(
            _item(
                f"grade.{name}",
                "grade",
                f"The work is {name} by the Practice Standards.",
                f'details: {{rank: {rank}, actions: optional, in_2012: "none"}}',
            )
            for rank, name in enumerate(names, start=1)
        )
    )


def _rules() -> str:
    rules = "".join(
        f"""  - id: "{rule}"
    title: "The rule {rule} holds"
    statement: "Everybody keeps to the rule {rule}."
    links: [pm.one]
    source: "S1.0"
    origin: stated
    severity: {severity}
    enforced: [build]
"""
        for rule, severity in (("R002", "warning"), ("R005", "error"), ("R011", "error"), ("R018", "warning"))
    )
    return f"{_line('standards', 'rules')}rules:\n{rules}"


_NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_PRINCIPLES = (_item(f"pm.{name}", "principle", f"The principle that is called {name}.") for name in _NAMES)
_TERM = _item(
    "term.cp",
    "term",
    "A plan that keeps a child safe.",
    'aliases: ["CPP"]',
    'details: {expansion: "Child Protection", written: "CP", expansion_source: stated}',
)

FILES: Final = {
    EDITION: _edition(),
    MODEL: _items(*_PRINCIPLES),
    **{f"standards/practice-standards/{name}.yaml": _chapter(name) for name in CHAPTERS},
    VOICE: _section(),
    GRADES: _grades(),
    OTHERS: _items(
        _item("method.small", "method", "The small way of looking at work.", "links: [meeting.later]"),
        _item("role.auditor", "role", "Whoever looks at the work."),
        *(_item(f"data.obsession.{number}", "data-product", "Something for the whole city.") for number in (1, 2, 3)),
        _TERM,
    ),
    RULES: _rules(),
    ANNOUNCED: f"{_line('standards', 'announced-ids')}announced:\n  - meeting.later\n",
    BLOCKS: """# yaml-language-server: $schema=blocks.schema.json
blocks:
  start:
    parameters: [prefix, name]
    questions:
      - id: "{prefix}.reviewed"
        type: yesno
        ask: "Did you review {name}?"
        short: "whether you reviewed {name}"
        missing: "Select whether you reviewed {name}"
        part: reviewed
        required: always
rows:
  evidence:
    - id: what
      type: narrative
      ask: "What did you see?"
      short: "what you saw as {row}"
      missing: "Say what you saw as {row}"
      required: always
  actions:
    - id: action
      type: text
      ask: "What should be done?"
      short: "what should be done as {row}"
      missing: "Say what should be done as {row}"
      required: always
    - id: complex
      type: yesno
      ask: "Is it complex?"
      short: "whether {row} is complex"
    - id: discussed_on
      type: date
      ask: "When did you talk about it?"
      short: "the date of the talk"
      missing: "Enter the date of the talk about {row}"
      required_when: {question: complex, is: ["yes"]}
""",
    TOOL: """# yaml-language-server: $schema=../tool.schema.json
id: small
version: 1
title: "Small tool"
lead: "Looks at a little."
method: method.small
roles: [role.auditor]
start: "Start"
you_need: ["a file"]
record: {author.ref: small.a.ref, author.role: small.a.role, completed_on: small.a.on}
prefill: {small.a.ref: small.a.ref}
completion: [R005]
words: {thing: "look", not_yet_1: "Nobody has it."}
groups:
  - {title: "First", sections: [small.a]}
  - {title: "Then", sections: [small.b]}
sections:
  - id: small.a
    title: "You"
    lead: "About you."
    questions:
      - heading: "Who you are"
      - id: small.a.ref
        type: ref
        ask: "Your code"
        short: "your code"
        missing: "Enter your code"
        part: author-ref
        rules: [R005]
        required: always
      - id: small.a.role
        type: single
        ask: "Your role"
        short: "your role"
        missing: "Select your role"
        required: always
        options:
          - {value: role.auditor, label: "Auditor"}
          - {value: other, label: "Other"}
        details:
          other: {ask: "Which?", missing: "Say which role"}
        stops:
          other: "Only auditors use this."
      - id: small.a.on
        type: date
        ask: "When was it?"
        short: "the date"
        missing: "Enter the date"
        part: completed-on
        required: always
  - id: small.b
    title: "The work"
    lead: "About the work."
    area: wgll.voice
    when_all:
      condition: {not: [{question: small.b.reviewed, is: ["no"]}]}
      words: "you reviewed the work"
    questions:
      - block: start
        with: {prefix: small.b, name: "the work"}
      - heading: "What you saw"
      - id: small.b.met
        type: met
        ask: "Is the work good?"
        short: "the work"
        missing: "Select whether the work is good"
        links: [ps.directwork.one, ps.assessment.one, ps.plans.one, ps.oversight.one]
        required: always
      - id: small.b.why
        type: narrative
        ask: "Why?"
        short: "the reason"
        missing: "Say why"
        required: always
        when: {question: small.b.met, is: [met]}
        when_words: "the work is good"
      - id: small.b.grade
        type: grade
        ask: "Which grade?"
        short: "the grade"
        missing: "Select a grade"
        part: grade
        required: always
      - id: small.b.evidence
        type: evidence
        ask: "What is the evidence?"
        short: "the evidence"
        missing: "Add evidence"
        required: always
        at_least: 1
        row_name: "Evidence"
        row_add: "Add more"
      - id: small.b.actions
        type: actions
        ask: "What should be done?"
        short: "the actions"
        row_name: "Action"
        row_add: "Add more"
""",
    WORDING: """# yaml-language-server: $schema=wording.schema.json
frame: {skip: "Skip to content"}
question: {na_reason: "Why is it not applicable?"}
engine:
  and: "{first} and {second}"
  na_missing: "Say why the question about {short} is not applicable"
hints: {date: "For example, 27 3 2023."}
options:
  met:
    met: "Met"
    partly: "Partly met"
    not_met: "Not met"
    na: "Not applicable"
  yesno: {"yes": "Yes", "no": "No"}
  yesnona: {"yes": "Yes", "no": "No", na: "Not applicable"}
  ready: {"yes": "Yes", partly: "Partly", not_yet: "Not yet", na: "Not applicable"}
  level: {exceeds: "Exceeds", meets: "Meets", minimum: "Minimum", below: "Below"}
  scale5: {strongly_agree: "A", agree: "B", neither: "C", disagree: "D", strongly_disagree: "E"}
""",
    SETTINGS: """# yaml-language-server: $schema=schemas/settings.schema.json
organisation: {council: "Council", leadership_team: "Leadership Team"}
areas: []
known_words: [UK]
""",
}


class Repository:
    """One copy of the small repository."""

    def __init__(self, root: Path) -> None:
        """Write all files below `root`."""
        self.root = root
        for path, text in FILES.items():
            self.write(path, text)
        for folder in ("standards/schemas", "tools/definitions"):
            (root / folder).mkdir(parents=True, exist_ok=True)
            for schema in (paths.ROOT / folder).glob("*.schema.json"):
                shutil.copy(schema, root / folder)
        for name in ("standards/schemas/settings", "standards/schemas/announced-ids", "tools/wording"):
            self.write(f"{name}.schema.json", '{"type": "object"}')

    def write(self, path: str, text: str) -> Repository:
        """Put a file there."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")
        return self

    def swap(self, path: str, old: str, new: str) -> Repository:
        """Change one text, which must be there, where it stands first."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        return self.write(path, text.replace(old, new, 1))

    def read(self) -> Sources:
        """What the reader makes of it."""
        return sources.read(self.root)

    def found(self) -> list[tuple[str, str]]:
        """Code and place of each problem, the place as the text that stands there."""
        return [(problem.code, self.at(problem.source, problem.line)) for problem in self.read().problems]

    def at(self, path: str, line: int | None) -> str:
        """A line of a file, trimmed; the path for a problem without a line."""
        if line is None:
            return path
        return (self.root / path).read_text(encoding="utf-8").split("\n")[line - 1].strip()
