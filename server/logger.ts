import { type DestinationStream, type Logger, pino } from "pino";
import type { Config } from "./config.ts";
import { logFields } from "./log-scope.ts";
import { loggedError, SECRET_KEYS, secretScrubber } from "./log-secrets.ts";

export type { Logger };

function loggedArguments(values: unknown): unknown {
  return Array.isArray(values) ? values.map((value) => loggedError(value)) : loggedError(values);
}

/**
 * The process's logger: one JSON line an entry on stderr, so that stdout stays for the few words that a person needs (URL, first
 * password). Each line says what it is about (log-scope.ts). `secrets` (secretsOf) never appear in it. `out`: for tests.
 */
export function createLogger(level: Config["logLevel"], secrets: readonly string[] = [], out?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
      mixin: logFields,
      serializers: { err: loggedError, error: loggedError, reason: loggedError, args: loggedArguments },
      hooks: { streamWrite: secretScrubber(secrets) },
    },
    // Synchronous: the last words before a crash must be there.
    out ?? pino.destination({ fd: 2, sync: true }),
  );
}
