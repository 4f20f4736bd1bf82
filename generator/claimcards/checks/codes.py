"""What can be wrong with a card and between cards; every code explained, for people."""

from __future__ import annotations

from claimcards.checks.codes_written import WRITTEN_CODES
from claimcards.text.codes import READING_CODES as READING
from claimcards.text.codes import Code

CARD_CODES = (
    Code(
        "CC101",
        "A key is missing",
        "The card lacks something that every card of its kind needs. "
        "The place shown is the part that lacks it. Add the key with its value.",
        "a finding without 'locator'",
    ),
    Code(
        "CC102",
        "A key is not known",
        "The card has a key that this kind of card does not have: mostly a slip of the pen, or a "
        "key at the wrong depth of indentation. Correct it to the key that is suggested, or move "
        "it.",
        "'directon: supports'",
    ),
    Code(
        "CC103",
        "A word is not one of the fixed words",
        "Some fields take one of a few fixed words, because the rules of the verdict hang on them. "
        "Use one of the words that the message lists, written exactly so.",
        "'direction: refutes' where the word is disputes",
    ),
    Code(
        "CC104",
        "A number is not a plain number",
        "Numbers are written as the source prints them: digits, one point, a sign if there is one. "
        "No thousands separators, exponents, percent signs or words; a unit has its own key.",
        "'value: 1,200' or 'p: p<0.05'",
    ),
    Code(
        "CC105",
        "A date is not a date",
        "Dates are written year-month-day with two digits for month and day, and must exist.",
        "'on: 21/11/2026' or 'on: 2026-02-30'",
    ),
    Code(
        "CC106",
        "An id is not written as an id",
        "Ids become addresses that never change. They are made of lower-case letters a-z, digits "
        "and single hyphens.",
        "'id: Efficacy_Kidney'",
    ),
    Code(
        "CC107",
        "A value has the wrong shape",
        "A single value stands where a list or keys are meant, or the other way round. "
        "A list is written [a, b] or one item a line behind '- '; keys stand indented below.",
        "'species: mouse' where a list is meant: 'species: [mouse]'",
    ),
    Code(
        "CC108",
        "A value is empty or has too few or too many entries",
        "The key is there, but what it must hold is not. Fill it; if the key is optional and "
        "there is nothing to say, delete the line.",
        "'origins: []'",
    ),
    Code(
        "CC109",
        "A trial number is malformed",
        "A ClinicalTrials.gov number is NCT and eight digits. Copy it from the registry's page.",
        "'NCT0427698'",
    ),
    Code(
        "CC110",
        "An ORCID iD is malformed",
        "An ORCID iD has four groups of four, and its last character is a check digit that must "
        "fit the others; a slip in any digit shows. Copy it from the person's ORCID page.",
        "'0000-0002-1825-0098'",
    ),
    Code(
        "CC111",
        "A yes-or-no field is neither true nor false",
        "These fields take the words true or false, and no others.",
        "'synthesis: yes'",
    ),
    Code(
        "CC114",
        "A text or an id that is too long",
        "A text has at most 5,000 characters and an id at most 100: a page must stay readable, and "
        "an id becomes the name of a file. Most often a quote is not closed, and the text "
        "swallowed what follows.",
    ),
    Code(
        "CC199",
        "A value does not fit its field",
        "The value is not what the field takes, in a way that has no code of its own. "
        "The message says what was expected.",
    ),
)


