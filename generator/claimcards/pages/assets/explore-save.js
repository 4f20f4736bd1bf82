/* What Explore shows, as a file to keep: CSV, JSON or BibTeX, each with its licence, day and
   citation inside. Loaded when the first file is asked for. */

const about = ({ data, seen, plural }) => {
  const canonical = document.querySelector("link[rel=canonical]");
  const address = (canonical ? canonical.href : location.origin + location.pathname) + location.search;
  const name = data.name || document.title;
  return {
    title: `${name}: ${plural(seen.fits.length, "claim")} and ${plural(seen.findings, "finding")}`,
    citation: `${name}. Explore, content as of ${data.asOf}. ${address}`,
    address,
    as_of: data.asOf,
    licence: data.licence,
  };
};

const labels = (axes, row, label) => Object.fromEntries(axes.map((axis) => [axis.id, label(axis, row)]));

const findingOf = ({ data, words, label }, page, claim, finding) => {
  const said = words(claim, finding);
  return {
    finding: said.id,
    finding_address: `${page}#f-${said.id}`,
    outcome: said.outcome,
    study: said.key,
    reference: said.short,
    title: said.title,
    doi: said.doi,
    year: String(data.years[finding] || ""),
    ...labels(data.theirs, finding, label),
  };
};

/** What is seen, with words instead of codes. */
const content = (view) => view.seen.fits.map(({ claim, matched }) => {
  const { data, root, label } = view;
  const page = new URL(`claims/${data.claims[claim]}/`, data.url || root).href;
  return {
    id: data.claims[claim],
    statement: data.statements[claim],
    address: page,
    answer: data.answers[claim],
    ...labels(data.own, claim, label),
    findings: matched.map((finding) => findingOf(view, page, claim, finding)),
  };
});

/** A cell that no spreadsheet takes for a formula; a plain number stays as it is. */
const cell = (text) => {
  const acts = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text);
  return `"${(acts ? `'${text}` : text).replace(/"/g, '""')}"`;
};

const csv = (view) => {
  const rows = content(view).flatMap(({ findings, ...claim }) => (
    (findings.length ? findings : [{}]).map((finding) => ({ ...claim, ...finding }))));
  const names = [...new Set(rows.flatMap(Object.keys))];
  const head = Object.entries(about(view)).map(([name, text]) => `# ${name}: ${text}`);
  const lines = rows.map((row) => names.map((name) => cell(row[name] || "")).join(","));
  return [...head, names.map(cell).join(","), ...lines, ""].join("\r\n");
};

const json = (view) => `${JSON.stringify({ about: about(view), claims: content(view) }, null, 1)}\n`;

const bib = (view) => {
  const wanted = new Set(content(view).flatMap((claim) => claim.findings.map(({ study }) => study)));
  const key = (entry) => entry.slice(entry.indexOf("{") + 1, entry.indexOf(","));
  const entries = view.references.split(/\n(?=@)/).filter((entry) => wanted.has(key(entry)));
  // An @ in the head would begin an entry.
  const head = Object.entries(about(view)).map(([name, text]) => `% ${name}: ${text.replace(/@/g, " at ")}`);
  return [...head, "", ...entries.map((entry) => `${entry.trim()}\n`)].join("\n");
};

const kinds = { csv: [csv, "text/csv"], json: [json, "application/json"], bib: [bib, "application/x-bibtex"] };

export const write = (kind, view) => {
  const [make, type] = kinds[kind];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([make(view)], { type: `${type};charset=utf-8` }));
  link.download = `explore-${view.data.asOf}.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
