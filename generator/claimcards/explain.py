"""Every diagnostic code with its explanation, for the command line and for the docs."""

from __future__ import annotations

from claimcards.checks.codes import CODES as CHECKS
from claimcards.codes import Code
from claimcards.formatting.codes import CODES as FORMATTING
from claimcards.model.codes import CODES as MODEL
from claimcards.reading.codes import CODES as READING

BUILDING = (
    Code(
        "CC000",
        "The preview could not be built",
        "A preview shows this in place of stopping: the content folder is missing or cannot be "
        "read, or claimcards itself has failed. The message says which; if it is claimcards, "
        "please report it.",
    ),
)
"""What goes wrong around the content, and not in it."""

CODES: dict[str, Code] = {
    code.code: code
    for code in sorted((*BUILDING, *READING, *FORMATTING, *MODEL, *CHECKS), key=lambda c: c.code)
}


def explain(code: Code) -> str:
    """One code as text: what it means, why it is refused, how to mend it."""
    example = f"\n\nExample: {code.example}" if code.example else ""
    return f"{code.code}: {code.title}\n\n{code.explanation}{example}\n"


def as_markdown() -> str:
    """The page of docs/ that explains every code, one heading each."""
    parts = [
        "# Diagnostics\n\n"
        "What `claimcards check` can say, and what to do about it. Codes never change their "
        "meaning and are never used again. `claimcards explain CODE` prints one of them.\n"
    ]
    for code in CODES.values():
        example = f"\nExample: {code.example}\n" if code.example else ""
        parts.append(f"\n## {code.code}: {code.title}\n\n{code.explanation}\n{example}")
    return "".join(parts)
