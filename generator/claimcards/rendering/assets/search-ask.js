/* From what somebody typed to what is found.

   An identifier is looked up, and is here or not. Words are each searched by themselves and
   added up, so that a question with one strange word still finds; what has more of the words
   comes first. Works are asked when a word is not in the index of claims, when a year is
   named, or when a whole title may have been pasted: then somebody looks for a work. */

import { identifier } from "./search-identifiers.js";
import { having, prepare } from "./search-index.js";
import { meant, phrases, root, terms, understanding, words as said } from "./search-words.js";
import { identified, said as told, works, year } from "./search-works.js";

const LOADED = 16;
const SHOWN = 8;
const LEAST = 4;
const WORKS = 4;
const BEHIND = 2;
const TITLE = 6;
const WEAK = 0.25;
const LIGHT = 0.4;
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
  const cited = /\bet al\b/i.test(query) || typed.some(({ token }) => year(token));
  const strange = typed.filter(({ found }) => !found.length);
  const named = cited || typed.length >= TITLE;
  const wanted = named || strange.length ? await works(typed.flatMap(({ roots }) => roots), words) : { list: [] };
  const { instead, nowhere } = mended(strange.filter(({ token, concept }) => !concept && !authored(typed, wanted, token)), words);
  const asked = instead.length ? await sought(terms(replaced(query, instead), words), words) : typed;
  // A year alone is in much that has nothing to do with an author who is not here.
  const but = asked.filter(({ token }) => !year(token));
  const claims = but.length && but.every(({ found }) => !found.length) ? [] : await ranked(asked, words);
  return { results: await merged(claims, wanted.list, cited), identifier: null, terms: asked, marked: phrases(asked, words), telling: phrases(asked.filter(({ light }) => !light), words), instead, nowhere };
};

const sought = (asked, words) => Promise.all(asked.map((term, place) => search(term, words, place === asked.length - 1)));

/** The records that have a term; a last word may still be growing. */
const search = async (term, { known: list }, last) => {
  let found = await having(term.token);
  if (term.concept && !found.length) found = await having(term.roots[term.roots.length - 1]);
  const growing = !term.concept && last && term.token.length > 2;
  if (!found.length && growing && begins(term.token, list)) found = await having(term.token, true);
  return { ...term, found };
};

const begins = (word, list) => { for (const other of list) if (other.startsWith(word)) return true; return false; };

/** Whether a work has a word that was asked for. */
const authored = (asked, { has = [] }, token) => asked.flatMap((term) => term.roots.map(() => term.token)).some((one, place) => one === token && has[place]);

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

/** Records by how much of the query they have, and how well. */
const ranked = async (found, words) => {
  const records = new Map();
  // Where nothing else is found, a word that most claims have must do.
  const none = found.every((term) => term.light || !term.found.length);
  const searched = none ? found.map((term) => ({ ...term, light: false })) : found;
  const all = searched.filter(({ light }) => !light).length;
  searched.forEach(({ found: hits, light }) => {
    const rare = 1 / Math.log2(2 + hits.length);
    const best = hits.length ? hits[0].score : 1;
    const sure = telling(hits, words);
    hits.forEach(({ id, score, load }) => {
      const one = records.get(id) || { load, words: 0, score: 0 };
      one.words += light ? 0 : THERE + (1 - THERE) * sure * (score / best);
      one.score += (0.3 + rare) * sure * (score / best) * (light ? LIGHT : 1);
      records.set(id, one);
    });
  });
  const list = [...records.values()].map((one) => ({ ...one, coverage: one.words / all }))
    .map((one) => ({ ...one, score: one.score * one.coverage }))
    .sort((a, b) => b.score - a.score).slice(0, LOADED);
  const loaded = await Promise.all(list.map(async ({ load, ...one }) => ({ ...one, ...(await load()) })));
  const asked = new Set(searched.map(({ token }) => token));
  const named = ({ kind, title }) => kind !== "claim" && terms(title, words).every(({ token }) => asked.has(token));
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

/** Works before records where they have more of the words, or as many of what looks like a
    citation; otherwise behind them. */
const merged = async (records, list, cited) => {
  const best = records.length ? records[0].score : 0;
  const kept = records.filter(({ score }, place) => place < LEAST || score >= WEAK * best).slice(0, SHOWN);
  if (!list.length) return kept;
  const share = Math.max(0, ...records.map(({ coverage }) => coverage));
  const most = list[0].coverage;
  const first = most > share || (cited && most === share);
  const fit = list.filter(({ coverage }) => coverage === most).slice(0, first ? WORKS : BEHIND);
  const loaded = await Promise.all(fit.map(({ load }) => load()));
  return first ? [...loaded, ...kept].slice(0, SHOWN) : [...kept.slice(0, SHOWN - BEHIND), ...loaded];
};
