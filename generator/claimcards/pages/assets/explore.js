/* Explore: filters over the page's own table of claims.

   The choices in the form are the state; the address repeats them. What fits is worked out
   in explore-sift.js. Columns come from explore.json, the words of findings, and of claims
   that are not in the table, in blocks from explore/<n>.json. Everything from them goes into
   the page as text, never as markup. */
(() => {
  "use strict";

  const box = document.getElementById("cc-explore");
  if (!box) return;
  const root = new URL("../", document.currentScript.src);
  const form = box.querySelector("form");
  const status = box.querySelector("#cc-status");
  const chips = box.querySelector(".cc-chips");
  const table = box.querySelector("table");
  const more = box.querySelector("#cc-more");
  const beyond = box.querySelector(".cc-beyond");
  const PAGE = 60;
  const UNFOLDED = 20;
  let data = null;
  let seen = null;
  let limit = PAGE;
  let turn = 0;
  let typing = false;
  let timer = 0;
  let sifting = null;
  const blocks = new Map();

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const plural = (count, one) => `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;

  /* ---- the data ---- */

  const get = async (path, as) => {
    const answer = await fetch(new URL(path, root));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer[as]();
  };

  /** The words of one block of claims, fetched once. */
  const block = (number) => {
    if (!blocks.has(number)) {
      const wanted = get(`explore/${number}.json`, "json").then((found) => {
        const first = number * data.block;
        if (found.claims[0] !== data.claims[first]) throw new Error("the page is of another day");
        (found.rows || []).forEach(([statement, answer], place) => {
          data.statements[first + place] = statement;
          data.answers[first + place] = answer;
        });
        return { ...found, first: data.starts[first], low: new Map() };
      });
      wanted.catch(() => blocks.delete(number));
      blocks.set(number, wanted);
    }
    return blocks.get(number);
  };

  /** The blocks of these claims, by number. */
  const blocksOf = async (claims) => {
    const numbers = [...new Set(claims.map((claim) => Math.floor(claim / data.block)))];
    const found = await Promise.all(numbers.map(block));
    return new Map(numbers.map((number, place) => [number, found[place]]));
  };

  /* ---- the state: in the form, and in the address ---- */

  const fromForm = () => {
    const picked = new Map();
    form.querySelectorAll("input[type=checkbox]:checked").forEach((input) => {
      picked.set(input.name, [...(picked.get(input.name) || []), input.value]);
    });
    const value = (name) => (form.elements[name] ? form.elements[name].value.trim() : "");
    return { picked, words: value("words"), from: value("from"), to: value("to") };
  };

  const address = (state) => {
    const plain = (text) => encodeURIComponent(text).replace(/%20/g, "+");
    const parts = [...state.picked].map(([axis, ids]) => `${plain(axis)}=${ids.map(plain).join(",")}`);
    ["from", "to", "words"].forEach((name) => state[name] && parts.push(`${name}=${plain(state[name])}`));
    return location.pathname + (parts.length ? `?${parts.join("&")}` : "");
  };

  /** Set the form as an address says; what the site does not have is given back. */
  const toForm = (search) => {
    const asked = new URLSearchParams(search);
    const unknown = [];
    form.querySelectorAll("input[type=checkbox]").forEach((input) => { input.checked = false; });
    ["words", "from", "to"].forEach((name) => {
      if (form.elements[name]) form.elements[name].value = asked.get(name) || "";
    });
    data.axes.forEach((axis) => (asked.get(axis.id) || "").split(",").filter(Boolean).forEach((id) => {
      const input = [...form.querySelectorAll(`input[name="${axis.id}"]`)].find((i) => i.value === id);
      if (input) input.checked = true;
      else unknown.push(`${axis.label}: ${id}`);
    }));
    form.querySelectorAll("details").forEach((d) => { d.open ||= Boolean(d.querySelector(":checked")); });
    return unknown;
  };

  /* ---- the page ---- */

  const showCounts = (counts) => counts.forEach((numbers, axis) => {
    const inputs = form.querySelectorAll(`input[name="${axis.id}"]`);
    inputs.forEach((input, place) => {
      const label = input.closest("label");
      label.querySelector(".cc-count").textContent = numbers[place].toLocaleString("en");
      label.classList.toggle("cc-nought", !numbers[place] && !input.checked);
    });
    const chosen = [...inputs].filter((input) => input.checked).length;
    const note = inputs[0].closest("details").querySelector(".cc-chosen");
    note.hidden = !chosen;
    note.textContent = chosen ? ` ${chosen} chosen` : "";
  });

  const chip = (text, remove) => {
    const button = element("button", `${text} ×`);
    button.type = "button";
    button.setAttribute("aria-label", `Remove ${text}`);
    button.addEventListener("click", () => {
      remove();
      changed();
      (chips.querySelector("button") || form.elements.words).focus();
    });
    const item = element("li");
    item.append(button);
    chips.append(item);
  };

  const showChips = (state) => {
    chips.replaceChildren();
    form.querySelectorAll("input[type=checkbox]:checked").forEach((input) => {
      const axis = data.axes.find((one) => one.id === input.name);
      const word = axis.words.find(([id]) => id === input.value)[1];
      chip(`${axis.label}: ${word}`, () => { input.checked = false; });
    });
    const texts = { words: "Words", from: "From", to: "To" };
    Object.entries(texts).forEach(([name, label]) => {
      if (state[name]) chip(`${label}: ${state[name]}`, () => { form.elements[name].value = ""; });
    });
    if (chips.children.length > 1) chip("all filters", () => toForm(""));
  };

  const label = (axis, row) => axis.sets[axis.codes[row]].map((word) => axis.words[word][1]).join(", ");
  const axisOf = (id) => data.axes.find((axis) => axis.id === id);
  const line = (claim, finding, words) => {
    const item = element("li");
    const direction = axisOf("direction");
    const [id, name, tone] = direction.words[direction.sets[direction.codes[finding]][0]];
    const word = element("span", "", `cc-word cc-${tone || id}`);
    const mark = element("span", "", "cc-mark");
    mark.setAttribute("aria-hidden", "true");
    word.append(mark, ` ${name}`);
    const link = element("a", words.outcome);
    link.href = new URL(`claims/${data.claims[claim]}/#f-${words.id}`, root).href;
    const facts = [words.short, ...["design", "species", "stratum"].map((key) => {
      const axis = axisOf(key);
      return axis ? label(axis, finding) : "";
    })];
    const standing = axisOf("standing");
    const stands = label(standing, finding);
    if (standing.words[standing.sets[standing.codes[finding]][0]][0] !== "stands") facts.push(stands);
    item.append(word, " ", link, element("span", facts.filter(Boolean).join(" · "), "cc-quiet"));
    return item;
  };

  /** A row for a claim that is not in the page's own table, at its place. */
  const addRow = (claim, [statement, answer, tone, groups]) => {
    const row = element("tr");
    row.dataset.claim = data.claims[claim];
    const head = element("th");
    head.scope = "row";
    const link = element("a", statement);
    link.href = new URL(`claims/${data.claims[claim]}/`, root).href;
    head.append(link, " ", element("span", label(axisOf("topic"), claim), "cc-quiet"));
    const word = element("span", "", `cc-word cc-${tone}`);
    const mark = element("span", "", `cc-mark cc-${tone}`);
    mark.setAttribute("aria-hidden", "true");
    word.append(mark, ` ${answer}`);
    const cells = ["", label(axisOf("certainty"), claim), groups, plural(data.findings[claim], "finding")];
    row.append(head, ...cells.map((text) => element("td", text)));
    row.cells[1].append(word);
    const next = data.rows.find((other, place) => place > claim && other);
    table.tBodies[0].insertBefore(row, next || null);
    data.rows[claim] = row;
  };

  /** See that the claims that are about to be shown have their rows. */
  const rowsFor = async (fits) => {
    const missing = fits.map(({ claim }) => claim).filter((claim) => !data.rows[claim]);
    const found = await blocksOf(missing);
    missing.filter((claim) => !data.rows[claim]).forEach((claim) => {
      const number = Math.floor(claim / data.block);
      addRow(claim, found.get(number).rows[claim - number * data.block]);
    });
  };

  /** The row under a claim that lists its findings; made when it is first looked at. */
  const unfold = async ({ claim, matched }, open) => {
    const row = data.rows[claim];
    const button = row.querySelector("button");
    const mine = turn;
    if (row.nextElementSibling && row.nextElementSibling.matches(".cc-under")) row.nextElementSibling.remove();
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const found = (await blocksOf([claim])).get(Math.floor(claim / data.block));
    if (mine !== turn || button.getAttribute("aria-expanded") !== "true") return;
    const under = element("tr", "", "cc-under");
    const cell = element("td");
    cell.colSpan = row.cells.length;
    const list = element("ul");
    matched.forEach((finding) => list.append(line(claim, finding, sifting.wordsOf(found, finding))));
    cell.append(list);
    under.append(cell);
    row.after(under);
  };

  const count = (claim, matched) => {
    const all = data.starts[claim + 1] - data.starts[claim];
    return matched === all ? plural(all, "finding") : `${matched} of ${plural(all, "finding")}`;
  };

  const showRows = (result) => {
    const shown = new Set(result.fits.slice(0, limit).map(({ claim }) => claim));
    table.querySelectorAll(".cc-under").forEach((row) => row.remove());
    data.rows.forEach((row, claim) => { if (row) row.hidden = !shown.has(claim); });
    result.fits.slice(0, limit).forEach((fit, place) => {
      const cell = data.rows[fit.claim].lastElementChild;
      if (data.starts[fit.claim] === data.starts[fit.claim + 1]) return;
      const button = cell.querySelector("button") || element("button");
      button.type = "button";
      button.textContent = count(fit.claim, fit.matched.length);
      button.setAttribute("aria-label", `${button.textContent}: ${data.statements[fit.claim]}`);
      button.setAttribute("aria-expanded", "false");
      button.onclick = () => unfold(fit, button.getAttribute("aria-expanded") !== "true").catch(failed);
      if (!button.parentNode) cell.replaceChildren(button);
      if (result.narrowed && fit.matched.length && place < UNFOLDED) unfold(fit, true).catch(failed);
    });
    more.parentNode.hidden = result.fits.length <= limit;
  };

  const say = (result, unknown) => {
    const claims = plural(result.fits.length, "claim");
    const found = plural(result.findings, "finding");
    const none = "No claim fits. Take a filter away.";
    const strange = unknown.length ? ` This site has no ${unknown.join("; ")}.` : "";
    status.textContent = (result.fits.length ? `${claims} and ${found}` : none) + strange;
  };

  const update = async (unknown = []) => {
    const mine = (turn += 1);
    const state = fromForm();
    const queries = state.words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = queries.length ? await blocksOf([...data.claims.keys()]) : new Map();
    if (mine !== turn) return;
    const result = sifting.sift(data, state, sifting.searcher(data, queries, found));
    await rowsFor(result.fits.slice(0, limit));
    if (result.narrowed) await blocksOf(result.fits.slice(0, UNFOLDED).map(({ claim }) => claim));
    if (mine !== turn) return;
    seen = { state, ...result };
    showCounts(result.counts);
    showChips(state);
    showRows(result);
    say(result, unknown);
    // Shown in the frame after it has moved.
    requestAnimationFrame(() => requestAnimationFrame(() => box.classList.remove("cc-waiting")));
  };

  const failed = (error) => {
    const folder = location.protocol === "file:";
    const whole = beyond ? "" : " The table is complete.";
    status.textContent = folder
      ? `The filters need a web server, and this page was opened from a folder.${whole}`
      : `The data could not be loaded (${error.message}).${whole} Load the page again for the filters.`;
    if (beyond) beyond.hidden = false;
    box.classList.replace("cc-waiting", "cc-off") || box.classList.add("cc-off");
    [...form.elements, ...box.querySelectorAll("[data-save]")].forEach((one) => { one.disabled = true; });
  };

  const changed = () => {
    limit = PAGE;
    history.pushState(null, "", address(fromForm()));
    return update().catch(failed);
  };

  /** The files are written by a module that is loaded when one is asked for. */
  const save = async (kind) => {
    const { write } = await import(new URL("assets/explore-save.js", root));
    const found = await blocksOf(seen.fits.map(({ claim }) => claim));
    const words = (claim, finding) => sifting.wordsOf(found.get(Math.floor(claim / data.block)), finding);
    const references = kind === "bib" ? await get("explore/references.bib", "text") : "";
    write(kind, { data, seen, root, words, label, plural, references });
  };

  /* ---- beginning ---- */

  const listen = () => {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      if (event.target.name !== "words") changed();
      else typing = false;
    });
    form.elements.words.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // One step back undoes a whole word, not each letter.
        history[typing ? "replaceState" : "pushState"](null, "", address(fromForm()));
        typing = true;
        limit = PAGE;
        update().catch(failed);
      }, 200);
    });
    addEventListener("popstate", () => {
      typing = false;
      update(toForm(location.search)).catch(failed);
    });
    more.addEventListener("click", () => {
      const next = seen.fits[limit];
      limit += PAGE;
      const mine = turn;
      rowsFor(seen.fits.slice(0, limit)).then(() => {
        if (mine !== turn) return;
        showRows(seen);
        data.rows[next.claim].querySelector("a").focus();
      }).catch(failed);
    });
    box.querySelectorAll("[data-save]").forEach((button) => {
      button.addEventListener("click", () => save(button.dataset.save).catch(failed));
    });
  };

  let touched = false;
  form.addEventListener("input", () => { touched = true; }, { once: true });
  // With a filter in the address nothing is shown that would move a moment later.
  if (location.search) box.classList.add("cc-waiting");
  const rows = new Map();
  table.querySelectorAll("tr[data-claim]").forEach((row) => rows.set(row.dataset.claim, row));
  Promise.all([get("explore.json", "json"), import(new URL("assets/explore-sift.js", root))]).then(([raw, made]) => {
    const strange = [...rows.keys()].some((id, place) => raw.claims[place] !== id);
    if (strange || (!beyond && rows.size < raw.claims.length)) throw new Error("the page is of another day");
    sifting = made;
    data = { ...made.prepare(raw), rows: raw.claims.map((id) => rows.get(id)) };
    data.statements = data.rows.map((row) => row && row.querySelector("a").textContent);
    data.answers = data.rows.map((row) => row && row.querySelector(".cc-word").textContent.trim());
    if (beyond) beyond.hidden = true;
    listen();
    if (!touched) return update(toForm(location.search));
    // What was chosen while the data was on its way counts; a word begun then is still being typed.
    typing = form.elements.words.value !== "";
    return changed();
  }).catch(failed);
})();
