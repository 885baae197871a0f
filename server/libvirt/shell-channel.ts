import type { ClientChannel } from "ssh2";
import { closeNow, onChannelEnd } from "../ssh/channel-end.ts";

/** Whoever reads the streams at the moment. */
export interface ShellReader {
  onStdout(chunk: Buffer): void;
  onStderr(chunk: Buffer): void;
  onEnd(exitCode: number | null): void;
}

/** A channel with at most one reader; what comes while there is none is kept (stdout) or told (stderr). */
export interface ShellChannel {
  alive(): boolean;
  give(text: string): void;
  /** Hands the streams to a reader, beginning with what stdout said in between. */
  read(reader: ShellReader): void;
  /** Takes them back; `rest` is what the reader got but did not want. */
  release(rest: { readonly stdout: Buffer; readonly stderr: Buffer }): void;
  onEnd(listener: () => void): void;
  onStray(listener: (text: string) => void): void;
  close(): void;
}

/** Bound on what stdout may say while nobody reads; more than a prompt never comes. */
const IDLE_BYTES = 64 * 1024;

/** Takes over all of a channel's events. */
export function shellChannel(channel: ClientChannel): ShellChannel {
  let reader: ShellReader | undefined;
  let alive = true;
  let idle = Buffer.alloc(0);
  let onEnd: (() => void) | undefined;
  let onStray: ((text: string) => void) | undefined;
  const stray = (chunk: Buffer) => {
    if (chunk.length > 0) onStray?.(chunk.toString("utf8"));
  };
  const keep = (chunk: Buffer) => {
    idle = Buffer.from(Buffer.concat([idle, chunk]).subarray(-IDLE_BYTES));
  };
  channel.on("data", (chunk: Buffer) => (reader ? reader.onStdout(chunk) : keep(chunk)));
  channel.stderr.on("data", (chunk: Buffer) => (reader ? reader.onStderr(chunk) : stray(chunk)));
  channel.on("error", () => closeNow(channel));
  onChannelEnd(channel, ({ exitCode }) => {
    alive = false;
    reader?.onEnd(exitCode);
    onEnd?.();
  });
  return {
    alive: () => alive,
    give: (text) => {
      if (alive && channel.writable) channel.write(text);
    },
    read: (next) => {
      reader = next;
      const before = idle;
      idle = Buffer.alloc(0);
      if (before.length > 0) next.onStdout(before);
    },
    release: ({ stdout, stderr }) => {
      reader = undefined;
      keep(stdout);
      stray(stderr);
    },
    onEnd: (listener) => {
      onEnd = listener;
    },
    onStray: (listener) => {
      onStray = listener;
    },
    close: () => {
      alive = false;
      closeNow(channel);
    },
  };
}
