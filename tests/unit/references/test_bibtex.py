"""Reading a bibliography: nothing is lost, nothing is guessed, one bad entry costs itself."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcards.references.bibtex import SourcedReference, read_bibtex
from claimcards.references.reference import Name, Reference, Span
from claimcards.text.diagnostics import Place, Severity


def one(fields: str, kind: str = "article") -> Reference:
    """The reference of one sound entry with these fields."""
    (sourced,) = sound(f"@{kind}{{key,\n title = {{T}},\n year = {{2000}},\n {fields}\n}}\n")
    return sourced.reference


def sound(text: str) -> tuple[SourcedReference, ...]:
    references, diagnostics = read_bibtex("refs.bib", text)
    assert diagnostics == []
    return references


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each diagnostic, in order of place."""
    return sorted((d.code, d.place.line, d.place.column) for d in read_bibtex("r.bib", text)[1])


def titled(title: str) -> tuple[Span, ...]:
    (sourced,) = sound(f"@article{{key, title = {{{title}}}, year = 2000}}")
    return sourced.reference.title


def test_an_ordinary_entry() -> None:
    """Each field arrives where a page looks for it."""
    (sourced,) = sound(
        "% from PubMed\n\n@Article{lai2015msc,\n"
        "  title   = {Mesenchymal stem cell {MSC} exosomes},\n"
        "  Author  = {Lai, R. C. and Yeo, R. W. Y.},\n"
        "  journal = {Semin Cell Dev Biol},\n"
        "  year    = 2015,\n  month = apr,\n  volume = {40},\n  number = {1},\n"
        "  pages   = {82--88},\n  doi = {10.1016/j.semcdb.2015.03.001},\n"
        "  pmid = {25765629}, pmcid = {PMC1},\n  url = {https://x.org/~a_b?c=%20&d#e},\n}\n"
    )
    assert sourced.reference == Reference(
        key="lai2015msc",
        kind="article",
        title=(
            Span("Mesenchymal stem cell "),
            Span("MSC", protected=True),
            Span(" exosomes"),
        ),
        authors=(Name(family="Lai", given="R. C."), Name(family="Yeo", given="R. W. Y.")),
        container="Semin Cell Dev Biol",
        year=2015,
        month=4,
        volume="40",
        issue="1",
        pages="82–88",
        doi="10.1016/j.semcdb.2015.03.001",
        pmid="25765629",
        pmcid="PMC1",
        url="https://x.org/~a_b?c=%20&d#e",
    )
    assert sourced.place == Place("refs.bib", 3, 1)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"M\"{u}ller", "Müller"),
        (r"M\"uller", "Müller"),
        (r"Stra{\ss}e", "Straße"),
        (r"{\O}rsted and S{\o}ren", "Ørsted and Søren"),
        (r"{\L}\'od\'z", "Łódź"),
        (r"\v{S}\c{c}\~n\'{\i}", "Šçñí"),
        (r"{\v S}im", "Šim"),
        (r"{\AA}ngstr{\"o}m", "Ångström"),
        (r"R\&D at 5\% \#1 x\_y", "R&D at 5% #1 x_y"),
        (r"TNF-$\alpha$ and $\beta$ cells", "TNF-α and β cells"),
        (r"H$_2$O$_{2}$ at 10$^{-9}$ M", "H₂O₂ at 10⁻⁹ M"),
        (r"CO\textsubscript{2} \emph{in vivo}", "CO2 in vivo"),
        (r"$p < 0.05$", "p < 0.05"),
        ("A 50% cut in x & y_z #1 ~5 ^ 2", "A 50% cut in x & y_z #1 ~5 ^ 2"),
        (r"A 50% cut \'a & y ~5 $6", "A 50% cut á & y ~5 $6"),
        ("costs $5 and $6", "costs $5 and $6"),
        ("from 1990--2000 --- a ``life''", "from 1990–2000 — a “life”"),
        ("<script>alert(1)</script> **b** [x](javascript:y)", None),
        ("one\n   line", "one line"),
        ("Überprüfung β ± 2 µm", None),
    ],
)
def test_text_is_decoded_and_nothing_is_lost(latex: str, text: str | None) -> None:
    """LaTeX becomes Unicode; what people type bare, or as markup, stays as typed."""
    assert "".join(span.text for span in titled(latex)) == (text or latex)


