/* From what somebody typed to what is found.

   An identifier is looked up, and is here or not. Words are each searched by themselves and
   added up, so that a question with one strange word still finds; what has more of the words
   comes first. Works are asked when a word is not in the index of claims, when a year is
   named, or when a whole title may have been pasted: then somebody looks for a work. */

import { identifier } from "./search-identifiers.js";
import { having, prepare } from "./search-index.js";
import { meant, phrases, terms, understanding } from "./search-words.js";
import { identified, said, works } from "./search-works.js";

const LOADED = 16;
const SHOWN = 8;
const WORKS = 4;
const BEHIND = 2;
const TITLE = 6;
const WEAK = 0.25;
const LIGHT = 0.4;
const NAMED = 2;
const KIND = { claim: 1, page: 1, term: 0.8, topic: 0.7 };
const YEAR = /^(19|20)\d\d$/;

let known = null;
const understood = async () => {
  if (!known) known = said().then(understanding);
  known.catch(() => { known = null; });
  return known;
};

/** Load what every question needs, while somebody begins to type. */
export const warm = () => Promise.all([understood(), prepare()]);

/** What is found for a query: {results, identifier, terms, marked, instead, nowhere}. */
export const ask = async (query) => {
  const words = await understood();
  const one = identifier(query);
  if (one) return { results: await identified(one.key, words), identifier: one, terms: [], marked: [], instead: [], nowhere: [] };
  const asked = terms(query, words);
  const searched = await Promise.all(asked.map((term, place) => search(term, words, place === asked.length - 1)));
  const strange = searched.filter(({ found }) => !found.length);
  const cited = /\bet al\b/i.test(query) || asked.some(({ token }) => YEAR.test(token));
  const named = cited || asked.length >= TITLE;
  const wanted = named || strange.length ? await works(asked.flatMap(({ roots }) => roots), words) : { list: [] };
  const mended = await mend(searched, wanted, asked, words);
  const claims = await ranked(mended);
  return { results: await merged(claims, wanted.list, cited), identifier: null, terms: mended, marked: phrases(mended, words), instead: mended.filter(({ instead }) => instead), nowhere: mended.filter(({ nowhere }) => nowhere) };
};

/** The records that have a term; a last word may still be growing. */
const search = async (term, { known: list }, last) => {
  let found = await having(term.token);
  if (term.concept && !found.length) found = await having(term.roots[term.roots.length - 1]);
  const growing = !term.concept && last && term.token.length > 2;
  if (!found.length && growing && begins(term.token, list)) found = await having(term.token, true);
  return { ...term, found };
};

const begins = (word, list) => { for (const other of list.keys()) if (other.startsWith(word)) return true; return false; };

/** A word that nothing has, and no work either, was perhaps mistyped. */
const mend = (searched, { has = [] }, asked, words) => {
  const inWorks = new Set();
  let place = 0;
  asked.forEach(({ token, roots }) => { roots.forEach(() => { if (has[place]) inWorks.add(token); place += 1; }); });
  return Promise.all(searched.map(async (term) => {
    if (term.found.length || term.concept || inWorks.has(term.token)) return term;
    const other = meant(term.token, words);
    if (!other) return { ...term, nowhere: true };
    const token = words.concepts.get(other) || other;
    return { ...term, token, typed: term.roots.join(" "), instead: other, roots: [other], found: await having(token) };
  }));
};

/** Records by how much of the query they have, and how well. */
const ranked = async (found) => {
  const records = new Map();
  // Where nothing else is found, a word that most claims have must do.
  const none = found.every((term) => term.light || !term.found.length);
  const searched = none ? found.map((term) => ({ ...term, light: false })) : found;
  const all = searched.filter(({ light }) => !light).length;
  searched.forEach(({ found: hits, light }) => {
    const rare = 1 / Math.log2(2 + hits.length);
    const best = hits.length ? hits[0].score : 1;
    hits.forEach(({ id, score, load }) => {
      const one = records.get(id) || { load, words: 0, score: 0 };
      one.words += light ? 0 : 1;
      one.score += (0.3 + rare) * (score / best) * (light ? LIGHT : 1);
      records.set(id, one);
    });
  });
  const list = [...records.values()].map((one) => ({ ...one, coverage: one.words / all }))
    .map((one) => ({ ...one, score: one.score * one.coverage }))
    .sort((a, b) => b.score - a.score).slice(0, LOADED);
  const loaded = await Promise.all(list.map(async ({ load, ...one }) => ({ ...one, ...(await load()) })));
  const words = await understood();
  const asked = new Set(searched.map(({ token }) => token));
  const named = ({ kind, title }) => kind !== "claim" && terms(title, words).every(({ token }) => asked.has(token));
  return loaded.map((one) => ({ ...one, score: one.score * KIND[one.kind] * (named(one) ? NAMED : 1) }))
    .sort((a, b) => b.score - a.score);
};

/** Works before records where they have more of the words, or as many of what looks like a
    citation; otherwise behind them. */
const merged = async (records, list, cited) => {
  const best = records.length ? records[0].score : 0;
  const kept = records.filter(({ score }) => score >= WEAK * best).slice(0, SHOWN);
  if (!list.length) return kept;
  const share = Math.max(0, ...records.map(({ coverage }) => coverage));
  const most = list[0].coverage;
  const first = most > share || (cited && most === share);
  const fit = list.filter(({ coverage }) => coverage === most).slice(0, first ? WORKS : BEHIND);
  const loaded = await Promise.all(fit.map(({ load }) => load()));
  return first ? [...loaded, ...kept].slice(0, SHOWN) : [...kept.slice(0, SHOWN - BEHIND), ...loaded];
};
