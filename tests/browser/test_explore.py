"""Explore as a reader uses it: choose, share, go back, save; and without what it needs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import DESKTOP, HEIGHT, PHONE, TABLET, Visitor

from claimcards.inspection import Inspection, inspect_content
from claimcards.pages.explore import BLOCK, Explore, list_explore_files, make_explore
from claimcards.pages.publication import Publication
from claimcards.references.bibtex import read_bibtex

pytestmark = pytest.mark.xdist_group("browser")

BEYOND = '<p class="cc-quiet cc-beyond">Cut. <a href="../claims/">All claims</a></p>'
STATUS, ROW = "#cc-status", "tr[data-claim]:visible"
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 400);
})"""


@pytest.fixture(scope="module")
def content(repository: Path) -> Inspection:
    """What the site was built from."""
    return inspect_content(repository, repository / "content")


@pytest.fixture(scope="module")
def view(content: Inspection) -> Explore:
    """What Explore should know."""
    return make_explore(content.corpus, content.results)


def fitting(view: Explore, **asked: set[str]) -> list[tuple[str, str]]:
    """Claims and findings of which all that is asked holds at once, found the plain way."""
    return [
        (row.id, finding.id)
        for row in view.claims
        for finding in row.findings
        if all(wanted & set({**row.values, **finding.values}[key]) for key, wanted in asked.items())
    ]


def said(found: list[tuple[str, str]]) -> str:
    """The line above the results."""
    claims, findings = len({claim for claim, _ in found}), len(found)
    return (
        f"{claims} claim{'' if claims == 1 else 's'} and "
        f"{findings} finding{'' if findings == 1 else 's'}"
    )


def choose(page: Page, axis: str, value: str) -> None:
    """Open an axis if it is closed, and tick one of its values."""
    box = page.locator(f"input[name='{axis}'][value='{value}']")
    if not box.is_visible():
        page.locator(f"details[data-axis='{axis}'] > summary").click()
    box.check()


def test_choices_on_several_axes_meet_in_one_finding(visit: Visitor, view: Explore) -> None:
    """'Disputes' and 'mouse' is a mouse that disputes; the findings stand under their claims."""
    page = visit("explore/")
    choose(page, "direction", "disputes")
    choose(page, "species", "mouse")
    found = fitting(view, direction={"disputes"}, species={"mouse"})
    assert found
    expect(page.locator(STATUS)).to_have_text(said(found))
    expect(page.locator(ROW)).to_have_count(len({claim for claim, _ in found}))
    expect(page.locator(".cc-under li")).to_have_count(len(found))
    links = page.locator(".cc-under li a")
    targets = {links.nth(n).get_attribute("href") or "" for n in range(links.count())}
    assert {target.split("/claims/")[1] for target in targets} == {
        f"{claim}/#f-{finding}" for claim, finding in found
    }
    apart = set(fitting(view, direction={"disputes"})) & set(fitting(view, species={"mouse"}))
    assert apart == set(found)


def test_counts_say_what_a_choice_would_give(visit: Visitor, view: Explore) -> None:
    """The number beside a value counts findings, given the other filters, not its own axis."""
    page = visit("explore/?stratum=animals&direction=mixed")
    expect(page.locator(STATUS)).to_have_text(
        said(fitting(view, stratum={"animals"}, direction={"mixed"}))
    )
    for direction in ("supports", "disputes", "mixed", "context"):
        count = page.locator(f"label:has(input[name=direction][value={direction}]) .cc-count")
        expected = len(fitting(view, stratum={"animals"}, direction={direction}))
        expect(count).to_have_text(str(expected))
    choose(page, "direction", "supports")
    expect(page.locator(STATUS)).to_have_text(
        said(fitting(view, stratum={"animals"}, direction={"mixed", "supports"}))
    )


def test_the_address_holds_the_state_and_the_back_button_undoes_it(
    visit: Visitor, view: Explore
) -> None:
    """Each choice is a step; a reload and a shared address show the same."""
    one = said(fitting(view, direction={"disputes"}))
    two = said(fitting(view, direction={"disputes"}, stratum={"cells"}))
    page = visit("explore/")
    start = page.locator(STATUS).inner_text()
    choose(page, "direction", "disputes")
    expect(page).to_have_url(re.compile(r"explore/\?direction=disputes$"))
    expect(page.locator(STATUS)).to_have_text(one)
    choose(page, "stratum", "cells")
    expect(page).to_have_url(re.compile(r"\?direction=disputes&stratum=cells$"))
    expect(page.locator(STATUS)).to_have_text(two)
    page.reload()
    expect(page.locator(STATUS)).to_have_text(two)
    expect(page.locator("input[name=stratum][value=cells]")).to_be_checked()
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(one)
    expect(page.locator("input[name=stratum][value=cells]")).not_to_be_checked()
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(start)
    page.go_forward()
    expect(page.locator(STATUS)).to_have_text(one)


