/* The search box in the header: keys, opening and closing, what is announced.

   A combobox: the focus stays in the field, arrows move through a list of links, Enter follows
   one. What is found comes from search-ask.js, loaded when somebody first goes to the field. */

import { choose, chosen, draw, empty } from "./search-list.js";
import { mark, recall, remember } from "./search-mark.js";

const ROOT = new URL("../", import.meta.url);
const PAUSE = 180;
const KEYS = new Set(["/", "s", "f"]);

const box = document.getElementById("cc-search");
const opener = document.getElementById("cc-search-open");
const field = box.querySelector("input");
const list = box.querySelector("[role=listbox]");
const status = box.querySelector("[role=status]");
const panel = box.querySelector(".cc-search-panel");
let timer = 0;
let turn = 0;
let answered = "";
let told = [];
let enter = false;

const asker = () => import("./search-ask.js");
const say = (text) => { status.textContent = text; };
const busy = (is) => list.setAttribute("aria-busy", String(is));
const plural = (count) => `${count} result${count === 1 ? "" : "s"}`;

const show = (shown) => {
  panel.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown && list.children.length > 0));
  if (!shown) choose(field, list, -1);
};

const open = () => {
  box.classList.add("cc-open");
  field.focus();
  field.select();
};

const close = () => {
  box.classList.remove("cc-open");
  show(false);
};

const summary = (query, { results, identifier, instead, nowhere }) => {
  if (identifier && !results.length) return `Not here: no work with the ${identifier.label} ${identifier.text} is on this site.`;
  if (!results.length) return `Nothing found for “${query}”. Try fewer or other words.`;
  const notes = [
    ...instead.map((term) => `with “${term.instead}” instead of “${term.typed}”`),
    ...nowhere.map((term) => `none with “${term.typed}”`),
  ];
  return [plural(results.length), ...notes].join(", ");
};

const find = async () => {
  const query = field.value.trim();
  const mine = turn += 1;
  if (!query) {
    empty(list);
    answered = "";
    say("");
    busy(false);
    show(false);
    return;
  }
  try {
    const found = await (await asker()).ask(query);
    if (mine !== turn) return;
    draw(list, found, ROOT);
    answered = query;
    told = found.telling;
    say(summary(query, found));
  } catch (error) {
    if (mine !== turn) return;
    empty(list);
    say(location.protocol === "file:" ? "Search needs a web server." : "The search could not be loaded. Try again.");
    if (location.protocol !== "file:") console.error(error);
  }
  busy(false);
  if (box.contains(document.activeElement)) show(true);
  if (enter) follow();
};

/** Go to the chosen result, or to the first; wait for the answer if it is still coming. */
const follow = () => {
  enter = field.value.trim() !== answered;
  const link = chosen(list) || list.querySelector("[role=option]");
  if (!enter && link) link.click();
};

const inField = {
  ArrowDown: () => choose(field, list, 1, true),
  ArrowUp: () => choose(field, list, -1, true),
  Enter: follow,
  Escape: () => { close(); field.blur(); if (opener.offsetParent) opener.focus(); },
};

field.addEventListener("keydown", (event) => {
  const act = inField[event.key];
  if (!act || event.isComposing) return;
  event.preventDefault();
  if (event.key.startsWith("Arrow")) show(Boolean(field.value.trim()));
  act();
});
field.addEventListener("focus", () => {
  box.classList.add("cc-open");
  asker().then(({ warm }) => warm(), () => {});
  if (field.value.trim()) show(true);
});
field.addEventListener("input", () => {
  enter = false;
  busy(true);
  turn += 1; // an answer on its way is to older words
  clearTimeout(timer);
  timer = setTimeout(find, PAUSE);
});
box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
box.addEventListener("focusout", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) close(); });
// A press on a result must not take the focus away, or the list closes before the click.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", ({ target }) => {
  const link = target.closest("[role=option]");
  if (!link) return;
  close();
  remember(link.href, told);
  if (link.pathname === location.pathname) mark(told);
});
recall();
box.querySelector(".cc-search-close").addEventListener("click", () => { field.value = ""; find(); inField.Escape(); });
opener.addEventListener("click", open);

const typing = ({ target }) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
  event.preventDefault();
  open();
});
