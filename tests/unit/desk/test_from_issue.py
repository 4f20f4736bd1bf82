"""A filled-in form becomes a draft card, whatever somebody wrote into it."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.small_site import CLAIM, FROST, OVER, Site

from claimcards import cli
from claimcards.cards.claim import Claim, Finding
from claimcards.cards.edit import insert_item
from claimcards.cards.layout import find_shape_of
from claimcards.cards.scalars import NOT_REPORTED
from claimcards.desk.draft import NamedWork, draft_card, find_named_work, take_id_of_address
from claimcards.desk.forms import LONGEST, IssueForm, clean_answer, make_forms, read_answers
from claimcards.desk.scaffold import write_blank_item
from claimcards.inspection import inspect_content
from claimcards.text.card_text import read_card
from claimcards.text.diagnostics import UseError

Run = Callable[..., tuple[int, str, str]]

EVIDENCE = {
    "claim": "tea-warms",
    "study": "hail2012tea",
    "what": "Hands were 2.1 degrees warmer.",
    "locator": "Table 2",
    "outcome": "Warmth of the hands",
    "comparator": "water",
    "direction": "It supports the claim",
    "design": "Trial",
    "depth": "A table or figure",
    "conflicts": "None",
}
CHALLENGE = {"claim": "tea-warms", "what": "The figure is 0.8.", "study": "frost2010tea"}
NEW_CLAIM = {
    "statement": "Tea keeps hands warm.",
    "topic": "Warmth",
    "kind": "Something does something",
    "about": "People",
    "study": "frost2010tea",
    "locator": "Abstract",
    "what": "That tea warms: #1 of all drinks.",
    "supports": "Hands are warmer than with water.",
    "disputes": "Hands are not warmer.",
    "conflicts": "None",
}
RETRACTION = {
    "study": "frost2010tea",
    "status": "It was retracted",
    "what": "The tea was coffee.",
    "on": "2026-11-20",
    "conflicts": "None",
}


def known(site: Site) -> dict[str, IssueForm]:
    """The forms of the tiny site."""
    return {form.id: form for form in make_forms(site.inspect_content().corpus.vocabulary)}


def filled(form: IssueForm, given: dict[str, str]) -> str:
    """A form as GitHub renders it, with its carriage returns."""
    parts = (f"### {q.label}\n\n{given.get(q.id) or '_No response_'}" for q in form.questions)
    return "\n\n".join(parts).replace("\n", "\r\n")


@pytest.fixture
def run(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Fill in a form of the tiny site and run the command on it."""
    asked = known(site)
    monkeypatch.chdir(site.root)

    def call(form: str, given: dict[str, str], *, event: bool = True) -> tuple[int, str, str]:
        text = filled(asked[form], given)
        file = site.root.parent / "told.json"
        issue = {"body": text, "number": 12, "created_at": "2026-11-20T10:00:00Z"}
        file.write_text(json.dumps({"issue": issue}) if event else text, encoding="utf-8")
        words = ["--event", str(file)] if event else [str(file), "--on", "2026-11-20"]
        monkeypatch.setattr("sys.argv", ["claimcards", "from-issue", *words])
        try:
            cli.main()
        except SystemExit as stop:
            return (int(stop.code or 0), *capsys.readouterr())
        return (0, *capsys.readouterr())

    return call


def card(site: Site, path: str) -> dict[str, Any]:
    """What a card of the site says, read by the site's own reader."""
    text = (site.root / "content" / path).read_text(encoding="utf-8")
    found, problems = read_card(path, text)
    assert found is not None
    assert {problem.code for problem in problems} <= {"CC042"}, "only blanks"
    return found.value


def everything(site: Site) -> dict[str, str]:
    """All content files and their text."""
    folder = site.root / "content"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files}


def test_a_proposed_finding_stands_at_the_end_of_its_claim(site: Site, run: Run) -> None:
    """All that was answered stands on the card, and nothing else on it changed."""
    before = card(site, CLAIM)
    code, said, err = run("propose-evidence", EVIDENCE)
    assert (code, err) == (0, "")
    after = card(site, CLAIM)
    *others, new = after["findings"]
    assert others == before["findings"]
    assert {k: v for k, v in after.items() if k != "findings"} == {
        k: v for k, v in before.items() if k != "findings"
    }
    assert new == {
        "id": "hail2012tea-warmth-of-the",
        "study": "hail2012tea",
        "direction": "supports",
        "outcome": "Warmth of the hands",
        "comparator": "water",
        "result": "Hands were 2.1 degrees warmer.",
        "locator": "Table 2",
        "checked": {"depth": "table", "on": "2026-11-20"},
    }
    assert said.startswith("A finding for the claim tea-warms.\n")
    assert said.endswith("Closes #12\n")


