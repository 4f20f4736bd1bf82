"""Compare what registries record of our works with what our cards say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claimcards.corpus import Corpus
from claimcards.model.words import Standing
from claimcards.works.standing import RANK, Recorded, only_marked, recorded
from claimcards.works.words import likeness
from claimcards.works.work import Found, NotFound, Notice, Unknown, Work

LEAST_LIKE = 0.6
"""Below this likeness, a title registered for a DOI is that of another work (0 to 1; ours)."""

Answer = Found[Work] | NotFound | Unknown


@dataclass(frozen=True, slots=True)
class Change:
    """A work of which registries record more than our card says.

    ``was`` is None for a reference without a study card: there is nothing to set.
    """

    key: str
    file: str
    doi: str
    title: str
    was: Standing | None
    record: Recorded


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should look at; ``kind`` is a fixed word, ``text`` a sentence."""

    kind: str
    key: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found. ``asked`` counts works with a DOI; ``silent`` those without one."""

    asked: int
    silent: int
    changes: tuple[Change, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unknown: Mapping[str, Unknown] = field(default_factory=dict)

    @property
    def wrong_dois(self) -> tuple[Remark, ...]:
        """The DOIs that are registered for another title."""
        return tuple(one for one in self.remarks if one.kind == "title")


def compare(
    corpus: Corpus, answers: Mapping[str, Answer], others: Mapping[str, tuple[Notice, ...]]
) -> Report:
    """The differences between cards and registries.

    :param answers: Crossref's answer for the key of each reference that has a DOI.
    :param others: for a reference's key, notices that other sources record.
    """
    about = _about(corpus, answers)
    changes: list[Change] = []
    remarks: list[Remark] = []
    for key in sorted(corpus.references):
        answer = answers.get(key)
        notices = [*_own(answer), *about.get(key, ()), *others.get(key, ())]
        verdict = recorded(notices)
        change = _change(corpus, key, verdict)
        if change:
            changes.append(change)
        if isinstance(answer, Found | NotFound) or notices:
            remarks += _remarks(corpus, key, answer, verdict, notices, is_change=bool(change))
    unknown = {key: a for key, a in sorted(answers.items()) if isinstance(a, Unknown)}
    silent = len(corpus.references) - len(answers)
    return Report(len(answers), silent, tuple(changes), tuple(remarks), unknown)


def _own(answer: Answer | None) -> tuple[Notice, ...]:
    found = isinstance(answer, Found) and answer.value.notices
    return found.value if found else ()


def _about(corpus: Corpus, answers: Mapping[str, Answer]) -> dict[str, list[Notice]]:
    """Notices that are among our own references, under the key of the work they are about."""
    keys = {s.reference.doi.lower(): key for key, s in corpus.references.items() if s.reference.doi}
    found: dict[str, list[Notice]] = {}
    for answer in answers.values():
        updates = answer.value.updates if isinstance(answer, Found) else None
        for doi, notice in updates.value if updates else ():
            if key := keys.get(doi.lower()):
                found.setdefault(key, []).append(notice)
    return found


def _change(corpus: Corpus, key: str, verdict: Recorded) -> Change | None:
    was = _standing(corpus, key)
    if RANK[verdict.standing] <= _rank(was):
        return None
    study = corpus.studies.get(key)
    reference = corpus.references[key]
    file = study.file if study else reference.place.file
    work = reference.reference
    return Change(key, file, work.doi, work.plain_title, was, verdict)


def _standing(corpus: Corpus, key: str) -> Standing | None:
    study = corpus.studies.get(key)
    return study.record.standing.status if study else None


def _rank(standing: Standing | None) -> int:
    """Standings that only people give count like the nearest that registries know.

    An overturned study counts for nothing already; to a superseded one a correction adds nothing.
    """
    people = {Standing.OVERTURNED: Standing.RETRACTED, Standing.SUPERSEDED: Standing.CORRECTED}
    return RANK[people.get(standing, standing)] if standing else 0


def _remarks(
    corpus: Corpus,
    key: str,
    answer: Answer | None,
    verdict: Recorded,
    notices: Iterable[Notice],
    *,
    is_change: bool,
) -> Iterator[Remark]:
    place, work = corpus.references[key].place, corpus.references[key].reference
    if isinstance(answer, NotFound):
        text = f"Crossref has no record of the DOI {work.doi}: a slip, or registered elsewhere"
        yield Remark("not-registered", key, place.file, text)
    title = answer.value.title if isinstance(answer, Found) else None
    if title and likeness(title.value, work.plain_title) < LEAST_LIKE:
        text = f"the DOI {work.doi} is registered for '{title.value}', not '{work.plain_title}'"
        yield Remark("title", key, place.file, text)
    study = corpus.studies.get(key)
    is_known = _rank(_standing(corpus, key)) == RANK[Standing.RETRACTED]
    text = only_marked(answer.value, verdict) if isinstance(answer, Found) else ""
    if text and not is_known:
        yield Remark("mark", key, study.file if study else place.file, text)
    if is_change:
        return
    was = study.record.standing.status if study else None
    if study and verdict.reinstated and was is Standing.RETRACTED:
        text = "our card says retracted, and registries record that it was reinstated"
        yield Remark("reinstated", key, study.file, text)
    elif study and was in RANK and RANK[was] > RANK[verdict.standing]:
        text = f"our card says {was.value}, and registries record no such notice"
        yield Remark("only-here", key, study.file, text)
    for notice in notices:
        if notice.standing is None and not notice.reinstates:
            where = f" (doi {notice.doi})" if notice.doi else ""
            text = f"{notice.by} records a notice of the kind '{notice.kind}'{where}"
            yield Remark("other-notice", key, place.file, text)
