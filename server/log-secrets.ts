/** Keys whose values never reach the log, wherever an object with them is logged (up to two levels deep). */
export const SECRET_KEYS = ["password", "passphrase", "privateKey", "secret", "token", "cookie", "authorization", "databaseUrl"];

/** What says no more than what went wrong and where. Everything else that an error carries (a query's parameters, a row) may be a secret. */
const KEPT_OF_ERRORS = [
  "code",
  "errno",
  "syscall",
  "address",
  "port",
  "path",
  "constraint",
  "table",
  "column",
  "severity",
] as const;
const DEEPEST_CAUSE = 4;
const LEFT_OUT = "[redacted]";
/** Shorter ones are found in innocent words. */
const SHORTEST_SECRET = 6;

/** Forms of secrets that any text may quote: a key file, a URL with a password, a session cookie, an Authorization header. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?=")|$)/g, LEFT_OUT],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s"]+@/gi, `$1:${LEFT_OUT}@`],
  [/(session_token=)[^;\s"\\]+/g, `$1${LEFT_OUT}`],
  [/\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${LEFT_OUT}`],
];

/** Error messages of the database layer quote the parameters of a query, which are people's data. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, `\nparams: ${LEFT_OUT}`);
}

/** An error as it is logged: its words, its stack and its causes, and nothing else that it may carry. Anything that is no error is as it was. */
export function loggedError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const fields = error as Error & Record<string, unknown>;
  const kept = KEPT_OF_ERRORS.flatMap((key) => {
    const value = fields[key];
    return typeof value === "string" || typeof value === "number" ? [[key, value] as const] : [];
  });
  const cause = error.cause instanceof Error && depth < DEEPEST_CAUSE ? { cause: loggedError(error.cause, depth + 1) } : {};
  const stack = error.stack === undefined ? {} : { stack: withoutParameters(error.stack) };
  return { type: error.name, message: withoutParameters(error.message), ...stack, ...Object.fromEntries(kept), ...cause };
}

/**
 * Takes secrets out of a finished log line: those of the settings (`secrets`), wherever they stand, and whatever has the form of one. The
 * last of three walls: no code logs secrets, objects lose the keys that are named after them, and lines go through here.
 */
export function secretScrubber(secrets: readonly string[]): (line: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  // Longest first: one may be a part of another.
  const all = [...new Set(known)].sort((a, b) => b.length - a.length);
  return (line) => {
    let clean = line;
    for (const secret of all) clean = clean.replaceAll(secret, LEFT_OUT);
    for (const [form, put] of FORMS) clean = clean.replace(form, put);
    return clean;
  };
}
