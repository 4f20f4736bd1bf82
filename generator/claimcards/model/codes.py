"""What can be wrong with one card taken by itself."""

from claimcards.codes import Code

CODES = (
    Code(
        "CC101",
        "A key is missing",
        "The card lacks something that every card of its kind needs. "
        "The place shown is the part that lacks it. Add the key with its value.",
        "a finding without 'locator'",
    ),
    Code(
        "CC102",
        "A key is not known",
        "The card has a key that this kind of card does not have: mostly a slip of the pen, or a "
        "key at the wrong depth of indentation. Correct it to the key that is suggested, or move "
        "it.",
        "'directon: supports'",
    ),
    Code(
        "CC103",
        "A word is not one of the fixed words",
        "Some fields take one of a few fixed words, because the rules of the verdict hang on them. "
        "Use one of the words that the message lists, written exactly so.",
        "'direction: refutes' where the word is disputes",
    ),
    Code(
        "CC104",
        "A number is not a plain number",
        "Numbers are written as the source prints them: digits, one point, a sign if there is one. "
        "No thousands separators, exponents, percent signs or words; a unit has its own key.",
        "'value: 1,200' or 'p: p<0.05'",
    ),
    Code(
        "CC105",
        "A date is not a date",
        "Dates are written year-month-day with two digits for month and day, and must exist.",
        "'on: 21/11/2026' or 'on: 2026-02-30'",
    ),
    Code(
        "CC106",
        "An id is not written as an id",
        "Ids become addresses that never change. They are made of lower-case letters a-z, digits "
        "and single hyphens.",
        "'id: Efficacy_Kidney'",
    ),
    Code(
        "CC107",
        "A value has the wrong shape",
        "A single value stands where a list or keys are meant, or the other way round. "
        "A list is written [a, b] or one item a line behind '- '; keys stand indented below.",
        "'species: mouse' where a list is meant: 'species: [mouse]'",
    ),
    Code(
        "CC108",
        "A value is empty or has too few or too many entries",
        "The key is there, but what it must hold is not. Fill it; if the key is optional and "
        "there is nothing to say, delete the line.",
        "'origins: []'",
    ),
    Code(
        "CC109",
        "A trial number is malformed",
        "A ClinicalTrials.gov number is NCT and eight digits. Copy it from the registry's page.",
        "'NCT0427698'",
    ),
    Code(
        "CC110",
        "An ORCID iD is malformed",
        "An ORCID iD has four groups of four, and its last character is a check digit that must "
        "fit the others; a slip in any digit shows. Copy it from the person's ORCID page.",
        "'0000-0002-1825-0098'",
    ),
    Code(
        "CC111",
        "A yes-or-no field is neither true nor false",
        "These fields take the words true or false, and no others.",
        "'synthesis: yes'",
    ),
    Code(
        "CC199",
        "A value does not fit its field",
        "The value is not what the field takes, in a way that has no code of its own. "
        "The message says what was expected.",
    ),
)
