"""What each problem of hand-written pages means, why it is refused, how to mend it."""

from __future__ import annotations

from claimcards.text.codes import Code

WRITTEN_CODES: tuple[Code, ...] = (
    Code(
        "CC270",
        "A page asks for a piece that there is not",
        "A hand-written page asks for a piece of the site by a comment. One that is misspelt "
        "stays an invisible comment, and the page lacks what it was written for. Correct its name.",
        "<!-- claimcards: board -->",
    ),
    Code(
        "CC271",
        "Front matter that cannot be read",
        "The lines between '---' at the top of a page say its title and description, in YAML. "
        "Where they cannot be read they are shown as text of the page, and the page has no title. "
        "The first '---' stands alone on the first line, the second alone on the line behind.",
        "---\ntitle: About\n---",
    ),
    Code(
        "CC272",
        "Something that no page may hold",
        "Pages of the site run no script that a page brings along, and load nothing from "
        "elsewhere: no picture, style, frame, film or sound. A browser would leave it out without "
        "a word, and readers would see a hole. Keep pictures in the folder of the pages; link to "
        "everything else. Attributes 'style' are ignored, too.",
        "<img src='cup.png' alt='A cup'>",
    ),
    Code(
        "CC274",
        "No home page",
        "The folder of hand-written pages holds no index.md, so the address of the site itself "
        "would lead nowhere. Write one.",
    ),
    Code(
        "CC275",
        "A file in the place of a generated one",
        "This hand-written file would have the address of a page or file that is made from the "
        "cards. One of the two would be lost, and readers could not know which they see. Give it "
        "another name, or say what it says in the card.",
    ),
)
