"""The files of a new study: key, reference, and a card with blanks for what only readers know."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from claimcards.cards.format import format_file
from claimcards.cards.layout import write_in_flow, write_text
from claimcards.cards.outline import ASKS
from claimcards.cards.scalars import NOT_REPORTED, NOT_SEEN, SLUG
from claimcards.cards.vocabulary import Vocabulary
from claimcards.cards.words import Standing
from claimcards.corpus import Corpus
from claimcards.references.bibtex import read_bibtex
from claimcards.references.exports import write_bibtex_entry
from claimcards.references.reference import Name, Reference, Span
from claimcards.registries.standing import RecordedStanding, explain_mark, judge_notices
from claimcards.registries.work import RegistryWork, ToldValue, UnknownAnswer
from claimcards.text.diagnostics import UseError
from claimcards.text.files import FileKind, SourceFile
from claimcards.text.folding import fold_ascii, fold_words

_WIDTH = 96
_BLANK = "to fill in"
_RECORDS = ("trial record", "registry record", "registered trial")
_PEOPLE = "human"


def write_study_card(
    work: RegistryWork,
    key: str,
    corpus: Corpus,
    design: str = "",
    unknown: Iterable[UnknownAnswer] = (),
) -> str:
    """The text of the work's study card.

    ``design`` is the writer's word for it; ``unknown`` are registries that did not answer.
    """
    words = corpus.vocabulary
    design = design or _guess_design(work, words)
    lines = [
        "# yaml-language-server: $schema=../../schemas/study.schema.json",
        f"id: {key}",
        *_write_design(work, words, design),
        *_write_about(work, words),
        *_write_facets(words),
        *_write_registrations(work),
        *_write_funding(work),
        *_write_standing_block(work, key, corpus, [*unknown]),
    ]
    text = "\n".join(lines) + "\n"
    form = format_file(SourceFile(f"{key}.yml", FileKind.STUDY, text, ""))
    return form.text or text  # a card with a blank has no form yet


def _guess_design(work: RegistryWork, words: Vocabulary) -> str:
    """The design that a registry's own words name, where the vocabulary has that word."""
    named = list(_RECORDS) if work.trial else list(work.types.value if work.types else ())
    said = {fold_words(name) for name in named}
    fitting = [
        word.id
        for word in words.designs.values()
        if said & {fold_words(n) for n in (word.id, word.label, *word.synonyms)}
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _write_design(work: RegistryWork, words: Vocabulary, design: str) -> Iterator[str]:
    types = f"; {work.types.by} calls it: {', '.join(work.types.value)}" if work.types else ""
    if not design:
        yield _write_comment_line(f"the design, from vocabulary/designs.yml{types}", ASKS)
        yield "design:"
        return
    if types:
        yield _write_comment_line(f"to check: the design{types}")
    yield f"design: {design}"
    known = words.designs.get(design)
    if known and known.stratum is None:
        yield _write_comment_line("what was observed (cells, animals, people or field)", ASKS)
        yield "stratum:"
    if known and known.synthesis:
        yield _write_comment_line(f"{_BLANK}: how many studies it pools")
        yield f"pools: {{studies: {NOT_SEEN}}}"


def _write_about(work: RegistryWork, words: Vocabulary) -> Iterator[str]:
    if work.trial is None:
        yield _write_comment_line(
            f"species: {_BLANK}: words of vocabulary/species.yml, as in [mouse]"
        )
        yield _write_comment_line(f"model: {_BLANK}: the disease model, condition or object")
        yield _write_comment_line(
            f"sample: {_BLANK}: how many were studied, as in {{n: 24, unit: people}}"
        )
        return
    trial = work.trial.value
    if _PEOPLE in words.species:
        yield f"species: [{_PEOPLE}]"
    if trial.conditions:
        yield from _write_text_lines("model", "; ".join(trial.conditions))
    by = work.trial.by
    counted = trial.enrolled is not None and not trial.planned
    yield "sample:"
    yield f"  n: {trial.enrolled if counted else NOT_REPORTED}"
    yield "  unit: people"
    if trial.enrolled is not None and trial.planned:
        yield f"  note: 'planned: {trial.enrolled} ({by})'"
    if trial.ended is not None:
        yield f"ended: {'true' if trial.ended else 'false'}"
    if trial.status:
        yield from _write_text_lines("notes", f"Status at {by}: {trial.status}.")


def _write_facets(words: Vocabulary) -> Iterator[str]:
    if not words.facets:
        return
    yield _write_comment_line(
        f"{_BLANK}: words of vocabulary/facets.yml; {NOT_REPORTED} if it does not say"
    )
    yield "facets:"
    yield from (f"  {name}: [{NOT_SEEN}]" for name in words.facets)


def _write_registrations(work: RegistryWork) -> Iterator[str]:
    if work.registrations:
        listed = ", ".join(write_in_flow(number) for number in work.registrations.value)
        yield f"registrations: [{listed}]"


def _write_funding(work: RegistryWork) -> Iterator[str]:
    if work.funding:
        yield from _write_text_lines(
            "funding", f"{'; '.join(work.funding.value)} ({work.funding.by})."
        )
    else:
        yield _write_comment_line(f"funding: {_BLANK}: who paid, or {NOT_REPORTED}")
    yield _write_comment_line(
        f"conflicts: {_BLANK}: declared conflicts of interest, or {NOT_REPORTED}"
    )


def _write_standing_block(
    work: RegistryWork, key: str, corpus: Corpus, unknown: Sequence[UnknownAnswer]
) -> Iterator[str]:
    verdict = judge_notices(work.notices.value if work.notices else ())
    if said := explain_mark(work, verdict):
        yield _write_comment_line(f"standing: {_BLANK}: {said}")
    if verdict.standing is not Standing.STANDS:
        yield "standing:"
        yield from (f"  {line}" for line in write_standing_lines(verdict, key, corpus))
    elif work.doi and not (work.notices and "Crossref" in work.notices.by):
        why = next(
            (one.why for one in unknown if one.registry == "Crossref"), "it does not know it"
        )
        yield _write_comment_line(
            f"standing: {_BLANK}: Crossref could not say whether it stands ({why})"
        )


def write_standing_lines(
    verdict: RecordedStanding, key: str, corpus: Corpus, earlier: str = ""
) -> Iterator[str]:
    """The lines below 'standing:' for what registries record; the notice, if it is here.

    ``key`` is the work's own: one that was mended in place is no notice of itself. ``earlier``
    is what the card said before; people's words are not thrown away.
    """
    yield f"status: {verdict.standing.value}"
    if verdict.on:
        yield f"on: {verdict.on.isoformat()}"
    yield from _write_text_lines("because", " ".join(filter(None, (verdict.because, earlier))))
    dois = {notice.doi.lower() for notice in verdict.behind if notice.doi}
    for other, sourced in corpus.references.items():
        if other != key and sourced.reference.doi.lower() in dois:
            yield f"notice: {other}"
            return


def _write_text_lines(key: str, text: str) -> Iterator[str]:
    first, *rest = write_text(text, _WIDTH - len(key))
    yield f"{key}: {first}"
    yield from (f"  {line}" for line in rest)


def _write_comment_line(text: str, sign: str = "#") -> str:
    return f"{sign} {' '.join(text.split())}"


def list_who_told(work: RegistryWork) -> dict[str, list[str]]:
    """For each registry, which parts of the work it gave."""
    parts: dict[str, list[str]] = {}
    for name in RegistryWork.__dataclass_fields__:
        told = getattr(work, name)
        if isinstance(told, ToldValue) and told.value:
            parts.setdefault(told.by, []).append(name)
    return parts


_LEAST = 4
"""Letters of a word that tells something of a title."""
_EMPTY_LIST = (
    "about after among based before between both comparative comparison derived does during "
    "effect effects efficacy from have into more novel over role safety some study than that "
    "their these this through toward towards under upon using versus what when which with"
)
_EMPTY = frozenset(_EMPTY_LIST.split())
"""Words that any title could have."""


def make_key(work: RegistryWork, taken: Container[str]) -> str:
    """A key that nobody has yet: 'lai2015msc'; a trial's record has its number.

    :raises UseError: where author and title give no letters a-z.
    """
    for key in _suggest_keys(work):
        if key not in taken and re.fullmatch(SLUG, key):
            return key
    raise UseError("no key can be made of author, year and title; choose one with --key")


def check_key(key: str, taken: Container[str]) -> str:
    """The key that a writer chose.

    :raises UseError: where it can be no key, or is taken.
    """
    if not re.fullmatch(SLUG, key):
        near = "-".join(re.findall(r"[a-z0-9]+", key.lower()))
        hint = f", such as '{near}'" if near else ""
        raise UseError(
            f"'{key[:60]}' can be no key: lower-case letters a-z, digits and single hyphens{hint}"
        )
    if key in taken:
        raise UseError(f"'{key}' is the key of another work; choose another one")
    return key


def _suggest_keys(work: RegistryWork) -> Iterator[str]:
    if work.trial and work.registrations:
        yield work.registrations.value[0].lower()
        return
    first = work.authors.value[0] if work.authors and work.authors.value else None
    surname = _join_solid(first.family or first.literal.split(" ")[0]) if first else ""
    if not surname or not work.year:
        return
    words = [*_list_title_words(work.title.value if work.title else "")]
    stem = f"{surname}{work.year.value}"
    yield from (f"{stem}{word}" for word in words)
    yield from (f"{stem}{words[0] if words else ''}{letter}" for letter in "bcdefgh")


def _list_title_words(title: str) -> Iterator[str]:
    for part in title.split():
        word = _join_solid(part)
        if len(word) >= _LEAST and word not in _EMPTY:
            yield word


def _join_solid(text: str) -> str:
    """The letters a-z and digits of a text in one word."""
    return fold_ascii(text).replace(" ", "")


_NO_BRACES = str.maketrans("", "", "{}")
_IN_NAMES = str.maketrans("~", " ", "{}")  # in names a tilde is a blank
_WORD = re.compile(r"([^\W_][\w-]*)")


def write_reference_file(work: RegistryWork, key: str) -> str:
    """The text of the work's .bib file.

    Braces part texts in BibTeX and cannot stand in them, so they are left out.

    :raises ValueError: where our own reader would not read the same work from it.
    """
    made = _make_work_reference(work, key)
    text = write_bibtex_entry(made)
    read, problems = read_bibtex(f"{key}.bib", text)
    if problems or [one.reference for one in read] != [made]:
        said = problems[0].message if problems else "it reads otherwise than it was written"
        raise ValueError(f"its reference cannot be written as BibTeX: {said}")
    return text


def _make_work_reference(work: RegistryWork, key: str) -> Reference:
    kind = _take_text(work.kind) or "misc"
    return Reference(
        key=key,
        kind=kind,
        title=tuple(_mark_capitals(_take_text(work.title))),
        authors=tuple(_list_work_names(work)),
        container=_take_text(work.container),
        year=work.year.value if work.year else None,
        volume=_take_text(work.volume),
        issue=_take_text(work.issue),
        pages=re.sub(r"(?<=\d)\s*-+\s*(?=[A-Za-z]?\d)", "–", _take_text(work.pages)),
        publisher="" if kind in ("article", "misc") else _take_text(work.publisher),
        doi=_take_text(work.doi),
        pmid=_take_text(work.pmid),
        pmcid=_take_text(work.pmcid),
        url=_take_text(work.url),
    )


def _take_text(told: ToldValue[str] | None) -> str:
    return " ".join(told.value.translate(_NO_BRACES).split()) if told else ""


def _list_work_names(work: RegistryWork) -> Iterator[Name]:
    for name in work.authors.value if work.authors else ():
        parts = (name.family, name.given, name.particle, name.suffix, name.literal)
        made = Name(*(" ".join(part.translate(_IN_NAMES).split()) for part in parts))
        if made.short:
            yield made


def _mark_capitals(title: str) -> Iterator[Span]:
    """The title in pieces: words with a capital behind their first letter keep it ('iPSC')."""
    open_ = ""
    for part in _WORD.split(title):
        if any(letter.isupper() for letter in part[1:]):
            if open_:
                yield Span(open_)
            yield Span(part, protected=True)
            open_ = ""
        else:
            open_ += part
    if open_:
        yield Span(open_)