@pytest.fixture
def early(browser: Browser, address: str) -> Iterator[tuple[Page, list[Route]]]:
    """Explore before its data has come, and the question for the data, still to be let through."""
    context = browser.new_context()
    page = context.new_page()
    waiting: list[Route] = []
    page.route("**/explore.json", lambda route: waiting.append(route))
    page.goto(f"{address}explore/", wait_until="domcontentloaded")
    page.wait_for_timeout(300)
    yield page, waiting
    context.close()


def test_a_choice_made_while_the_data_is_on_its_way_counts(
    early: tuple[Page, list[Route]], view: Explore
) -> None:
    """A quick reader loses nothing."""
    page, waiting = early
    choose(page, "direction", "disputes")
    waiting[0].continue_()
    expect(page.locator(STATUS)).to_have_text(said(fitting(view, direction={"disputes"})))


def test_a_word_begun_before_the_data_came_is_one_step(
    early: tuple[Page, list[Route]],
) -> None:
    """One step back undoes it whole, though its first letter was typed too early."""
    page, waiting = early
    page.locator("#cc-words").press_sequentially("N")
    waiting[0].continue_()
    expect(page).to_have_url(re.compile(r"words=N$"))
    page.locator("#cc-words").press_sequentially("assar", delay=20)
    expect(page).to_have_url(re.compile(r"words=Nassar$"))
    page.go_back()
    expect(page.locator("#cc-words")).to_have_value("")


def test_words_are_looked_for_in_claims_outcomes_and_studies(visit: Visitor) -> None:
    """Typing narrows; one step back undoes the word, not a letter."""
    page = visit("explore/")
    start = page.locator(STATUS).inner_text()
    page.locator("#cc-words").press_sequentially("Nassar", delay=20)
    expect(page).to_have_url(re.compile(r"words=Nassar$"))
    expect(page.locator(".cc-under li").first).to_contain_text("Nassar")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(start)
    expect(page.locator("#cc-words")).to_have_value("")


def test_years_bound_the_findings(visit: Visitor, view: Explore) -> None:
    """From and to, both included."""
    page = visit("explore/?from=2016&to=2017")
    dated = [(row.id, f.id) for row in view.claims for f in row.findings if f.year in (2016, 2017)]
    expect(page.locator(STATUS)).to_have_text(said(dated))


def test_a_strange_address_says_what_this_site_does_not_have(visit: Visitor) -> None:
    """Nothing is swallowed, and nothing in it acts."""
    page = visit("explore/?species=<img src=x onerror=alert(1)>,unicorn")
    expect(page.locator(STATUS)).to_contain_text("This site has no Species: <img")
    expect(page.locator("main img")).to_have_count(0)
    page = visit("explore/?direction=disputes&standing=superseded&species=horse")
    expect(page.locator(STATUS)).to_contain_text(re.compile("No claim fits|This site has no"))


def test_chips_take_filters_away(visit: Visitor) -> None:
    """Each filter in use is a button, and one takes all away."""
    page = visit("explore/?direction=disputes&stratum=cells&from=2010")
    expect(page.locator(".cc-chips button")).to_have_count(4)
    page.get_by_role("button", name="Remove Observed: In cells").click()
    expect(page.locator("input[name=stratum][value=cells]")).not_to_be_checked()
    page.get_by_role("button", name="Remove all filters").click()
    expect(page.locator(".cc-chips button")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"explore/$"))


@pytest.fixture
def saved(visit: Visitor) -> Callable[[str], str]:
    """What is saved of the disputes in mice, by the name of the button."""
    page = visit("explore/?direction=disputes&species=mouse")
    expect(page.locator(".cc-under li").first).to_be_visible()

    def save(name: str) -> str:
        with page.expect_download() as started:
            page.get_by_role("button", name=name, exact=True).click()
        return Path(started.value.path()).read_bytes().decode()

    return save


def head_is_whole(text: str, view: Explore) -> None:
    """Every file says whose it is, of which day, under which licence, and how to cite it."""
    assert "MSC Exosome Evidence" in text
    assert view.as_of in text
    assert "CC BY 4.0" in text
    assert re.search(r"citation\W+MSC Exosome Evidence\. Explore, content as of", text)
    assert "?direction=disputes&species=mouse" in text


