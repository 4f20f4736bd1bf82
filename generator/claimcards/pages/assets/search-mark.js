/* What was searched for, marked on the page that was found.

   The phrases travel in the session, not in the address: a link stays fit to be shared. They
   are kept with the entry of the history, so that going back shows them again. Ranges are
   marked, and the page itself is not changed; a browser that cannot do this marks nothing. */

import { marker, pieces } from "./search-list.js";

const NAME = "cc-found";
const MOST = 400;
const OUT = "script, style, svg, .cc-note-box, .md-content__button, .headerlink";

/** Keep the phrases for the page that a result leads to. */
export const remember = (address, found) => {
  try { sessionStorage.setItem(NAME, JSON.stringify([address, found])); } catch { /* storage is closed: no marks */ }
};

/** Mark what the page was found by, if a result led here. */
export const recall = () => {
  const found = history.state?.[NAME] || taken();
  if (!found) return;
  history.replaceState({ ...history.state, [NAME]: found }, "");
  mark(found);
};

const taken = () => {
  try {
    const [address, found] = JSON.parse(sessionStorage.getItem(NAME) || "[]");
    sessionStorage.removeItem(NAME);
    return address === location.href ? found : null;
  } catch { return null; }
};

/** Mark these phrases in what the page says, and nothing else. */
export const mark = (found) => {
  if (!CSS.highlights) return;
  const ranges = [];
  const length = marker(found);
  const texts = document.createTreeWalker(document.querySelector("article") || document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() && ranges.length < MOST) {
    const node = texts.currentNode;
    if (node.data.trim() && !node.parentElement.closest(OUT)) ranges.push(...within(node, length));
  }
  CSS.highlights.set(NAME, new Highlight(...ranges));
};

const within = (node, length) => {
  const ranges = [];
  let end = 0;
  for (const { text, found } of pieces(node.data, length)) {
    const start = end;
    end += text.length;
    if (!found) continue;
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, end);
    ranges.push(range);
  }
  return ranges;
};
