/* Identifiers of works: recognised, brought to the form in which the catalogue has them. */

const LONGEST = 500;
const DOI = /(?:^|[\s:/([=])(10\.\d{4,9}\/[^\s"'`$\\^|&{}]+)\S*$/i;
// The same forms as in identifiers.py.
const RESOLVER = /(?:^|\/\/|\b)(?:www[.-]|dx[.-])?doi[.-]org[^/\s]*\/\s*$/i;
const BEHIND_DOI = /(?:\/(?:full|full-?text|abstract|abs|e?pdf|meta|html?|xml|text))*(?:\.(?:full|abstract|pdf|html?))*\/?(?:[?#].*)?$/i;
const BEHIND_RESOLVED = /\/?(?:[?#].*)?$/;
const VERSION = /^(10\.(?:1101|64898)\/[\d.]+\d)v\d+(?:[./?#].*)?$/i;
const MARKDOWN = /\[[^[\]]*\]\(\s*<?((?:[^\s()<>]|\([^\s()]*\))+)>?\s*\)/g;
const OPENED_BY = { ")": "(", "]": "[", ">": "<" };
// Each registry's own form: a gene such as NTRK1 or KCTD12 only begins like a number of theirs.
const TRIALS = [
  String.raw`chictr[\s-]?(?:[a-z]{3}-)?\d{8,10}`,
  String.raw`irct[\s-]?\d{8,17}n\d{1,3}`,
  String.raw`isrctn[\s-]?\d{8}`,
  String.raw`actrn[\s-]?\d{14}`,
  String.raw`ctri[\s/-]\d{4}[/-]\d{2,3}[/-]\d{6}`,
  String.raw`drks[\s-]?\d{8}`,
  String.raw`(?:jprn-?)?(?:umin[\s-]?\d{9}|jrcts?\d{9,10}|japiccti-?\d{6})`,
  String.raw`kct[\s-]?\d{7}`,
  String.raw`eudract[:\s-]*\d{4}-\d{6}-\d{2}`,
  String.raw`rbr-(?=[a-z]*\d)[a-z\d]{5,8}`,
  String.raw`ntr\d{3,4}`,
];
const KINDS = [
  // What can be nothing else is found within an address or a question, too.
  ["trial", "registration", /(?:^|[^\p{L}\p{N}])(nct(?:[\s-]?\d){8})(?!\d)/iu],
  ["pmc", "PMCID", /^(?:pmcid[:\s]*)?pmc[\s:]?(\d{3,9})$/i],
  ["pmid", "PMID", /^(?:pmid|pubmed)[:\s]*(\d{1,9})$/i],
  ["pmid", "PMID", /^(\d{7,8})$/],
  ["pmc", "PMCID", /^(?:https?:\/\/)?\S*\/PMC(\d{3,10})(?!\d)\S*$/i],
  ["pmid", "PMID", /^(?:https?:\/\/)?\S*(?:pubmed[.-]ncbi[.-]nlm[.-]nih[.-]gov[^/\s]*\/|nih[.-]gov[^/\s]*\/(?:m\/)?pubmed\/|\/MED\/)([1-9]\d{0,8})(?!\d)\S*$/i],
  ["trial", "registration", new RegExp(String.raw`^(?:https?:\/\/\S*\/)?(${TRIALS.join("|")})\/?$`, "i")],
];

/** The identifier that a query is: {key, label, text}; null where it is words. */
export const identifier = (query) => {
  if (query.length > LONGEST) return null;
  const text = unwrapped(query);
  const doi = text.match(DOI);
  const plain = doi && cleanDoi(doi[1], text.slice(0, text.lastIndexOf(doi[1])));
  if (plain) {
    return { key: `doi:${plain.toLowerCase()}`, label: "DOI", text: plain };
  }
  for (const [kind, label, form] of KINDS) {
    const found = text.match(form);
    if (found) {
      const plain = kind === "trial" ? found[1].replace(/[^\p{L}\p{N}]/gu, "") : found[1];
      return { key: `${kind}:${plain.toLowerCase()}`, label, text: kind === "pmc" ? `PMC${plain}` : plain.toUpperCase() };
    }
  }
  return null;
};

/** A query without the marks of a link around it, and with its escapes of addresses undone. */
const unwrapped = (query) => {
  const bare = query.replace(MARKDOWN, " $1 ").trim().replace(/^<(.*)>$/, "$1");
  try {
    return /%[0-9a-f]{2}/i.test(bare) ? decodeURIComponent(bare) : bare;
  } catch {
    return bare;
  }
};

/** A DOI without the sentence or address around it; "" where nothing is left of it. */
const cleanDoi = (doi, before) => {
  const bare = withoutVersion(withoutTail(doi));
  const around = before.split(/\s/).at(-1);
  const shown = RESOLVER.test(around) ? BEHIND_RESOLVED : BEHIND_DOI;
  const plain = around.includes("/") ? withoutTail(bare.replace(shown, "")) : bare;
  return /^10\.\d{4,9}\/./.test(plain) ? plain : "";
};

const withoutVersion = (doi) => doi.replace(VERSION, "$1");

/** A DOI without the marks of the sentence around it; brackets of its own stay. */
const withoutTail = (doi) => {
  const last = doi.at(-1);
  const open = OPENED_BY[last];
  const foreign = ".,;:".includes(last) || (open && doi.split(last).length > doi.split(open).length);
  return foreign ? withoutTail(doi.slice(0, -1)) : doi;
};