@pytest.mark.parametrize(
    ("title", "spans"),
    [
        ("{MSC} in {COVID-19}", [("MSC", True), (" in ", False), ("COVID-19", True)]),
        ("{{All of It}}", [("All of It", True)]),
        ("{a {B} c} d", [("a B c", True), (" d", False)]),
        (r"{\"U}ber \'{e} {EV}", [("Über é ", False), ("EV", True)]),
        (r"{M{\"u}ller} cells", [("Müller", True), (" cells", False)]),
    ],
)
def test_braces_protect_capitals(title: str, spans: list[tuple[str, bool]]) -> None:
    """The braces of an accent or a command protect nothing."""
    assert [(s.text, s.protected) for s in titled(title)] == spans


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Lai, R. C.", Name(family="Lai", given="R. C.")),
        ("Ruenn Chai Lai", Name(family="Lai", given="Ruenn Chai")),
        ("de Kleijn, D. P. V.", Name(family="Kleijn", given="D. P. V.", particle="de")),
        ("van der Berg, C.", Name(family="Berg", given="C.", particle="van der")),
        ("Ludwig van Beethoven", Name(family="Beethoven", given="Ludwig", particle="van")),
        ("De Oliveira, D.", Name(family="De Oliveira", given="D.")),
        ("{de Godoy}, J.", Name(family="de Godoy", given="J.")),
        ("Lazo, Jr, A.", Name(family="Lazo", given="A.", suffix="Jr")),
        ("King, III, M. L.", Name(family="King", given="M. L.", suffix="III")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ("{Simon and Schuster}", Name(literal="Simon and Schuster")),
        ("{Direct Biologics, LLC}", Name(literal="Direct Biologics, LLC")),
        (r"M{\"u}ller, J{\'e}r{\^o}me", Name(family="Müller", given="Jérôme")),
        (r"{\'A}lvarez, V.", Name(family="Álvarez", given="V.")),
        (r"de {\v{S}}im, A.", Name(family="Šim", given="A.", particle="de")),
        ("Cao, {}", Name(family="Cao")),
        ("McNall, R.~Y.", Name(family="McNall", given="R. Y.")),
        ("D'Rozario, J.", Name(family="D'Rozario", given="J.")),
        ("<b>, *x*", Name(family="<b>", given="*x*")),
    ],
)
def test_names(author: str, name: Name) -> None:
    """Particles, suffixes, bodies and accents, in both orders of writing."""
    assert one(f"author = {{{author}}}").authors == (name,)
    two = one(f"author = {{First, A. and {author} and Last, B.}}")
    assert two.authors == (Name(family="First", given="A."), name, Name(family="Last", given="B."))


@pytest.mark.parametrize("end", ["others", "et al.", "{others}"])
def test_a_list_cut_short_is_not_complete(end: str) -> None:
    """'and others' is no author."""
    reference = one(f"author = {{Lai, R. and {end}}}")
    assert reference.authors == (Name(family="Lai", given="R."),)
    assert not reference.authors_complete


def test_et_al_behind_a_name_cuts_the_list_short() -> None:
    """It is said, and is no part of the name."""
    (sourced,), (diagnostic,) = read_bibtex(
        "r.bib", "@misc{a, title = {x}, year = 2000,\n author = {Lai, R.\n et  al}}"
    )
    assert sourced.reference.authors == (Name(family="Lai", given="R."),)
    assert not sourced.reference.authors_complete
    assert "and others" in diagnostic.hint


@pytest.mark.parametrize(
    "author",
    ["Lazo, Jr., A.", "King, III, M. L.", "Smith, 3rd, J.", "X, Malcolm", "Wu A, Bo", "Li X"],
)
def test_one_author_is_not_taken_for_two(author: str) -> None:
    """Suffixes, short names, initials on one side only."""
    assert len(one(f"author = {{{author}}}").authors) == 1


def test_editors_stand_in_for_authors() -> None:
    """A volume is listed under who edited it."""
    assert one("editor = {Lai, R.}").authors == (Name(family="Lai", given="R."),)


@pytest.mark.parametrize(
    ("written", "month"),
    [("jan", 1), ("{January}", 1), ("1", 1), ('"dec"', 12), ("{12}", 12), ('sep # "~10"', 9)],
)
def test_months(written: str, month: int) -> None:
    """A macro, a word or a number."""
    assert one(f"month = {written}").month == month


