"""From a filled-in form to a draft of a card, for people who do not write YAML.

What a form says is hostile text: it is taken apart by the headings that we gave it, made
plain, and written as quoted text of a card. What it does not say stays out of the draft, so
that the checks name it; nothing is guessed.
"""
