import { mustHave } from "../host.ts";
import type { Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

const FILE = "/proc/sys/vm/unprivileged_userfaultfd";

/** QEMU at the destination may use userfaultfd without privileges, as post-copy needs it; until the next boot. */
export const allowUserfaultfd: Planner<"allow-userfaultfd"> = async (_action, { destination: host }) => {
  const values = { host: host.name };
  const exists = await host.look(["test", "-e", FILE]);
  if (exists.exitCode !== 0) throw refused({ key: "errors.fixes.no-userfaultfd", values });
  const now = mustHave(host, await host.look(["cat", FILE])).trim();
  if (now === "1") throw nothingToDo();
  const set = (value: string) => host.asRoot(["sysctl", "-w", `vm.unprivileged_userfaultfd=${value}`]);
  return {
    steps: [
      { hostId: host.id, hostName: host.name, does: { key: "fixes.does.allow-userfaultfd" }, argv: set("1"), undo: set("0") },
    ],
    consequences: [{ key: "fixes.effect.userfaultfd", values }],
    undo: "possible",
  };
};