def test_csv_holds_what_is_seen(saved: Callable[[str], str], view: Explore) -> None:
    """One row a finding, under comment lines."""
    text = saved("CSV")
    lines = text.splitlines(keepends=True)
    head_is_whole("".join(line for line in lines if line.startswith("# ")), view)
    rows = list(csv.DictReader(line for line in lines if not line.startswith("# ")))
    expected = fitting(view, direction={"disputes"}, species={"mouse"})
    assert [(row["id"], row["finding"]) for row in rows] == expected
    for row in rows:
        assert row["direction"] == "Disputes"
        assert "Mouse" in row["species"]
        assert row["finding_address"].endswith(f"claims/{row['id']}/#f-{row['finding']}")


def test_json_holds_what_is_seen(saved: Callable[[str], str], view: Explore) -> None:
    """Claims with their findings."""
    told = json.loads(saved("JSON"))
    head_is_whole(json.dumps(told["about"]), view)
    expected = fitting(view, direction={"disputes"}, species={"mouse"})
    found = [(c["id"], f["finding"]) for c in told["claims"] for f in c["findings"]]
    assert found == expected


def test_bibtex_holds_the_studies_that_are_seen(
    saved: Callable[[str], str], view: Explore, content: Inspection
) -> None:
    """Each study once, readable again, under comment lines."""
    text = saved("BibTeX")
    head_is_whole(text.split("\n@")[0], view)
    references, problems = read_bibtex("saved.bib", text)
    assert not problems
    shown = set(fitting(view, direction={"disputes"}, species={"mouse"}))
    studies = {f.study for r in view.claims for f in r.findings if (r.id, f.id) in shown}
    assert {read.reference.key for read in references} == studies
    for read in references:
        ours = content.corpus.references[read.reference.key].reference
        assert read.reference.plain_title == ours.plain_title


def test_everything_is_reached_by_keyboard(visit: Visitor) -> None:
    """Tab to a filter, space to choose, tab on to a claim's findings, Enter to open them."""
    page = visit("explore/")
    page.locator("#cc-words").focus()
    summary = page.locator("details[data-axis=species] > summary")
    for _ in range(60):
        page.keyboard.press("Tab")
        if summary.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("species="))
    button = page.locator("td button").first
    expect(button).to_have_attribute("aria-expanded", "true")
    for _ in range(80):
        page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator(STATUS)).to_have_attribute("role", "status")


def test_every_control_has_a_name(visit: Visitor) -> None:
    """Labels for all fields, names for all buttons."""
    page = visit("explore/")
    expect(page.get_by_label("Words in claims, outcomes and studies")).to_be_visible()
    expect(page.get_by_label("Years from")).to_be_visible()
    unnamed = page.evaluate(
        "() => [...document.querySelectorAll('#cc-explore input')]"
        ".filter(i => !i.labels.length).map(i => i.outerHTML)"
    )
    assert unnamed == []


@pytest.mark.parametrize("width", [PHONE, TABLET, DESKTOP])
def test_it_fits_and_does_not_jump(width: int, visit: Visitor) -> None:
    """No sideways scrolling with findings open, and what is there first stays where it is."""
    page = visit("explore/?direction=disputes&species=mouse", width=width)
    expect(page.locator(".cc-under").first).to_be_visible()
    assert page.evaluate(SHIFTS) < 0.05
    page.goto(page.url.split("?")[0])
    expect(page.locator("td button").first).to_be_visible()
    assert page.evaluate(SHIFTS) < 0.05
    page.locator("td button").first.click()
    expect(page.locator(".cc-under")).to_have_count(1)
    page.locator("details[data-axis=species] > summary").click()
    needed, there = page.evaluate("() => [document.scrollingElement.scrollWidth, innerWidth]")
    assert needed <= there


@pytest.mark.parametrize("width", [PHONE, TABLET])
def test_a_choice_is_answered_in_sight(width: int, visit: Visitor, view: Explore) -> None:
    """Where the results stand below the filters, what is left is told at the foot of the screen."""
    page = visit("explore/", width=width)
    page.set_viewport_size({"width": width, "height": 600})
    choose(page, "direction", "disputes")
    expect(page.locator(STATUS)).to_have_text(said(fitting(view, direction={"disputes"})))
    expect(page.locator(STATUS)).to_be_in_viewport(ratio=1)
    expect(page.locator("tr[data-claim]").first).not_to_be_in_viewport()