RULE_CODES = (
    Code(
        "CC201",
        "File name and id differ",
        "A card's file is named like its id, so that anyone who sees the address of a page finds "
        "the card. Ids never change: rename the file, unless the id is the slip.",
    ),
    Code(
        "CC202",
        "A claim lies in a folder that is no topic",
        "Claims are sorted into folders named like the topics of vocabulary/topics.yml. "
        "Move the card, or add the topic there.",
    ),
    Code(
        "CC203",
        "Two findings of a claim share an id",
        "A finding's id is its address on the claim's page. Give each its own, such as "
        "'bruno2017-fractions'.",
    ),
    Code(
        "CC204",
        "A former id belongs to another claim",
        "An old address can lead to one page only. Delete the former id from the card it does not "
        "belong to.",
    ),
    Code(
        "CC205",
        "Two cards share an id",
        "Two files give a record the same id or key, so one of them would be lost. "
        "If both describe the same work or claim, keep one; if not, give the newer another id.",
    ),
    Code(
        "CC206",
        "An id that the site needs itself",
        "The lists of all claims and of all studies stand at an address of their own; a card with "
        "that id would take their place. Give the card another id.",
    ),
    Code(
        "CC211",
        "A study without reference",
        "Each study card has an entry in references/ with the same key: without it a reader "
        "cannot find the work. Add the entry, or correct the key.",
    ),
    Code(
        "CC212",
        "A reference that nothing uses",
        "The bibliography holds studies, the works that make the claims, and notices about "
        "studies. Write the study card that belongs to the reference, or delete the entry.",
    ),
    Code(
        "CC213",
        "A study that no claim uses",
        "The study has a card, but no finding names it. Add the finding to its claim.",
    ),
    Code(
        "CC214",
        "One work stands twice",
        "Two references share a DOI, PMID or PMCID, or title, first author and year. One work is "
        "one study: counted twice it would weigh twice. Keep one, and point findings to it.",
    ),
    Code(
        "CC221",
        "A finding of an unknown study",
        "No study card has this id. Check the spelling, or write the study card first.",
    ),
    Code(
        "CC222",
        "An origin that is no reference",
        "The claim says who makes it, and that work must be in the bibliography. Check the key, "
        "or add the entry to references/.",
    ),
    Code(
        "CC223",
        "A relation to no claim",
        "The related claim does not exist, or is the claim itself. Check the id.",
    ),
    Code(
        "CC224",
        "A member that is no claim",
        "A claim over claims names its members by id, or several by the beginning of their ids "
        "and a star. This one fits none.",
    ),
    Code(
        "CC225",
        "A standing that points nowhere",
        "A notice must be a reference, and a successor a study. Check the key.",
    ),
    Code(
        "CC226",
        "A pooled study that has no card",
        "pools.listed names studies of this site that the synthesis is declared to pool. Studies "
        "without a card are not listed; their number stands in pools.studies.",
    ),
    Code(
        "CC227",
        "A standing without its reason",
        "A study that was corrected, questioned, retracted, overturned or superseded says why, "
        "because its findings may count for nothing; a superseded one names the study that "
        "replaces it.",
        "standing: {status: superseded, because: The final report is out., by: lai2012final}",
    ),
    Code(
        "CC231",
        "A word outside the vocabulary",
        "Designs, species, facets and tools are words with definitions, in vocabulary/. Use one of "
        "them, or add the word there with its definition.",
    ),
    Code(
        "CC232",
        "A study that does not say what it observed",
        "A survey or meta-analysis may be about cells, animals, people or the field; the "
        "verdicts are given for each apart. Add 'stratum' to the study card.",
    ),
    Code(
        "CC233",
        "'pools' is missing or out of place",
        "A synthesis stands for the studies that it pools, so it says how many; other designs pool "
        "nothing.",
    ),
    Code(
        "CC234",
        "A vocabulary word stands twice",
        "Two entries of a vocabulary file have the same id. Delete one.",
    ),
    Code(
        "CC235",
        "A vocabulary file is missing or not known",
        "The words of the site stand in vocabulary/: topics.yml, designs.yml, species.yml and "
        "ladder.yml are needed; facets.yml, tools.yml and glossary.yml may be there. "
        "Add the file, or correct its name.",
    ),
    Code(
        "CC241",
        "A vote that the coding table forbids",
        "Some findings cannot speak for or against a claim: no comparison, only a record read, a "
        "subgroup, a narrative review. They are context: neutral, with the reason. The coding "
        "table in CONTRIBUTING tells which is which.",
    ),
    Code(
        "CC242",
        "One study votes both ways",
        "Within one claim and stratum a study has one direction: that of the outcome that the "
        "claim's test names. Code its findings alike, or make the others neutral.",
    ),
    Code(
        "CC243",
        "A reason is missing or out of place",
        "A neutral finding says why it does not vote (neutral_because), an indirect one why it is "
        "indirect (indirect_because); other findings have neither.",
    ),
    Code(
        "CC244",
        "An interval that cannot be",
        "A confidence interval runs from low to high and contains its estimate. Mostly this is a "
        "slip in copying; where the source itself prints it so, leave the effect out, code that "
        "outcome neutral with contradictory-figures, and say so in limits.",
    ),
    Code(
        "CC245",
        "Safety without numbers",
        "A finding supports a claim of safety, or disputes a claim of harm, only if it says how "
        "many were exposed and that harm was looked for. Add both to 'harms'; where the source "
        "says neither, the finding is context: neutral, with its reason.",
    ),
    Code(
        "CC246",
        "A percentage that does not follow from its numbers",
        "'4 of 21 (29%)' cannot be right: 4 of 21 is 19%. Compare with the source. If the source "
        "itself prints it so, keep the figures and say in contradiction what it prints.",
    ),
    Code(
        "CC247",
        "A value that does not lie in the middle of its interval",
        "A confidence interval lies evenly around its estimate: on the plain scale for "
        "differences, on the log scale for ratios. Mostly a slip in copying one of the three "
        "figures. If the source prints them so, say it in contradiction.",
    ),
    Code(
        "CC248",
        "A p value that does not fit its interval",
        "Estimate and interval imply a p value, and the printed one is far from it, even "
        "allowing for rounding and for other tests. If the source prints them so, say it in "
        "contradiction.",
    ),
    Code(
        "CC249",
        "A ratio or p value that does not follow from its counts",
        "The events in the two arms imply a ratio, and an exact test of them a p value; what is "
        "printed is far from it. If the source prints them so, say it in contradiction.",
    ),
    Code(
        "CC250",
        "A pooled value outside those of its subgroups",
        "A pooled value is a weighted mean, so it lies among the values of the parts that make it "
        "up. Compare with the source. If it prints further subgroups, add them; if it prints the "
        "figures so, say it in contradiction.",
    ),
    Code(
        "CC251",
        "A claim without question or test",
        "What would count for and against is written down before any finding is coded; without "
        "it a direction has no measure.",
    ),
    Code(
        "CC252",
        "A claim without a plain answer",
        "Each claim answers in two to four sentences that a fourteen-year-old can read, with a "
        "conclusion.",
    ),
    Code(
        "CC253",
        "A claim without a search for both sides",
        "A verdict is given only when evidence for and evidence against were both looked for, "
        "and the card says when, where, with which words and what came back.",
    ),
    Code(
        "CC254",
        "A claim over claims is not whole",
        "Such a claim has members (over) and says how many of them it needs (needs: most, any or "
        "every). It has no findings of its own: its members' answers are its votes.",
    ),
    Code(
        "CC255",
        "A plain answer that is hard to read",
        "The answer in plain words should be readable for a fourteen-year-old: at most nine years "
        "of school by the Flesch-Kincaid grade, which counts words a sentence and syllables a "
        "word. Split long sentences; take short words.",
    ),
    Code(
        "CC256",
        "A review that is due before the card was written",
        "review_due says when a card should be looked at again, so it lies after curated_on. "
        "Correct the day that is wrong.",
    ),
    Code(
        "CC257",
        "A review by somebody who wrote the card",
        "A review is worth something because it is independent: the reviewer is not among those "
        "who wrote the card. So a reviewed card says who wrote it. Ask somebody else; a second "
        "reading by the author belongs to rereadings.",
        "curated_by: [{name: Frost, J.}]",
    ),
    Code(
        "CC258",
        "A declaration of conflicts that did not hold",
        "Conflicts of interest change, so a declaration has a day and ends on another. On the "
        "day of the review it must have been made and not have ended. Ask the reviewer to declare "
        "again.",
        "conflicts: {declared: none, on: 2026-11-01, expires: 2027-11-01}",
    ),
    Code(
        "CC261",
        "A verdict without certainty",
        "A verdict in people or animals comes with the five GRADE domains, each with a reason.",
    ),
    Code(
        "CC262",
        "A certainty judgement milder than the evidence allows",
        "Some facts set a floor: fewer than 400 people or animals is imprecise, no direct "
        "finding is indirect, contested evidence is inconsistent, nearly all-positive animal "
        "work may hide what was not published. Raise the level.",
    ),
    Code(
        "CC263",
        "Certainty where it is not graded",
        "GRADE is for effects in people and animals. For cells and for the field no certainty is "
        "given.",
    ),
    Code(
        "CC290",
        "A text that only comes near a reserved word",
        "Verdicts hang on some words: a finding whose comparator is 'none' or 'before-after' does "
        "not vote on an effect, nor does a finding of safety of which nobody says how harm was "
        "looked for. 'No control' or 'Not reported' would pass for a description. Write the "
        "reserved word exactly, or describe in a few words what was done.",
        "comparator: before-after",
    ),
    Code(
        "CC291",
        "A part that is more than its whole",
        "No more studies point to a side than are pooled, no more people have an event than are "
        "in the arm, and no more were exposed than were studied. Mostly a slip in copying. Where "
        "the source prints it so, leave the figure out and say in limits what it prints.",
        "pools: {studies: 31, supports: 20, disputes: 5, mixed: 6}",
    ),
    Code(
        "CC292",
        "A figure that its measure cannot have",
        "A ratio of odds, risks or hazards is above 0, and so are the ends of its interval; a "
        "share lies between 0 and 100%. Perhaps the figure is of another measure, such as the "
        "logarithm of the ratio or a difference: then say so in 'measure'.",
        "effect: {measure: OR, value: 0.64, interval: [0.42, 0.98]}",
    ),
    Code(
        "CC293",
        "Records that rest on each other in a circle",
        "A claim is made of others ('over') or depends on others, and they must not lead back to "
        "it: then none of them would rest on evidence. The same holds for parts of each "
        "other, for studies that supersede each other, and for syntheses that pool each other. "
        "Take one of the steps out.",
    ),
    Code(
        "CC294",
        "A claim or finding that stands twice",
        "Two claims say the same, or one has all the findings of another; two findings of one "
        "claim report the same result of the same study. A reader would meet one answer twice, "
        "perhaps with two verdicts. Keep one (a claim's id goes into 'former_ids' of the other), "
        "or say in the statements what tells them apart.",
    ),
    *WRITTEN_CODES,
)


