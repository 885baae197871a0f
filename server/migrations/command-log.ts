import type { Message } from "../../lib/core/model/finding.ts";
import type { HostId, MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationLogEntry } from "../../lib/core/model/migration.ts";
import { NotOwnerError } from "../not-owner-error.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { hostName, type MigrationDependencies } from "./dependencies.ts";

/** What one command may add to the log, in characters of stdout and of stderr each. */
const MAX_OUTPUT = 16_384;
/** A reading that repeats is written at most this often, ms. */
const REPEAT_EVERY_MS = 3_000;
/** Entries kept for a store that does not take them. */
const MOST_UNSTORED = 200;

/** The list of everything that was done on any host for one migration, in order; stored first, then announced. */
export interface CommandLog {
  command(hostId: HostId, result: CommandResult): void;
  /** A reading that is taken over and over: one entry that counts, with the latest output. */
  repeated(hostId: HostId, result: CommandResult): void;
  event(hostId: HostId, text: string): void;
  note(message: Message, hostId?: HostId): void;
  /** Resolves when all that was said so far is stored. */
  flushed(): Promise<void>;
}

/**
 * Opens the log of a migration; `firstId` continues one that was begun by an earlier run of the server, `owner` is the token of whoever looks after
 * it. A store that fails is told to the logger only.
 */
export function openCommandLog(
  deps: Pick<MigrationDependencies, "store" | "links" | "events" | "logger" | "now">,
  id: MigrationId,
  firstId: number,
  owner?: string,
): CommandLog {
  let nextId = firstId;
  let chain: Promise<void> = Promise.resolve();
  const counted = new Map<string, { entry: MigrationLogEntry; writtenAtMs: number; dirty: boolean }>();

  /** What the store did not take (its disk is full, it is away), oldest first: offered again with whatever comes next. */
  const unstored = new Map<number, MigrationLogEntry>();

  const storeAll = async (): Promise<void> => {
    try {
      for (const entry of [...unstored.values()]) {
        await deps.store.migrations.putLog(id, entry, owner);
        unstored.delete(entry.id);
        deps.events.emit("migration:log", id, entry);
      }
    } catch (error) {
      deps.logger.error(
        { migrationId: id, entries: unstored.size, err: error },
        "entries of a migration's log could not be stored",
      );
      const [oldest] = unstored.keys();
      if (error instanceof NotOwnerError) unstored.clear();
      else if (unstored.size > MOST_UNSTORED && oldest !== undefined) unstored.delete(oldest);
    }
  };
  const write = (entry: MigrationLogEntry): void => {
    chain = chain.then(() => {
      unstored.set(entry.id, entry);
      return storeAll();
    });
  };
  const blank = (hostId: HostId | null): MigrationLogEntry => ({
    id: nextId++,
    atMs: deps.now(),
    kind: "note",
    hostId,
    hostName: hostId && hostName(deps, hostId),
    text: "",
    message: null,
    exitCode: null,
    stdout: "",
    stderr: "",
    durationMs: null,
    repeats: 1,
  });
  const writeCounted = (): void => {
    for (const item of counted.values()) {
      if (item.dirty) write(item.entry);
      item.dirty = false;
    }
  };

  return {
    command: (hostId, result) => {
      writeCounted();
      write({ ...blank(hostId), kind: "command", ...outputOf(result) });
    },
    repeated: (hostId, result) => {
      const key = `${hostId} ${result.command}`;
      const known = counted.get(key);
      const entry: MigrationLogEntry = known
        ? { ...known.entry, ...outputOf(result), repeats: known.entry.repeats + 1 }
        : { ...blank(hostId), kind: "command", ...outputOf(result) };
      const due = !known || deps.now() - known.writtenAtMs >= REPEAT_EVERY_MS;
      if (due) write(entry);
      counted.set(key, { entry, writtenAtMs: due ? deps.now() : known.writtenAtMs, dirty: !due });
    },
    event: (hostId, text) => write({ ...blank(hostId), kind: "event", text: text.slice(0, MAX_OUTPUT) }),
    note: (message, hostId) => {
      writeCounted();
      write({ ...blank(hostId ?? null), message });
    },
    flushed: () => {
      writeCounted();
      chain = chain.then(() => (unstored.size > 0 ? storeAll() : undefined));
      return chain;
    },
  };
}

function outputOf(result: CommandResult): Pick<MigrationLogEntry, "text" | "exitCode" | "stdout" | "stderr" | "durationMs"> {
  return {
    text: result.command,
    exitCode: result.exitCode,
    stdout: result.stdout.slice(0, MAX_OUTPUT),
    stderr: (result.timedOut ? `${result.stderr}\n[timed out]` : result.stderr).slice(0, MAX_OUTPUT),
    durationMs: Math.round(result.durationMs),
  };
}
