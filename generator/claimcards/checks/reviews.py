"""Who reviewed a card: somebody who did not write it, and whose conflicts were declared then.

No clock is read. A declaration must have held on the day of the review; that it has ended
since says nothing about the review.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcards.corpus import Corpus
from claimcards.diagnostics import Diagnostic
from claimcards.model.claim import Claim, Review
from claimcards.model.typing import Sourced


def _reviewed(corpus: Corpus) -> Iterator[Sourced[Claim]]:
    claims = (corpus.claims[key] for key in sorted(corpus.claims))
    return (claim for claim in claims if claim.record.reviews)


def independent(corpus: Corpus) -> Iterator[Diagnostic]:
    """A review is by somebody who did not write the card; so the card says who did."""
    for claim in _reviewed(corpus):
        if not claim.sure_of("curated_by"):
            continue
        if not claim.record.curated_by:
            place, hint = claim.key_place("reviews"), "add: curated_by: [{name: ...}]"
            yield Diagnostic("CC257", place, "the card is reviewed, but not who wrote it", hint)
        for index, review in enumerate(claim.record.reviews):
            if _wrote(claim.record, review):
                message = f"'{review.by}' wrote this card, and reviews it"
                hint = (
                    "a review is by somebody else; a second reading by its author is 'rereadings'"
                )
                yield Diagnostic("CC257", claim.place("reviews", index, "by"), message, hint)


def _wrote(claim: Claim, review: Review) -> bool:
    return any(
        (review.orcid and review.orcid == curator.orcid) or _name(review.by) == _name(curator.name)
        for curator in claim.curated_by
    )


def _name(text: str) -> frozenset[str]:
    """A name's parts, in whatever order and with whatever full stops they are written."""
    return frozenset(text.casefold().replace(".", " ").replace(",", " ").split())


def declared(corpus: Corpus) -> Iterator[Diagnostic]:
    """The declaration of conflicts was made by the day of the review, and had not ended."""
    for claim in _reviewed(corpus):
        for index, review in enumerate(claim.record.reviews):
            made = review.conflicts
            if made.on <= review.on <= made.expires:
                continue
            late = made.on > review.on
            message = f"the review is of {review.on}, the declaration of conflicts " + (
                f"only of {made.on}" if late else f"ended on {made.expires}"
            )
            place = claim.place("reviews", index, "conflicts", "on" if late else "expires")
            hint = "ask the reviewer to declare again, then give the new days"
            yield Diagnostic("CC258", place, message, hint)


RULES = (independent, declared)
