/* The index of claims, topics, terms and pages: the one script that knows pagefind. It runs in
   pagefind's own worker, so that pages need no right to compile code. */

const ROOT = new URL("../search/index/", import.meta.url);
let engine = null;

const open = () => {
  if (!engine) {
    engine = import(new URL("pagefind.js", ROOT).href).then(async (pagefind) => {
      await pagefind.options({ basePath: ROOT.pathname, ranking: { pageLength: 0.1, termFrequency: 0.2, termSaturation: 1, termSimilarity: 2 } });
      await pagefind.init();
      return pagefind;
    });
    engine.catch(() => { engine = null; });
  }
  return engine;
};

/** Load the engine before it is asked. */
export const prepare = open;

/** The records that have a word: [{id, score, load}], best first; `begun`: or a longer one. */
export const having = async (word, begun = false) => {
  const pagefind = await open();
  const [{ results }, exact] = await Promise.all([pagefind.search(word), begun ? null : pagefind.search(`"${word}"`)]);
  // In quotes every score is the same; without them longer words are found, too.
  const own = exact && new Set(exact.results.map(({ id }) => id));
  return results.filter(({ id }) => !own || own.has(id)).map(({ id, score, data }) => ({ id, score, load: () => data().then(read) }));
};

/* The values stand in characters of their own, which the index passes over. */
const shown = (meta) => meta.shown.replace(/[\uE000-\uE07F]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xe000));

const read = ({ meta, sub_results: parts }) => {
  const [address, kind, title, note, word, tone, findings] = JSON.parse(shown(meta));
  const matching = parts
    .filter(({ anchor }) => anchor && findings[anchor.id])
    .map(({ anchor, locations }) => ({ anchor: anchor.id, matches: locations.length, finding: findings[anchor.id] }))
    .map(({ anchor, matches, finding: [outcome, study, direction, partTone] }) => ({
      address: `${address}#${anchor}`, outcome, study, direction, tone: partTone, matches,
    }));
  return { address, kind, title, note, word, tone, parts: matching };
};
