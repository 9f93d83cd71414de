"""What of a quarter may be shown to everybody: counted, hidden where it is small, and told in the shape of 2012.

    behind     who stands behind an answer: how many members of staff, and every code that must not get out
    tables     everything that is published, as tables that are linked with each other
    hiding     the same with small numbers hidden
    telling    themes made of what is shown, and of nothing else
    making     from records to the findings of a published quarter
"""
