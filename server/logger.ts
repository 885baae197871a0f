import { type Logger, pino } from "pino";
import type { Config } from "./config.ts";

export type { Logger };

/** Keys whose values never reach the log, wherever an object with them is logged (one and two levels deep). */
const SECRET_KEYS = ["password", "passphrase", "privateKey", "secret", "token", "cookie", "authorization"];

/**
 * The process's logger: one JSON line an entry on stderr, so that stdout stays for the few words that a person needs (URL, first
 * password).
 */
export function createLogger(level: Config["logLevel"]): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
    },
    // Synchronous: the last words before a crash must be there.
    pino.destination({ fd: 2, sync: true }),
  );
}
