"""The card of a new study: what registries know, and a blank for what only a reader can know.

What is needed and not known is a key without a value: the check asks for it until somebody
fills it in. What is not needed is a comment. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimcards.corpus import Corpus
from claimcards.formatting.forming import formed
from claimcards.formatting.outline import ASKS
from claimcards.formatting.texts import in_flow, written
from claimcards.model.scalars import NOT_REPORTED, NOT_SEEN
from claimcards.model.vocabulary import Vocabulary
from claimcards.model.words import Standing
from claimcards.reading.files import Kind, SourceFile
from claimcards.works.standing import Recorded, only_marked, recorded
from claimcards.works.words import folded
from claimcards.works.work import Told, Unknown, Work

_WIDTH = 96
_BLANK = "to fill in"
_RECORDS = ("trial record", "registry record", "registered trial")
_PEOPLE = "human"


def study_card(
    work: Work, key: str, corpus: Corpus, design: str = "", unknown: Iterable[Unknown] = ()
) -> str:
    """The text of the work's study card.

    ``design`` is the writer's word for it; ``unknown`` are registries that did not answer.
    """
    words = corpus.vocabulary
    design = design or _design(work, words)
    lines = [
        "# yaml-language-server: $schema=../../schemas/study.schema.json",
        f"id: {key}",
        *_design_lines(work, words, design),
        *_about(work, words),
        *_facets(words),
        *_registrations(work),
        *_funding(work),
        *_standing(work, key, corpus, [*unknown]),
    ]
    text = "\n".join(lines) + "\n"
    form = formed(SourceFile(f"{key}.yml", Kind.STUDY, text, ""))
    return form.text or text  # a card with a blank has no form yet


def _design(work: Work, words: Vocabulary) -> str:
    """The design that a registry's own words name, where the vocabulary has that word."""
    named = list(_RECORDS) if work.trial else list(work.types.value if work.types else ())
    said = {folded(name.replace("-", " ")) for name in named}
    fitting = [
        word.id
        for word in words.designs.values()
        if said & {folded(n.replace("-", " ")) for n in (word.id, word.label, *word.synonyms)}
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _design_lines(work: Work, words: Vocabulary, design: str) -> Iterator[str]:
    types = f"; {work.types.by} calls it: {', '.join(work.types.value)}" if work.types else ""
    if not design:
        yield _comment(f"the design, from vocabulary/designs.yml{types}", ASKS)
        yield "design:"
        return
    if types:
        yield _comment(f"to check: the design{types}")
    yield f"design: {design}"
    known = words.designs.get(design)
    if known and known.stratum is None:
        yield _comment("what was observed (cells, animals, people or field)", ASKS)
        yield "stratum:"
    if known and known.synthesis:
        yield _comment(f"{_BLANK}: how many studies it pools")
        yield f"pools: {{studies: {NOT_SEEN}}}"


def _about(work: Work, words: Vocabulary) -> Iterator[str]:
    if work.trial is None:
        yield _comment(f"species: {_BLANK}: words of vocabulary/species.yml, as in [mouse]")
        yield _comment(f"model: {_BLANK}: the disease model, condition or object")
        yield _comment(f"sample: {_BLANK}: how many were studied, as in {{n: 24, unit: people}}")
        return
    trial = work.trial.value
    if _PEOPLE in words.species:
        yield f"species: [{_PEOPLE}]"
    if trial.conditions:
        yield from _text("model", "; ".join(trial.conditions))
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
        yield from _text("notes", f"Status at {by}: {trial.status}.")


def _facets(words: Vocabulary) -> Iterator[str]:
    if not words.facets:
        return
    yield _comment(f"{_BLANK}: words of vocabulary/facets.yml; {NOT_REPORTED} if it does not say")
    yield "facets:"
    yield from (f"  {name}: [{NOT_SEEN}]" for name in words.facets)


def _registrations(work: Work) -> Iterator[str]:
    if work.registrations:
        listed = ", ".join(in_flow(number) for number in work.registrations.value)
        yield f"registrations: [{listed}]"


def _funding(work: Work) -> Iterator[str]:
    if work.funding:
        yield from _text("funding", f"{'; '.join(work.funding.value)} ({work.funding.by}).")
    else:
        yield _comment(f"funding: {_BLANK}: who paid, or {NOT_REPORTED}")
    yield _comment(f"conflicts: {_BLANK}: declared conflicts of interest, or {NOT_REPORTED}")


def _standing(work: Work, key: str, corpus: Corpus, unknown: Sequence[Unknown]) -> Iterator[str]:
    verdict = recorded(work.notices.value if work.notices else ())
    if said := only_marked(work, verdict):
        yield _comment(f"standing: {_BLANK}: {said}")
    if verdict.standing is not Standing.STANDS:
        yield "standing:"
        yield from (f"  {line}" for line in standing_lines(verdict, key, corpus))
    elif work.doi and not (work.notices and "Crossref" in work.notices.by):
        why = next(
            (one.why for one in unknown if one.registry == "Crossref"), "it does not know it"
        )
        yield _comment(f"standing: {_BLANK}: Crossref could not say whether it stands ({why})")


def standing_lines(verdict: Recorded, key: str, corpus: Corpus, earlier: str = "") -> Iterator[str]:
    """The lines below 'standing:' for what registries record; the notice, if it is here.

    ``key`` is the work's own: one that was mended in place is no notice of itself. ``earlier``
    is what the card said before; people's words are not thrown away.
    """
    yield f"status: {verdict.standing.value}"
    if verdict.on:
        yield f"on: {verdict.on.isoformat()}"
    yield from _text("because", " ".join(filter(None, (verdict.because, earlier))))
    dois = {notice.doi.lower() for notice in verdict.behind if notice.doi}
    for other, sourced in corpus.references.items():
        if other != key and sourced.reference.doi.lower() in dois:
            yield f"notice: {other}"
            return


def _text(key: str, text: str) -> Iterator[str]:
    first, *rest = written(text, _WIDTH - len(key))
    yield f"{key}: {first}"
    yield from (f"  {line}" for line in rest)


def _comment(text: str, sign: str = "#") -> str:
    return f"{sign} {' '.join(text.split())}"


def told_by(work: Work) -> dict[str, list[str]]:
    """For each registry, which parts of the work it gave."""
    parts: dict[str, list[str]] = {}
    for name in Work.__dataclass_fields__:
        told = getattr(work, name)
        if isinstance(told, Told) and told.value:
            parts.setdefault(told.by, []).append(name)
    return parts
