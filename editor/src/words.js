// What the editor says, in the language of the page.
const TEXTS = {
  nl: {
    answer: "Beantwoord", cancel: "Stop", running: "Bezig …", cancelled: "Gestopt.",
    editor: "Uw vraag in SPARQL", keys: "Ctrl+Enter beantwoordt, Ctrl+Spatie vult aan.",
    questions: "Begin met een vraag", none: "kies een vraag", fill: "Vul in",
    link: "Kopieer een link", copied: "De link staat op het klembord.",
    notCopied: "Kopiëren mag niet; de link staat in de adresbalk.",
    table: "Tabel", chart: "Grafiek", graph: "Netwerk", raw: "Ruw", results: "Antwoord",
    download: "Download als", rows: (n) => (n === 1 ? "1 rij" : `${n} rijen`),
    triples: (n) => (n === 1 ? "1 triple" : `${n} triples`),
    first: (n) => `Alleen de eerste ${n} staan hier; een download is volledig.`,
    yes: "Ja", no: "Nee", empty: "Er is niets gevonden.",
    noChart: "Voor een grafiek is een kolom met getallen nodig.",
    took: (ms, lane) => `${ms} ms (${lane})`, kept: "uit het geheugen van de dienst",
    fresh: "nu uitgerekend", line: (l, c) => `Regel ${l}, teken ${c}: `,
    unreachable: "De dienst antwoordt niet. Probeer het opnieuw.",
    uses: (n) => `${n} keer gebruikt`, sort: (name) => `Sorteer op ${name}`,
  },
  en: {
    answer: "Answer", cancel: "Stop", running: "Working …", cancelled: "Stopped.",
    editor: "Your question in SPARQL", keys: "Ctrl+Enter answers, Ctrl+Space completes.",
    questions: "Begin with a question", none: "choose a question", fill: "Fill in",
    link: "Copy a link", copied: "The link is on the clipboard.",
    notCopied: "Copying is not allowed; the link is in the address bar.",
    table: "Table", chart: "Chart", graph: "Graph", raw: "Raw", results: "Answer",
    download: "Download as", rows: (n) => (n === 1 ? "1 row" : `${n} rows`),
    triples: (n) => (n === 1 ? "1 triple" : `${n} triples`),
    first: (n) => `Only the first ${n} are here; a download is complete.`,
    yes: "Yes", no: "No", empty: "Nothing was found.",
    noChart: "A chart needs a column of numbers.",
    took: (ms, lane) => `${ms} ms (${lane})`, kept: "kept by the service",
    fresh: "worked out now", line: (l, c) => `Line ${l}, character ${c}: `,
    unreachable: "The service does not answer. Try again.",
    uses: (n) => `used ${n} times`, sort: (name) => `Sort by ${name}`,
  },
};

export const language = globalThis.document?.documentElement.lang === "en" ? "en" : "nl";
export const words = TEXTS[language];
