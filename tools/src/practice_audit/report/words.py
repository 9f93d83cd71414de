"""Every word that a report says of its own, in one place: plain English, short sentences, nothing unexplained.

What a figure means is explained where it first stands. Change a sentence here, and it changes in every
report. Names in {braces} are filled in. Knows no figures.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    # the report
    "title.quarter": "Quality Assurance Report, {period}",
    "title.year": "Annual Quality Assurance Report, {period}",
    "lead.quarter": "What audits and other quality work of the quarter found, what was agreed, and what it changed.",
    "lead.year": "What audits and other quality work of the year found, what was agreed, and what it changed.",
    "period.year": "The calendar year {period}",
    "period.quarter": "{period}",
    "fact.period": "Period",
    "fact.made_on": "Made on",
    "fact.records": "Records counted",
    "fact.editions": "Editions of the standards",
    "none": "None.",
    "span": "{first} to {last}",
    "internal": (
        "This report is for the quality team and for senior leaders, and not for the public. The report itself "
        "holds no name, no code of a person or a case, and no line about one practitioner. It quotes what auditors "
        "wrote: read the quotations before you pass it on, for they may say more."
    ),
    "calendar": (
        "A quarter is a quarter of the calendar year: the first is January to March. A record counts in the quarter "
        "in which its work was finished. A note of a meeting, a complaint, a review from outside or an answer to staff "
        "counts on the day that it is about, even where it was written later; its actions are agreed on the day on "
        "which the note was finished, which may be in the next quarter. A record that was corrected counts once, as "
        "corrected, in the quarter of its first version. Texts that stand in several records are listed once."
    ),
    "few": (
        "A share is given in per cent only where there are at least 10 answers to count. “Up” and “down” stand only "
        "where a change is greater than chance would explain."
    ),
    "withheld.few": "under 10",
    "withheld.standards": "standards changed in edition {edition}",
    "withheld.grades": "grades changed in edition {edition}",
    # sections
    "section.headline": "The main figures",
    "section.about": "How to read this report",
    "section.audits": "Audits",
    "section.standards": "Standards most and least met",
    "section.every": "Every standard",
    "section.themes": "What was found, theme by theme",
    "section.voice": "Whose voice was heard",
    "section.feedback": "What children and families told us",
    "section.moderation": "Moderation",
    "section.actions": "Actions",
    "section.agreed": "Agreed actions, by date",
    "section.impact": "Did the actions work?",
    "section.examples": "Good examples",
    "section.taking-part": "Who took part in audits",
    "section.complaints": "Complaints and compliments",
    "section.external": "What others found",
    "section.meetings": "Meetings",
    "section.workforce": "You said, we did",
    "section.other": "Records of the period, by form",
    "section.trend": "Over time",
    "section.editions": "What was compared across editions",
    "section.left-out": "What this report leaves out",
    "section.quarters": "The year, quarter by quarter",
    "section.progress": "Progress in quality assurance",
    "section.opportunities": "Where quality assurance can still get better",
    "section.figures": "Figures",
    # records of other times
    "beyond.nothing": (
        "There is no record that counts, so there is no report to make. Only finished records count, and no practice "
        "records."
    ),
    "beyond.period": (
        "No record counts in {period}, so there is no report to make. There are records of {quarters}. Give a "
        "quarter or a year that has records."
    ),
    # headline
    "headline.audits": "Audits finished",
    "headline.planned": "Audits planned",
    "headline.upper": "Audits with one of the two upper grades",
    "headline.met": "Standards that were met, over all audits",
    "headline.met_same": "The same, of standards that mean the same in both periods",
    "headline.moderations": "Moderations finished",
    "headline.children": "Audits in which the child was heard or observed",
    "headline.agreed": "Actions agreed",
    "headline.overdue": "Actions overdue at the end of the period",
    "headline.overdue_on": "Actions overdue on {day}",
    "headline.done": "Actions done in the period",
    "headline.records": "Records of every kind",
    "column.figure": "Figure",
    "column.now": "This period",
    "column.of": "Out of",
    "column.share": "Share",
    "column.before": "Period before",
    "column.before_of": "Out of, before",
    "column.change": "Change",
    "change.up": "up",
    "change.down": "down",
    "change.unclear": "no clear change",
    "change.too_few": "too few to say",
    "change.nothing": "nothing to compare with",
    # audits
    "audits.none": "No audit was finished in this period.",
    "audits.as_planned": "Audits planned: {planned:,}. Audits finished: {done:,}, as many as planned.",
    "audits.fewer": "Audits planned: {planned:,}. Audits finished: {done:,}, {n:,} fewer than planned.",
    "audits.more": "Audits planned: {planned:,}. Audits finished: {done:,}, {n:,} more than planned.",
    "audits.no_plan": "How many audits were planned was not given when this report was made.",
    "audits.so_far": "Audits planned: {planned:,}. Audits finished by {day}: {done:,}. The period is not over.",
    "audits.empty_quarter": "No audit was finished in {quarter}. Each quarter is to have at least one.",
    "audits.empty_so_far": (
        "No audit was finished in {quarter} by {day}. The quarter is not over, and each is to have at least one."
    ),
    "table.grades": "Audits by grade",
    "table.audits_by": "Where audits were, and when",
    "column.by": "By",
    "column.which_one": "Which",
    "table.service": "Audits by service",
    "table.area": "Audits by area",
    "table.plan": "Audits by kind of plan",
    "table.age": "Audits by age of the child",
    "table.grades_by_area": "Grades by area",
    "table.child_by_area": "Whether the child was heard, by area",
    "column.audits_told": "Audits that say",
    "table.months": "Audits by month",
    "column.grade": "Grade",
    "column.audits": "Audits",
    "column.records": "Records",
    "column.month": "Month",
    "column.service": "Service",
    "column.area": "Area",
    "column.plan": "Kind of plan",
    "column.age": "Age",
    "chart.grades": "Most often: {grade}, {n} of {of}",
    "chart.grades.text": "One bar for each grade, with the number of audits that were given it.",
    "chart.months": "Audits in a month: around {centre}",
    "chart.months.calm": (
        "A line of the number of audits in each month, with the middle value drawn across. No month stands out."
    ),
    "chart.months.text": "A line of the number of audits in each month, with the middle value drawn across.",
    "chart.quarters.same": "Audits in {quarter}: {n:,}, as many as in the quarter before",
    "chart.quarters.more": "Audits in {quarter}: {n:,}, {change:,} more than in the quarter before",
    "chart.quarters.fewer": "Audits in {quarter}: {n:,}, {change:,} fewer than in the quarter before",
    "chart.quarters.so_far": "Audits in {quarter}: {n:,} by {day}. The quarter is not over",
    "chart.quarters.text": "One bar for each quarter, with the number of audits that were finished in it.",
    "chart.limits": "Two upper grades: {n} quarters stand out",
    "chart.limits.0": "Two upper grades: no quarter stands out",
    "chart.limits.1": "Two upper grades: 1 quarter stands out",
    "chart.upper": "Two upper grades: {share}% of audits in {quarter}",
    "chart.upper.text": "A line of the share of audits with one of the two upper grades in each quarter.",
    "chart.upper.few": (
        "Shares differ from quarter to quarter even where practice stays the same. From {least} quarters on whose "
        "grades mean the same, this chart says which of them stand out."
    ),
    "chart.upper.median": (
        "Shares differ from quarter to quarter even where practice stays the same. A quarter stands out when it is "
        "part of a run: six or more in a row above or below the middle value, or five or more in a row that go one "
        "way. From {least} quarters on whose grades mean the same, the chart has limits, too."
    ),
    "chart.limits.note": (
        "Shares differ from quarter to quarter even where practice stays the same. Between the limits a difference "
        "says nothing. A quarter stands out where it lies outside the limits; where it is one of seven or more in a "
        "row above or below the mean, or that go one way; or where two of three in a row lie close to a limit. Mean "
        "and limits come from the first {n} quarters with at least 10 audits, between {first} and {last}, and stay as "
        "they are."
    ),
    # standards
    "standards.note": (
        "Each standard counts once in an audit: where several questions are about it, the least good answer counts. "
        "“Not applicable” is not counted. The lists hold standards that at least {least} audits judged; "
        "their order takes the number of audits into account."
    ),
    "table.most_met": "Most often met",
    "table.least_met": "Least often met",
    "table.least_met_by_theme": "Least often met, theme by theme",
    "standards.by_theme": (
        "Up to {n} standards of each theme, in the order of the themes. A theme that is missing has none that at least "
        "{least} audits judged and one of them found partly met or not met. The indicators of What Good Looks Like are "
        "not judged one by one, so its sections are missing."
    ),
    "table.standards": "Every standard that was judged",
    "column.standard": "Standard",
    "column.id": "Id",
    "column.met": "Met",
    "column.partly": "Partly met",
    "column.not_met": "Not met",
    "column.na": "Not applicable",
    "column.judged": "Judged",
    "standards.apart": "{text} (as it was until edition {edition})",
    # themes
    "theme.strengths": "Strengths",
    "theme.areas": "Areas for development",
    "theme.undertaken": "Actions undertaken",
    "theme.agreed": "Agreed actions",
    "theme.rests": "What it rests on: {sources}.",
    "theme.judged": "Judgements of these standards over all audits: {judged:,}. Of these, met: {met:,}.",
    "theme.evidence": "Auditors noted {strengths} and {development}.",
    "theme.unjudged": "Nothing in this period was said about these standards.",
    "theme.other": "Other work",
    "source.other": (
        "audits, meetings, complaints, reviews from outside and answers to staff, where they are about no standard of "
        "the themes above"
    ),
    "theme.actions": "Actions undertaken and agreed",
    "theme.deeds": "Actions agreed in this period: {agreed}. Actions done in it: {done}.",
    "theme.listed": (
        "The table lists {count} of them: those that were done last, and of the others those that fall due first. The "
        "workbook and the CSV files have every action."
    ),
    "theme.elsewhere": "They stand with the chapters of the Practice Standards.",
    "count.strengths": "{n} strengths",
    "count.strengths.1": "1 strength",
    "count.development": "{n} things to develop",
    "count.development.1": "1 thing to develop",
    "statement.example": "For example: {text}",
    "fact.owner": "Owner: {owner}",
    "fact.due": "Due: {due}",
    "fact.status": "Status: {status}",
    "measure.met": "Met",
    "measure.strength": "Named as a strength",
    "measure.development": "Named as something to develop",
    "measure.of": "{n} audits",
    "measure.of.1": "1 audit",
    "share": "({percent}%)",
    "share.no_surprise": "Between {low}% and {high}% would be no surprise, had other cases been chosen.",
    "share.of": "{figure}: {k:,} of {n:,}{share}.",
    "column.low": "Share, low end (95%)",
    "column.high": "Share, high end (95%)",
    "fact.part": "Part: {text}",
    "fact.figure": "{label}: {amount}",
    "fact.record": "From record {record}",
    "not_given": "not given",
    "grade.earlier": "a grade of an earlier edition",
    "grades.parted": (
        "Edition {edition} changed what the grades mean. Some of these audits were graded before that, and some by it: "
        "so there is no share of them."
    ),
    "no_date": "no date given",
    "ongoing": "ongoing, no end date",
    "source.audits": "audits of this period",
    "table.themes": "Themes in figures",
    "column.theme": "Theme",
    "column.strengths": "Strengths",
    "column.areas": "Areas for development",
    "column.undertaken": "Actions undertaken",
    "column.agreed": "Agreed actions",
    "column.dated": "Agreed with a date",
    "column.total": "All themes",
    # actions
    "table.action-states": "Every action, as it stood on {day}",
    "column.state": "State",
    "column.actions": "Actions",
    "column.overdue": "Overdue",
    "column.owner": "Owner role",
    "column.due": "Due",
    "column.action": "Action",
    "column.effect": "What it changed, or why it was not done",
    "column.due_words": "Due, in words",
    "state.open": "Open",
    "state.in_hand": "In hand",
    "state.done": "Done",
    "state.not_done": "Not done",
    "state.agreed_open": "Agreed, open",
    "state.agreed_in_hand": "Agreed, in hand",
    "state.agreed_not_done": "Agreed, not done",
    "state.agreed_done": "Agreed and done",
    "table.overdue": "Overdue on {day}",
    "table.overdue_oldest": "Overdue on {day}, the oldest",
    "table.every_action": "Every action agreed, done or still to be done",
    "column.agreed_on": "Agreed on",
    "column.changed_on": "State since",
    "column.late": "Overdue",
    "yes": "yes",
    "themes.note": (
        "Everything of the period is counted here; the lists below hold a part of it. Audits judge the chapters of the "
        "Practice Standards; the sections of What Good Looks Like show what auditors noted as evidence. A note that "
        "shows standards of several themes counts once with each of them, and once in the last row. An action stands "
        "with the standard that it serves. Overdue actions may be older than the period. A standard is listed as a "
        "strength where at least three of four audits found it met, and as an area for development where fewer did. "
        "One that fewer than {least} audits judged goes where auditors noted it more often. A list holds five at most."
    ),
    "column.noted_strengths": "Noted as strengths",
    "column.noted_development": "Noted to develop",
    "column.status": "State",
    "column.record": "From record",
    "column.action_key": "Key of the action",
    "table.owners": "Actions that are still to be done, by the role that owns them",
    "table.by-date": "Still to be done, in the order of the dates",
    "actions.overdue": "Overdue on {day}",
    "overdue.most": "{count} actions are overdue. The oldest {kept} are in the table.",
    "actions.most": (
        "{count} actions are agreed, done or still to be done. The {kept} that fall due first are in the table."
    ),
    "actions.without_date": "Agreed without a date",
    "actions.without_owner": "Agreed without an owner role",
    "actions.repeat": "Actions that two themes share are listed in both. Without them {count} were agreed.",
    "impact.done": "Actions done in this period: {done}. For {told} of them it was told what they changed.",
    "impact.once": (
        "An action counts once as done: in the first quarter at the end of which it was done, whatever is told of it "
        "later. Where it is opened again after that, the quarter keeps it, and a year counts it only if it is done at "
        "the end of the year. What was done before its record was finished counts in the quarter in which it was "
        "agreed."
    ),
    "impact.note": "A re-check looks again at what an action was to change, and says whether it is better.",
    "table.rechecks": "What re-checks found",
    "table.rechecks_by_standard": "What re-checks found, standard by standard",
    "table.rechecks_not_better": "Standards that a re-check did not find better",
    "rechecks.all_better": "Each standard that was looked at again was better.",
    "recheck.improved": "Better",
    "recheck.same": "The same",
    "recheck.worse": "Worse",
    "recheck.no_telling": "Cannot be told",
    # voice
    "table.voices": "Whose voice is in the audits",
    "column.who": "Who",
    "column.heard": "Heard",
    "column.heard_or_observed": "Heard or observed",
    "column.observed": "Observed",
    "column.declined": "Declined",
    "column.not_asked": "Not asked",
    "table.parent": "What came of asking parents and carers",
    "table.child": "Whether the child could take part",
    "column.answer": "Answer",
    "column.number": "Number",
    "voice.reasons": "Why a voice is missing, in the auditors’ words",
    "voice.reasons_most": "Of each group the newest reasons are listed, {n} at most.",
    "voice.untold": (
        "{n} of {audits} audits say whose voice they hold. The others were made before the form asked for it."
    ),
    "voice.none": "No audit of this period says whose voice it holds.",
    "chart.voices": "The child was heard or observed in {heard} of {n} audits",
    "chart.voices.text": "One bar for each group of people, split into heard, observed, declined and not asked.",
    "feedback.none": "No form was filled in.",
    "feedback.no_answer": "None of the questions that offer a choice was answered.",
    "feedback.forms.1": "1 form was filled in.",
    "feedback.forms.n": "{n} forms were filled in.",
    "feedback.scale": "{form}: how many gave each answer",
    "feedback.all": "{form}: every answer",
    "feedback.others": "Other questions",
    "column.question": "Question",
    "column.answers": "Answers",
    # moderation
    "moderation.first": "First moderation",
    "moderation.second": "Second moderation",
    "moderation.none": "None was finished in this period.",
    "moderation.count": "Finished: {n}.",
    "moderation.learning": "With points for the auditor to learn from: {n}.",
    "moderation.pairs": "Auditor’s grade (rows) and moderator’s grade (columns)",
    "column.auditor": "Auditor’s grade",
    "moderation.note": (
        "A moderator looks at a finished audit again and gives a grade, too. How often both choose the same one is "
        "called agreement. The auditor’s grade stays as it was."
    ),
    "moderation.exact": "The same grade: {exact} of {n}{share}.{no_surprise}",
    "moderation.near": "The same grade or the next one: {near} of {n}{share}.",
    "moderation.direction": "The moderator’s grade was higher in {higher} and lower in {lower}.{whole}",
    "moderation.stricter": "That is more than chance would give: on the whole moderators were stricter.",
    "moderation.milder": "That is more than chance would give: on the whole moderators were milder.",
    "moderation.unclear": "That says nothing about moderators on the whole: chance alone could give it.",
    "moderation.kappa": (
        "Agreement beyond chance is {value} on a scale on which 1 is full agreement and 0 is what chance alone would "
        "give (kappa, linear weights; likely between {low} and {high})."
    ),
    "moderation.too_few": (
        "How far this agreement goes beyond chance cannot be said: that takes at least {least} audits with two grades."
    ),
    "moderation.one_grade": "How far this agreement goes beyond chance cannot be said: everyone gave the same grade.",
    "moderation.one_side": (
        "How far this agreement goes beyond chance cannot be said: one of the two gave every audit the same grade."
    ),
    "moderation.other": (
        "Left out of these figures, because a grade is missing, is not one of today’s, or meant something else when "
        "it was given: {n}."
    ),
    "moderation.on_file": "On the case file: {yes}. Still to be put there: {no}.",
    "moderation.justified": "Does the evidence justify the grade?",
    # the rest
    "examples.audit": "Flagged by auditors",
    "examples.moderation": "Flagged in moderation",
    "examples.flagged": "Flagged: {flagged:,}. Different texts that are listed, the newest: {listed}.",
    "examples.note": "Each is used beyond this report only once the people concerned have agreed.",
    "staff.no_group": "No group given",
    "staff.unknown": "Who has not taken part cannot be said: no list of staff was given when this report was made.",
    "staff.none": "The list of staff holds nobody.",
    "staff.count": "{part} of {n} people on the list took part in an audit, a moderation, a re-check or a review of "
    "referrals in this period: as the one who looks, as the practitioner or the manager of the case, or as a worker of "
    "another service whose work was looked at. Whoever took part without their code in the record is not known.",
    "staff.few": "The list of staff holds fewer than {fewest} people. How many of them took part is not shown, because "
    "it would be about one or two people.",
    "staff.together": "Small groups together",
    "staff.all": "All groups together",
    "staff.table": "People without experience of audit in this period",
    "staff.note": (
        "This counts people by group. Groups of fewer than {fewest} people are put together, so that no line is about "
        "one person. Who they are stands in a list of its own, which is no part of the report."
    ),
    "column.group": "Group",
    "column.people": "People",
    "column.without": "Without experience",
    "complaints.audits": (
        "Audits in which a family raised a complaint: {n}. Of these, audits in which it was explained how to "
        "complain: {explained}."
    ),
    "table.reported": "What was reported at meetings",
    "column.reported": "Reported",
    "column.to_leaders": "To senior leaders",
    "column.to_any": "At any meeting",
    "reported.never": "No note of a meeting of senior leaders in this period says that these were reported: {what}.",
    "table.told_feedback": "Who was told what complaints and compliments teach",
    "table.told_outside": "Who was told what reviews from outside teach",
    "column.told": "Told",
    "table.tools": "Records by form",
    "column.form": "Form",
    "meetings.none_missing": "none",
    "trend.few": "There are too few quarters to draw a line.",
    "table.quarters": "Audits, quarter by quarter",
    "table.quarters_work": "Other work, quarter by quarter",
    "quarters.opened_again.1": (
        "1 action that was done was opened again later: its quarter counts it as done, the year does not."
    ),
    "quarters.opened_again": (
        "{n} actions that were done were opened again later: their quarters count them as done, the year does not."
    ),
    "headline.begin": "The records begin in {quarter}, so the period before is not whole. Nothing is said of a change.",
    "headline.made_up.1": (
        "1 record that is counted here, or in the quarters before, is made up. So every page says that this is a "
        "sample. Others may be real: keep it inside the council. For a report of real work, use real records only."
    ),
    "headline.made_up": (
        "{n:,} records that are counted here, or in the quarters before, are made up. So every page says that this is "
        "a sample. Others may be real: keep it inside the council. For a report of real work, use real records only."
    ),
    "headline.deleted": (
        "Records of this period or the one before that were deleted because their time was over: {n}. Audits with "
        "their grades, moderations and records of every kind are whole. All other figures are without what was deleted."
    ),
    "headline.early": (
        "This period is not over, so nothing is said of a change from the one before. The report tells how things "
        "stood on {day}."
    ),
    "column.quarter": "Quarter",
    "column.moderations": "Moderations",
    "column.feedback": "Feedback forms",
    "column.total_year": "Whole year",
    "column.total_so_far": "The year so far",
    "quarters.so_far": "{quarter} is not over: its row tells how things stood on {day}.",
    "trend.note": (
        "Of this many standards, a few will seem to change by chance alone. A standard that goes up or down once is a "
        "question, and not yet an answer."
    ),
    "trend.parted": (
        "A share of all standards stands only where all of them mean what they mean in the newest quarter. Others "
        "cannot be compared with it: the part “What was compared across editions” says why."
    ),
    "trend.grades_parted": (
        "Edition {edition} changed what the grades mean. Shares of quarters before and after it cannot be compared; of "
        "a quarter that has both there is none."
    ),
    "trend.standards": "Standards, this period and the one before",
    "editions.none": "Nothing that was judged in these periods has changed its meaning between editions.",
    "editions.note": (
        "Where only wording changed, or a standard moved, figures go on. Where the meaning of a standard or a grade "
        "was raised or lowered, they stand apart. What is new, retired, split or merged has nothing to be compared "
        "with."
    ),
    "break.raised": "Raised in edition {edition}: figures before and after stand apart.",
    "break.lowered": "Lowered in edition {edition}: figures before and after stand apart.",
    "break.new": "New in edition {edition}: there is nothing to compare it with.",
    "break.retired": "Retired in edition {edition}: it is judged no longer.",
    "break.split": "Split in edition {edition}: its parts cannot be compared with the whole.",
    "break.merged": "Merged in edition {edition}: the whole cannot be compared with its parts.",
    "break.unsaid": "Changed in edition {edition}, and nobody said how: figures before and after stand apart.",
    "break.reason": "Reason given: {reason}",
    "break.moved": "Moved in edition {edition}.",
    "break.successors": "Now: {successors}",
    "break.short.raised": "raised in edition {edition}",
    "break.short.lowered": "lowered in edition {edition}",
    "break.short.unsaid": "changed in edition {edition}",
    "break.short.new": "new in edition {edition}",
    "break.short.split": "split in edition {edition}",
    "break.short.merged": "merged in edition {edition}",
    "break.short.retired": "begins in edition {edition}",
    "break.short.moved": "moved in edition {edition}",
    "change.not_compared": "not compared",
    "months.deleted": (
        "Months up to the end of {quarter} are left out of the line of months: audits of that quarter were deleted "
        "because their time was over, and of which months they were is not known."
    ),
    "chart.run.note": (
        "A month stands out when it is part of a run: six or more in a row above or below the middle value, or five "
        "or more in a row that go one way."
    ),
    "table.kind": "Complaints and compliments in the learning log",
    "table.procedure": "Procedure of the complaint",
    "table.in_time": "Answered in the council’s time",
    "told.counts": "{title}: {counts}.",
    "told.count": "{label} {n}{share}",
    "table.outside": "Reviews from outside",
    "column.review": "Review",
    "learnt.title": "What was learnt",
    "learnt.from": "Records that say what was learnt: {n}. Different points that are listed: {listed}.",
    "said.from": "Records: {n}. Different points that are listed: {listed}.",
    "table.meetings": "Regular meetings",
    "column.meeting": "Meeting",
    "column.held": "Notes",
    "column.missing": "Months or quarters without one",
    "column.which": "Which",
    "said.said": "You said: {said}",
    "said.did": "We did: {did}",
    "section.referrals": "Referrals that were looked at",
    "table.referrals": "What was judged of each referral",
    "referrals.count": "Referrals looked at: {n}.",
    "referral.information": "Its information",
    "referral.consent": "Consent",
    "referral.decision": "The decision",
    "referral.action_taken": "What was done",
    "column.judged_part": "What was judged",
    "column.all_records": "All records",
    "column.upper_share": "Two upper grades",
    "column.met_share": "Share met",
    "column.done": "Actions done",
    "column.met_before": "Met, before",
    "column.judged_before": "Judged, before",
    "column.share_before": "Share, before",
    "left.draft": "Drafts and practice records: {n}.",
    "left.replaced": "Records that were corrected since: {n}. Their corrections count.",
    "left.unknown": "Records of an edition or a form that this installation does not know: {n}.",
    "left.purged": (
        "Records that were deleted because their time was over: {n}. They count with their form, as audits with their "
        "grade, and as moderations. Their answers and actions, their meetings and who took part are missing here."
    ),
    "left.purged-earlier": (
        "Records of earlier quarters that were deleted because their time was over: {n}. What those quarters say of "
        "answers and actions is less than there was, and actions that were agreed in them are followed no longer."
    ),
    "unit.percent": "{n}%",
    "unit.months": "{n} months",
    "unit.months.1": "1 month",
    "unit.count": "{n}",
    "qualifier.exact": "{figure}",
    "qualifier.about": "about {figure}",
    "qualifier.over": "over {figure}",
    "qualifier.nearly": "nearly {figure}",
    "qualifier.almost": "almost {figure}",
    "qualifier.words-only": "{figure} (no number given)",
    "amount.of": "{figure} of {of}",
    "polarity.strength": "Strength",
    "polarity.concern": "Concern",
    "headline.developments": "What became stronger",
    "headline.improvements": "What quality assurance helped to make better",
    "headline.challenges": "What is still hard",
    "headline.planning": "Plans that it informed",
    "headline.changes_to_qa": "How quality assurance is to change",
    "column.label": "What was measured",
    "column.amount": "How much",
    "column.polarity": "What it shows",
    "column.source": "Source",
    "belongs.summary": "The report as a whole",
    "belongs.progress": "Progress in quality assurance",
    "belongs.opportunities": "Where quality assurance can still get better",
    "column.belongs": "Where it belongs",
}
"""The words by their keys: the section, a dot, what they say."""


def say(key: str, /, **slots: object) -> str:
    """The words of a key, with its names filled in. Raises KeyError for a key or a name that is not there."""
    return WORDS[key].format_map(slots) if slots else WORDS[key]


def counted(key: str, number: int) -> str:
    """The words of a key for a number: those for 0 or 1 where there are any."""
    return say(f"{key}.{number}" if f"{key}.{number}" in WORDS else key, n=number)