def test_a_date_gives_year_and_month() -> None:
    """As biblatex writes it."""
    (sourced,) = sound("@online{x, title = {T}, date = {2020-05-17}}")
    assert (sourced.reference.year, sourced.reference.month) == (2020, 5)


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("482--485", "482–485"),
        ("482-485", "482–485"),
        ("482 – 485", "482–485"),
        ("S1--S10", "S1–S10"),
        ("e12345", "e12345"),
        ("1169", "1169"),
        ("1--4, 9", "1–4, 9"),
    ],
)
def test_pages(written: str, pages: str) -> None:
    """A range has an en dash, however it is written."""
    assert one(f"pages = {{{written}}}").pages == pages


def test_strings_count_in_the_whole_file_and_join() -> None:
    """An @string may stand behind its use, and # joins pieces."""
    (sourced,) = sound(
        '@article{x, title = {T}, year = 2000, journal = JCB # " " # {(London)}}\n'
        '@string{jcb = "J Cell Biol"}\n@comment{not this}\n@preamble{"nor this"}\n'
    )
    assert sourced.reference.container == "J Cell Biol (London)"


def test_crossref_gives_what_an_entry_lacks() -> None:
    """The parent's title is where the child appeared, never its own title."""
    child, parent = sound(
        "@inproceedings{c, title = {Child}, crossref = {p}, pages = {1--2}}\n"
        "@proceedings{p, title = {Parent}, year = 2001, publisher = {P}, doi = {10.1000/x}}\n"
    )
    assert child.reference.plain_title == "Child"
    assert child.reference.container == "Parent"
    assert (child.reference.year, child.reference.publisher) == (2001, "P")
    assert child.reference.doi == ""
    assert parent.reference.plain_title == "Parent"


def test_an_address_in_howpublished() -> None:
    """Many write the address of a page there."""
    reference = one(r"howpublished = {\url{http://x.org/a~b_c}}", "misc")
    assert (reference.url, reference.container) == ("http://x.org/a~b_c", "")


def test_escapes_in_a_doi_are_taken_out() -> None:
    """Exporters write 10.1007/978\\_3."""
    assert one(r"doi = {10.1007/978\_3}").doi == "10.1007/978_3"


def test_other_fields_are_kept() -> None:
    """What no page shows stays with the reference."""
    assert one("eprint = {2001.1}, archiveprefix = {arXiv}").extra == (
        ("eprint", "2001.1"),
        ("archiveprefix", "arXiv"),
    )


def test_entries_in_round_brackets_and_quotes() -> None:
    """The older way of writing BibTeX."""
    (sourced,) = sound('@article(x, title = "An {EV} \\"a", year = "2004" )')
    assert sourced.reference.title == (Span("An "), Span("EV", protected=True), Span(" ä"))


GOOD = "@misc{good, title = {Good}, year = 2001}\n"
BROKEN = [
    # text, code, line, column, whether an entry of the broken block itself is read
    ("@article{a,\n  title = {abc,\n  year = {2004},\n}\n\n", "CC050", 2, 3, False),
    ("@article{a,\n  title = {abc},\n  year = {2004},\n\n", "CC050", 1, 1, False),
    ("@article{a,\n  title = {abc,\n  year = {2004},\n  volume={1}}\n}\n", "CC050", 2, 3, True),
    ("@article{a,\n  title = {abc}\n  year = {2004},\n}\n", "CC052", 2, 3, True),
    ("@article{a,\n  title = {abc},\n  year = 2004\n  volume = 3\n}\n", "CC052", 3, 3, True),
    ("@article{a,\n  title = {abc} def,\n  year = 2004\n}\n", "CC052", 2, 3, True),
    ("@article{a\n  title = {abc},\n  year = {2004}\n}\n", "CC051", 1, 1, False),
    ("@article{a,\n  title = {abc},\n  year {2004}\n}\n", "CC051", 3, 3, False),
    ("@article{a, title = {x}, year = 2000,\n  journal = foo\n}\n", "CC053", 2, 3, True),
    ("@article{a, title = {x}, year = 2000,\n  title = {y}}\n", "CC055", 2, 3, True),
    ("@article{a, title = {x}, year = 2000,\n  Title = {y}}\n", "CC055", 2, 3, True),
    ("\nsome words\n% a note\n", "CC056", 2, 1, False),
    ("article{a,\n title = {x}}\n", "CC056", 1, 1, False),
    ("@artcle{a, title = {x}, year = 2000}\n", "CC057", 1, 1, True),
    ("\n@article{a,\n year = 2000}\n", "CC058", 2, 1, True),
    ("@article{a,\n title = {}, year = 2000}\n", "CC058", 1, 1, True),
    ("@article{a, title = {x}}\n", "CC059", 1, 1, True),
    ("@article{a, title = {x},\n year = {in press}}\n", "CC059", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n jornal = {y}}\n", "CC060", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n author = {A; B}}\n", "CC061", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n author = {A, B, C, D}}\n", "CC061", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n author = {Ab A, Cd B, Ef C}}\n", "CC061", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n author = {Ab A, Cd B}}\n", "CC061", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n author = {Ab, A et al.}}\n", "CC061", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n note = {a\\-b}}\n", "CC010", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n crossref = {zz}}\n", "CC062", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n crossref = {a}}\n", "CC062", 2, 2, True),
    ("@article{a b, title = {x}, year = 2000}\n", "CC063", 1, 1, False),
    ("@article{, title = {x}, year = 2000}\n", "CC063", 1, 1, False),
    ("@article{Snow:2014, title = {x}, year = 2000}\n", "CC063", 1, 1, False),
    ("@article{snow_2014, title = {x}, year = 2000}\n", "CC063", 1, 1, False),
    ("@article{../a, title = {x}, year = 2000}\n", "CC063", 1, 1, False),
    ("@article{a, title = {x}, year = 2000,\n month = {13}}\n", "CC064", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n doi = {11.1/x}}\n", "CC066", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n doi = {10.1000/x y}}\n", "CC066", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n pmid = {PMC1}}\n", "CC067", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n pmid = {１２}}\n", "CC067", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n pmcid = {123}}\n", "CC068", 2, 2, True),
    ("@misc{a, title = {x}, year = 2000,\n url = {javascript:alert(1)}}\n", "CC069", 2, 2, True),
    ("@misc{a, title = {x}, year = 2000,\n url = {https://a b}}\n", "CC069", 2, 2, True),
    ("@article{a, title = {x}, year = 2000,\n note = {\\micro m}}\n", "CC070", 2, 2, True),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "is_read"), BROKEN)
