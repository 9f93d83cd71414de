"""What of a quarter may be shown to everybody: counted, hidden where it is small, and told in the shape of 2012.

`codes` finds the codes in a record and in a text, `behind` keeps who stands behind each number, `tables` holds
everything that is published as tables linked with each other, `hiding` hides small numbers in them, `telling`
makes themes of what is shown and of nothing else, `examples` looks at the words that a person chose, and
`making` does it all.
"""
