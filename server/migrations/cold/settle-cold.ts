import { judgeCold } from "../../../lib/core/migration/cold-truth.ts";
import { classifyLibvirtText, failureOf } from "../../../lib/core/migration/libvirt-error.ts";
import { decideOutcome } from "../../../lib/core/migration/outcome.ts";
import { filesOfStep } from "../../../lib/core/migration/plan-cold-steps.ts";
import type { Message } from "../../../lib/core/model/finding.ts";
import type { Failure, MigrationResult, SideTruth, TruthItem, TruthVerdict } from "../../../lib/core/model/migration.ts";
import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, type Side } from "../active.ts";
import { item, stateItem, yes } from "../end-details.ts";
import { hasQemu } from "../read-side.ts";
import { abortWanted } from "../send-abort.ts";
import { noteOldImage } from "../steps/leftovers.ts";
import { forgetJobs } from "./forget-jobs.ts";
import { ownSteps } from "./ledger.ts";
import { readPlace } from "./places.ts";
import { placedOf } from "./steps/copy-files.ts";

const AGAIN_MS = 150;

/**
 * Closes a migration whose steps are done or taken back: asks both hosts twice where the VM is, and reports only what they agree on. Nothing is reported
 * while a host does not answer.
 */
export async function settleCold(
  active: ActiveMigration,
): Promise<{ readonly kind: "settled" } | { readonly kind: "silent"; readonly side: Side }> {
  const { keeper, deps } = active;
  await keeper.apply({ type: "verifying", atMs: deps.now() });
  const checkedFrom = performance.now();
  const first = await look(active);
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  const { source, destination, verdict } = await look(active);
  if (verdict === "unknown") return { kind: "silent", side: source.reachable ? "destination" : "source" };
  if (first.verdict !== verdict) return settleCold(active);
  const gone = verdict === "moved" || verdict === "moved-paused" || verdict === "moved-off";
  const leftovers = [...stepLeftovers(active), ...(gone ? await oldFiles(active) : [])];
  const failure = failureFrom(active);
  const outcome = decideOutcome({
    verdict,
    source,
    destination,
    sourceHostName: hostNameOf(active, "source"),
    destinationHostName: hostNameOf(active, "destination"),
    exitCode: null,
    abortRequested: abortWanted(active),
    abortTaken: abortWanted(active),
    timeLimitAborted: false,
    saidCode: failure === null ? null : "preparation-failed",
  });
  const atMs = deps.now();
  const { createdAtMs } = keeper.current();
  const result: MigrationResult = {
    truth: {
      verdict,
      checkedAtMs: atMs,
      durationMs: Math.round(performance.now() - checkedFrom),
      source,
      destination,
      items: itemsOf(active, source, destination, verdict),
      leftovers,
    },
    failure: outcome.failure === null ? null : (failure ?? failureOf("no-words", "")),
    exitCode: null,
    measuredDowntimeMs: gone ? stoppedForMs(active) : null,
    totalMs: atMs - createdAtMs,
    libvirtTotalMs: null,
    transferredBytes: active.samples.at(-1)?.diskProcessedBytes ?? null,
    longestPingGapMs: null,
  };
  active.log.note({ key: `failures.notes.checked.${verdict}` });
  await active.log.flushed();
  // Each step's outcome is stored by now: what its process said is needed no more, also if this ends here and is done again.
  await forgetJobs(active);
  await keeper.apply({ type: "settled", atMs, state: outcome.state, attention: outcome.attention, result });
  const { domainUuid } = keeper.current().request;
  await Promise.allSettled([
    deps.inventory.refresh(hostIdOf(active, "source"), domainUuid),
    deps.inventory.refresh(hostIdOf(active, "destination")),
  ]);
  return { kind: "settled" };
}

async function look(
  active: ActiveMigration,
): Promise<{ readonly source: SideTruth; readonly destination: SideTruth; readonly verdict: TruthVerdict }> {
  const [source, destination] = await Promise.all([readPlace(active, "source"), readPlace(active, "destination")]);
  const { mode, newUuid } = active.keeper.current().request.options;
  if (mode === "live") throw new Error("a live migration is settled elsewhere");
  return { source, destination, verdict: judgeCold({ mode, isClone: newUuid, source, destination }) };
}

function itemsOf(
  active: ActiveMigration,
  source: SideTruth,
  destination: SideTruth,
  verdict: TruthVerdict,
): readonly TruthItem[] {
  const { options } = active.keeper.current().request;
  const arrived = ["moved", "moved-paused", "moved-off", "copied"].includes(verdict);
  const checksums = ownSteps(active)
    .filter(({ kind, state: standing }) => kind === "copy-files" && standing === "done")
    .flatMap(placedOf)
    .map(({ to, sha256 }) => ({
      id: `checksum:${to}`,
      ok: true,
      label: { key: "failures.truth.checksum", values: { path: to } },
      value: sha256,
    }));
  const definition: TruthItem = {
    ...item(active, "destination-definition", "destination"),
    ok: !options.persistent || destination.persistent === true,
    value: yes(destination.persistent === true),
  };
  return [
    stateItem(active, "source", source, !arrived || !hasQemu(source) || verdict === "copied"),
    stateItem(active, "destination", destination, arrived || !destination.present),
    ...(arrived ? [definition] : []),
    ...checksums,
  ];
}

/** What could not be taken back, or not be done behind the point of no return. */
function stepLeftovers(active: ActiveMigration): readonly Message[] {
  const past = ownSteps(active).some(({ kind, state }) => ["migrate", "restore-state"].includes(kind) && state === "done");
  return ownSteps(active)
    .filter(({ state }) => state === "undo-failed" || (past && state === "failed"))
    .map(({ kind, hostId, detail, data }) => ({
      key: `failures.leftovers.${kind}`,
      values: {
        host: hostNameOf(active, hostId === hostIdOf(active, "source") ? "source" : "destination"),
        what: String(data.path ?? data.name ?? ""),
        why: detail ?? "—",
      },
    }));
}

/** The files that the VM had on the source: nobody uses them any more, and an admin may have them removed. */
async function oldFiles(active: ActiveMigration): Promise<readonly Message[]> {
  const copied = ownSteps(active).find(({ kind, state }) => kind === "copy-files" && state === "done");
  if (!copied) return [];
  const messages: Message[] = [];
  for (const { from, what, target } of filesOfStep(copied)) {
    // A base image may serve other VMs, and a state file has a step of its own.
    if (what === "backing" || what === "state") continue;
    const name = what === "disk" ? target : from;
    const noted = await noteOldImage(active, { target: name, path: from });
    if (!noted) continue;
    const values = { host: hostNameOf(active, "source"), path: from, id: noted.id };
    messages.push({ key: "failures.leftovers.source-image", values });
  }
  return messages;
}

/** In the words of the step that failed first. */
function failureFrom(active: ActiveMigration): Failure | null {
  const step = ownSteps(active).find(({ state }) => state === "failed");
  if (!step) return null;
  const words = step.detail ?? "";
  return failureOf(classifyLibvirtText(words) ?? "preparation-failed", words);
}

/** From the beginning of the suspension to the end of the resumption, ms; null for a VM that did not run. */
function stoppedForMs(active: ActiveMigration): number | null {
  const step = (kind: MigrationStep["kind"]) => ownSteps(active).find((one) => one.kind === kind);
  const [from, to] = [step("save-state")?.startedAtMs ?? null, step("restore-state")?.endedAtMs ?? null];
  return from === null || to === null ? null : to - from;
}
