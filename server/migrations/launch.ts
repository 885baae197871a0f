import { classifyLibvirtText } from "../../lib/core/migration/libvirt-error.ts";
import type { FailureCode } from "../../lib/core/migration/libvirt-error-table.ts";
import { armsAutoConverge } from "../../lib/core/migration/option-uses.ts";
import { holdThrottleCommand } from "../../lib/core/migration/throttle.ts";
import { startRemoteJob } from "../libvirt/remote-job.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, linkOf } from "./active.ts";
import { noteBefore } from "./before.ts";
import { remoteJobId } from "./remote-job.ts";
import { argvOn, virshOn } from "./run-command.ts";
import { noteMigrateStarted, runPreparation } from "./run-steps.ts";

const TIMEOUT_MS = 5_000;

/**
 * refused: the source said no, or a step before failed, and virsh does not run; aborted: nobody wants it any more, virsh does not run; unknown: it
 * may or may not run, the source has to be asked.
 */
export type Launch =
  | { readonly kind: "started" }
  | { readonly kind: "refused"; readonly code: FailureCode; readonly words: string }
  | { readonly kind: "aborted" }
  | { readonly kind: "unknown" };

/**
 * Does the steps before, then starts virsh on the source, once. The downtime limit is set before it: libvirt 9.0 keeps it through the start of the
 * migration (tried on the lab), so that it holds from the first pass on. `virsh migrate` runs with `--p2p`: both daemons do the work, and nobody
 * has to stay.
 */
export async function launch(active: ActiveMigration): Promise<Launch> {
  const record = active.keeper.current();
  const { maxDowntimeMs } = record.request.options;
  await noteBefore(active);
  const preparation = await runPreparation(active);
  if (preparation.kind === "stopped") return { kind: "unknown" };
  if (preparation.kind === "aborted") return { kind: "aborted" };
  if (preparation.kind === "failed") {
    const code = classifyLibvirtText(preparation.words) ?? "preparation-failed";
    return { kind: "refused", code, words: preparation.words };
  }
  if (maxDowntimeMs !== null) {
    const options = ["--downtime", String(maxDowntimeMs)];
    await virshOn(active, "source", "migrate-setmaxdowntime", options, { timeoutMs: TIMEOUT_MS });
  }
  if (armsAutoConverge(record.request.options)) {
    const arm = holdThrottleCommand(record.request.domainUuid);
    await argvOn(active, "source", arm, { timeoutMs: TIMEOUT_MS });
  }
  const link = linkOf(active, "source");
  if (!link) return { kind: "refused", code: "start-failed", words: "the source host is not registered any more" };
  await noteMigrateStarted(active);
  // This process may have slept since it stored that: by now another one may have judged that nothing was started.
  if (active.stopped) return { kind: "unknown" };
  const start = await startRemoteJob(link, remoteJobId(active), record.argv);
  if (start.kind === "refused") {
    active.log.command(hostIdOf(active, "source"), start.result);
    return { kind: "refused", code: "start-failed", words: start.reason };
  }
  if (start.kind === "unknown") {
    active.log.note({ key: "failures.notes.start-uncertain", values: { host: hostNameOf(active, "source") } });
    return { kind: "unknown" };
  }
  const atMs = active.deps.now();
  await active.keeper.apply({ type: "remote-started", atMs });
  const values = { host: hostNameOf(active, "source"), ms: atMs - record.createdAtMs };
  active.log.note({ key: "failures.notes.started", values }, hostIdOf(active, "source"));
  return { kind: "started" };
}
