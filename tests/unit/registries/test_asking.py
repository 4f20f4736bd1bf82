"""Asking a registry that misbehaves: whatever goes wrong is unknown, and nobody is pestered."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.registries.answering import NOW, Answering, Reply, Time, as_json
from tests.unit.registries.recorded import crossref

from claimcards.registries import wire
from claimcards.registries.asking import Cache, Registry, RegistryAsker
from claimcards.registries.opening import Opening, Registries, open_registries
from claimcards.registries.work import FoundAnswer, NotFoundAnswer, UnknownAnswer
from claimcards.text.diagnostics import UseError

DOI = "10.5555/tides"
PATH = "/cr/works/10.5555%2Ftides"
RIGHT = as_json(crossref())


def test_a_right_answer_is_found(server: Answering, registries: Registries) -> None:
    """One request, that names the program and whom to write to."""
    server.on(PATH, RIGHT)
    assert isinstance(registries.crossref.work(DOI), FoundAnswer)
    assert server.asked == [(PATH, {"mailto": "a@b.example"})]
    assert server.headers[0]["User-Agent"] == "claimcards/test (mailto:a@b.example)"


def test_a_doi_that_the_registry_does_not_have_is_not_found(
    server: Answering, registries: Registries
) -> None:
    """404 in its own words."""
    assert registries.crossref.work("10.5555/none") == NotFoundAnswer("Crossref")
    assert len(server.asked) == 1


MISBEHAVING = {
    "a 404 page of a portal in between": Reply(b"<html>Not found</html>", 404, "text/html"),
    "a 404 without words": Reply(b"", 404, "text/plain"),
    "HTML in place of JSON": Reply(b"<html>Please log in</html>", 200, "text/html"),
    "HTML that calls itself JSON": Reply(b"<html></html>"),
    "an empty body": Reply(b""),
    "JSON that breaks off": Reply(RIGHT.body[:80]),
    "JSON null": Reply(b"null"),
    "a JSON list": Reply(b"[]"),
    "a JSON text": Reply(b'"ok"'),
    "an empty map": Reply(b"{}"),
    "JSON without end of depth": Reply(b"[" * 100_000),
    "a number that is none": Reply(b'{"message": NaN}'),
    "a number without end": Reply(b'{"message": ' + b"9" * 10_000 + b"}"),
    "another charset": Reply('{"message": "Frøst"}'.encode("latin-1")),
    "UTF-16": Reply(json.dumps(crossref()).encode("utf-16")),
    "another content type": Reply(RIGHT.body, 200, "text/plain"),
    "no content type": Reply(RIGHT.body, 200, ""),
    "success without content": Reply(b"", 204),
    "access refused": Reply(b"{}", 403),
    "a redirect without a place": Reply(b"", 302),
    "a redirect to another host": Reply(b"", 302, headers={"Location": "http://localhost:9/x"}),
    "a redirect to a file": Reply(b"", 302, headers={"Location": "file:///etc/hosts"}),
    "a body that is no gzip": Reply(b"plain", headers={"Content-Encoding": "gzip"}),
    "message is a list": as_json({"status": "ok", "message": []}),
    "message is null": as_json({"status": "ok", "message": None}),
    "no DOI": as_json({"status": "ok", "message": {"title": ["x"]}}),
    "another DOI": as_json(crossref("10.5555/other")),
    "no title": as_json(crossref(title=[])),
    "a title that is a map": as_json(crossref(title={"a": 1})),
    "a title of a megabyte": as_json(crossref(title=["x" * 1_000_000])),
    "notices that are a text": as_json(crossref(**{"updated-by": "retraction"})),
    "notices that are texts": as_json(crossref(**{"updated-by": ["retraction"]})),
}


@pytest.mark.parametrize("reply", MISBEHAVING.values(), ids=list(MISBEHAVING))
def test_no_misbehaviour_passes_for_an_answer(
    reply: Reply, server: Answering, registries: Registries
) -> None:
    """Neither found nor not found, with a reason in one line; and it is not kept."""
    server.on(PATH, reply)
    answer = registries.crossref.work(DOI)
    assert isinstance(answer, UnknownAnswer)
    assert answer.registry == "Crossref"
    assert answer.why.isprintable()
    assert 5 < len(answer.why) < 200
    server.on(PATH, RIGHT)
    if reply.status != 200 or not reply.body.startswith(b'{"status": "ok"'):
        assert isinstance(registries.crossref.work(DOI), FoundAnswer), "it was kept"


def test_a_huge_answer_is_not_read_to_its_end(
    server: Answering, registries: Registries, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it was packed small."""
    monkeypatch.setattr(wire, "MAX_BYTES", 50_000)
    packed = gzip.compress(b" " * 5_000_000)
    for reply in (Reply(b" " * 100_000), Reply(packed, headers={"Content-Encoding": "gzip"})):
        server.on(PATH, reply)
        answer = registries.crossref.work(DOI)
        assert answer == UnknownAnswer("Crossref", "its answer is larger than 50,000 bytes")
    assert len(server.asked) == 2


