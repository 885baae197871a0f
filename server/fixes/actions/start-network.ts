import { virsh } from "../host.ts";
import type { Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

/** A libvirt network that the destination has, and that is not active, is started. */
export const startNetwork: Planner<"start-network"> = async ({ name }, { destination: host }) => {
  const values = { name, host: host.name };
  const info = await host.look(virsh("net-info", "--network", name));
  if (info.exitCode !== 0) throw refused({ key: "errors.fixes.no-network", values }, info.stderr);
  if (/^Active:\s+yes$/m.test(info.stdout)) throw nothingToDo();
  return {
    steps: [
      {
        hostId: host.id,
        hostName: host.name,
        does: { key: "fixes.does.start-network", values },
        argv: virsh("net-start", "--network", name),
        undo: virsh("net-destroy", "--network", name),
      },
    ],
    consequences: [{ key: "fixes.effect.network-started", values }],
    undo: "possible",
  };
};
