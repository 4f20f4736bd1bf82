"""What can be said about the form of a file, apart from what it says."""

from __future__ import annotations

from claimcards.codes import Code

CODES = (
    Code(
        "CC016",
        "Not in canonical form",
        "Keys out of order, quotes that are not needed, another indentation: nothing that readers "
        "see, but the next change would show as more than it is. 'claimcards format' puts the file "
        "in its form and changes nothing that it says. The place is the first line that differs.",
        "'claimcards format content/studies/lai2015msc.yml'",
    ),
    Code(
        "CC017",
        "Left as it is",
        "The form was worked out and then read again, as a test, and did not say the same as "
        "before. So the file was not touched. This is a fault of claimcards and not of the file: "
        "please report it with the file.",
    ),
)