def test_a_body_shorter_than_announced_is_asked_for_again(
    server: Answering, registries: Registries
) -> None:
    """A truncated list of notices could be valid JSON; its length gives it away."""
    server.on(PATH, Reply(RIGHT.body, length=len(RIGHT.body) + 10), RIGHT)
    assert isinstance(registries.crossref.work(DOI), FoundAnswer)
    server.on("/cr/works/10.5555%2Fb", Reply(b"{}", length=9_999))
    answer = registries.crossref.work("10.5555/b")
    assert answer == UnknownAnswer("Crossref", "its answer broke off (asked 4 times)")


def test_too_often_is_answered_with_patience(
    server: Answering, registries: Registries, time: Time
) -> None:
    """Without Retry-After the wait doubles; chance keeps it between half and one and a half."""
    busy = Reply(b"{}", 429)
    server.on(PATH, busy, busy, busy, RIGHT)
    assert isinstance(registries.crossref.work(DOI), FoundAnswer)
    assert time.slept == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("7", 7.0),
        ("Sat, 21 Nov 2026 12:00:30 GMT", 30.0),
        ("Sat, 21 Nov 2026 12:00:30 -0000", 30.0),
        ("Fri, 20 Nov 2026 12:00:00 GMT", 1.0),
        ("soon", 1.0),
        ("-5", 1.0),
        ("", 1.0),
        ("Sat, 99 Nov 2026 99:99:99 GMT", 1.0),
    ],
)
def test_a_registry_says_how_long_to_wait(
    after: str, seconds: float, server: Answering, registries: Registries, time: Time
) -> None:
    """In seconds or as a date; nonsense is no reason to hurry."""
    server.on(PATH, Reply(b"{}", 429, headers={"Retry-After": after}), RIGHT)
    assert isinstance(registries.crossref.work(DOI), FoundAnswer)
    assert time.slept == [seconds]


def test_a_wait_of_an_hour_is_not_sat_out(
    server: Answering, registries: Registries, time: Time
) -> None:
    """It is unknown now; another run may know."""
    server.on(PATH, Reply(b"{}", 429, headers={"Retry-After": "3600"}), RIGHT)
    answer = registries.crossref.work(DOI)
    assert answer == UnknownAnswer(
        "Crossref", "it is asked too often, and asks to wait 3600 seconds"
    )
    assert time.slept == []


def test_a_fault_that_passes_is_sat_out(
    server: Answering, registries: Registries, time: Time
) -> None:
    """500, then 200."""
    server.on(PATH, Reply(b"oops", 500, "text/html"), RIGHT)
    assert isinstance(registries.crossref.work(DOI), FoundAnswer)
    assert time.slept == [1.0]


def test_a_fault_that_stays_is_unknown(server: Answering, registries: Registries) -> None:
    """Asked four times, not for ever."""
    server.on(PATH, Reply(b"oops", 503))
    answer = registries.crossref.work(DOI)
    assert answer == UnknownAnswer("Crossref", "it has a fault of its own (503) (asked 4 times)")
    assert len(server.asked) == 4


