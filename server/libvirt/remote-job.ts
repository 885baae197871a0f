import { randomBytes } from "node:crypto";
import { type CommandResult, succeeded } from "../ssh/command-result.ts";
import type { HostLink } from "./host-link.ts";
import { KILL_SCRIPT, READ_SCRIPT, REMOVE_SCRIPT, START_SCRIPT } from "./remote-job-scripts.ts";

/** How the start of a remote job came out. */
export type RemoteJobStart =
  /** `started` false: a start with this id was there before; nothing was started now. pid null: that one is still starting. */
  | { readonly kind: "ok"; readonly started: boolean; readonly pid: number | null; readonly startedAtMs: number | null }
  /** The host said no; nothing runs. */
  | { readonly kind: "refused"; readonly reason: string; readonly result: CommandResult }
  /** Connection lost or too slow: it may or may not have started. `readRemoteJob` tells, then or later. */
  | { readonly kind: "unknown"; readonly result: CommandResult };

export interface RemoteJobStatus {
  /** vanished: it ran, but is gone without an exit status (killed with its wrapper, host rebooted), or never will start. */
  readonly state: "absent" | "starting" | "running" | "ended" | "vanished";
  readonly pid: number | null;
  /** The host's clock. */
  readonly startedAtMs: number | null;
  readonly exitCode: number | null;
  /** The last part of the output, at most `maxOutputBytes` each. */
  readonly stdout: string;
  readonly stderr: string;
}

export type RemoteJobReading =
  | { readonly kind: "ok"; readonly job: RemoteJobStatus }
  | { readonly kind: "unknown"; readonly result: CommandResult };

const TIMEOUT_MS = 10_000;
const DEFAULT_OUTPUT_BYTES = 64 * 1024;

/**
 * Starts `argv` detached on the host: it outlives the SSH session and this server, with its output and exit status kept in
 * `~/.cache/virtferry/jobs/<id>` (or /var/tmp/virtferry-<uid>/jobs/<id>). Returns after it has started. Starting the same id twice starts
 * once. LC_ALL=C is set; `env` adds variables. Throws a RangeError for a bad id, variable name or argument.
 */
export async function startRemoteJob(
  link: HostLink,
  id: string,
  argv: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<RemoteJobStart> {
  const variables = Object.entries(options.env ?? {}).map(([name, value]) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new RangeError(`not a variable name: ${JSON.stringify(name)}`);
    return `${name}=${value}`;
  });
  if (argv.length === 0) throw new RangeError("nothing to run");
  const command = variables.length > 0 ? ["env", ...variables, ...argv] : argv;
  const result = await link.script(START_SCRIPT, [checkedId(id), ...command], { timeoutMs: TIMEOUT_MS });
  const [, word, rest = ""] = /^(started|already|refused) ?(.*)$/m.exec(result.stdout) ?? [];
  if (word === "refused") return { kind: "refused", reason: rest, result };
  if (!succeeded(result) || word === undefined) return { kind: "unknown", result };
  return { kind: "ok", started: word === "started", ...parseRecord(rest) };
}

/** What has become of a job. Never guesses: what cannot be read is unknown. */
export async function readRemoteJob(
  link: HostLink,
  id: string,
  maxOutputBytes = DEFAULT_OUTPUT_BYTES,
): Promise<RemoteJobReading> {
  const separator = `--${randomBytes(12).toString("hex")}--`;
  const args = [checkedId(id), separator, String(maxOutputBytes)];
  const result = await link.script(READ_SCRIPT, args, { timeoutMs: TIMEOUT_MS, maxOutputBytes: maxOutputBytes * 2 + 4096 });
  const [head = "", stdout = "", stderr = ""] = result.stdout.split(separator);
  const [state = "", record = "", exit = ""] = head.split("\n");
  if (!succeeded(result) || !isState(state)) return { kind: "unknown", result };
  const exitCode = state === "ended" && /^\d+$/.test(exit) ? Number(exit) : null;
  return { kind: "ok", job: { state, ...parseRecord(record), exitCode, stdout, stderr } };
}

/** Sends TERM to the job's process if it is still that very process. True when the signal was sent; null when the host did not answer. */
export async function killRemoteJob(
  link: HostLink,
  id: string,
  signal: "TERM" | "INT" | "KILL" = "TERM",
): Promise<boolean | null> {
  const result = await link.script(KILL_SCRIPT, [checkedId(id), signal], { timeoutMs: TIMEOUT_MS });
  return succeeded(result) ? result.stdout.trim() === "signalled" : null;
}

/** Deletes an ended job's folder. False while it runs (nothing is deleted); null when the host did not answer. */
export async function removeRemoteJob(link: HostLink, id: string): Promise<boolean | null> {
  const result = await link.script(REMOVE_SCRIPT, [checkedId(id)], { timeoutMs: TIMEOUT_MS });
  return succeeded(result) ? result.stdout.trim() !== "running" : null;
}

function checkedId(id: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(id)) throw new RangeError(`not a job id: ${JSON.stringify(id.slice(0, 80))}`);
  return id;
}

function parseRecord(record: string): { pid: number | null; startedAtMs: number | null } {
  const [, pid, startedAtMs] = /^(\d+) \d+ \d+ \d+ \S+ (\d+)$/.exec(record.trim()) ?? [];
  return { pid: pid === undefined ? null : Number(pid), startedAtMs: startedAtMs === undefined ? null : Number(startedAtMs) };
}

function isState(text: string): text is RemoteJobStatus["state"] {
  return ["absent", "starting", "running", "ended", "vanished"].includes(text);
}
