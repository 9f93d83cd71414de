"""What each column of a report holds, in plain words, for whoever works with its data.

They stand in `columns.csv` and on the sheet “Columns” of the workbook. A count begins with “Number of” and says
of what; a share says “in per cent” and of what; a date begins with “The day”. Where one id of a column means
two things, the second has a key of its own. Titles of columns stand in `words`. Knows no figures.
"""

from __future__ import annotations

from typing import Final

_UNDER_TEN: Final = "Not shown under 10"

MEANINGS: Final = {
    # what a row is about
    "figure": "The name of the figure.",
    "grade": (
        "The grade, by its name in the newest edition; “a grade of an earlier edition” for one that it does not have, "
        "“not given” for audits without a grade."
    ),
    "service": "The service that was audited, by the words of the form.",
    "area": "The area, by the words of the form.",
    "plan": "The kind of plan that the child had, by the words of the form.",
    "age": "The age of the child, in the bands of the form.",
    "month": "The month in words, such as “July 2026”. Rows are in the order of time.",
    "quarter": "The quarter in words, such as “July to September 2026”. Rows are in the order of time.",
    "by": "What the audits of the row have in common: service, area, kind of plan, age or month.",
    "which_one": "Which service, area, kind of plan, age or month it is.",
    "standard": "The text of the standard; of one whose meaning changed since, the text that it had.",
    "theme": (
        "A chapter of the Practice Standards or a section of What Good Looks Like; “Other work” belongs to none."
    ),
    "who": "Whose voice it is: the child or a group of people, by the words of the form.",
    "question": "The question, in the words of the form.",
    "answer": "The answer, in words.",
    "auditor": "The grade that the auditor gave.",
    "state": "How far the actions are, in words.",
    "owner": "The role that owns the action, or “not given”. It is never a person.",
    "review": "The kind of review.",
    "judged_part": "What of a referral was judged.",
    "meeting": "The meeting, by its name.",
    "form": "The form, by its title.",
    "group": "The group of the people, as it stands in the list of staff.",
    # the main figures
    "now": "Number of what the figure names, in this period.",
    "of": "Number of all that “now” is a part of; empty where it is a part of nothing.",
    "before": "Number of what the figure names, in the period before.",
    "before_of": "Number of all that “before” is a part of.",
    "change": "What may be said of the change of the share: up, down, no clear change, or why nothing can be said.",
    # shares
    "share": f"The number of the row in per cent of all rows together. {_UNDER_TEN} of all rows.",
    "low": (
        "The lowest share in per cent that would be no surprise, had other cases been chosen: the lower end of "
        "Wilson’s 95% interval of the share of the row. Empty where the share is not shown."
    ),
    "high": (
        "The highest share in per cent that would be no surprise, had other cases been chosen: the upper end of "
        "Wilson’s 95% interval of the share of the row. Empty where the share is not shown."
    ),
    "share_now": f"“now” in per cent of “of”. {_UNDER_TEN} of “of”.",
    "share_met": f"“met” in per cent of “judged”. {_UNDER_TEN} judgements.",
    "share_heard": f"“heard” in per cent of “audits_told”. {_UNDER_TEN} audits.",
    "share_before": f"“met_before” in per cent of “judged_before”. {_UNDER_TEN} judgements.",
    "upper_share": (
        f"Audits with one of the two upper grades in per cent of the audits of the row. {_UNDER_TEN}, nor where the "
        "audits of the row were graded by grades of two meanings. Rows on both sides of an edition that changed the "
        "grades cannot be compared: the note beneath the table names it."
    ),
    "met_share": (
        f"“met” in per cent of “judged”. {_UNDER_TEN} judgements, nor where the standards of the row meant something "
        "else than those of the newest quarter."
    ),
    # audits and standards
    "audits": "Number of finished audits that belong to the row.",
    "of_grade": "Number of audits of the row with the grade “{title}”.",
    "met": "Number of judgements “met”. Each standard counts once in an audit.",
    "partly": "Number of judgements “partly met”. Each standard counts once in an audit.",
    "not_met": "Number of judgements “not met”. Each standard counts once in an audit.",
    "na": "Number of audits in which the standard was not applicable. They are not among “judged”.",
    "judged": "Number of judgements “met”, “partly met” and “not met” together.",
    "met_before": "Number of judgements “met” in the period before.",
    "judged_before": "Number of judgements “met”, “partly met” and “not met” in the period before.",
    "id": (
        "The id of the standard in the handbook. With an action it is the standard that the action serves, and empty "
        "where it serves none."
    ),
    "noted_strengths": (
        "Number of pieces of evidence that auditors noted as a strength. One that shows standards of several themes "
        "counts with each of them."
    ),
    "noted_development": (
        "Number of pieces of evidence that auditors noted as something to develop. One that shows standards of several "
        "themes counts with each of them."
    ),
    # voices and answers
    "heard": "Number of entries of audits that say these people were heard.",
    "observed": "Number of entries of audits that say these people were observed.",
    "declined": "Number of entries of audits that say these people declined.",
    "not_asked": "Number of entries of audits that say these people were not asked.",
    "heard_or_observed": "Number of audits in which the child was heard or observed.",
    "audits_told": "Number of audits that say whether the child was heard.",
    "number": "Number of records or entries with this answer.",
    "answers": "Number of answers to the question.",
    "with_answer": "Number of forms with the answer “{title}”.",
    "by_moderator": "Number of audits that the moderator gave the grade “{title}”.",
    "referrals_judged": "Number of referrals of which this was judged “{title}”.",
    # actions
    "actions": "Number of actions that belong to the row, as they stood on the last day that the report looks back on.",
    "agreed": "Number of actions that were agreed in the period, or in the quarter of the row.",
    "done": "Number of actions that were done in the period, or in the quarter of the row.",
    "overdue": "Number of actions that were overdue on the last day that the report looks back on.",
    "action": "The action, in the words in which it was agreed.",
    "agreed_on": "The day on which the action was agreed: that on which the work of its record was finished.",
    "due": "The day by which the action is to be done; empty where none was given.",
    "late": "“yes” where the action was overdue on the last day that the report looks back on; empty otherwise.",
    "status": "How far the action was on the last day that the report looks back on, in words.",
    "changed_on": "The day since which the action has been in this state; empty where nobody has told of it.",
    "effect": "What the action changed, or why it was not done, in the words of whoever told of it.",
    "record": "The first eight letters of the number of the record that holds the action.",
    "action_key": (
        "What tells the action from all others in every report: the whole number of its record, the id of the question "
        "and the id of the row. A correction of the record has a number of its own; from then on its actions go by it."
    ),
    "found_improved": "Number of looks at the standard that found it better than before.",
    "found_same": "Number of looks at the standard that found it the same as before.",
    "found_worse": "Number of looks at the standard that found it worse than before.",
    "found_no_telling": "Number of looks at the standard that cannot tell, since it was not judged before or now.",
    # other work
    "records": "Number of records that belong to the row.",
    "moderations": "Number of moderations, first and second, that were finished in the quarter.",
    "feedback": "Number of forms that children and families filled in, in the quarter.",
    "held": "Number of notes of this meeting in the period.",
    "reported": "What was reported, by the words of the form.",
    "to_leaders": "Number of notes of meetings of senior leaders that say it was reported.",
    "to_any": "Number of notes of meetings that say it was reported, those of senior leaders among them.",
    "told": "Who was told what was learnt, by the words of the form. One record can name several.",
    "missing": "Number of months without a note, or of quarters where the meeting is held once in a quarter.",
    "which": "The months or quarters without a note, in words.",
    "people": "Number of people of the group on the list of staff.",
    "without": "Number of these people without experience of audit in the period.",
    # findings that people wrote
    "strengths": "Number of strengths.",
    "areas": "Number of areas for development.",
    "undertaken": "Number of actions undertaken.",
    "dated": "Number of agreed actions with a date.",
    "due_date": "The day by which the action is to be done; empty where the source names none.",
    "due_words": "When the action is to be done, in the words of the source.",
    "owner_role": "The role that owns the action, or “not given”.",
    "label": "What was measured.",
    "belongs": "The theme or part of the report that the figure belongs to.",
    "amount": "How much it is, with its qualifier and its unit, in words.",
    "polarity": "Whether the figure shows a strength or a concern.",
    "source": "Where the figure comes from.",
}
"""The meanings by the id of the column, or by a key of their own; names in {braces} are filled in."""


def meaning(key: str, **slots: str) -> str:
    """What the column of a key holds. Raises KeyError for a key that is not there."""
    return MEANINGS[key].format_map(slots) if slots else MEANINGS[key]