def test_silence_is_unknown(
    server: Answering, asker: RegistryAsker, registries: Registries
) -> None:
    """A server that takes the request and says nothing."""
    asker.wire.read_seconds = 0.1
    server.on(PATH, Reply(how="silent"))
    answer = registries.crossref.work(DOI)
    assert answer == UnknownAnswer("Crossref", "it took too long to answer (asked 4 times)")


def test_an_answer_that_drips_is_given_up(
    server: Answering, asker: RegistryAsker, registries: Registries
) -> None:
    """Each piece comes in time, the whole never does."""
    ticks = iter(range(0, 100_000, 40))
    asker.wire.clock = lambda: float(next(ticks))
    server.on(PATH, Reply(b" " * 200_000))
    answer = registries.crossref.work(DOI)
    assert answer == UnknownAnswer("Crossref", "it took too long to answer (asked 4 times)")


def test_a_reset_connection_is_unknown(server: Answering, registries: Registries) -> None:
    """The other side hangs up."""
    server.on(PATH, Reply(how="reset"))
    answer = registries.crossref.work(DOI)
    assert isinstance(answer, UnknownAnswer)
    assert answer.why == "no connection, or it was broken off (asked 4 times)"


def test_a_refused_connection_is_unknown(asker: RegistryAsker) -> None:
    """Nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    closed = Registry("Crossref", f"http://127.0.0.1:{port}", 0.5)
    answer: object = asker.json(closed, "x", {})
    assert answer == UnknownAnswer(
        "Crossref", "no connection, or it was broken off (asked 4 times)"
    )


def test_a_circle_of_redirects_ends(server: Answering, registries: Registries) -> None:
    """After a few it is left."""
    server.on(PATH, Reply(b"", 302, headers={"Location": PATH}))
    answer = registries.crossref.work(DOI)
    assert answer == UnknownAnswer("Crossref", "it sends requests on in a circle")
    assert len(server.asked) == wire.MAX_REDIRECTS + 1


def test_a_redirect_on_the_same_host_is_followed(server: Answering, registries: Registries) -> None:
    """As ClinicalTrials.gov does for numbers that were joined."""
    server.on(PATH, Reply(b"", 301, headers={"Location": "/elsewhere"}))
    server.on("/elsewhere", RIGHT)
    assert isinstance(registries.crossref.work(DOI), FoundAnswer)


def test_requests_to_a_host_are_spaced(
    server: Answering, registries: Registries, time: Time
) -> None:
    """Half a second between two questions, also of two clients."""
    server.on(PATH, RIGHT)
    registries.crossref.work(DOI)
    registries.crossref.work("10.5555/none")
    registries.trials.work("NCT00000000")
    assert time.slept == [0.5, 0.5]


def test_an_answer_is_kept_for_some_days(
    server: Answering, registries: Registries, tmp_path: Path
) -> None:
    """Asked once; the entry says when, and does not hold who asked."""
    server.on(PATH, RIGHT)
    first = registries.crossref.work(DOI)
    server.on(PATH, Reply(b"gone", 500))
    assert registries.crossref.work(DOI) == first
    assert len(server.asked) == 1
    (entry,) = (tmp_path / "kept").rglob("*.json")
    text = entry.read_text(encoding="utf-8")
    assert json.loads(text)["on"] == NOW.date().isoformat()
    assert "a@b.example" not in text


@pytest.mark.parametrize("days", [0, 7])
def test_what_is_kept_grows_old(
    days: int, server: Answering, asker: RegistryAsker, tmp_path: Path
) -> None:
    """A week later, or with --fresh at once, it is asked anew."""
    registry = Registry("Crossref", f"{server.base}/cr", 0.5)
    server.on(PATH, RIGHT)
    path = "works/10.5555%2Ftides"
    asker.json(registry, path, {})
    later = NOW.date().replace(day=28) if days else NOW.date()
    old = RegistryAsker(asker.wire, asker.patience, Cache(tmp_path / "kept", later, days))
    old.json(registry, path, {})
    assert len(server.asked) == 2


@pytest.mark.parametrize("text", ["", "[]", "{", '{"on": 3}', "[" * 100_000, "null"])
def test_a_spoilt_entry_is_asked_anew(
    text: str, server: Answering, registries: Registries, tmp_path: Path
) -> None:
    """A cache is nothing to be believed."""
    server.on(PATH, RIGHT)
    registries.crossref.work(DOI)
    (entry,) = (tmp_path / "kept").rglob("*.json")
    entry.write_text(text, encoding="utf-8")
    assert isinstance(registries.crossref.work(DOI), FoundAnswer)
    assert len(server.asked) == 2


def test_a_folder_that_cannot_be_written_is_said(
    server: Answering, asker: RegistryAsker, tmp_path: Path
) -> None:
    """One line, and how to choose another."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    asker = RegistryAsker(asker.wire, asker.patience, Cache(tmp_path / "file", NOW.date(), 7))
    server.on(PATH, RIGHT)
    with pytest.raises(UseError, match="name another folder with --cache"):
        asker.json(Registry("Crossref", f"{server.base}/cr", 0.5), "works/10.5555%2Ftides", {})


