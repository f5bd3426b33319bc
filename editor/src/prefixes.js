// Short names of addresses, by the prefixes of the publication.
export class Prefixes {
  constructor(spaces, base) {
    this.base = base;
    this.spaces = Object.entries(spaces).sort((a, b) => b[1].length - a[1].length);
  }

  shorten(iri) {
    for (const [prefix, space] of this.spaces) {
      const rest = iri.startsWith(space) ? iri.slice(space.length) : null;
      if (rest !== null && /^[\w][\w.-]*$/.test(rest) && !rest.endsWith(".")) return `${prefix}:${rest}`;
    }
    return null;
  }

  space(prefix) {
    return this.spaces.find(([name]) => name === prefix)?.[1] ?? null;
  }

  // The text with a line for each prefix it uses and does not declare.
  declared(text) {
    const known = new Set([...text.matchAll(/^\s*PREFIX\s+([\w-]*):/gim)].map((found) => found[1]));
    const bare = text.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*$/gm, " ");
    const used = new Set([...bare.matchAll(/(?<![\w?$@^-])([A-Za-z][\w-]*):/g)].map((found) => found[1]));
    const lines = this.spaces
      .filter(([prefix]) => used.has(prefix) && !known.has(prefix))
      .sort()
      .map(([prefix, space]) => `PREFIX ${prefix}: <${space}>\n`);
    return lines.length ? `${lines.join("")}\n${text}` : text;
  }
}
