"""What people of the made-up year write: sentences in many variants, from the standards' own words. No names.

Knows standards as items of a catalogue; knows nothing of tools and records.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from practice_audit.model import Item
    from site_build.demo.people import Chance

STRENGTH: Final = (
    "Several entries of the last months show that {that}.",
    "It can be followed from visit to visit that {that}.",
    "A reader who does not know the family sees at once that {that}.",
    "The record of spring and that of today both show that {that}.",
    "Worker and family say alike that {that}.",
    "The last two reviews come back to it: {that}.",
)
DEVELOPMENT: Final = (
    "Nothing on the file shows yet that {that}.",
    "It could not be seen on the file that {that}.",
    "The entries of the last three months leave open whether {that}.",
    "One entry touches it and stops there; no later one shows that {that}.",
    "It was said in the talk, and is not written down, that {that}.",
)
ACTION: Final = (
    "Make sure, and write down, that {that}",
    "Agree in supervision how the file can show that {that}",
    "Go back to the record and show whether {that}",
    "Plan with the family, step by step, so that {that}",
)
BARRIERS: Final = (
    "Two services keep their notes in two places, so each side learns late what the other agreed.",
    "The team had three vacancies, and visits were handed from worker to worker.",
    "An interpreter could be found for every second visit only.",
    "Papers come too late to be talked over before a meeting.",
    "The school changed its contact twice, and nobody was told.",
)
OVERCOMES: Final = ("Notes in two places", "Vacancies in the team", "Too few interpreters", "Late papers")
WHERE: Final = (
    "Plan, section 2",
    "Assessment, section 4",
    "Visit records of the last two months",
    "Minutes of the last review",
    "Supervision note",
    "Documents, chronology",
    "Direct work folder",
)
FOUND: Final = (
    "What matters is there and can be found. {more}",
    "The work is steady and the record follows it. {more}",
    "The picture is whole in most parts and thin in some. {more}",
    "Much is done that the record shows only in part. {more}",
)
MORE: Final = (
    "The family’s own words stand beside the worker’s.",
    "Dates, reasons and next steps are given where they matter.",
    "A later reader would ask for the reasons behind two decisions.",
    "What changed since the last review takes some searching.",
)
BEST: Final = (
    "It follows best practice in the main points, and in some it goes beyond.",
    "It does what best practice asks for; the links between the parts could be plainer.",
    "It reaches best practice in what was done, not yet in what was written down.",
    "Best practice is known in the team and shows in most of what was read.",
)
GOOD: Final = (
    "The child was seen steadily by one worker, and what the child said changed the plan.",
    "The family wrote its part of the plan and brought its own people to the meeting.",
    "The worker explained each step before it came, and came back when it was promised.",
    "Brothers and sisters were heard one by one, each in a way that fits the age.",
    "The manager read the key documents and steered with reasons.",
)
WHY: Final = (
    "What decides the grade is the chapter on {chapter}: the standards there weigh most for this child.",
    "The standards on {chapter} decided it; what was seen elsewhere points the same way.",
    "Held against the standards on {chapter}, the evidence supports this grade and no other.",
)
SUPPORTS: Final = (
    "The evidence on the plan weighs most, since others act on it. What speaks against it is named and weighs less.",
    "Two pieces speak for a higher grade, one against; taken together they support this one.",
    "The evidence is from several months and several hands, and it points one way.",
)
HIGHER: Final = (
    "Reasons written down with each decision, and goals with a sign by which progress can be told.",
    "Every adult of the family asked, and what they said weighed in the assessment.",
    "The child’s own words in the plan, and an answer to each of them.",
)
LEARNING: Final = (
    "Name the place of each piece of evidence, so that a reader finds it.",
    "Weigh what speaks against the grade as well as what speaks for it.",
    "Say sooner in the audit whose voice is missing and why.",
    "Keep linking evidence to standards as closely as here: it made the audit easy to follow.",
)
EXAMPLE: Final = (
    "Direct work that a reader can follow from the child’s drawing to a goal of the plan.",
    "A plan in plain words, with a sign for each goal, that the family keeps on the kitchen wall.",
    "A chronology that says after each event what it meant for the child.",
    "A supervision note in which two explanations are tried before one is taken.",
)
PARENT: Final = (
    "The worker listens and comes when she says.",
    "I know what will happen next, and whom to ring.",
    "Papers should come a few days before the meeting.",
    "I had to tell our story three times.",
    "Mornings are calmer than last year.",
)
CHILD: Final = (
    "We drew and we talked.",
    "It is quiet at home in the morning.",
    "Come more often.",
    "I want to see my gran at weekends.",
    "Tell me before you come to school.",
)
DISCUSSED: Final = (
    "Plans name goals, but few say by what sign progress can be told. Teams want examples.",
    "The figures of the month were looked at. Assessments get better; the voice of the child does not everywhere.",
    "Moderators grade a little lower than auditors. Both should look at two audits together.",
    "Overdue actions were gone through one by one. Half wait for another service.",
)
RECOMMENDED: Final = (
    ("Goals of plans need a sign by which progress can be told", "Run a workshop on goals and signs in each area"),
    ("The child is not heard in every team", "Have each team try one new way of hearing children, and tell of it"),
    ("Good genograms should be seen by other teams", "Show two good genograms, without names, at each team meeting"),
    ("Actions wait for other services", "Agree with partners who answers within ten days"),
    ("Reasons for decisions are not always written down", "Add the question “why?” to the template for decisions"),
)
THANKED: Final = (
    "A family was thanked for its patience, in its own language, and says that this changed everything.",
    "A worker rang back on the same day each time. The family says that this is why it goes on talking with us.",
    "The child was asked first, before the adults, and has told the school about it.",
)
LEARNT: Final = (
    "Families want to know beforehand who comes and why. A short message the day before is enough.",
    "A letter that nobody had explained made a hard week harder. Letters are now talked over first.",
    "When a worker changes, the family hears it from the manager and not from a stranger at the door.",
    "Parents who live elsewhere are told of reviews in the same words and at the same time.",
)
SAID: Final = (
    ("There is no quiet place to talk with children in the office.", "Two rooms were cleared and can be booked."),
    (
        "Supervision is put off too often in busy weeks.",
        "Dates are now fixed for half a year, and a moved one is held in that week.",
    ),
    ("New workers do not know where things stand on the system.", "Each new worker has a guide for the first month."),
    ("Audits come without warning in busy weeks.", "Selection notices now come a week before the file is read."),
)
REVIEWED: Final = (
    ("ext.peer", "How the front door and the first weeks of work fit together.",
     "Thresholds are understood alike; feedback to whoever made the referral is not yet given each time."),
    ("ext.lscp-audit", "How agencies worked together for children on a child protection plan.",
     "Core groups meet in time. What health knows reaches the plan late."),
)  # fmt: skip
EVIDENCE: Final = ("New version of the document, section 2", "Minutes of the last review", "Supervision note")
EFFECT: Final = (
    "The core group now agrees what the risk is, and the child knows why the visits go on.",
    "The family tells the same story of the plan as the worker does.",
    "The next reader found at once what had been missing.",
)
REASON: Final = ("The family moved away before it could be done.", "The service that was to do it was closed.")
REPLY: Final = (
    "The worker had weighed it and had not written it down before the meeting.",
    "It was agreed by telephone; both would welcome one meeting a month.",
    "The family asked for it that way, and the worker would do it so again.",
)
ASKED: Final = (
    "What led you to this decision?",
    "How do you and the other services keep each other up to date?",
    "How does the child know what happens next?",
)
WORKER: Final = (
    "The worker is proud of the direct work and would write reasons sooner.",
    "What was hard was the change of worker in spring; what helped was a steady manager.",
    "The worker sees the gap, and had planned time for it next month.",
)
HELPED: Final = (
    "To hear which parts of the work made the difference.",
    "That some of the best work is known to the worker and not to the file.",
    "To look at the plan with the family’s eyes for an hour.",
)
VOICES: Final = (
    "They feel listened to and would like papers sooner. This weighs for the visits and against the meetings.",
    "They know the plan and can say what has changed. This supports what the record shows.",
    "They told a story that the file has only in part, and would like to read what is written about them.",
)
NOT_HEARD: Final = {
    "child": (
        "The child was away during the audit.",
        "The child wanted to go on playing.",
        "The worker thought that it was not the time for it.",
        "It was not planned in time.",
    ),
    "": ("It was not planned in time.", "Nobody knew how to get in touch.", "They did not answer three calls."),
    "declined": ("They did not want to, and gave no reason.", "They had enough to do that week, and said so."),
}
"""Why a voice is missing: the child’s, anybody else’s, and that of those who said no."""
PROUD: Final = (
    "The child talks about home in a way that we can hear now, and the drawings show what has changed.",
    "The family conference brought relatives together who had not spoken for years, and they made a plan.",
)
CHANGED: Final = (
    "There are fewer rows at home, and the child is in school every day since the last review.",
    "Mother asks for help before things go wrong, and knows whom to ring at weekends.",
)
HARD: Final = (
    "Two services plan in two places, and each of us learns late what the other has agreed.",
    "An interpreter is hard to find at short notice, so some visits said less than they could.",
)


def that(item: Item) -> str:
    """The first sentence of a standard as it stands after the word "that"."""
    sentence = re.split(r"(?<=[a-z])\. ", item.text)[0].rstrip(".")
    return sentence[0].lower() + sentence[1:]


def of(chance: Chance, variants: tuple[str, ...], item: Item) -> str:
    """One of the variants about a standard."""
    return chance.one(variants).format(that=that(item))
