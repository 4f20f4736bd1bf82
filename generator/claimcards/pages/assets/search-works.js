/* The catalogue of works: by author, year, word of the title or of its cards, or identifier. See
   search/files.py for how it is laid out. */

const ROOT = new URL("../search/", import.meta.url);
const MOST = 6;
const FIRST = 3;
const ABOUT = 0.6;
const fetched = new Map();

const get = (path) => {
  if (!fetched.has(path)) {
    const wanted = fetch(new URL(path, ROOT)).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json();
    });
    wanted.catch(() => fetched.delete(path));
    fetched.set(path, wanted);
  }
  return fetched.get(path);
};

/** What every question is understood with. */
export const said = () => get("words.json");

const hash = (word) => {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
};

/** Whether a word is a year of publication. */
export const year = (word) => /^(19|20)\d\d$/.test(word);

const numbers = (steps = []) => {
  let number = 0;
  return steps.map((step) => { number += step; return number; });
};

/** The works that have a word: how well, by number; null for a word that too many have. */
const having = async (word, { shards }) => {
  const shard = await get(`by-word/${hash(word) % shards}.json`);
  const [told, first, about] = Object.hasOwn(shard, word) ? shard[word] : [[]];
  if (!told) return null;
  const found = new Map(numbers(about).map((number) => [number, ABOUT]));
  numbers(told).forEach((number) => found.set(number, 1));
  numbers(first).forEach((number) => found.set(number, FIRST));
  return found;
};

const load = async (number, { block }) => {
  const [address, short, title, bearings] = (await get(`works/${Math.floor(number / block)}.json`))[number % block];
  const parts = bearings.map(([claim, statement, anchor, direction, tone]) => ({
    address: `claims/${claim}/#${anchor}`, outcome: statement, study: "", direction, tone,
  }));
  return { address, kind: "study", title: short, note: title, word: "", tone: "", parts };
};

/** The works with exactly this identifier. */
export const identified = async (key, understood) => {
  const found = await having(key, understood);
  return Promise.all([...found.keys()].slice(0, MOST).map((number) => load(number, understood)));
};

/** The works that have each of some terms, as `best` reads it. */
export const works = (asked, understood) => Promise.all(asked.map(({ token }) => having(token, understood)));

/** The works with most of what is asked for: [{coverage, score, load}]. `told` is how much each
    term says, nothing for one that does not count. A year alone finds none, unless nothing else
    was asked. */
export const best = (asked, told, found, understood) => {
  const dated = asked.every(({ token }) => year(token));
  const says = told.map((much, place) => (found[place] ? much : 0));
  const all = says.reduce((sum, much) => sum + much, 0) || 1;
  const scores = new Map();
  found.forEach((hits, place) => hits?.forEach((well, number) => {
    const one = scores.get(number) || { number, coverage: 0, score: 0, named: dated };
    one.coverage += Math.min(well, 1) * says[place] / all;
    one.named ||= !year(asked[place].token);
    one.score += well / Math.log2(2 + hits.size);
    scores.set(number, one);
  }));
  return [...scores.values()].filter(({ named }) => named)
    .sort((a, b) => b.coverage - a.coverage || b.score - a.score || a.number - b.number).slice(0, MOST)
    .map(({ number, coverage, score }) => ({ coverage, score, load: () => load(number, understood) }));
};