def test_the_environment_names_addresses_and_contact(
    server: Answering, time: Time, tmp_path: Path
) -> None:
    """So that another server can stand in, and nobody writes an address into a script."""
    env = {
        "CLAIMCARDS_CONTACT": "ada@uni.example",
        "CLAIMCARDS_CROSSREF": f"{server.base}/cr/",
        "CLAIMCARDS_CACHE": str(tmp_path / "here"),
    }
    server.on(PATH, RIGHT)
    answer = open_registries(Opening(), env, time.patience()).crossref.work(DOI)
    assert isinstance(answer, FoundAnswer)
    assert server.asked[0][1] == {"mailto": "ada@uni.example"}
    assert server.headers[0]["User-Agent"].endswith("(mailto:ada@uni.example)")
    assert list((tmp_path / "here").rglob("*.json"))


@pytest.mark.parametrize(
    "env",
    [
        {"CLAIMCARDS_CONTACT": "ada"},
        {"CLAIMCARDS_CONTACT": "a@b.c\r\nX-Other: y"},
        {"CLAIMCARDS_CROSSREF": "file:///etc"},
        {"CLAIMCARDS_NCBI": "nothing"},
    ],
)
def test_a_useless_contact_or_address_is_refused(env: dict[str, str]) -> None:
    """Before anything is asked."""
    with pytest.raises(UseError, match=r"is no|which is no"):
        open_registries(Opening(), env)


def test_requests_hold_no_secrets_of_this_machine(
    server: Answering, registries: Registries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A netrc file for the host is not sent along."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password hidden\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    server.on(PATH, RIGHT)
    registries.crossref.work(DOI)
    assert "Authorization" not in server.headers[0]


Ask = Callable[[Registries], object]
ASKS: dict[str, Ask] = {
    "pubmed": lambda r: r.pubmed.work("38000001"),
    "pmid of a doi": lambda r: r.pubmed.pmid_of(DOI),
    "identifiers": lambda r: r.europe_pmc.identifiers(DOI),
    "search": lambda r: r.europe_pmc.search("x", 10),
    "trial": lambda r: r.trials.work("NCT01234567"),
}
GENERAL = {
    name: reply for name, reply in MISBEHAVING.items() if not reply.body.startswith(b'{"status"')
}


@pytest.mark.parametrize("ask", ASKS.values(), ids=list(ASKS))
@pytest.mark.parametrize("reply", GENERAL.values(), ids=list(GENERAL))
def test_every_client_calls_it_unknown(
    ask: Ask, reply: Reply, server: Answering, registries: Registries
) -> None:
    """The same for all, whatever they ask for."""
    server.choose = lambda _path, _params: reply
    assert isinstance(ask(registries), UnknownAnswer)