def test_a_broken_entry_is_named_at_its_line_and_costs_itself_only(
    text: str, code: str, line: int, column: int, is_read: bool
) -> None:
    """One problem, one diagnostic; the next entry is read."""
    references, diagnostics = read_bibtex("r.bib", text + GOOD)
    assert [(d.code, d.place.line, d.place.column) for d in diagnostics] == [(code, line, column)]
    assert diagnostics[0].hint
    assert [r.reference.key for r in references] == (["a"] if is_read else []) + ["good"]


def test_at_the_end_of_a_file_an_unclosed_brace_is_found_too() -> None:
    """A truncated file."""
    assert found(GOOD + "@article{a,\n title = {x},\n year = {20") == [("CC050", 4, 2)]
    assert found(GOOD + "@article{a,\n title = {x},\n") == [("CC050", 2, 1)]


def test_fields_behind_a_missing_comma_are_freed_on_their_true_lines() -> None:
    """What was swallowed is read, so that nothing is called missing as well."""
    (sourced,), diagnostics = read_bibtex(
        "r.bib", "@article{a,\n title = {abc,\n year = {2004},\n doi = {x}}\n}\n"
    )
    assert [(d.code, d.place.line) for d in diagnostics] == [("CC050", 2), ("CC066", 4)]
    assert (sourced.reference.plain_title, sourced.reference.year) == ("abc", 2004)


def test_two_entries_with_one_key() -> None:
    """The first is kept, and the second named with the line of the first."""
    references, (diagnostic,) = read_bibtex("r.bib", GOOD + "\n" + GOOD)
    assert len(references) == 1
    assert (diagnostic.code, diagnostic.place) == ("CC054", Place("r.bib", 3, 1))
    assert "line 1" in diagnostic.message


def test_two_definitions_of_one_string() -> None:
    """As for entries."""
    assert found('@string{a = "x"}\n@string{a = "y"}\n') == [("CC054", 2, 1)]


def test_a_doi_as_an_address_is_read_with_a_warning() -> None:
    """The hint shows the bare DOI."""
    (sourced,), (diagnostic,) = read_bibtex(
        "r.bib", "@article{a, title={x}, year=2000,\n doi={https://doi.org/10.1000/x}}"
    )
    assert sourced.reference.doi == "10.1000/x"
    assert (diagnostic.code, diagnostic.severity) == ("CC065", Severity.WARNING)
    assert "{10.1000/x}" in diagnostic.hint


def test_a_slip_of_the_fingers_gets_a_suggestion() -> None:
    """For fields and for types of entry."""
    hints = [d.hint for d in read_bibtex("r.bib", "@artcle{a,title={x},year=2000,jornal={y}}")[1]]
    assert hints == ["did you mean '@article'?", "did you mean 'journal'?"]


