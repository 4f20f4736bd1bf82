/* What fits the filters of Explore: plain functions over the columns, no page in sight.

   Choices on one axis mean "or". Choices on several axes must meet in one claim, or in one
   finding: "disputes" and "pig" is a pig that disputes. */

const FIRST = 35;
const DELETE = 127;
const BEYOND = 161;

/** One code for each character, as pages/explore.py writes them. */
const decode = (text) => Uint16Array.from(text, (character) => {
  const point = character.charCodeAt(0);
  return (point < DELETE ? point : point - BEYOND + DELETE) - FIRST;
});

/** The data file with its columns decoded; findings of claim n: starts[n] to starts[n + 1]. */
export const prepare = (raw) => {
  const starts = [0];
  raw.findings.forEach((count, claim) => starts.push(starts[claim] + count));
  const axes = raw.axes.map((axis) => ({ ...axis, codes: decode(axis.codes) }));
  const years = Array.from(decode(raw.years), (code) => (code ? raw.firstYear + code - 1 : 0));
  const of = (kind) => axes.filter((axis) => axis.of === kind);
  return { ...raw, axes, starts, years, own: of("claim"), theirs: of("finding") };
};

/** What a block of claims says of one of its findings. */
export const wordsOf = (block, finding) => {
  const at = finding - block.first;
  const [key, short, title, doi] = block.studies[block.studyOf[at]];
  return { id: block.ids[at], outcome: block.outcomes[at], key, short, title, doi };
};

/** For each claim: whether it has all words typed, and else a test for each of its findings. */
export const searcher = (data, queries, blocks) => (claim) => {
  if (!queries.length) return { whole: true };
  const number = Math.floor(claim / data.block);
  const block = blocks.get(number);
  const synonyms = block.synonyms[claim - number * data.block].join(" ");
  const text = `${data.statements[claim]} ${synonyms}`.toLowerCase();
  const left = queries.filter((query) => !text.includes(query));
  const test = (finding) => {
    const { outcome, short, title, doi } = wordsOf(block, finding);
    const theirs = `${outcome} ${short} ${title} ${doi}`.toLowerCase();
    return left.every((query) => theirs.includes(query));
  };
  return { whole: !left.length, test };
};

/** For each set of words of an axis: whether it fits what was chosen. */
const fitting = (axis, state) => {
  const ids = state.picked.get(axis.id);
  if (!ids) return axis.sets.map(() => true);
  const chosen = new Set(axis.words.flatMap(([id], place) => (ids.includes(id) ? [place] : [])));
  return axis.sets.map((set) => set.some((word) => chosen.has(word)));
};

/** Claims and findings that fit, and for each value how many would, all else unchanged. */
export const sift = (data, state, look) => {
  const counts = new Map(data.axes.map((axis) => [axis, new Uint32Array(axis.words.length)]));
  const tally = (axis, row) => axis.sets[axis.codes[row]].forEach((word) => { counts.get(axis)[word] += 1; });
  const own = data.own.map((axis) => [axis, fitting(axis, state)]);
  const theirs = data.theirs.map((axis) => [axis, fitting(axis, state)]);
  const dated = Boolean(state.from || state.to);
  const from = Number(state.from) || 1;
  const to = Number(state.to) || Infinity;
  const joined = dated || data.theirs.some((axis) => state.picked.has(axis.id));
  const fits = [];
  let findings = 0;
  let narrowed = joined;
  data.claims.forEach((_, claim) => {
    const misses = own.filter(([axis, ok]) => !ok[axis.codes[claim]]);
    if (misses.length > 1) return;
    const text = look(claim);
    const matched = [];
    for (let finding = data.starts[claim]; finding < data.starts[claim + 1]; finding += 1) {
      if (dated && !(data.years[finding] >= from && data.years[finding] <= to)) continue;
      if (!text.whole && !text.test(finding)) continue;
      let missed = 0;
      let miss = null;
      for (const [axis, ok] of theirs) if (!ok[axis.codes[finding]]) { missed += 1; miss = axis; }
      if (missed === 0) matched.push(finding);
      if (misses.length || missed > 1) continue;
      if (missed === 1) tally(miss, finding);
      else theirs.forEach(([axis]) => tally(axis, finding));
    }
    if ((joined || !text.whole) && !matched.length) return;
    if (misses.length) {
      tally(misses[0][0], claim);
      return;
    }
    own.forEach(([axis]) => tally(axis, claim));
    fits.push({ claim, matched });
    findings += matched.length;
    narrowed ||= !text.whole;
  });
  return { fits, findings, counts, narrowed };
};
