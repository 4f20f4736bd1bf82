/* The list of results: links, grouped with what matches below them, matched words marked.

   Everything that is found goes into the page as text, never as markup. */

import { root, words } from "./search-words.js";

const NAMES = { claim: "Claim", study: "Study", term: "Glossary", topic: "Topic", page: "Page" };
const PARTS = 2;
const MORE = 3;

const element = (name, className = "", text = "") => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

/** Take all results away. */
export const empty = (list) => list.replaceChildren();

/** Show what was found. */
export const draw = (list, { results, marked: phrases }, site) => {
  const length = marker(phrases);
  list.replaceChildren(...results.map((result, place) => group(result, place, length, site)));
};

const group = (result, place, length, site) => {
  const made = element("div", "cc-hits");
  made.setAttribute("role", "group");
  const head = option(result, `cc-hit-${place}`, "cc-hit", site);
  made.setAttribute("aria-labelledby", head.id);
  const line = element("span", "cc-hit-kind");
  line.append(element("span", "", NAMES[result.kind]));
  if (result.word) line.append(" ", word(result.word, result.tone));
  head.append(line, marked(element("span", "cc-hit-title"), result.title, length));
  if (result.kind !== "claim" && result.note) head.append(marked(element("span", "cc-hit-note"), result.note, length));
  made.append(head);
  best(result).forEach((part, number) => made.append(below(part, `cc-hit-${place}-${number}`, length, site)));
  return made;
};

/** The findings that have most of the words; of a study, the claims that it bears on. */
const best = ({ kind, parts }) =>
  [...parts].sort((a, b) => (b.matches || 0) - (a.matches || 0)).slice(0, kind === "study" ? MORE : PARTS);

const below = (part, id, length, site) => {
  const made = option(part, id, "cc-hit cc-hit-part", site);
  made.append(word(part.direction, part.tone), " ", marked(element("span"), part.outcome, length));
  if (part.study) made.append(" ", element("span", "cc-hit-study", part.study));
  return made;
};

const option = ({ address }, id, className, site) => {
  const made = element("a", className);
  made.id = id;
  made.href = new URL(address, site).href;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.tabIndex = -1;
  return made;
};

const word = (text, tone) => {
  const made = element("span", `cc-word cc-${tone}`);
  const mark = element("span", "cc-mark");
  mark.setAttribute("aria-hidden", "true");
  made.append(mark, ` ${text}`);
  return made;
};

/* ---- marking ---- */

/** For the words of a text, how many from a place on are a phrase that was asked for. */
export const marker = (phrases) => (roots, place) => Math.max(0, ...phrases
  .filter((phrase) => phrase.every((one, step) => alike(one, roots[place + step] || "")))
  .map((phrase) => phrase.length));

const alike = (asked, own) => own === asked || (asked.length > 3 && own.startsWith(asked)) || (own.length > 4 && asked.startsWith(own));

/** A text in pieces that are to be marked, or not: [{text, found}]; together they are the text. */
export const pieces = (text, length) => {
  const parts = text.split(/([\p{L}\p{N}\p{M}'’]+)/u);
  const roots = parts.filter((_, place) => place % 2).map((part) => root(words(part)[0] || ""));
  const made = [];
  for (let place = 0; place < parts.length;) {
    const found = place % 2 ? length(roots, (place - 1) / 2) : 0;
    const end = place + Math.max(1, 2 * found - 1);
    made.push({ text: parts.slice(place, end).join(""), found: found > 0 });
    place = end;
  }
  return made;
};

const marked = (into, text, length) => {
  into.append(...pieces(text, length).map((piece) => (piece.found ? element("mark", "", piece.text) : piece.text)));
  return into;
};

/* ---- choosing ---- */

/** The result that Enter follows. */
export const chosen = (list) => list.querySelector("[aria-selected=true]");

/** Move the choice by so many places, round and round; without `move`, choose nothing. */
export const choose = (field, list, step, move = false) => {
  const options = [...list.querySelectorAll("[role=option]")];
  const place = options.indexOf(chosen(list));
  options.forEach((one) => one.setAttribute("aria-selected", "false"));
  field.removeAttribute("aria-activedescendant");
  if (!move || !options.length) return;
  const next = place < 0 && step < 0 ? options.length - 1 : (place + step + options.length) % options.length;
  options[next].setAttribute("aria-selected", "true");
  options[next].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", options[next].id);
};
