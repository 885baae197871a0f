import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

/** Everything that the process is told from outside, validated once at its start. */
export interface Config {
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Origin under which browsers reach the console, without a trailing slash; null = the address that we listen on. */
  readonly publicUrl: string | null;
  /** Key that signs session cookies; null = the one in the data folder. */
  readonly secret: string | null;
  /** External PostgreSQL (>= 15); null = our own in the data folder. */
  readonly databaseUrl: string | null;
  /** The admin's password from outside; null = generated at the first start. */
  readonly adminPassword: string | null;
  /** What a monitoring system must show to read /metrics; null = only this machine may. */
  readonly metricsToken: string | null;
  /** How long ended migrations are kept: days, and how many at most. */
  readonly keep: { readonly days: number; readonly migrations: number };
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  /** `next dev` instead of the built pages. */
  readonly dev: boolean;
}

/** What is wrong with the settings, for a person: exit code 2 goes with it. */
export class ConfigError extends Error {
  readonly code = "config";
}

const HOSTNAME = /^[A-Za-z0-9:]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9:])?$/;

function wholeNumber(least: number, most: number, message: string) {
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

/** Every variable that is read. */
export const settings = z.object({
  VIRTFERRY_DATA_DIR: z.string().min(1, "is empty: give a folder, or leave it unset").optional(),
  VIRTFERRY_HOST: z
    .string()
    .regex(HOSTNAME, "is not an address to listen on: use 127.0.0.1, 0.0.0.0, :: or an address of this machine")
    .default("127.0.0.1"),
  VIRTFERRY_PORT: z
    .string()
    .regex(/^\d{1,5}$/, "is not a port: use a number from 1 to 65535")
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65535, "is not a port: use a number from 1 to 65535")
    .default(8420),
  VIRTFERRY_PUBLIC_URL: z
    .string()
    .refine(isOrigin, "is not an http(s) address without a path: use for example https://virtferry.example.org")
    .transform((text) => new URL(text).origin)
    .optional(),
  VIRTFERRY_SECRET: z.string().min(32, "is too short: use at least 32 characters, or leave it unset to have one made").optional(),
  VIRTFERRY_ADMIN_PASSWORD: z
    .string()
    .min(12, "is too short: use at least 12 characters, or leave it unset to have one made")
    .max(128, "is too long: use at most 128 characters")
    .optional(),
  VIRTFERRY_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,512}$/, "is no good token: use 16 to 512 letters, digits and signs, without spaces")
    .optional(),
  VIRTFERRY_KEEP_DAYS: wholeNumber(7, 36_500, "is not a number of days: use a whole number from 7 to 36500").default(400),
  VIRTFERRY_KEEP_MIGRATIONS: wholeNumber(
    100,
    1_000_000,
    "is not a number of migrations: use a whole number from 100 to 1000000",
  ).default(20_000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "is not a PostgreSQL URL: use postgresql://user:password@host/database, or leave it unset")
    .optional(),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      message: "is not a level: use fatal, error, warn, info, debug, trace or silent",
    })
    .default("info"),
});

const FLAGS: Readonly<Record<string, keyof z.input<typeof settings>>> = {
  "--data-dir": "VIRTFERRY_DATA_DIR",
  "--host": "VIRTFERRY_HOST",
  "--port": "VIRTFERRY_PORT",
  "--public-url": "VIRTFERRY_PUBLIC_URL",
  "--log-level": "LOG_LEVEL",
};

/** The values among the settings that nobody may see, the password in the database's URL as it is written there and as it is meant. */
export function secretsOf(config: Pick<Config, "secret" | "databaseUrl" | "adminPassword" | "metricsToken">): string[] {
  const { secret, databaseUrl, adminPassword, metricsToken } = config;
  const url = databaseUrl !== null && URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  const passwords = url ? [url.password, url.searchParams.get("password")] : [];
  return [secret, adminPassword, metricsToken, ...passwords, ...passwords.map(decoded)].flatMap((text) => (text ? [text] : []));
}

function decoded(text: string | null): string | null {
  try {
    return text === null ? null : decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
}

function defaultDataDir(env: NodeJS.ProcessEnv, isRoot: boolean): string {
  if (isRoot) return "/var/lib/virtferry";
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "virtferry");
}

function readFlags(argv: readonly string[]): { readonly values: Record<string, string>; readonly dev: boolean } {
  const values: Record<string, string> = {};
  let dev = false;
  for (let index = 0; index < argv.length; index++) {
    const [flag = "", inline] = (argv[index] ?? "").split(/=(.*)/s, 2);
    if (flag === "--dev" && inline === undefined) {
      dev = true;
      continue;
    }
    const name = FLAGS[flag];
    if (!name) throw new ConfigError(`Unknown option ${flag}. Known: --dev, ${Object.keys(FLAGS).join(", ")}.`);
    const value = inline ?? argv[++index];
    if (value === undefined) throw new ConfigError(`Option ${flag} needs a value.`);
    values[name] = value;
  }
  return { values, dev };
}

/**
 * Reads settings from flags (which win) and environment. Throws ConfigError with one line for each bad setting: where it stands,
 * what is wrong, what to do. Secrets are never in the message.
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv, isRoot: boolean): Config {
  const flags = readFlags(argv);
  // A variable that is set to nothing counts as unset, as container tools pass them on.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse({ ...given, ...flags.values });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const flag = Object.keys(FLAGS).find((key) => FLAGS[key] === name && name in flags.values);
      return `${flag ? `Option ${flag}` : `Environment variable ${name}`} ${issue.message}.`;
    });
    throw new ConfigError(lines.join("\n"));
  }
  const found = parsed.data;
  return {
    dataDir: resolve(found.VIRTFERRY_DATA_DIR ?? defaultDataDir(env, isRoot)),
    host: found.VIRTFERRY_HOST,
    port: found.VIRTFERRY_PORT,
    publicUrl: found.VIRTFERRY_PUBLIC_URL ?? null,
    secret: found.VIRTFERRY_SECRET ?? null,
    databaseUrl: found.DATABASE_URL ?? null,
    adminPassword: found.VIRTFERRY_ADMIN_PASSWORD ?? null,
    metricsToken: found.VIRTFERRY_METRICS_TOKEN ?? null,
    keep: { days: found.VIRTFERRY_KEEP_DAYS, migrations: found.VIRTFERRY_KEEP_MIGRATIONS },
    logLevel: found.LOG_LEVEL,
    dev: flags.dev,
  };
}
