"""claimcards watch literature: new records for each claim, once."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, cast

import pytest
from tests.unit.conftest import Run
from tests.unit.registries.answering import Answering, Reply, as_json
from tests.unit.registries.recorded import hit, hits
from tests.unit.small_site import CLAIM, WORKS, Site

from claimcards.desk.watch_literature import (
    SeenRecords,
    WatchState,
    read_state,
    write_default_query,
    write_state,
)
from claimcards.text.diagnostics import UseError

AT = "/epmc/search"
WORDS = ("watch", "literature", "--state", "seen.json")
DAYS = ("--since", "2026-10-01", "--until", "2026-10-20")


def asked(server: Answering) -> list[str]:
    """The queries that were sent."""
    return [params["query"] for _, params in server.asked]


def test_new_records_are_one_issue(server: Answering, site: Site, run: Run) -> None:
    """By claim, each with its link; exit code 1."""
    site.append(CLAIM, "watch: tea AND hands\n").inspect_content()
    server.on(AT, as_json(hits(hit("1"), hit("2", source="PPR", id="PPR2", pmid=None))))
    code, out, err = run(*WORDS, *DAYS)
    assert (code, err) == (1, "")
    assert out == (
        "2 new records in Europe PMC for 1 of 1 claim.\n"
        "\n"
        "A record is listed because words match; whether it bears on the claim is for a reader "
        "to say.\n"
        "\n"
        "## Tea warms cold people.\n"
        "\n"
        "tea&#45;warms, 2026-10-01 to 2026-10-20, its own query: tea AND hands\n"
        "\n"
        "- [ ] [Invented work 1. Frost A, Winter B. J Invent, 2026]"
        "(https://europepmc.org/article/MED/1)\n"
        "- [ ] [Invented work 2. Frost A, Winter B. J Invent, 2026 (preprint)]"
        "(https://europepmc.org/article/PPR/PPR2)\n"
    )
    assert asked(server) == ["(tea AND hands) AND (FIRST_IDATE:[2026-10-01 TO 2026-10-20])"]


def test_a_record_is_shown_once(server: Answering, run: Run, site: Site) -> None:
    """The next run begins some days before the last one ended, and leaves out what was shown."""
    server.on(AT, as_json(hits(hit("1"))))
    assert run(*WORDS, *DAYS)[0] == 1
    server.on(AT, as_json(hits(hit("1"), hit("2"))))
    code, out, _ = run(*WORDS, "--until", "2026-11-02", "--since", "2020-01-01")
    assert code == 1
    assert "Invented work 2" in out
    assert "Invented work 1" not in out
    assert asked(server)[1].endswith("[2026-10-06 TO 2026-11-02])")
    server.on(AT, as_json(hits(hit("2"))))
    code, out, _ = run(*WORDS, "--until", "2026-11-03")
    assert (code, out.startswith("0 new records")) == (0, True)
    state = read_state((site.root / "seen.json").read_text(encoding="utf-8"))
    assert state.claims["tea-warms"] == SeenRecords(
        date(2026, 11, 3), frozenset({"MED/1", "MED/2"})
    )


def test_works_that_are_here_are_left_out(server: Answering, site: Site, run: Run) -> None:
    """By any number, whatever its case; the JSON counts them."""
    site.change(WORKS, "10.9999/frost", "10.5555/HIT.1").inspect_content()
    site.change(WORKS, "  year = {2012},", "  year = {2012},\n  pmid = {2},").inspect_content()
    server.on(AT, as_json(hits(hit("1"), hit("2", doi=None), hit("3"))))
    code, out, _ = run(*WORDS, *DAYS, "--format", "json")
    assert code == 1
    (value,) = json.loads(out)
    assert [record["pmid"] for record in value["records"]] == ["3"]
    assert value["already_here"] == 2


def test_a_claim_without_an_answer_is_asked_again(server: Answering, run: Run) -> None:
    """Its days are not lost; exit code 3."""
    server.on(AT, Reply(b"", 500))
    code, out, _ = run(*WORDS, *DAYS)
    assert code == 3
    assert "**Not known for 1 claim**" in out
    assert "Europe PMC&#58; it has a fault of its own" in out
    server.on(AT, as_json(hits(hit("1"))))
    code, _, _ = run(*WORDS, *DAYS)
    assert code == 1
    assert asked(server)[-1] == asked(server)[0]


def test_without_a_state_the_search_of_the_card_is_the_beginning(
    server: Answering, run: Run
) -> None:
    """What came before it, the search has seen."""
    server.on(AT, as_json(hits()))
    assert run(*WORDS, "--until", "2026-12-01")[0] == 0
    assert asked(server)[0].endswith("[2026-11-20 TO 2026-12-01])")


def test_a_claim_without_a_query_gets_one_of_its_words(
    server: Answering, site: Site, run: Run
) -> None:
    """And the issue says so."""
    site.append(CLAIM, "synonyms: [does tea warm the hands, tea]\n").inspect_content()
    server.on(AT, as_json(hits(hit("1"))))
    code, out, _ = run(*WORDS, *DAYS)
    assert code == 1
    assert "1 claim has no query of its own" in out
    assert asked(server)[0].startswith(
        "(TITLE_ABS:((tea AND warms AND cold AND people) OR (tea AND warm AND hands))) AND"
    )


@pytest.mark.parametrize(
    "statement",
    ['") OR (x:[* TO *]', "AND OR NOT", "肺", "a b c", "half-life of two-step cells", "x" * 5_000],
)
def test_a_query_made_of_words_holds_words_only(statement: str, site: Site) -> None:
    """Nothing in a card can turn into the syntax of a query."""
    claim = site.inspect_content().corpus.claims["tea-warms"].record
    query = write_default_query(claim.model_copy(update={"statement": statement, "synonyms": ()}))
    inside = query.removeprefix("TITLE_ABS:")
    bare = inside.replace("(", "").replace(")", "").replace('"', "")
    assert all(part.replace("-", "").isalnum() for part in bare.split())
    assert query.count("(") == query.count(")")
    assert query.count('"') % 2 == 0


def test_a_query_that_is_too_wide_says_so(
    server: Answering, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not fetched is counted."""
    monkeypatch.setattr("claimcards.cli.watch.MOST", 2)
    server.on(AT, as_json(hits(hit("1"), hit("2"), count=900, cursor="b")))
    code, out, _ = run(*WORDS, *DAYS)
    assert code == 1
    assert "The query is too wide: 898 records beyond" in out


