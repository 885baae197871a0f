import type { Message } from "../model/finding.ts";
import type { MigrationOptions } from "../model/options.ts";
import { needsPostCopy } from "./option-uses.ts";

/** The way that a migration moves, in words: the mode itself, and what stands beside it as a mark. */
export interface ModeWords {
  readonly mode: Message;
  /** Post-copy allowed, TLS, several channels. */
  readonly marks: readonly Message[];
}

/** What a title, a row of a list and a review say about the mode. Keys below `options.mode`. */
export function describeMode(options: MigrationOptions): ModeWords {
  if (options.mode !== "live")
    return { mode: say(options.mode === "cold-copy" && options.newUuid ? "clone" : options.mode), marks: [] };
  return {
    mode: say(options.storageCopy === "none" ? "live-shared" : "live-disk-copy"),
    marks: [
      ...(needsPostCopy(options) ? [say("post-copy")] : []),
      ...(options.tls ? [say("tls")] : []),
      ...(options.parallelConnections === null ? [] : [say("channels", { count: options.parallelConnections })]),
      ...(options.tunnelled ? [say("tunnelled")] : []),
    ],
  };
}

function say(key: string, values?: Message["values"]): Message {
  return { key: `options.mode.${key}`, ...(values ? { values } : {}) };
}