def test_what_was_not_said_is_asked_for_and_not_guessed(site: Site, run: Run) -> None:
    """The card holds a blank, and the check says what belongs there."""
    code, said, _ = run(
        "propose-evidence", {**EVIDENCE, "direction": "Not sure", "comparator": ""}, event=False
    )
    assert code == 0
    text = everything(site)[CLAIM]
    assert "    direction:\n" in text
    assert "What the check still asks for:\n\n````text\n" in said
    assert "'direction' has no value; fill it in: supports" in said
    assert "'comparator' has no value; fill it in" in said
    assert NOT_REPORTED not in card(site, CLAIM)["findings"][-1].values()
    assert "Closes" not in said


def test_a_study_without_a_card_is_asked_for_by_its_identifier(site: Site, run: Run) -> None:
    """The maintainer is given the command that makes the card."""
    code, said, _ = run("propose-evidence", {**EVIDENCE, "study": "https://doi.org/10.9999/ABC.d)"})
    assert code == 0
    assert "claimcards new study --doi 10.9999/abc.d" in said
    assert "study" not in card(site, CLAIM)["findings"][-1]


def test_the_same_form_twice_makes_two_ids(site: Site, run: Run) -> None:
    """An id is unique in its card."""
    run("propose-evidence", EVIDENCE)
    run("propose-evidence", EVIDENCE)
    ids = [finding["id"] for finding in card(site, CLAIM)["findings"]]
    assert ids[-2:] == ["hail2012tea-warmth-of-the", "hail2012tea-warmth-of-the-2"]


def test_a_challenge_is_for_people(site: Site, run: Run) -> None:
    """It says where to look, and writes nothing."""
    before = everything(site)
    code, said, _ = run("challenge-claim", {**CHALLENGE, "conflicts": "None"})
    assert code == 0
    assert "no card is drafted" in said
    assert f"its card is content/{CLAIM}" in said
    assert "it may be about the finding" in said
    assert said.endswith("See #12\n")
    assert everything(site) == before


def test_a_proposed_claim_is_a_new_card_in_the_folder_of_its_topic(site: Site, run: Run) -> None:
    """With the day of the issue; what is not known yet is asked for by the check."""
    code, said, _ = run("propose-claim", NEW_CLAIM)
    assert code == 0
    made = card(site, "claims/warmth/tea-keeps-hands-warm.yml")
    assert made["statement"] == "Tea keeps hands warm."
    assert (made["kind"], made["about"]) == ("effect", "people")
    assert made["test"]["supports_if"] == "Hands are warmer than with water."
    assert made["origins"] == [
        {
            "reference": "frost2010tea",
            "locator": "Abstract",
            "says": "That tea warms: #1 of all drinks.",
        }
    ]
    assert (made["curated_on"], made["review_due"]) == ("2026-11-20", "2027-05-21")
    assert "'population' has no value; fill it in" in said
    assert "no search for" in said


def test_a_claim_never_takes_an_id_that_another_has(site: Site, run: Run) -> None:
    """A second proposal does not overwrite the first."""
    run("propose-claim", NEW_CLAIM)
    run("propose-claim", NEW_CLAIM)
    names = [name for name in everything(site) if "tea-keeps-hands-warm" in name]
    assert sorted(names) == [
        "claims/warmth/tea-keeps-hands-warm-2.yml",
        "claims/warmth/tea-keeps-hands-warm.yml",
    ]


def test_a_retraction_sets_the_standing_of_the_study(site: Site, run: Run) -> None:
    """The notice has no reference yet, so its key is asked for."""
    before = card(site, FROST)
    code, said, _ = run("report-retraction", {**RETRACTION, "notice": "10.9999/notice.1"})
    assert code == 0
    after = card(site, FROST)
    standing = {"status": "retracted", "on": "2026-11-20", "because": "The tea was coffee."}
    assert after == {**before, "standing": standing}
    assert "the notice has no card: claimcards new study --doi 10.9999/notice.1" in said
    code, said, _ = run("report-retraction", RETRACTION)
    assert code == 0
    assert "already has a standing; nothing is drafted" in said


def test_a_retraction_of_a_study_whose_card_cannot_be_read_is_refused(site: Site, run: Run) -> None:
    """Its key is known, but not what stands on the card."""
    site.change(FROST, "design: trial", "design:").inspect_content()
    code, said, err = run("report-retraction", RETRACTION)
    assert (code, said) == (2, "")
    assert err == (
        "claimcards: the card of the study 'frost2010tea' cannot be read; mend that first\n"
    )


