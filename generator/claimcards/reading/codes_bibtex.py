"""What each problem of a bibliography means, why it is refused, how to mend it."""

from __future__ import annotations

from claimcards.codes import Code

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
        "follows it.",
    ),
)
