"""The words with which the synthesis explains itself: one stable word, one plain sentence each.

Pages print the sentence, machines read the word; neither is made anywhere else.
"""

from __future__ import annotations

from enum import StrEnum


class Explained(StrEnum):
    """A word that carries the plain sentence a page prints for it."""

    sentence: str

    def __new__(cls, word: str, sentence: str = "") -> Explained:
        """Make the member from its word, and keep its sentence beside it."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.sentence = sentence
        return member


class Silent(Explained):
    """Why a finding does not vote."""

    UNKNOWN_STUDY = "unknown-study", "Its study is not on this site."
    UNKNOWN_DESIGN = "unknown-design", "Its study's design is not in the vocabulary."
    NO_STRATUM = "no-stratum", "Nothing says whether cells, animals, people or the field were seen."
    FINDING_WITHDRAWN = "finding-withdrawn", "The finding was withdrawn from this card."
    STUDY_WITHDRAWN = "study-withdrawn", "Its study was taken out of this site."
    RETRACTED = "retracted", "Its study was retracted."
    OVERTURNED = "overturned", "Its own authors have overturned the study."
    SUPERSEDED = "superseded", "A later version of the study is counted in its place."
    NEUTRAL = "neutral", "It is context: it points to neither side."
    NEUTRAL_UNEXPLAINED = "neutral-unexplained", "It is neutral, and the card does not say why."
    DESIGN_NEVER_VOTES = "design-never-votes", "Documents of its kind bring no result of their own."
    NOT_READ = "not-read", "Only a record or somebody else's account of the source was read."
    NOT_MAIN_RESULT = (
        "not-main-result",
        "It rests on a subgroup, a regression, a ranking or an analysis made afterwards.",
    )
    NO_COMPARATOR = "no-comparator", "Nothing was compared, so it cannot show an effect."
    NO_EXPOSURE = (
        "no-exposure",
        "It does not say how many were exposed and that harm was looked for.",
    )
    SERIOUS_HARM = "serious-harm", "It counts for safety, and yet reports serious related harm."
    EMPTY_SYNTHESIS = "empty-synthesis", "It found no study to pool."
    UMBRELLA = "umbrella", "It is a review of reviews that are themselves counted here."


class LinkBy(Explained):
    """Why two studies are not independent of each other."""

    REGISTRATION = "registration", "They share a trial registration."
    DECLARED_GROUP = "declared-group", "They are declared to share a cohort, registry or society."
    SHARED_AUTHORS = "shared-authors", "They share at least three authors."
    HALF_OF_AUTHORS = "half-of-authors", "They share half of the shorter author list."


class Why(Explained):
    """Why a stratum, or a claim over claims, has the verdict that it has."""

    NO_TWO_SIDED_SEARCH = "no-two-sided-search", "No search for both sides is on record."
    NO_FINDING = "no-finding", "No study of this kind was found."
    NOTHING_VOTES = "nothing-votes", "There are studies, but none that can count for a side."
    ONE_GROUP = "one-group-only", "Only one independent group has looked."
    ONLY_UNCLEAR = "only-unclear", "What there is points to neither side."
    ONE_GROUP_ON_SIDE = "one-group-on-side", "Only one independent group stands on the larger side."
    TOO_FEW_EXPOSED = "too-few-exposed", "Too few people were exposed to rule out rare harm."
    SHARE_FOR = "share-for", "At least three quarters of the independent evidence supports it."
    SHARE_AGAINST = (
        "share-against",
        "At least three quarters of the independent evidence disputes it.",
    )
    NEITHER_SIDE = "neither-side", "Neither side has three quarters of the independent evidence."
    COUNTER_EXAMPLES = "counter-examples", "Two independent groups found a direct counter-example."
    COUNTER_EXAMPLE = "counter-example", "One direct counter-example stands against it."
    INSTANCES = "instances", "Two independent groups found a direct instance."
    INSTANCE = "instance", "One direct instance stands against calling it untrue."
    NO_MEMBERS = "no-members", "It rests on other claims, and none of them is on this site."
    CIRCULAR = "circular", "It rests on claims that rest on it."
    FEW_MEMBERS_ANSWERED = "few-members-answered", "Fewer than half of its parts have a verdict."
    MOST_MEMBERS = "most-members", "At least three quarters of its answered parts point that way."
    MEMBERS_DISAGREE = "members-disagree", "Its parts point to different sides."
    ONE_MEMBER_ANSWERED = "one-member-only", "Only one of its parts stands on the larger side."
    ONE_MEMBER_SUFFICES = "one-member-suffices", "One of its parts is supported well enough."
    ALL_MEMBERS_DISPUTED = "all-members-disputed", "All of its parts are disputed."
    NO_MEMBER_SUFFICES = "no-member-suffices", "None of its parts is supported well enough."
    WEAKEST_MEMBER = "weakest-member", "It is as strong as its weakest part."


class NotGraded(Explained):
    """Why there is no level of certainty."""

    STRATUM = "stratum", "Certainty is not graded for evidence in cells or across the field."
    DESCRIPTION = "description", "Certainty is not graded for a claim that describes."
    NO_VERDICT = "no-verdict", "There is no certainty to grade without a verdict."
    NOT_JUDGED = "not-judged", "Nobody has judged the certainty yet."
    NO_FINDINGS_OF_ITS_OWN = "members", "Its parts carry their own certainty."
