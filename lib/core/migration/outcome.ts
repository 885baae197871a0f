import type { Message } from "../model/finding.ts";
import type { SideTruth, TruthVerdict } from "../model/migration.ts";
import type { FailureCode } from "./libvirt-error-table.ts";
import type { EndState } from "./lifecycle.ts";
import { postCopyPicture } from "./post-copy.ts";

export interface EndFacts {
  readonly verdict: Exclude<TruthVerdict, "unknown">;
  readonly source: SideTruth;
  readonly destination: SideTruth;
  readonly sourceHostName: string;
  readonly destinationHostName: string;
  /** Null when the process left none, or never ran. */
  readonly exitCode: number | null;
  readonly abortRequested: boolean;
  /** libvirt took an abort that we sent. */
  readonly abortTaken: boolean;
  /** The server itself aborted it because its time had run out: the time limit, or the ladder's last rung. */
  readonly timeLimitAborted: boolean;
  /** What libvirt's words and logs mean; null when nobody asked them. */
  readonly saidCode: FailureCode | null;
}

export interface Outcome {
  readonly state: EndState;
  readonly attention: Message | null;
  /** What went wrong: a code to be used as it is, "said" = what libvirt's words mean, null = nothing. */
  readonly failure: FailureCode | "said" | null;
}

/** Words that an abort leaves behind: with these, an abort that was asked for is what ended the migration. */
const AFTER_ABORT: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "canceled",
  "cause-hidden",
  "no-words",
  "stream-broken",
  "connection-lost",
  "qemu-died",
  "disk-copy-failed",
  "unrecognised",
]);

/**
 * What is reported about a migration that is over: the truth on both hosts decides, never the exit code alone. A VM that moved is a
 * success even if virsh complained, and an abort that came too late is said to be so.
 */
export function decideOutcome(facts: EndFacts): Outcome {
  const names = { source: facts.sourceHostName, destination: facts.destinationHostName };
  const say = (key: string, values: Record<string, string> = {}): Message => ({ key: `failures.attention.${key}`, values });
  switch (facts.verdict) {
    case "moved":
      if (facts.abortRequested) return { state: "succeeded", attention: say("abort-too-late"), failure: null };
      return { state: "succeeded", attention: (facts.exitCode ?? 0) === 0 ? null : say("moved-with-error"), failure: null };
    case "moved-paused":
      return { state: "succeeded", attention: say("moved-paused", { host: names.destination }), failure: null };
    case "moved-off":
    case "copied":
      return { state: "succeeded", attention: facts.abortRequested ? say("abort-too-late") : null, failure: null };
    case "stayed":
    case "stayed-off":
      return stayed(facts);
    case "stopped":
      return { state: "failed", attention: say("stopped"), failure: "guest-stopped" };
    case "lost":
      return { state: "failed", attention: say("lost"), failure: "guest-stopped" };
    case "split-brain":
      return { state: "indeterminate", attention: say("split-brain"), failure: "said" };
    case "needs-attention":
      return { state: "indeterminate", attention: say(whichAttention(facts), names), failure: "said" };
  }
}

function stayed(facts: EndFacts): Outcome {
  const stopped = facts.abortTaken || facts.saidCode === null || AFTER_ABORT.has(facts.saidCode);
  if (facts.abortRequested && stopped) return { state: "aborted", attention: null, failure: null };
  if (facts.timeLimitAborted && stopped) return { state: "aborted", attention: null, failure: "timed-out" };
  if (facts.exitCode === 0) return { state: "failed", attention: null, failure: "stayed-without-error" };
  return { state: "failed", attention: null, failure: "said" };
}

function whichAttention({ source, destination }: EndFacts): string {
  const picture = source.reachable ? postCopyPicture(source, destination) : "none";
  if (picture === "destination-lost" || picture === "source-lost") return `post-copy-${picture}`;
  if (source.jobActive === true || destination.jobActive === true) return "still-working";
  if (source.state === "paused" && destination.state === "running") return "source-cleanup";
  const destinationActive = destination.present && destination.state !== "shut-off" && destination.state !== "crashed";
  if (source.state === "paused" && !destinationActive) return "paused-in-between";
  return "not-clean";
}
