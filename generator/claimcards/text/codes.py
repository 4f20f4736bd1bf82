"""What each problem of files, YAML and bibliographies means, why it is refused, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem, explained for the person who has to mend it.

    ``code`` never changes its meaning and is never used again. ``title`` is a heading,
    ``explanation`` says what it means, why it is refused and how to mend it, ``example``
    shows content that is right.
    """

    code: str
    title: str
    explanation: str
    example: str = ""


BIBTEX_CODES: tuple[Code, ...] = (
    Code(
        "CC050",
        "A brace that is not closed",
        "An entry of the bibliography, or the value of a field, opens a brace and does not close "
        "it, so what follows would be taken for a part of it. The line is where the brace was "
        "opened. Every value ends with }, and the entry with } on a line of its own.",
        "@article{lai2015msc,\n  title = {Mesenchymal stem cell exosomes},\n  year = {2015},\n}",
    ),
    Code(
        "CC051",
        "Not readable as an entry",
        "An entry is @type{key, and then fields, each 'name = {value},'. Here the comma behind "
        "the key, or the '=' of a field, is missing. The other entries of the file are read.",
        "@article{lai2015msc,\n  year = {2015},\n}",
    ),
    Code(
        "CC052",
        "No comma between two fields",
        "Behind the value of a field comes a comma, then the next field. Without it the second "
        "would be lost in the first. Put the comma there; or, if the text behind the value "
        "belongs to it, put all of it in one pair of braces.",
        "title = {Mesenchymal stem cell exosomes},\nyear = {2015},",
    ),
    Code(
        "CC053",
        "An abbreviation that is not defined",
        "A word without braces stands for a text that @string defines in the same file, and this "
        "one is not defined there. Most often the braces were forgotten.",
        "journal = {Cytotherapy},",
    ),
    Code(
        "CC054",
        "The same key twice in a bibliography",
        "Two entries have the same key, so a study could not tell which of them it means; the "
        "second is not read. Delete it if it is the same work, or give it a key of its own.",
    ),
    Code(
        "CC055",
        "The same field twice",
        "An entry gives this field a second time; the first counts. Keep the right one.",
    ),
    Code(
        "CC056",
        "Text outside of every entry",
        "In a bibliography only what begins with @ is read; this text is not. If it is meant as "
        "an entry, its @ is missing. If it is a note to others, begin the line with %.",
    ),
    Code(
        "CC057",
        "An unknown type of entry",
        "The word behind the @ says what kind of work it is, and decides how it is cited. This "
        "one is not known. Most works are @article; a page on the web is @misc.",
        "@article{lai2015msc,",
    ),
    Code(
        "CC058",
        "No title",
        "A reference without a title cannot be found by a reader. Add the title as the work "
        "itself gives it.",
        "title = {Mesenchymal stem cell exosomes},",
    ),
    Code(
        "CC059",
        "No year that can be read",
        "The year says which work is meant and how old the evidence is. Write four digits. If "
        "the work has none, say so in the note.",
        "year = {2015},",
    ),
    Code(
        "CC060",
        "An unknown field",
        "BibTeX has no such field, so it shows nowhere. Most often it is a slip of the fingers. "
        "Mend the name, delete the line, or put the text into 'note'.",
    ),
    Code(
        "CC061",
        "Authors that cannot be told apart",
        "Authors are written 'Family, Given', with the word 'and' between one and the next; "
        "commas and semicolons do not part them. A body's name stands in braces of its own. If "
        "the list is cut short, it ends in 'and others'.",
        "author = {Lai, R. C. and de Kleijn, D. P. V. and {World Health Organization}},",
    ),
    Code(
        "CC062",
        "A cross-reference to nothing",
        "'crossref' names another entry, whose fields this one takes over. It must stand in the "
        "same file. Put it there, or write the fields out.",
    ),
    Code(
        "CC063",
        "A key that cannot be used",
        "The key stands behind the first brace of an entry and names the work: lower-case letters "
        "a-z, digits and hyphens, then a comma. Studies and findings refer to it by this key, and "
        "it becomes the address of the study's page. Change it here and in every card that names "
        "it.",
        "@article{lai2015msc,",
    ),
    Code(
        "CC064",
        "No month",
        "The month is jan, feb and so on, or a number from 1 to 12. Write it so, or delete "
        "the line.",
        "month = jan,",
    ),
    Code(
        "CC065",
        "A DOI written as an address",
        "A DOI begins with 10.; the https://doi.org/ before it is the address of a service. It is "
        "read all the same, but write the bare DOI, so that the same work always looks the same.",
        "doi = {10.1016/j.semcdb.2015.03.001},",
    ),
    Code(
        "CC066",
        "Not a DOI",
        "A DOI is 10., four or more digits, a slash, and the publisher's own characters without "
        "blanks. This one is left out, because its link would lead nowhere. Copy it from the "
        "page of the article.",
        "doi = {10.1016/j.semcdb.2015.03.001},",
    ),
    Code(
        "CC067",
        "Not a PubMed number",
        "A PMID has digits only. This one is left out, because its link would lead nowhere. "
        "Numbers that begin with PMC belong into 'pmcid'.",
        "pmid = {20138817},",
    ),
    Code(
        "CC068",
        "Not a PubMed Central number",
        "A PMCID is PMC and digits. This one is left out, because its link would lead nowhere. "
        "Mere digits are a PMID most often.",
        "pmcid = {PMC4529699},",
    ),
    Code(
        "CC069",
        "Not a web address",
        "An address begins with https:// or http:// and holds no blanks. Anything else is left "
        "out, because a link could then do more than lead to a page.",
        "url = {https://clinicaltrials.gov/study/NCT02138331},",
    ),
    Code(
        "CC070",
        "An unknown LaTeX command",
        "The value holds a LaTeX command whose meaning is not known, so it would show as it is "
        "written. Write the sign itself instead: every sign of Unicode may stand in the file.",
        "title = {Particles of 2 µm},",
    ),
    Code(
        "CC071",
        "A value that is too long",
        "The value of a field has more than 10,000 characters, and is left out. No title or "
        "abstract is so long; most often a brace is not closed, and the value swallowed what "
        "follows it. What an @string stands for counts, written out.",
    ),
    Code(
        "CC072",
        "A bibliography file without an entry",
        "The file holds comments, definitions or other text, and no entry. Its work would be "
        "missing without a word. Write the entry, which begins with @, or delete the file.",
        "@article{lai2015msc,\n  title = {MSC exosomes},\n  year = {2015},\n}",
    ),
)