def test_hostile_titles_show_themselves_and_do_nothing(server: Answering, run: Run) -> None:
    """An issue calls nobody, links nowhere else, and has no line of a stranger's making."""
    hostile = "](http://evil) @everyone #1 <img src=x onerror=y> `a` **b** \u202e\n- [ ] forged"
    server.on(AT, as_json(hits(hit("1", title=hostile, authorString="@a", journalTitle="[x](y)"))))
    code, out, _ = run(*WORDS, *DAYS)
    assert code == 1
    (line,) = (line for line in out.split("\n") if "everyone" in line)
    assert line.count("](") == 1
    assert line.endswith("](https://europepmc.org/article/MED/1)")
    for active in ("@", "#1", "<", "`", "**", "\u202e", "http://"):
        assert active not in line
    assert "\n- [ ] forged" not in out


def test_a_very_long_list_is_cut_and_says_so(server: Answering, site: Site, run: Run) -> None:
    """The JSON beside it has all."""
    many = [hit(str(n), title="x" * 1_000) for n in range(1, 61)]
    server.on(AT, as_json(hits(*many)))
    code, out, _ = run(*WORDS, *DAYS, "--json", "new.json")
    assert code == 1
    assert "- 35 more: see the JSON that the run keeps." in out
    assert len(out) < 60_000
    (value,) = json.loads((site.root / "new.json").read_text(encoding="utf-8"))
    assert len(value["records"]) == 60


def test_json_beside_the_issue(server: Answering, site: Site, run: Run) -> None:
    """One run gives both: the next would find nothing new."""
    server.on(AT, as_json(hits(hit("1"))))
    run(*WORDS, *DAYS, "--json", "new.json")
    value: Any = json.loads((site.root / "new.json").read_text(encoding="utf-8"))
    assert value[0]["records"][0]["address"] == "https://europepmc.org/article/MED/1"
    assert value[0]["own_query"] is False


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", '{"version": 2, "claims": {}}', "[" * 100_000, "\u20ac"]
    + [
        json.dumps({"version": 1, "claims": claims})
        for claims in cast("list[object]", [[], {"a": 1}, {"a": {"until": "x", "seen": []}}])
    ]
    + [json.dumps({"version": 1, "claims": {"a": {"until": "2026-01-01", "seen": [1]}}})],
)
def test_a_spoilt_state_is_refused(text: str, server: Answering, site: Site, run: Run) -> None:
    """To begin anew in silence would list everything again."""
    (site.root / "seen.json").write_text(text, encoding="utf-8")
    code, out, err = run(*WORDS, *DAYS)
    assert (code, out) == (2, "")
    assert "the state file is not one that" in err
    assert server.asked == []
    assert (site.root / "seen.json").read_text(encoding="utf-8") == text


def test_the_same_state_is_the_same_bytes() -> None:
    """Whatever the order; and it is read back."""
    ids = ["MED/2", "MED/1"]
    one = WatchState(
        {"b": SeenRecords(date(2026, 1, 2), frozenset(ids)), "a": SeenRecords(date(2026, 1, 2))}
    )
    two = WatchState(
        {
            "a": SeenRecords(date(2026, 1, 2)),
            "b": SeenRecords(date(2026, 1, 2), frozenset(ids[::-1])),
        }
    )
    assert write_state(one) == write_state(two)
    assert read_state(write_state(one)) == two
    with pytest.raises(UseError):
        read_state(write_state(one)[:-5])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--since", "soon"], "--since is 'soon', which is no day such as 2026-01-31"),
        (["--claim", "tea-warm"], "there is no claim 'tea-warm'; did you mean 'tea-warms'?"),
    ],
)
def test_broken_use_exits_2(words: list[str], said: str, server: Answering, run: Run) -> None:
    """One line, nothing asked."""
    code, _, err = run(*WORDS, *words)
    assert code == 2
    assert said in err
    assert server.asked == []
