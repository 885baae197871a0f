import type { CheckReport } from "../../lab/checker/index.ts";
import type { MigrationRecord, SideTruth, TruthVerdict } from "../../lib/contract/index.ts";

type Seen = Pick<CheckReport, "judgement" | "picture">;

/**
 * Holds what the console says of a migration (its page is made of this record) against what the checker saw: verdict, state, and each host's part.
 * Returns every difference in words.
 */
export function differences(record: MigrationRecord, seen: Seen): string[] {
  if (record.endedAtMs === null) return unfinished(record, seen);
  const truth = record.result?.truth;
  if (!truth) return cancelled(record, seen);
  const found: string[] = [];
  if (!agrees(truth.verdict, record, seen)) found.push(`it says ${truth.verdict}, but there is ${inWords(seen)}`);
  if (!FITTING[record.state]?.includes(truth.verdict)) found.push(`it says ${record.state} with the verdict ${truth.verdict}`);
  found.push(...sideDifferences(record.sourceHostName, truth.source, seen));
  found.push(...sideDifferences(record.destinationHostName, truth.destination, seen));
  return found;
}

const FITTING: Readonly<Partial<Record<MigrationRecord["state"], readonly TruthVerdict[]>>> = {
  succeeded: ["moved", "moved-paused", "moved-off", "copied"],
  failed: ["stayed", "stayed-off", "stopped", "lost"],
  aborted: ["stayed", "stayed-off"],
  indeterminate: ["split-brain", "needs-attention"],
};

function unfinished(record: MigrationRecord, { judgement }: Seen): string[] {
  if (record.state !== "post-copy-broken") return [`it has not ended: ${record.state}, ${record.phase}`];
  return judgement.copies === "waiting"
    ? []
    : [`it says that a broken post-copy waits, but the checker sees ${judgement.copies}`];
}

/** Cancelled while it waited in the queue: no host was asked, and nothing may have moved. */
function cancelled({ state, queue, sourceHostName }: MigrationRecord, { judgement }: Seen): string[] {
  if (state !== "aborted" || queue.admittedAtMs !== null) return [`ended as ${state} without a result`];
  return judgement.knownOn.join() === sourceHostName
    ? []
    : [`cancelled in the queue, but it is known on ${judgement.knownOn.join(", ")}`];
}

function agrees(verdict: TruthVerdict, record: MigrationRecord, { judgement }: Seen): boolean {
  const { copies, on, knownOn } = judgement;
  const { sourceHostName: source, destinationHostName: destination } = record;
  switch (verdict) {
    case "moved":
      return copies === "one-running" && on === destination;
    case "moved-paused":
      return copies === "one-paused" && on === destination;
    case "moved-off":
      return copies === "none" && knownOn.join() === destination;
    case "copied":
      return copies === "none" && knownOn.includes(destination);
    case "stayed":
      return (copies === "one-running" || copies === "one-paused") && on === source;
    case "stayed-off":
      return copies === "none" && knownOn.join() === source;
    case "stopped":
      return copies === "none" && knownOn.length > 0;
    case "lost":
      return copies === "none" && knownOn.length === 0;
    case "split-brain":
      return copies === "several";
    case "needs-attention":
      return copies !== "one-running" || judgement.faults.length > 0;
    case "unknown":
      return false;
  }
}

function sideDifferences(host: string, said: SideTruth, { picture }: Seen): string[] {
  const seen = picture.hosts.find((one) => one.host === host);
  if (!seen?.power || !seen.answers) return [];
  const there = seen.domain === null ? "absent" : seen.domain.state;
  const told = said.present ? (said.state ?? "no state").replace("-", " ") : "absent";
  return there === told ? [] : [`it says ${told} on ${host}, libvirt there says ${there}`];
}

function inWords({ judgement }: Seen): string {
  const { copies, on, knownOn } = judgement;
  return `${copies}${on ? ` on ${on}` : ""}${knownOn.length > 0 ? ` (known on ${knownOn.join(", ")})` : ""}`;
}