FILE_CODES: tuple[Code, ...] = (
    Code(
        "CC001",
        "A link instead of a file",
        "This entry of the content folder is a symbolic link: a pointer to a file that lies "
        "elsewhere. Links are not followed, because a link could publish a file that was never "
        "meant to be read. Delete the link and put the file itself here.",
    ),
    Code(
        "CC002",
        "The file is too large",
        "A card holds text only and has at most 512 KiB; the longest real ones have about 30. "
        "Larger files are refused before they are read. Move images and tables of data elsewhere "
        "and link to them, or split the card.",
    ),
    Code(
        "CC003",
        "The file cannot be read",
        "The operating system does not let the program read this file or folder, or it is no "
        "plain file. Check who may read it, or fetch the folder anew from the repository.",
    ),
    Code(
        "CC004",
        "Not written in UTF-8",
        "Every file is text in the encoding UTF-8, so that letters such as é, µ or β are the same "
        "everywhere. The byte named here is none of UTF-8; older programs on Windows write such "
        "bytes. Save the file again and choose UTF-8, then look whether the letter is right.",
    ),
    Code(
        "CC005",
        "A byte-order mark",
        "Some editors on Windows write an invisible mark before the first character. The file is "
        "read as if it were not there, but other programs stumble over it. Save the file as "
        "'UTF-8' and not as 'UTF-8 with BOM'.",
    ),
    Code(
        "CC006",
        "Written in UTF-16",
        "The file is text in the encoding UTF-16, which some programs call 'Unicode'. Only UTF-8 "
        "is read, because only that is the same for everybody. Save the file again and choose "
        "UTF-8.",
    ),
    Code(
        "CC007",
        "Nothing in the file",
        "The file is empty, or holds comments only. An empty card is most often a copy that went "
        "wrong. Write the card, or delete the file.",
    ),
    Code(
        "CC008",
        "A control character",
        "The file holds a character that prints nothing and that no text needs, such as NUL. Such "
        "characters come from damaged files and from copying out of other programs. Delete the "
        "character; if the whole file looks like gibberish, it is not a text file.",
    ),
    Code(
        "CC009",
        "A line end that editors do not show",
        "The file holds a character that some programs take for the end of a line and others do "
        "not, such as the 'line separator' that comes with text from PDF files. From there on all "
        "line numbers would be wrong. Delete it, or press Enter in its place.",
    ),
    Code(
        "CC010",
        "An invisible character inside the text",
        "The file holds a character that takes no room or turns the direction of writing, such as "
        "a zero-width space or a soft hyphen. Two words that look the same would not be the same, "
        "and a search would not find them. Delete it, and type the word anew.",
    ),
    Code(
        "CC011",
        "A tab",
        "YAML tells by blanks at the start of a line what belongs to what, and tabs are not "
        "allowed, because every editor shows them with another width. Put spaces in their place, "
        "two for each level; most editors can do this for a whole file.",
        "findings:\n  - id: kidney-1\n    study: lai2010cardiac",
    ),
    Code(
        "CC012",
        "In the wrong folder",
        "Claims stand in a folder for their topic; studies, references and vocabulary stand "
        "directly in theirs. What lies elsewhere is not read, and would be missing without a "
        "word. Move it to where it belongs.",
        "content/claims/efficacy/efficacy-kidney.yml\ncontent/studies/lai2010cardiac.yml",
    ),
    Code(
        "CC013",
        "A file that is not read",
        "Cards end in .yml and bibliographies in .bib, in small letters. A file with another "
        "ending is not read, and would be missing without a word. Rename it, or move it away.",
        "efficacy-kidney.yml",
    ),
    Code(
        "CC014",
        "A folder is missing",
        "A site needs a folder of claims and a folder of vocabulary, the words that the cards may "
        "use. Make the folder, or fetch it again from the repository.",
    ),
    Code(
        "CC015",
        "A name that cannot become an address",
        "The name of a card's file becomes the address of its page, and an address must work in "
        "every browser, mail and print. So it has lower-case letters a-z, digits and hyphens "
        "only: no blanks, accents or capitals. Rename the file, and its id with it.",
        "efficacy-kidney.yml",
    ),
    Code(
        "CC018",
        "A file of which nothing could be read",
        "Nothing of this file can stand on the site, and no other error says why. A record never "
        "vanishes without an error. Mend what else is said of the file, or compare it with a card "
        "that works.",
    ),
)

