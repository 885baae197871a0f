/** One section of a collecting script's output. */
export interface Section {
  readonly text: string;
  /** Exit status of the section's command. */
  readonly status: number;
}

/**
 * Cuts a script's output into its sections: each begins with a line `<nonce> begin <name>` and ends with `<nonce> end <status>`. The
 * nonce is random for each run, so that no host text can forge a border. A section without an end (output cut off) is left out.
 */
export function splitSections(output: string, nonce: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let name: string | null = null;
  let lines: string[] = [];
  for (const line of output.split("\n")) {
    if (line.startsWith(`${nonce} begin `)) {
      name = line.slice(nonce.length + 7);
      lines = [];
    } else if (line.startsWith(`${nonce} end `)) {
      const status = Number(line.slice(nonce.length + 5));
      if (name !== null && Number.isInteger(status) && !sections.has(name))
        sections.set(name, { text: lines.join("\n"), status });
      name = null;
    } else if (name !== null) lines.push(line);
  }
  return sections;
}
