"""A tool as the form that people see: fields, controls, choices, and the standard beside the question.

    making.form      the whole form, as plain values for templates (their types: `view`)
    places.place     where the value at a JSON pointer is shown, and the control that mends it
    offers.choices   what a question offers

Templates bring the markup and the words of the frame. A control has one id, made here for both the
template and the error link. The browser takes `places` and leaves the rest unloaded, which is why
nothing is imported here. Knows nothing of HTML, of whether an answer is right, or of browsers.
"""
