const startedAt = performance.now();
let quiet = false;

/** Silences {@link say}, for callers that read JSON or run in a test. */
export function beQuiet(on = true): void {
  quiet = on;
}

/** Tells the person at the terminal what is being done, with the seconds since the start. On stderr, so that stdout stays data. */
export function say(text: string): void {
  if (!quiet) process.stderr.write(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)}s] ${text}\n`);
}
