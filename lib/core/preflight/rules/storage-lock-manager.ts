import { modeOf } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { readDetail } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** The only lock manager whose leases travel with a guest (libvirt's VIR_LOCK_MANAGER_USES_STATE). */
const WITH_STATE = "sanlock";

/**
 * sanlock hands its leases over: libvirt refuses another lock manager on the other side ("Source host lock driver X different from target Y",
 * "Missing sanlock lock state for migration cookie"). lockd against none is let through (qemuMigrationCookieXMLFormat sends no lock state then), but
 * one of the hosts guards the disks and the other does not.
 */
export const storageLockManager = defineRule({
  id: "storage.lock-manager",
  group: "storage",
  scope: "pair",
  reasons: ["none", "same", "refused", "one-sided"],
  evaluate: ({ source, destination, options }, say) => {
    const here = readDetail(source, ({ lockManager }) => lockManager);
    const there = readDetail(destination, ({ lockManager }) => lockManager);
    if (!here.known) return say.cannotTell(here.why);
    if (!there.known) return say.cannotTell(there.why);
    const evidence = () => [
      seen(source, "setting", `lock_manager = ${here.value}`),
      seen(destination, "setting", `lock_manager = ${there.value}`),
    ];
    const values = { here: here.value, there: there.value };
    if (here.value === there.value) return say.pass(here.value === "none" ? "none" : "same", { values, evidence });
    const look = ["grep", "-n", "lock_manager", "/etc/libvirt/qemu.conf"];
    const details = { values, evidence, fix: fix("same-lock-manager", { runOn: "destination", commands: [look], values }) };
    const refused = modeOf(options) === "live" && [here.value, there.value].includes(WITH_STATE);
    return refused ? say.block("refused", details) : say.warn("one-sided", details);
  },
});
