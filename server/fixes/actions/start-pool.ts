import { virsh } from "../host.ts";
import type { Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

/** libvirt may have to mount or log in. */
export const POOL_START_MS = 90_000;

/** A storage pool that the destination has, and that is not active, is started. */
export const startPool: Planner<"start-pool"> = async ({ name }, { destination: host }) => {
  const values = { name, host: host.name };
  const info = await host.look(virsh("pool-info", "--pool", name));
  if (info.exitCode !== 0) throw refused({ key: "errors.fixes.no-pool", values }, info.stderr);
  if (/^State:\s+running$/m.test(info.stdout)) throw nothingToDo();
  return {
    steps: [
      {
        hostId: host.id,
        hostName: host.name,
        does: { key: "fixes.does.start-pool", values },
        argv: virsh("pool-start", "--pool", name),
        undo: virsh("pool-destroy", "--pool", name),
        timeoutMs: POOL_START_MS,
      },
    ],
    consequences: [{ key: "fixes.effect.pool-started", values }],
    undo: "possible",
  };
};
