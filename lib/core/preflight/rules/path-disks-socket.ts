import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** A UNIX socket ends at its host: something of the admin's own has to carry it to the other, which nobody can try beforehand. */
export const pathDisksSocket = defineRule({
  id: "path.disks-socket",
  group: "path",
  scope: "domain",
  reasons: ["not-chosen", "not-tried"],
  evaluate: ({ destination, options }, say) => {
    const socket = options?.disksSocket ?? null;
    if (socket === null) return say.notApplicable("not-chosen");
    return say.warn("not-tried", {
      values: { path: socket },
      evidence: [seen(destination, "option", `--disks-uri unix://${socket}`)],
      fix: fix("check-with-root", "destination", [["ls", "-ld", socket.slice(0, socket.lastIndexOf("/")) || "/"]]),
    });
  },
});