YAML_CODES: tuple[Code, ...] = (
    Code(
        "CC030",
        "Not readable as YAML",
        "The card breaks the rules of YAML here, the way in which cards are written: lines of "
        "'key: value', lists with '- ', and blanks that show what belongs to what. Compare the "
        "line with the same one in a card that works. Text with punctuation goes in quotes.",
        'statement: "MSC exosomes: do they work?"',
    ),
    Code(
        "CC031",
        "Quotes that do not match",
        "A text begins with a quote and does not end with the same one, or goes on behind it. "
        'Put all of it in one pair of quotes. Inside "..." write \\" for a quote; inside '
        "'...' write '' for an apostrophe.",
        "result: \"the patients' own cells\"\nresult: 'the patients'' own cells'",
    ),
    Code(
        "CC032",
        "Brackets that do not match",
        "A list in [square brackets] or a map in {braces} is not closed, or lacks a comma. Close "
        "it on the same line. A text that begins with such a bracket goes in quotes.",
        "interval: [0.12, 0.45]",
    ),
    Code(
        "CC033",
        "A line that is not in line",
        "The blanks at the start of a line tell what it belongs to, so all keys of one map and "
        "all items of one list begin in the same column. This line begins in a column of its own, "
        "or lacks its key. Line it up with its neighbours.",
        "effect:\n  value: 0.33\n  interval: [0.12, 0.45]",
    ),
    Code(
        "CC034",
        "A colon inside a value",
        "A colon with a blank behind it ends a key, so a value that holds one must stand in "
        "quotes; otherwise nobody can tell where the value begins. Put the whole value in double "
        "quotes.",
        'result: "Two groups: treated and control"',
    ),
    Code(
        "CC035",
        "A sign that cannot stand here",
        "Some signs, such as @, %, *, &, > and |, mean something to YAML when a value begins with "
        "them, so what follows would not be read as text. Put the whole value in double quotes; "
        "then everything in it is text.",
        'limits: "*P* values are not given"',
    ),
    Code(
        "CC036",
        "The same key twice",
        "A map holds this key a second time, and only one of the two could count. Often a block "
        "was copied and one line not changed. Keep one of the two.",
    ),
    Code(
        "CC037",
        "A YAML shortcut",
        "YAML can name a piece (&name), repeat it (*name, <<) and give it a type (!name). Cards "
        "do without: each value stands where it is read, and a few lines could otherwise grow to "
        "millions. Write the value out; a text that begins with such a sign goes in quotes.",
    ),
    Code(
        "CC038",
        "More than one document",
        "A line of three hyphens begins a new YAML document, but a file holds one card. Put the "
        "second card into a file of its own, or delete the line.",
    ),
    Code(
        "CC039",
        "Too deep",
        "Lists and maps stand inside each other more than twenty levels deep; a card needs about "
        "six. Most often a bracket is not closed, or blanks were added by mistake.",
    ),
    Code(
        "CC040",
        "Too many values",
        "The card holds more than 20,000 values; a long one has about a thousand. Split it.",
    ),
    Code(
        "CC041",
        "Not a map",
        "A card is a map: lines of 'key: value'. This file is a list or a mere text, so there is "
        "nothing by which its parts could be told. Begin with the first key of the card.",
        "id: efficacy-kidney\nstatement: ...",
    ),
    Code(
        "CC042",
        "No value",
        "This key or list item has no value, or the word null or ~, which YAML takes for "
        "nothing. Nobody could tell whether it was forgotten or is not known. Fill it in, or "
        "delete the line. If you mean the word null, put it in quotes.",
    ),
    Code(
        "CC043",
        "A key that is not a word",
        "Before the colon stands nothing, or a list, or a map. A key is a word. Write it, or "
        "delete the line.",
    ),
    Code(
        "CC044",
        "No blank behind the colon",
        "A colon ends a key only if a blank stands behind it; without it the line is mere text. "
        "What looks like a blank may also be a 'non-breaking' one, pasted from elsewhere: delete "
        "it and type a space.",
        "direction: supports",
    ),
    Code(
        "CC045",
        "No blank behind the hyphen",
        "A hyphen begins an item of a list only if a blank stands behind it; without it the "
        "hyphen is a part of the word. Write '- ' before the first line of the item, and line the "
        "other lines up with its first word.",
        "findings:\n  - id: kidney-1\n    study: lai2010cardiac",
    ),
    Code(
        "CC046",
        "Text that a comment cuts off",
        "A blank and a # begin a comment, so a text without quotes ends before them, and the rest "
        "is lost without a word. Put the whole text in double quotes. If a comment is meant, give "
        "it a line of its own.",
        'limits: "The # of cells is not given"',
    ),
    Code(
        "CC047",
        "A list that became text",
        "Behind a key stands a text, so the lines below that begin with a hyphen go on with the "
        "text and are no list. If a list is meant, delete the text behind the key, or make it the "
        "first item. If it is text, break the line elsewhere or put all of it in double quotes.",
        "synonyms:\n  - tea and warmth\n  - does tea warm you",
    ),
    Code(
        "CC048",
        "A key that became text",
        "A line inside a text begins with the name of a key and a colon. Most often that key is "
        "indented too deep, or the text's closing quote is missing, so the text swallowed it "
        "without a word. Indent it like the key of the text, or close the quote. If it is meant "
        "as text, break the line elsewhere.",
        "limits: Only mice were studied.\nlocator: Abstract",
    ),
)

READING_CODES: tuple[Code, ...] = FILE_CODES + YAML_CODES + BIBTEX_CODES
