/** Lines that end so go on without a semicolon. */
const OPEN_END = /(\{|\(|;;|&&|\|\||\||\b(?:do|then|else|in))$/;

/**
 * The argv that runs fixed shell text with data as its arguments: `sh -c 'SCRIPT' sh DATA...`, to be read and copied by a person. The text is made
 * one line, since no argument may hold a newline; it must have no comments and no here-documents.
 */
export function scriptArgv(script: string, ...args: readonly string[]): readonly string[] {
  const lines = script
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const text = lines.reduce((all, line) => (all === "" ? line : `${all}${OPEN_END.test(all) ? " " : "; "}${line}`), "");
  return ["sh", "-c", text, "sh", ...args];
}