FORM_CODES = (
    Code(
        "CC016",
        "Not in canonical form",
        "Keys out of order, quotes that are not needed, another indentation: nothing that readers "
        "see, but the next change would show as more than it is. 'claimcards format' puts the file "
        "in its form and changes nothing that it says. The place is the first line that differs.",
        "'claimcards format content/studies/lai2015msc.yml'",
    ),
    Code(
        "CC017",
        "Left as it is",
        "The form was worked out and then read again, as a test, and did not say the same as "
        "before. So the file was not touched. This is a fault of claimcards and not of the file: "
        "please report it with the file.",
    ),
)


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

ALL_CODES: dict[str, Code] = {
    code.code: code
    for code in sorted(
        (*BUILDING, *READING, *FORM_CODES, *CARD_CODES, *RULE_CODES), key=lambda c: c.code
    )
}


def explain_code_text(code: Code) -> str:
    """One code as text: what it means, why it is refused, how to mend it."""
    example = f"\n\nExample: {code.example}" if code.example else ""
    return f"{code.code}: {code.title}\n\n{code.explanation}{example}\n"


def list_codes_as_markdown() -> str:
    """The page of docs/ that explains every code, one heading each."""
    parts = [
        "# Diagnostics\n\n"
        "What `claimcards check` can say, and what to do about it. Codes never change their "
        "meaning and are never used again. `claimcards explain CODE` prints one of them.\n"
    ]
    for code in ALL_CODES.values():
        example = f"\nExample: {code.example}\n" if code.example else ""
        parts.append(f"\n## {code.code}: {code.title}\n\n{code.explanation}\n{example}")
    return "".join(parts)
