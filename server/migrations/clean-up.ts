import type { MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { MigrationStep } from "../../lib/core/model/steps.ts";
import { ServiceError } from "../service-error.ts";
import { succeeded } from "../ssh/command-result.ts";
import { type ActiveMigration, activate, hostIdOf, linkOf } from "./active.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { readSide, type SideReading } from "./read-side.ts";
import { textOf } from "./steps/handler.ts";
import { LOOK_AT_IMAGE, REMOVE_OLD_IMAGE } from "./steps/image-scripts.ts";
import { rootScript, wordsOf } from "./steps/root-script.ts";

const LOOK_MS = 4_000;
const REMOVE_MS = 60_000;

/** Removals on their way, by migration: a second press waits for the first. */
const onTheirWay = new Map<MigrationId, Promise<MigrationRecord>>();

/**
 * Removes one thing that an ended migration left on its source, if it is still exactly what was left and surely nobody needs it: the domain is at the
 * destination and not on the source any more, no domain or process of the source uses the file or builds on it, and the destination does not
 * see the same file (shared storage). Asked again for what is gone already, it changes nothing. Throws `not-found`, `conflict` with the reason
 * as detail when there is a doubt, `host-offline` when a host cannot be asked.
 */
export async function cleanUp(
  deps: MigrationDependencies,
  id: MigrationId,
  leftoverId: string,
  requestedBy: string,
): Promise<MigrationRecord> {
  const before = onTheirWay.get(id);
  const mine = (before?.catch(() => undefined) ?? Promise.resolve()).then(() => remove(deps, id, leftoverId, requestedBy));
  onTheirWay.set(id, mine);
  try {
    return await mine;
  } finally {
    if (onTheirWay.get(id) === mine) onTheirWay.delete(id);
  }
}

async function remove(
  deps: MigrationDependencies,
  id: MigrationId,
  leftoverId: string,
  requestedBy: string,
): Promise<MigrationRecord> {
  const record = await deps.store.migrations.get(id);
  if (!record) throw refusal("not-found", "not-found");
  if (record.endedAtMs === null) throw refusal("conflict", "not-ended");
  const step = record.steps.find((one) => one.id === leftoverId && one.kind === "remove-leftover");
  if (!step) throw refusal("not-found", "leftover-unknown");
  if (step.state === "done") return record;

  const log = await deps.store.migrations.log(id);
  const nextLogId = log.reduce((highest, entry) => Math.max(highest, entry.id), 0) + 1;
  const active = activate(deps, record, { samples: [], nextLogId });
  active.log.note({ key: "failures.notes.clean-up", values: { by: requestedBy, path: textOf(step, "path") } }, step.hostId);
  try {
    await makeSure(active, step);
    const said = await removeImage(active, step);
    const { keeper } = active;
    const leftovers = record.result?.truth.leftovers.filter(({ values }) => values?.id !== step.id) ?? [];
    const done: MigrationStep = { ...step, state: "done", startedAtMs: deps.now(), endedAtMs: deps.now(), detail: said };
    return await keeper.apply({ type: "cleaned-up", atMs: deps.now(), step: done, leftovers });
  } finally {
    await active.log.flushed();
  }
}

/** Asks both hosts where the domain is now, and the destination whether it sees this very file. */
async function makeSure(active: ActiveMigration, step: MigrationStep): Promise<void> {
  const [source, destination] = await Promise.all([
    readSide(active, "source", LOOK_MS),
    readSide(active, "destination", LOOK_MS),
  ]);
  for (const side of [source, destination]) if (!side.truth.reachable) throw offline(active, side);
  if (source.truth.present) throw doubt("the VM is defined on the source again");
  if (!destination.truth.present) throw doubt("the VM is not at the destination any more");
  const path = textOf(step, "path");
  const seen = await rootScript(active, "destination", LOOK_AT_IMAGE, [path], { timeoutMs: LOOK_MS, standsFor: ["stat", path] });
  if (!succeeded(seen)) {
    if (/No such file/.test(seen.stderr)) return;
    throw doubt(wordsOf(seen));
  }
  // One file on shared storage shows the same inode, size and time of change on both hosts.
  const [inode, bytes, changedAt] = seen.stdout.trim().split(" ");
  const same = inode === step.data.inode && bytes === step.data.bytes && changedAt === step.data.changedAt;
  if (same) throw doubt("the destination sees the same file: the storage is shared");
}

async function removeImage(active: ActiveMigration, step: MigrationStep): Promise<string> {
  const path = textOf(step, "path");
  const args = [path, textOf(step, "inode"), textOf(step, "bytes"), textOf(step, "changedAt")];
  const result = await rootScript(active, "source", REMOVE_OLD_IMAGE, args, { timeoutMs: REMOVE_MS, standsFor: ["rm", path] });
  const said = result.stdout.trim();
  if (!succeeded(result) || said.startsWith("kept: ")) throw doubt(said.replace(/^kept: /, "") || wordsOf(result));
  await refreshPool(active, path);
  return said;
}

/** libvirt's pools do not notice a file that vanished: the next copy to this path would fail. */
async function refreshPool(active: ActiveMigration, path: string): Promise<void> {
  const pools = active.deps.inventory.snapshot(hostIdOf(active, "source"))?.facts?.pools;
  const folder = path.slice(0, path.lastIndexOf("/"));
  const pool = pools?.known ? pools.value.find((one) => one.active && one.targetPath === folder) : undefined;
  if (!pool) return;
  const result = await linkOf(active, "source")?.virsh(["pool-refresh", "--pool", pool.name], { timeoutMs: LOOK_MS });
  if (result) active.log.command(hostIdOf(active, "source"), result);
}

function refusal(code: "not-found" | "conflict", key: "not-found" | "not-ended" | "leftover-unknown"): ServiceError {
  return new ServiceError(code, { message: { key: `errors.migrations.${key}` } });
}

function doubt(detail: string): ServiceError {
  return new ServiceError("conflict", { message: { key: "errors.migrations.leftover-in-doubt" }, detail });
}

function offline(active: ActiveMigration, { truth }: SideReading): ServiceError {
  const record = active.keeper.current();
  const host = truth.hostId === record.request.sourceHostId ? record.sourceHostName : record.destinationHostName;
  return new ServiceError("host-offline", { message: { key: "errors.migrations.host-offline", values: { host } } });
}
