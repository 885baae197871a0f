import type { ClientChannel } from "ssh2";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import { boundedOutput } from "./bounded-output.ts";
import { closeNow, onChannelEnd } from "./channel-end.ts";
import type { CommandResult } from "./command-result.ts";
import { remoteCommandLine } from "./remote-command-line.ts";
import type { SshConnection } from "./ssh-connection.ts";

export interface RunCommandOptions {
  /** Deadline in ms from the call on. */
  readonly timeoutMs: number;
  readonly stdin?: string;
  readonly maxOutputBytes?: number;
}

/** Bound on each of stdout and stderr, bytes. */
export const DEFAULT_MAX_OUTPUT_BYTES = 4 * 1024 * 1024;
/** A command whose output is this many times over its bound is stopped: it would go on for ever. */
const RUNAWAY_FACTOR = 16;

/** A result for a command that never ran, or of which nothing is known: no connection. `reason` goes to stderr. */
export function notRun(argv: readonly string[], reason: string, how: { timedOut: boolean }, durationMs = 0): CommandResult {
  return {
    argv,
    command: quoteArgv(argv),
    exitCode: null,
    signal: null,
    stdout: "",
    stderr: reason,
    durationMs,
    timedOut: how.timedOut,
    connectionLost: !how.timedOut,
    truncated: false,
  };
}

/**
 * Runs `argv` on a channel of its own. Always resolves, once, with one CommandResult: ended, timed out (the channel is closed and
 * the host kills the command), or connection lost (the host kills it at the deadline); a channel that the host refuses counts as lost.
 * Output over the bound is cut and the command goes on to its end, unless it is endless.
 * Throws a RangeError, at once, only for arguments that cannot be quoted.
 */
export function runCommand(
  connection: SshConnection,
  argv: readonly string[],
  options: RunCommandOptions,
): Promise<CommandResult> {
  const line = remoteCommandLine(argv, options.timeoutMs);
  const startedAt = performance.now();
  const maxBytes = options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES;
  const stdout = boundedOutput(maxBytes);
  const stderr = boundedOutput(maxBytes);
  return new Promise((resolve) => {
    let channel: ClientChannel | undefined;
    let exitCode: number | null = null;
    let signal: string | null = null;
    let ended = false;
    const finish = (timedOut: boolean, connectionLost: boolean, note = "") => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      const truncated = stdout.truncated() || stderr.truncated();
      const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
      const result = { argv, command: quoteArgv(argv), exitCode, signal, stdout: stdout.text(), stderr: stderr.text() + note };
      resolve({ ...result, durationMs, timedOut, connectionLost, truncated });
    };
    const timer = setTimeout(() => {
      if (channel) closeNow(channel);
      finish(true, false);
    }, options.timeoutMs);
    const collect = (into: typeof stdout) => (chunk: Buffer) => {
      into.push(chunk);
      if (!channel || into.offered() <= maxBytes * RUNAWAY_FACTOR) return;
      closeNow(channel);
      finish(false, false);
    };

    connection.openChannel(line).then(
      (opened) => {
        channel = opened;
        if (ended) return closeNow(opened);
        opened.on("data", collect(stdout));
        opened.stderr.on("data", collect(stderr));
        onChannelEnd(opened, (end) => {
          ({ exitCode, signal } = end);
          finish(false, exitCode === null && signal === null);
        });
        opened.on("error", (error: Error) => finish(false, true, error.message));
        opened.end(options.stdin ?? "");
      },
      (error: unknown) => finish(false, true, error instanceof Error ? error.message : String(error)),
    );
  });
}
