import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, readConfig } from "../../server/config.ts";
import { createLogger, type Logger } from "../../server/logger.ts";

/** What a command that works on the store is given: settings as the server reads them, one file, and which of its own switches are on. */
export interface StoreCommand {
  readonly config: Config;
  readonly logger: Logger;
  readonly file: string;
  readonly switches: ReadonlySet<string>;
  /** Of VirtFerry. */
  readonly version: string;
}

const say = (text: string) => process.stdout.write(`[virtferry] ${text}\n`);

function read(usage: string, known: readonly string[]): StoreCommand {
  const args = process.argv.slice(2);
  const switches = new Set(args.filter((arg) => known.includes(arg)));
  const rest = args.filter((arg) => !known.includes(arg));
  // Options of the server take a value; what is neither is the file.
  const at = rest.findIndex((arg, index) => !arg.startsWith("--") && !(rest[index - 1] ?? "").match(/^--[a-z-]+$/));
  const file = rest[at];
  if (file === undefined) {
    process.stderr.write(`usage: ${usage}\n`);
    process.exit(2);
  }
  const config = readConfig(rest.toSpliced(at, 1), process.env, process.getuid?.() === 0);
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8")) as {
    version: string;
  };
  return { config, logger: createLogger("warn"), file, switches, version };
}

/** Runs such a command. Exit code 2: it was refused, with the reason in words; 1: it failed. */
export async function storeCommand(
  usage: string,
  switches: readonly string[],
  work: (command: StoreCommand, say: (text: string) => void) => Promise<void>,
): Promise<void> {
  process.umask(0o077);
  try {
    await work(read(usage, switches), say);
  } catch (error) {
    const refused = (error as { code?: unknown }).code === "config";
    const words = error instanceof Error ? (refused ? error.message : (error.stack ?? error.message)) : String(error);
    process.stderr.write(`[virtferry] ${words}\n`);
    process.exit(refused ? 2 : 1);
  }
}

/** A size for people. */
export function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
