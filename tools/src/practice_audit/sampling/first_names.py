"""Whether the name of an area, a service or a group is that of a person: a first name beside a last name.

Places have two words with capitals as people have, so the words alone do not tell. A common first name does, unless
the other word is one of places, or of the framework. Knows no other sign of a person.
"""

from __future__ import annotations

import re
from typing import Final

from practice_audit.rules.guard import EVERYDAY

_FIRST: Final = frozenset(
    re.findall(
        r"\w+",
        "aaron abdul abigail adam adrian ahmed aisha alan alex alexander alexandra alice alison amanda amelia "
        "amina amy andrea andrew angela anita ann anna anne annie anthony antony anya arthur barbara ben benjamin "
        "bernadette brenda brian caitlin callum carl carol caroline carolyn catherine charles charlie charlotte "
        "cheryl chloe chris christina christine christopher claire clare colin connor craig daniel danielle darren "
        "david dawn deborah debbie denise dennis derek diane donna dorothy dylan edward eileen eleanor elena "
        "elizabeth ella ellen ellie emily emma eric erin ethan evelyn fatima fiona frances francesca freya gail "
        "gareth gary gemma geoffrey gillian graham hannah harriet harry hassan hayley hazel helen henry holly "
        "hussain ian imran irene isaac isabel isabella isla jack jackie jacob jacqueline james jamie jane janet "
        "janice jasmine jason jayden jean jennifer jenny jeremy jessica jill joan joanna joanne joe john jonathan "
        "jordan joseph josh joshua joyce judith julia julian julie karen karl katherine kathleen kathryn katie "
        "keith kelly kenneth kerry kevin kieran kirsty laura lauren leah leanne lee leon lewis liam linda lindsay "
        "lisa lorraine louise lucas lucy luke lynn lynne maggie malcolm margaret maria marie mark martin mary "
        "maryam matthew maureen maya megan melanie melissa mia michael michelle mike mohamed mohammad mohammed "
        "molly muhammad naomi natalie natasha nathan neil niamh nicholas nicola nigel noah noor oliver olivia omar "
        "owen pamela patricia patrick paul paula pauline peter philip phoebe polly priya rachael rachel raymond "
        "rebecca richard rita robert robin roger ronald rosie ruth ryan sally sam samantha samuel sandra sara "
        "sarah scott sean shane sharon shaun sheila simon sofia sophia sophie stephanie stephen steve steven "
        "stuart sue susan suzanne sylvia tanya tara terence teresa theresa thomas tim timothy tina toby tom tony "
        "tracey tracy trevor valerie vanessa vicky vincent wayne wendy william yasmin yusuf yvonne zainab zara zoe",
    )
)
"""First names that are common here, and that hardly any place begins with."""
_PLACE: Final = frozenset(
    re.findall(
        r"\w+",
        "area avenue bay bridge castle chapel church common corner croft cross end estate farm field fields ford "
        "gardens gate gates grange great green greens grove hall heath high hill hills king kings lane little "
        "lodge lower manor market mill moor mount new old park place prince princess queen queens rise river road "
        "saint side square st street the town upper valley view village ward wells wood woods",
    )
)
_EVERYDAY: Final = frozenset(word.casefold() for word in EVERYDAY)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_name(text: str, known: frozenset[str]) -> bool:
    """Whether a first name stands beside a last one, in either order and whatever the capitals.

    `known` are words that are nobody's name (`Catalogue.own_words`).
    """
    found = _WORD.findall(text)
    words = [word.casefold() for word in found]
    nobody = [
        word in _PLACE or word in _EVERYDAY or each in known or each.title() in known
        for each, word in zip(found, words, strict=True)
    ]
    return any(
        (words[at] in _FIRST or words[at + 1] in _FIRST) and not nobody[at] and not nobody[at + 1]
        for at in range(len(words) - 1)
    )
