/* Words as the search compares them. The same steps as in search/words.py, through which
   the text of the index went. */

const WORD = /\p{L}{2,}(?=\p{Nd})|[\p{L}\p{N}]+/gu;
const SPELLINGS = [
  [/ae|oe/g, "e"],
  [/our/g, "or"],
  [/is(ation|e|ed|ing|er)$/, "iz$1"],
  [/ys(e|ed|ing|er)$/, "yz$1"],
  [/([bt])re$/, "$1er"],
];
const LONGEST = 5;
const FEW = 3;

// The same letters and accents as in folding.py.
const LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŧ: "t", ς: "σ" };
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u064b-\u065f]/g;

/** A text in small letters, without accents. */
const foldLetters = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/[øłđðþßæœıħŧς]/g, (one) => LETTERS[one]).replace(ACCENTS, "").normalize("NFC");

/** The words of a text, without accents, capitals and apostrophes. */
export const words = (text) => foldLetters(text.replace(/['’‘`´]/g, "")).match(WORD) || [];

/** A word in one number and one spelling. */
export const root = (word) => {
  let one = word;
  if (one.length > 4 && one.endsWith("ies")) one = `${one.slice(0, -3)}y`;
  else if (one.length > 3 && one.endsWith("s") && !/(ss|us|is)$/.test(one)) one = one.slice(0, -1);
  if (one.length > 4) SPELLINGS.forEach(([from, to]) => { one = one.replace(from, to); });
  return one;
};

/** What words.json says, ready to be asked. */
export const understanding = (said) => ({
  ...said,
  stop: new Set(said.stop.split(" ")),
  concepts: new Map(Object.entries(said.concepts)),
  common: new Set(said.common),
  known: new Set([...said.known.split(" "), ...Object.keys(said.concepts).flatMap((phrase) => phrase.split(" "))]),
});

/** What a query asks for: words that say something, and phrases with a concept as one.

    A word that most claims have is `light`: it sorts what the others find, where those are few. */
export const terms = (query, { stop, concepts, common }) => {
  const said = words(query);
  const roots = said.map(root);
  const found = [];
  for (let place = 0; place < said.length;) {
    let length = Math.min(LONGEST, said.length - place);
    const phrase = () => roots.slice(place, place + length).join(" ");
    while (length > 1 && !concepts.has(phrase())) length -= 1;
    // 'osteo arthritis' is one word to the vocabulary.
    const joined = length === 1 && concepts.get(roots.slice(place, place + 2).join(""));
    if (joined) length = Math.min(2, said.length - place);
    const token = joined || concepts.get(phrase());
    const own = roots.slice(place, place + length);
    if (token || !stop.has(said[place])) found.push({ token: token || roots[place], roots: own, concept: Boolean(token), typed: said.slice(place, place + length).join(" ") });
    place += length;
  }
  if (!found.length) return unique(roots.map((one, place) => ({ token: one, roots: [one], concept: false, typed: said[place] })));
  const telling = found.filter(({ token }) => !common.has(token));
  if (!telling.length) return unique(found);
  const light = telling.length < FEW ? found.filter(({ token }) => common.has(token)) : [];
  return unique([...telling, ...light.slice(0, FEW - telling.length).map((term) => ({ ...term, light: true }))]);
};

/** What to mark in a result: the words that were asked for, and others that mean the same. */
export const phrases = (asked, { concepts }) => {
  const tokens = new Set(asked.filter(({ light }) => !light).map(({ token }) => token));
  const alike = [...concepts].filter(([, token]) => tokens.has(token)).map(([phrase]) => phrase.split(" "));
  return [...asked.map(({ roots }) => roots), ...alike];
};

const unique = (list) => [...new Map(list.map((term) => [term.token, term])).values()];

/** The known word that was probably meant; nothing where none is near enough. Few people get the
    first letter wrong. */
export const meant = (word, { known }) => {
  if (known.has(word)) return "";
  const most = word.length < 5 ? 0 : word.length < 8 ? 1 : 2;
  let best = "";
  let nearest = most + 1;
  for (const other of known) {
    if (other[0] === word[0] && Math.abs(other.length - word.length) < nearest && other.length > 2) {
      const far = distance(word, other, nearest);
      if (far < nearest) [best, nearest] = [other, far];
    }
  }
  return best;
};

/** How many letters are wrong, missing, too many or swapped; stops counting at `enough`. */
const distance = (one, other, enough) => {
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) >= enough) return enough;
    [before, last] = [last, row];
  }
  return last[other.length];
};
