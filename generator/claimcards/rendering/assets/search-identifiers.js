/* Identifiers of works: recognised, brought to the form in which the catalogue has them. */

const DOI = /(?:^|[\s:/(])(10\.\d{4,9}\/\S+)$/i;
const KINDS = [
  ["pmc", "PMCID", /^(?:pmcid[:\s]*)?pmc[\s:]?(\d{3,9})$/i],
  ["pmid", "PMID", /^(?:pmid|pubmed)[:\s]*(\d{1,9})$/i],
  ["pmid", "PMID", /^(\d{7,8})$/],
  ["pmid", "PMID", /^https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d+)\/?$/i],
  ["pmc", "PMCID", /^https?:\/\/\S*\/PMC(\d+)\/?$/i],
  ["trial", "registration", /^(?:https?:\/\/\S*\/)?(nct[\s-]?\d{8})\/?$/i],
  ["trial", "registration", /^((?:chictr|irct|isrctn|actrn|ctri|drks|jprn|umin|kct|eudract|rbr|ntr)[\w\s/-]*\d[\w\s/-]*)$/i],
];

/** The identifier that a query is: {key, label, text}; null where it is words. */
export const identifier = (query) => {
  const text = query.trim();
  const doi = text.match(DOI);
  if (doi) {
    const plain = doi[1].replace(/[?#].*$/, "").replace(/[.,;\]]+$/, "");
    return { key: `doi:${plain.toLowerCase()}`, label: "DOI", text: plain };
  }
  for (const [kind, label, form] of KINDS) {
    const found = text.match(form);
    if (found) {
      const plain = kind === "trial" ? found[1].replace(/[^\p{L}\p{N}]/gu, "") : found[1];
      return { key: `${kind}:${plain.toLowerCase()}`, label, text: plain.toUpperCase() };
    }
  }
  return null;
};
