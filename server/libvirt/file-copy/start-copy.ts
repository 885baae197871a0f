import type { CommandResult } from "../../ssh/command-result.ts";
import type { HostLink } from "../host-link.ts";
import { readRemoteJob, removeRemoteJob, startRemoteJob } from "../remote-job.ts";
import { rootPrefix } from "../root-prefix.ts";
import { packed, shellArgv, wordsOf } from "./as-root.ts";
import { RECEIVER_SCRIPT } from "./receiver-script.ts";
import { SENDER_SCRIPT } from "./sender-script.ts";
import type { CopyFile, CopyRefused, CopyRequest, CopyUnknown } from "./types.ts";

/** One job's report, and its command line, have room for so many. */
const MAX_FILES = 64;
const MAX_PATH_BYTES = 32 * 1024;

/** Runs the receiver as root at the destination, whichever shell the login has there. */
const BOOTSTRAP = `
export LC_ALL=C
program=$(echo ${packed(RECEIVER_SCRIPT)} | base64 -d) || exit 1
if [ "$(id -u)" = 0 ]; then eval "$program"
elif words=$(sudo -n true 2>&1); then exec sudo -n sh -c "$program" virtferry-copy
else echo "fail destination-no-root - $(echo $words)"; fi
`;
const RECEIVER_COMMAND = `env LC_ALL=C sh -c 'eval "$(echo ${packed(BOOTSTRAP)} | base64 -d)"' virtferry-copy`;

export type CopyStart = { readonly kind: "started" | "already" } | CopyRefused | CopyUnknown;

/**
 * Starts, or continues after it was cut off, the copy `request.id` as a detached job on the source, which runs as root and reaches the
 * destination by root's ssh there. `already`: it runs, or has come to its end. A copy that failed begins where the destination's
 * confirmed work ends, or anew when the source file is not the same any more. All that can go wrong with the files and the destination
 * is told by `readCopy`. Throws a RangeError for a bad id, a path that is not absolute or holds a newline, or too many files.
 */
export async function startCopy(source: HostLink, request: CopyRequest): Promise<CopyStart> {
  const args = argumentsOf(request);
  const asked = await rootPrefix(source);
  if (asked.prefix === undefined) return unknown(asked.result as CommandResult);
  if (asked.prefix === null) return { kind: "refused", code: "no-root", words: wordsOf(asked.result) };
  const reading = await readRemoteJob(source, request.id, 4096);
  if (reading.kind === "unknown") return unknown(reading.result);
  const { state, exitCode } = reading.job;
  if (state === "running" || state === "starting" || (state === "ended" && exitCode === 0)) return { kind: "already" };
  if (state !== "absent") {
    const removed = await removeRemoteJob(source, request.id);
    if (removed === false) return { kind: "already" };
    if (removed === null) return notRemoved(source, request.id);
  }
  const start = await startRemoteJob(source, request.id, [...asked.prefix, ...shellArgv(SENDER_SCRIPT, args)]);
  if (start.kind === "refused") return { kind: "refused", code: "source-no-room", words: start.reason };
  if (start.kind === "unknown") return unknown(start.result);
  return { kind: start.started ? "started" : "already" };
}

/** The folder of an earlier run stands in the way: the host is away, or says no. */
async function notRemoved(source: HostLink, id: string): Promise<CopyRefused | CopyUnknown> {
  const reading = await readRemoteJob(source, id, 4096);
  if (reading.kind === "unknown") return unknown(reading.result);
  return { kind: "refused", code: "source-no-room", words: "the job folder of an earlier run cannot be removed" };
}

function unknown(result: CommandResult): CopyUnknown {
  return { kind: "unknown", where: "source", result };
}

/** The sender's arguments; see SENDER_SCRIPT. */
export function argumentsOf(request: CopyRequest): readonly string[] {
  const { destination, files, bandwidthMiBps, id } = request;
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(id)) throw new RangeError(`not a copy's id: ${JSON.stringify(id.slice(0, 80))}`);
  if (files.length === 0 || files.length > MAX_FILES) throw new RangeError(`${files.length} files in one copy`);
  if (new Set(files.map(({ to }) => to)).size < files.length) throw new RangeError("two files for one place");
  const bytesPerSec = bandwidthMiBps === null ? 0 : Math.round(bandwidthMiBps * 1024 * 1024);
  if (!Number.isSafeInteger(bytesPerSec) || bytesPerSec < 0 || bytesPerSec > 2 ** 43)
    throw new RangeError(`not a bandwidth: ${bandwidthMiBps}`);
  const paths = files.flatMap(fileArguments);
  const length = paths.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (length > MAX_PATH_BYTES) throw new RangeError(`${length} bytes of paths in one copy`);
  const { port, address, user } = destination;
  return [id, String(bytesPerSec), RECEIVER_COMMAND, String(port), address, user ?? "-", ...paths];
}

function fileArguments({ from, to, makeFolder, owner, mode }: CopyFile): readonly string[] {
  for (const path of [from, to]) {
    const valid = path.startsWith("/") && !/[\0\n\r]/.test(path) && !/(^|\/)\.{0,2}$/.test(path);
    if (!valid) throw new RangeError(`not a file's absolute path: ${JSON.stringify(path.slice(0, 200))}`);
  }
  if (mode !== undefined && mode !== null && !/^[0-7]{3,4}$/.test(mode)) throw new RangeError(`not a mode: ${mode}`);
  const ids = owner ? [owner.uid, owner.gid] : [];
  if (!ids.every((id) => Number.isSafeInteger(id) && id >= 0)) throw new RangeError(`not an owner: ${ids.join(":")}`);
  return [from, to, makeFolder ? "1" : "0", owner ? ids.join(":") : "-", mode ?? "-"];
}
