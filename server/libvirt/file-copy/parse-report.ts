import { readSshOutcome } from "../../../lib/core/preflight/outcomes.ts";
import type { CopiedFile, CopyFailure, CopyFailureCode, CopyFileProgress } from "./types.ts";

/** The job's own process, to be told apart from one that got its number later. */
export interface SenderProcess {
  readonly pid: string;
  readonly start: string;
  readonly boot: string;
}

/** What the job has said so far. */
export interface CopyReport {
  readonly process: SenderProcess | null;
  readonly files: readonly CopyFileProgress[];
  readonly wireBytes: number;
  readonly failure: CopyFailure | null;
  /** All files are verified and in place. */
  readonly complete: boolean;
}

type File = { -readonly [K in keyof CopyFileProgress]: CopyFileProgress[K] };

const CODES: readonly CopyFailureCode[] = [
  ...(["no-root", "source-no-room", "source-missing", "source-not-a-file", "source-unreadable", "source-in-use"] as const),
  ...(["source-changed", "destination-no-root", "exists", "folder-missing", "no-space", "not-writable", "cannot-place"] as const),
  ...(["busy", "io-error", "checksum-differs", "connection-lost"] as const),
];

/** Reads the job's stdout (what happened) and stderr (the latest tick; see SENDER_SCRIPT). Lines it does not know are passed over. */
export function parseCopyReport(stdout: string, stderr: string): CopyReport {
  const files: File[] = [];
  let process: SenderProcess | null = null;
  let failure: CopyFailure | null = null;
  let complete = false;
  for (const line of completeLines(stdout)) {
    const [, word = "", rest = ""] = /^(\S+) ?(.*)$/s.exec(line) ?? [];
    if (word === "process") process = processOf(rest);
    else if (word === "file") files.push(newFile());
    else if (word === "from" || word === "to") files.splice(-1, 1, { ...(files.at(-1) ?? newFile()), [word]: rest });
    else if (word === "fail") failure = failureOf(rest);
    else if (word === "end") complete = true;
    else tell(files, word, rest.split(" "));
  }
  const [, index, sent, wire, verified] = /^tick (-|\d+) (\d+) (\d+) (\d+) *$/m.exec(stderr) ?? [];
  const current = files[Number(index)];
  if (current?.phase === "copying") current.sentBytes = Math.max(current.sentBytes, Number(sent));
  if (current?.phase === "verifying") current.verifiedBytes = Number(verified);
  const failed = failure?.file === null || failure === null ? undefined : files[failure.file];
  if (failed) {
    if (failed.phase === "copying") failed.sentBytes = Math.max(failed.sentBytes, Number(sent ?? 0));
    failed.phase = "failed";
  }
  return { process, files, wireBytes: Number(wire ?? 0), failure, complete };
}

/** The last line may still be on its way. */
function completeLines(text: string): readonly string[] {
  return text.split("\n").slice(0, -1);
}

function newFile(): File {
  const unknown = { sizeBytes: null, dataBytes: null, sha256: null, placed: null };
  return { from: "", to: "", ...unknown, sentBytes: 0, resumedAtBytes: 0, verifiedBytes: 0, phase: "waiting" };
}

function tell(files: readonly File[], word: string, [index, ...words]: readonly string[]): void {
  const file = files[Number(index)];
  const [first = "", second = ""] = words;
  if (!file) return;
  if (word === "size") Object.assign(file, { sizeBytes: Number(first), dataBytes: Number(second) });
  else if (word === "resume") file.resumedAtBytes = Number(first);
  else if (word === "phase" && (first === "copying" || first === "verifying")) {
    file.phase = first;
    if (first === "verifying") file.sentBytes = file.dataBytes ?? 0;
  } else if (word === "sum") file.sha256 = { source: sumOf(first), destination: sumOf(second) };
  else if (word === "placed" && file.sha256?.destination) place(file, file.sha256.destination, words);
  else if (word === "has") {
    // Put in place by an earlier run, which had compared the sums of this very state of the source.
    file.sha256 = { source: sumOf(first), destination: sumOf(first) };
    file.resumedAtBytes = file.sizeBytes ?? 0;
    place(file, first, words.slice(1));
  }
}

function place(file: File, sha256: string, [inode = "", size = "", modifiedAt = "", made = "0"]: readonly string[]): void {
  file.placed = {
    to: file.to,
    sizeBytes: Number(size),
    sha256,
    inode,
    modifiedAt,
    madeFolders: Number(made),
  } satisfies CopiedFile;
  file.sentBytes = file.dataBytes ?? 0;
  file.verifiedBytes = file.sizeBytes ?? 0;
  file.phase = "done";
}

function processOf(rest: string): SenderProcess | null {
  const [, pid, start, boot] = /^(\d+) (\d+) ([0-9a-f-]+)$/.exec(rest) ?? [];
  return pid && start && boot ? { pid, start, boot } : null;
}

function sumOf(text: string): string | null {
  return /^[0-9a-f]{64}$/.test(text) ? text : null;
}

function failureOf(rest: string): CopyFailure {
  const [, code = "", index = "-", words = ""] = /^(\S+) (\S+) ?(.*)$/s.exec(rest) ?? [];
  const file = /^\d+$/.test(index) ? Number(index) : null;
  if (code === "ssh") return { ...sshFailure(words), file };
  return { code: CODES.find((known) => known === code) ?? "unexpected", file, words: words.trim() };
}

const SSH_CODES = {
  "host-key-changed": "host-key-changed",
  "host-key-unknown": "host-key-unknown",
  denied: "ssh-denied",
  unresolvable: "ssh-unresolvable",
  refused: "ssh-refused",
  "no-route": "ssh-unreachable",
  timeout: "ssh-unreachable",
} as const satisfies Readonly<Record<string, CopyFailureCode>>;

/** `words` is ssh's exit code and what it said. */
function sshFailure(words: string): Pick<CopyFailure, "code" | "words"> {
  const [, exit = "", text = ""] = /^(\d+) ?(.*)$/s.exec(words) ?? [];
  const outcome = readSshOutcome({ exitCode: Number(exit || 255), timedOut: false, text });
  const code = outcome in SSH_CODES ? SSH_CODES[outcome as keyof typeof SSH_CODES] : "ssh-failed";
  return { code, words: text.trim() === "" ? `ssh ended with ${exit}` : text.trim() };
}