def test_a_day_that_never_was_is_left_blank(site: Site, run: Run) -> None:
    """The check asks for it; the rest of the answers stands on the card."""
    code, said, _ = run("report-retraction", {**RETRACTION, "on": "2023-13-45"})
    assert code == 0
    assert card(site, FROST)["standing"] == {
        "status": "retracted",
        "because": "The tea was coffee.",
    }
    assert "'on' has no value; fill it in" in said


def test_a_card_with_line_ends_of_windows_keeps_them(site: Site, run: Run) -> None:
    """A blank is left, so that the card is not put in its form."""
    path = site.root / "content" / FROST
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("report-retraction", {**RETRACTION, "on": ""})[0] == 0
    after = path.read_bytes()
    assert b"\r\nstanding:\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n")


HOSTILE = (
    "../../../etc/passwd",
    '"\nfindings: []\nstatement: "mine',
    "*alias &anchor !!python/object:os.system",
    "{a: b} [c] - d: e # f",
    "$(rm -rf /) `id` ; | & > < ${{ secrets.X }}",
    "<script>alert(1)</script> [x](javascript:alert(1)) @everyone ```",
    "a\x00b\x1b[2Jc\u202ed\u200be\ufefff\x85g\u2028h",
    "---\n...\n%YAML 1.1",
    "null",
    "'single' \"double\" \\back\\slash \\u0000",
    "\t\ttabs\n    - indented: yes",
    "### A heading of its own\n\ntext",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers_become_text_of_the_card_and_nothing_else(
    site: Site, run: Run, text: str
) -> None:
    """One key more on one card, whatever stands in it; no other file appears."""
    before, old = everything(site), card(site, CLAIM)
    answer = {**EVIDENCE, "what": text, "outcome": text, "comparator": text, "locator": text}
    code, said, _ = run("propose-evidence", {k: v.strip() for k, v in answer.items()})
    assert code == 0
    after = everything(site)
    assert {name for name in after if after[name] != before.get(name)} == {CLAIM}
    new = card(site, CLAIM)
    assert {**new, "findings": new["findings"][:-1]} == old
    result = new["findings"][-1]["result"]
    assert result == " ".join(result.split())
    assert result.isprintable()
    assert said.isprintable() or set(said) - set(string.printable) or "\n" in said
    outside = said.split("````")[0]
    assert "<script" not in outside
    assert "@everyone" not in outside


@pytest.mark.parametrize(
    "study",
    [
        "10.1234/![x](https://evil.example/a.png)",
        "10.1234/@octocat#1",
        "10.1234/<details><img/src=x>",
    ],
)
def test_a_hostile_identifier_does_nothing_in_the_pull_request(study: str, run: Run) -> None:
    """It stands in a block of code, where GitHub calls nobody and shows no picture."""
    code, said, _ = run("propose-evidence", {**EVIDENCE, "study": study})
    assert code == 0
    assert "claimcards new study --doi" in said
    outside = "".join(said.split("````")[::2])
    assert not re.search(r"[<!@\[]|octocat|evil", outside)


def test_a_problem_that_a_draft_moved_down_is_not_its_own(site: Site, run: Run) -> None:
    """What stands below the new finding was wrong before, on another line."""
    site.change(CLAIM, "review_due: 2027-11-21", "review_due: 2026-05-20").inspect_content()
    code, said, _ = run("propose-evidence", EVIDENCE)
    assert code == 0
    moved = [
        problem.code for problem in inspect_content(site.root, site.root / "content").diagnostics
    ]
    assert "CC256" in moved
    assert "CC256" not in said


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_claims_and_reasons_stay_in_their_place(site: Site, run: Run, text: str) -> None:
    """A new claim goes into the folder of a topic, under an id of plain letters."""
    before = everything(site)
    line = " ".join(text.split()) or "x"
    code, _, _ = run("propose-claim", {**NEW_CLAIM, "statement": line, "what": text})
    assert code == 0
    (made,) = set(everything(site)) - set(before)
    assert made.startswith("claims/warmth/")
    assert set(Path(made).stem) <= set(string.ascii_lowercase + string.digits + "-")
    assert set(card(site, made)) >= {"id", "test", "origins", "curated_on", "review_due"}
    code, _, _ = run("report-retraction", {**RETRACTION, "what": text})
    assert code == 0
    assert set(card(site, FROST)["standing"]) == {"status", "on", "because"}


@pytest.mark.parametrize(
    ("form", "change", "says"),
    [
        ("propose-evidence", {"claim": "../../tea-warms/.."}, "there is no claim"),
        ("propose-evidence", {"claim": "tea-warm"}, "did you mean 'tea-warms'"),
        ("propose-evidence", {"claim": "x" * 500}, "500 characters; at most 400"),
        ("propose-evidence", {"what": "x" * 7000}, "7000 characters; at most 6000"),
        ("propose-evidence", {"direction": "It proves everything"}, "has no choice"),
        ("propose-evidence", {"what": "a\n\n### Claim\n\nother"}, "cannot be told apart"),
        ("propose-evidence", {"what": "a\r\n\r\n### Which way it points\r\n\r\nx"}, "told apart"),
        ("propose-claim", {"topic": "../.."}, "has no choice"),
        ("report-retraction", {"study": "no-such-study"}, "has no card on this site"),
    ],
)
def test_what_cannot_be_drafted_is_refused_in_one_line(
    site: Site, run: Run, form: str, change: dict[str, str], says: str
) -> None:
    """Exit code 2, and no file has changed."""
    before = everything(site)
    start = {"propose-claim": NEW_CLAIM, "report-retraction": RETRACTION}.get(form, EVIDENCE)
    code, said, err = run(form, {**start, **change})
    assert (code, said) == (2, "")
    assert says in err
    assert err.count("\n") == 1
    assert everything(site) == before


def test_a_claim_over_claims_takes_no_finding(site: Site, run: Run) -> None:
    """It has none of its own."""
    over = site.root / "content" / OVER
    over.write_text(
        "id: tea-all\nstatement: Tea is good.\nkind: effect\nabout: people\n"
        'plain: Yes.\nover: ["tea-*"]\nneeds: most\norigins:\n'
        "  - {reference: frost2010tea, locator: Abstract, says: It is.}\n"
        "curated_on: 2026-01-01\nreview_due: 2026-06-01\n",
        encoding="utf-8",
    )
    code, _, err = run("propose-evidence", {**EVIDENCE, "claim": "tea-all"})
    assert code == 2
    assert "is a claim over claims" in err


def test_text_that_is_no_form_is_refused(site: Site) -> None:
    """Anybody can label any issue by mistake."""
    some = tuple(known(site).values())
    for text in ("", "Hello", "### Claim\n\ntea-warms"):
        with pytest.raises(UseError, match="none of the forms"):
            read_answers(text, some)
    with pytest.raises(UseError, match="at most"):
        read_answers("x" * (LONGEST + 1), some)


def test_a_work_is_found_by_whatever_names_it(site: Site) -> None:
    """Keys, pages, identifiers in an address or bare; what is not here keeps its identifier."""
    corpus = site.inspect_content().corpus
    assert find_named_work("frost2010tea", corpus) == NamedWork("frost2010tea")
    assert find_named_work("https://e.org/studies/frost2010tea/#x", corpus).key == "frost2010tea"
    assert find_named_work("PMID: 12345678", corpus) == NamedWork("", "--pmid", "12345678")
    assert find_named_work("nct04313647", corpus) == NamedWork("", "--nct", "NCT04313647")
    assert find_named_work("doi:10.1000/a.b.", corpus) == NamedWork("", "--doi", "10.1000/a.b")
    assert find_named_work("PMC123456", corpus) == NamedWork("", "--pmcid", "PMC123456")
    assert find_named_work("10.1000/$(id)", corpus).identifier in ("", "10.1000/")
    assert find_named_work("a paper", corpus) == NamedWork()
    assert take_id_of_address("../../x y") == ""


@given(st.text(max_size=300), st.text(max_size=60))
@settings(max_examples=150)
def test_any_text_is_read_back_as_it_was_written(text: str, line: str) -> None:
    """Whatever somebody types, the card says that and no more."""
    given = {"id": "b", "result": clean_answer(text), "locator": clean_answer(line)}
    lines = write_blank_item(Finding, given)
    made = insert_item("x.yml", "id: x\nfindings: []\n", "findings", lines, find_shape_of(Claim))
    found, problems = read_card("x.yml", made)
    assert {problem.code for problem in problems} <= {"CC042"}, "only blanks"
    assert found is not None
    findings: Any = found.value["findings"]
    (finding,) = findings
    assert finding.get("result", "") == clean_answer(text)
    assert finding.get("locator", "") == clean_answer(line)


def test_the_draft_is_a_function_of_its_input(site: Site) -> None:
    """No clock: the day is given."""
    from datetime import date

    form = known(site)["propose-claim"]
    corpus = site.inspect_content().corpus
    told = read_answers(filled(form, NEW_CLAIM), (form,))
    twice = [draft_card(told, corpus, "content", date(2026, 1, 2), str) for _ in range(2)]
    assert twice[0] == twice[1]