def test_without_javascript_there_is_a_whole_table(
    browser: Browser, address: str, view: Explore
) -> None:
    """Every claim with its answer, certainty and counts; nothing that cannot work is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}explore/")
    rows = page.locator("tr[data-claim]")
    assert rows.count() == len(view.claims)
    for number, claim in enumerate(view.claims[:5]):
        text = " ".join(rows.nth(number).inner_text().split())
        for part in (claim.statement, claim.headline, claim.certainty, claim.counts, claim.found):
            assert part in text
    assert not page.locator(".cc-filters").is_visible()
    assert not page.locator(".cc-save").is_visible()
    context.close()


def test_from_a_folder_it_says_that_it_needs_a_server(browser: Browser, site: Path) -> None:
    """The table is there, and the filters say why they are not."""
    context = browser.new_context(viewport={"width": DESKTOP, "height": HEIGHT})
    page = context.new_page()
    page.goto((site / "explore" / "index.html").as_uri())
    expect(page.locator(STATUS)).to_contain_text("need a web server")
    expect(page.locator("#cc-words")).to_be_disabled()
    assert page.locator("tr[data-claim]").first.is_visible()
    context.close()


def too_large(page: Page, content: Inspection) -> Page:
    """A window on a site that is too large for the page's own table: here it ends after a block."""
    files = list_explore_files(
        content.corpus, make_explore(content.corpus, content.results), Publication(), listed=BLOCK
    )

    def page_of_few(route: Route) -> None:
        html = route.fetch().text()
        rows = re.findall(r"<tr data-claim.*?</tr>", html, re.DOTALL)
        for row in rows[BLOCK:]:
            html = html.replace(row, "")
        html = html.replace('<p class="cc-more-results"', f'{BEYOND}<p class="cc-more-results"')
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    def block(route: Route) -> None:
        route.fulfill(body=files["explore/" + route.request.url.split("/explore/")[1]])

    page.route(re.compile(r"/explore/\d+\.json$"), block)
    page.route(re.compile(r"/explore/(\?.*)?$"), page_of_few)
    return page


@pytest.fixture
def cut(visit: Visitor, content: Inspection) -> Page:
    """Explore of such a site."""
    return too_large(visit(), content)


def test_a_cut_table_grows_when_it_is_asked(cut: Page, address: str, view: Explore) -> None:
    """Rows that the page did not bring stand in order, and say what the page would have said."""
    cut.goto(f"{address}explore/")
    expect(cut.locator(STATUS)).to_contain_text(view.summary)
    expect(cut.locator(".cc-beyond")).to_be_hidden()
    expect(cut.locator(ROW)).to_have_count(len(view.claims))
    shown = cut.locator("tr[data-claim]").evaluate_all("es => es.map(e => e.dataset.claim)")
    assert shown == [claim.id for claim in view.claims]
    last = view.claims[-1]
    text = " ".join(cut.locator("tr[data-claim]").last.inner_text().split())
    for part in (last.statement, last.headline, last.certainty, last.counts, last.topic):
        assert part in text
    button = cut.locator("tr[data-claim]").last.locator("button")
    expect(button).to_have_text(last.found)
    button.click()
    expect(cut.locator(".cc-under li")).to_have_count(len(last.findings))


def test_a_cut_table_is_searched_and_saved_whole(cut: Page, address: str, view: Explore) -> None:
    """Words in a claim that the page did not bring are found, and the file has its answer."""
    last = view.claims[-1]
    cut.goto(f"{address}explore/?words={quote(last.statement)}")
    expect(cut.locator(ROW)).to_have_count(1)
    expect(cut.locator(ROW)).to_contain_text(last.statement)
    with cut.expect_download() as saving:
        cut.locator("[data-save=json]").click()
    saved = json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))
    assert [(c["statement"], c["answer"]) for c in saved["claims"]] == [
        (last.statement, last.headline)
    ]


def test_a_cut_table_without_data_says_where_the_rest_is(
    browser: Browser, address: str, content: Inspection
) -> None:
    """No word of a complete table."""
    context = browser.new_context()
    page = too_large(context.new_page(), content)
    page.route("**/explore.json", lambda route: route.abort())
    page.goto(f"{address}explore/")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    expect(page.locator(STATUS)).not_to_contain_text("complete")
    expect(page.locator(".cc-beyond")).to_be_visible()
    context.close()


def test_without_its_data_the_table_stays(browser: Browser, address: str) -> None:
    """A failed request is said, and nothing is lost."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/explore.json", lambda route: route.abort())
    page.goto(f"{address}explore/")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    assert page.locator("tr[data-claim]").first.is_visible()
    context.close()


def test_the_data_file_is_served_and_small(address: str) -> None:
    """A few bytes a finding."""
    with urlopen(f"{address}explore.json") as answer:
        data = answer.read()
    assert len(data) < 100 * sum(json.loads(data)["findings"])
