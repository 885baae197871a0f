const SAFE_WORD = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;

/**
 * One argument as a POSIX shell word: bare when every character is safe everywhere, else in single quotes with `'` as `'\''`.
 * virsh's own command line reads such words the same way. Throws a RangeError for NUL (no argument can hold one) and for a newline
 * (nothing that we pass as an argument has one, and a second line is how injected text becomes a second command).
 */
export function quoteArgument(argument: string): string {
  if (/[\0\n]/.test(argument)) throw new RangeError(`NUL or newline in an argument: ${JSON.stringify(argument.slice(0, 80))}`);
  return SAFE_WORD.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

/** The command line of an argv array: the same text for preview, log and run. Throws as `quoteArgument` does. */
export function quoteArgv(argv: readonly string[]): string {
  return argv.map(quoteArgument).join(" ");
}
