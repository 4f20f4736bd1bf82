/* The catalogue of works: by author, year, word of the title, or identifier. See
   rendering/search_works.py for how it is laid out. */

const ROOT = new URL("../search/", import.meta.url);
const MOST = 6;
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

const having = async (word, { shards }) => {
  const shard = await get(`by-word/${hash(word) % shards}.json`);
  const found = Object.hasOwn(shard, word) ? shard[word] : [];
  return { all: numbers(found[0]), first: new Set(numbers(found[1])) };
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
  const { all } = await having(key, understood);
  return Promise.all(all.slice(0, MOST).map((number) => load(number, understood)));
};

/** Works that have these words, those with most of them first: [{coverage, score, load}]. A year
    alone finds none, unless nothing else was asked. */
export const works = async (roots, understood) => {
  const found = await Promise.all(roots.map((word) => having(word, understood)));
  const scores = new Map();
  const dated = roots.every(year);
  found.forEach(({ all, first }, place) => {
    const rare = 1 / Math.log2(2 + all.length);
    all.forEach((number) => {
      const one = scores.get(number) || { number, words: 0, score: 0, told: dated };
      one.words += 1;
      one.told ||= !year(roots[place]);
      one.score += rare * (first.has(number) ? 3 : 1);
      scores.set(number, one);
    });
  });
  const best = [...scores.values()].filter(({ told }) => told)
    .sort((a, b) => b.words - a.words || b.score - a.score || a.number - b.number).slice(0, MOST);
  return {
    has: found.map(({ all }) => all.length > 0),
    list: best.map(({ number, words, score }) => ({ coverage: words / roots.length, score, load: () => load(number, understood) })),
  };
};