def test_an_unknown_command_stays_and_spoils_nothing_else() -> None:
    """The rest of the value is decoded."""
    (sourced,), _ = read_bibtex("r.bib", r"@misc{a, title = {2 \micro m of \'e}, year = 2000}")
    assert sourced.reference.plain_title == r"2 \micro m of é"


@pytest.mark.parametrize("bad", ["\x00", "\u2028", "\x0c", "\u202e"])
def test_characters_that_hide_are_refused(bad: str) -> None:
    """As in cards; a tab is allowed here."""
    references, diagnostics = read_bibtex("r.bib", f"{GOOD}\t% {bad}\n")
    assert references == ()
    assert (diagnostics[0].place.line, diagnostics[0].place.column) == (2, 4)


def test_nothing_is_logged(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """The library's own complaints are our diagnostics."""
    with caplog.at_level(logging.DEBUG):
        read_bibtex("r.bib", "@article{a, title = {x\n@misc{b}")
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("value", [r"\url{}", r"\url", r"\href{a}{b}", r"\begin{x}", "\\"])
def test_commands_without_their_arguments(value: str, capfd: pytest.CaptureFixture[str]) -> None:
    """They neither raise nor make the decoder complain to the terminal."""
    for name in ("howpublished", "note", "url"):
        read_bibtex("r.bib", f"@misc{{a, title = {{x}}, year = 2000, {name} = {{{value} }}}}")
    assert capfd.readouterr() == ("", "")


def test_a_value_without_end_is_refused() -> None:
    """Decoding LaTeX costs the square of the length, so a hostile title would cost minutes."""
    text = "@misc{a, year = 2000,\n note = {" + "\\'{e}" * 2500 + "}, title = {x}}\n"
    (sourced,), (diagnostic,) = read_bibtex("r.bib", text)
    assert (diagnostic.code, diagnostic.place) == ("CC071", Place("r.bib", 2, 2))
    assert (sourced.reference.plain_title, sourced.reference.note) == ("x", "")


BIBTEXISH = st.text(
    alphabet=st.sampled_from("@{}(),=#\"\\%$^_~&'- \nabtitleyr120é[]\t"), max_size=80
)
TRICKY = st.lists(
    st.sampled_from(
        [
            "@article{",
            "@string{",
            "@comment",
            "a",
            ",",
            " = ",
            "{",
            "}",
            '"',
            "#",
            "title",
            "\n",
            "author",
            "and ",
            "\\",
            "'{e}",
            "\\url{",
            "$_2$",
            "$",
            "crossref",
            "year",
            "1",
            "jan",
        ]
    ),
    max_size=40,
).map("".join)


@given(st.text() | BIBTEXISH | TRICKY)
def test_no_text_raises(text: str) -> None:
    """Whatever a file holds, the answer is references and diagnostics with a place in it."""
    references, diagnostics = read_bibtex("r.bib", text)
    for diagnostic in diagnostics:
        assert 0 < diagnostic.place.line <= text.count("\n") + 1
        assert "\n" not in str(diagnostic)
    for sourced in references:
        assert sourced.reference.key
        assert sourced.place.line > 0


@given(BIBTEXISH | TRICKY)
def test_no_value_raises(value: str) -> None:
    """Nor does any value of any field."""
    for name in ("title", "author", "pages", "doi", "month", "howpublished"):
        read_bibtex("r.bib", f"@article{{a, {name} = {{{value}}}, {name} = {value}}}\n")


def test_a_value_is_bounded_when_its_names_are_written_out() -> None:
    """Thirty lines that double each other would make ten gigabytes."""
    names = "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 30))
    text = f'@string{{s0 = "xxxxxxxxxx"}}\n{names}@misc{{a, title = s29, year = 2000}}\n'
    references, found = read_bibtex("content/references/a.bib", text)
    assert {d.code for d in found} >= {"CC071"}
    assert all(len(span.text) <= 10_000 for one in references for span in one.reference.title)


def test_a_value_of_many_pieces_is_bounded() -> None:
    """One field that names a long text a thousand times."""
    text = (
        f'@string{{s = "{"x" * 9000}"}}\n'
        f"@misc{{a, title = {' # '.join(['s'] * 1000)}, year = 2000}}\n"
    )
    _, found = read_bibtex("content/references/a.bib", text)
    assert "CC071" in {d.code for d in found}
