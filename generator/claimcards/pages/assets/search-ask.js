/* From what somebody typed to what is found.

   An identifier is looked up, and is here or not. Words are each searched by themselves and
   added up, so that a question with one strange word still finds; what has more of the words
   comes first, be it a claim or a work. */

import { identifier } from "./search-identifiers.js";
import { having, prepare } from "./search-index.js";
import { meant, phrases, root, terms, understanding, words as said } from "./search-words.js";
import { best as bestWorks, identified, said as told, works, year } from "./search-works.js";

const LOADED = 16;
const SHOWN = 8;
const LEAST = 4;
const WORKS = 4;
const SOME = 2;
const MORE = 0.1;
const AHEAD = 2;
const FEWER = 0.75;
const WEAK = 0.25;
const LIGHT = 0.4;
const BASE = 0.3;
const ASKED = 1.4;
const THERE = 0.5;
const KIND = { claim: 1, page: 1, term: 0.8, topic: 0.7 };

let known = null;
const understood = async () => {
  if (!known) known = told().then(understanding);
  known.catch(() => { known = null; });
  return known;
};

/** Load what every question needs, while somebody begins to type. */
export const warm = () => Promise.all([understood(), prepare()]);

/** What is found for a query: {results, identifier, terms, marked, telling, instead, nowhere};
    `marked` are the phrases to mark in results, `telling` those worth marking on a whole page. */
export const ask = async (query) => {
  const words = await understood();
  const one = identifier(query);
  if (one) return { results: await identified(one.key, words), identifier: one, terms: [], marked: [], telling: [], instead: [], nowhere: [] };
  const typed = await sought(terms(query, words), words);
  const { instead, nowhere } = mended(typed.terms.filter(({ found, concept }, place) => !found.length && !concept && typed.works[place]?.size === 0), words);
  const { terms: asked, works: wanted } = instead.length ? await sought(terms(replaced(query, instead), words), words) : typed;
  // A year alone is in much that has nothing to do with an author who is not here.
  const but = asked.filter(({ token }) => !year(token));
  const told = saying(asked, wanted);
  const claims = but.length && but.every(({ found }) => !found.length) ? [] : await ranked(asked, told, words);
  const cited = /\bet al\b/i.test(query) || but.length < asked.length;
  return { results: await merged(claims, bestWorks(asked, told, wanted, words), cited), identifier: null, terms: asked, marked: phrases(asked, words), telling: phrases(asked.filter(({ light }) => !light), words), instead, nowhere };
};

/** Each term with the records that have it, and the works that have them. */
const sought = async (asked, words) => {
  const [found, wanted] = await Promise.all([
    Promise.all(asked.map((term, place) => search(term, words, place === asked.length - 1))),
    works(asked, words),
  ]);
  return { terms: found, works: wanted };
};

/** The records that have a term; a last word may still be growing. */
const search = async (term, { known: list }, last) => {
  let found = await having(term.token);
  if (term.concept && !found.length) found = await having(term.roots[term.roots.length - 1]);
  const growing = !term.concept && last && term.token.length > 2;
  if (!found.length && growing && begins(term.token, list)) found = await having(term.token, true);
  return { ...term, found };
};

const begins = (word, list) => { for (const other of list) if (other.startsWith(word)) return true; return false; };

/** Words that nothing has, and no work either, were perhaps mistyped. */
const mended = (strange, words) => {
  const list = strange.map((term) => ({ ...term, instead: meant(term.token, words) }));
  return { instead: list.filter(({ instead }) => instead), nowhere: list.filter(({ instead }) => !instead) };
};

/** The query as it was probably meant: a mended word may be part of a phrase. */
const replaced = (query, list) => {
  const other = new Map(list.map(({ token, instead }) => [token, instead]));
  return said(query).map((word) => other.get(root(word)) || word).join(" ");
};

/** How much a word says that so many records have. */
const weight = (found) => BASE + 1 / Math.log2(2 + found.length);

/** How much each term says: the more, the fewer records have it; nothing where nobody has it, or
    where it is light, unless nothing else is found. */
const saying = (asked, works) => {
  const none = asked.every(({ light, found }) => light || !found.length);
  const nobody = ({ found }, place) => !found.length && works[place]?.size === 0;
  return asked.map((term, place) => ((term.light && !none) || nobody(term, place) ? 0 : weight(term.found)));
};

/** Records by how much of the query they have, and how well. */
const ranked = async (asked, told, words) => {
  const records = new Map();
  const all = told.reduce((sum, much) => sum + much, 0) || 1;
  asked.forEach(({ found: hits }, place) => {
    const much = told[place] || LIGHT * weight(hits);
    const best = hits.length ? hits[0].score : 1;
    const sure = telling(hits, words);
    hits.forEach(({ id, score, load }) => {
      const one = records.get(id) || { load, coverage: 0, score: 0 };
      one.coverage += told[place] * (THERE + (1 - THERE) * sure * (score / best)) / all;
      one.score += much * sure * (score / best);
      records.set(id, one);
    });
  });
  const list = [...records.values()].map((one) => ({ ...one, score: one.score * one.coverage }))
    .sort((a, b) => b.score - a.score).slice(0, LOADED);
  const loaded = await Promise.all(list.map(async ({ load, ...one }) => ({ ...one, ...(await load()) })));
  const tokens = new Set(asked.map(({ token }) => token));
  const named = ({ kind, title }) => kind !== "claim" && terms(title, words).every(({ token }) => tokens.has(token));
  return loaded.map((one) => ({ ...one, score: one.score * KIND[one.kind] * (named(one) ? 1 + one.coverage : 1) }))
    .sort((a, b) => b.score - a.score);
};

/** How much a word says, 0 to 1: one that is nobody's name and that nobody asks by, but stands
    in some running text, sorts what the others find. The engine's scores grow with a word's
    rarity; that is taken out. */
const telling = (hits, { records }) => {
  const rarity = Math.log(1 + (records - hits.length + 0.5) / (hits.length + 0.5));
  return hits.length ? Math.min(1, hits[0].score / (ASKED * rarity)) : 0;
};

/** Works before records where they have more of what is asked, or as much of what looks like a
    citation; otherwise behind the best records and all that have nearly as much. */
const merged = async (records, list, cited) => {
  const best = records.length ? records[0].score : 0;
  const kept = records.filter(({ score }, place) => place < LEAST || score >= WEAK * best).slice(0, SHOWN);
  if (!list.length) return kept;
  const share = Math.max(0, ...records.map(({ coverage }) => coverage));
  const most = list[0].coverage;
  const fit = list.filter(({ coverage }) => coverage === most).slice(0, cited || !kept.length ? WORKS : SOME);
  const loaded = await Promise.all(fit.map(({ load }) => load()));
  const first = cited ? most >= share : most > share + MORE;
  const fewer = kept.findIndex(({ coverage }, place) => place >= AHEAD && coverage < FEWER * most);
  const place = first ? 0 : fewer < 0 ? kept.length : fewer;
  return [...kept.slice(0, Math.min(place, SHOWN - loaded.length)), ...loaded, ...kept.slice(place)].slice(0, SHOWN);
};
