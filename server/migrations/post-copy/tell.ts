import { postCopyFailed } from "../../../lib/core/migration/post-copy.ts";
import { type ActiveMigration, hostNameOf } from "../active.ts";
import { virshOn } from "../run-command.ts";
import type { BothSides, PostCopyTrouble } from "./look.ts";

const TIMEOUT_MS = 5_000;

/**
 * unattended: a libvirt daemon lost sight of the other one, but QEMU sends on (a daemon was restarted, or only their connection broke); stuck: a
 * recovery was tried and does not get through.
 */
export type BrokenPostCopy = PostCopyTrouble | "unattended" | "stuck";

/** Says on the record, and in the log when it is news, how a post-copy is broken. */
export async function tell(active: ActiveMigration, how: BrokenPostCopy): Promise<void> {
  const values = { source: hostNameOf(active, "source"), destination: hostNameOf(active, "destination") };
  const attention = { key: `failures.attention.post-copy-${how}`, values };
  const before = active.keeper.current();
  const after = await active.keeper.apply({ type: "post-copy-broken", atMs: active.deps.now(), attention });
  if (after !== before) active.log.note({ key: `failures.notes.post-copy-${how}`, values });
}

/** Looks again at one that libvirt calls broken. That a recovery is stuck stays said until it is over. */
export async function tellHowBroken(active: ActiveMigration, sides: BothSides): Promise<void> {
  if (sides.picture !== "broken" || active.keeper.current().attention?.key.endsWith("-stuck")) return;
  await tell(active, (await isStillSending(active, sides)) ? "unattended" : "failed");
}

/**
 * True when libvirt calls it broken at the source only, and QEMU there says that it sends: nothing is wrong between the two QEMUs, and a recovery would
 * break what works.
 */
export async function isStillSending(active: ActiveMigration, { source, destination }: BothSides): Promise<boolean> {
  if (!postCopyFailed(source.truth) || postCopyFailed(destination.truth)) return false;
  const result = await virshOn(active, "source", "qemu-monitor-command", ["--hmp", "info migrate"], {
    timeoutMs: TIMEOUT_MS,
    logged: "repeated",
  });
  return /^Migration status: postcopy-active/m.test(result.stdout);
}
