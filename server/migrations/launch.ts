import { startRemoteJob } from "../libvirt/remote-job.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, linkOf } from "./active.ts";
import { noteBefore } from "./before.ts";
import { remoteJobId } from "./remote-job.ts";
import { virshOn } from "./run-command.ts";

const TIMEOUT_MS = 5_000;

/** refused: the source said no and nothing runs; unknown: it may or may not run, the source has to be asked. */
export type Launch =
  | { readonly kind: "started" }
  | { readonly kind: "refused"; readonly words: string }
  | { readonly kind: "unknown" };

/**
 * Starts virsh on the source, once. The downtime limit is set before it: libvirt 9.0 keeps it through the start of the migration (tried on
 * the lab), so that it holds from the first pass on. `virsh migrate` runs with `--p2p`: both daemons do the work, and nobody has to stay.
 */
export async function launch(active: ActiveMigration): Promise<Launch> {
  const record = active.keeper.current();
  const { maxDowntimeMs } = record.request.options;
  await noteBefore(active);
  if (maxDowntimeMs !== null) {
    const options = ["--downtime", String(maxDowntimeMs)];
    await virshOn(active, "source", "migrate-setmaxdowntime", options, { timeoutMs: TIMEOUT_MS });
  }
  const link = linkOf(active, "source");
  if (!link) return { kind: "refused", words: "the source host is not registered any more" };
  const start = await startRemoteJob(link, remoteJobId(active), record.argv);
  if (start.kind === "refused") {
    active.log.command(hostIdOf(active, "source"), start.result);
    return { kind: "refused", words: start.reason };
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
