import type { GuestArch } from "../../model/host.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject } from "../memo.ts";
import { defineRule } from "../rule.ts";
import { readGuestArches } from "./guest-arch.ts";

/** libvirt: "Emulator '...' does not support machine type '...'": an older QEMU does not know newer machine types. */
export const machineType = defineRule({
  id: "machine.type",
  group: "devices",
  reasons: ["offered", "missing", "no-arch"],
  evaluate: ({ domain, destination }, say) => {
    const arches = readGuestArches(destination, domain);
    if (!arches.known) return say.cannotTell(arches.why);
    if (arches.value.length === 0) return say.notApplicable("no-arch", { values: { arch: domain.arch } });
    const sameEmulator = arches.value.filter(({ emulator }) => emulator === domain.emulator);
    const candidates = sameEmulator.length > 0 ? sameEmulator : arches.value;
    const values = { machine: domain.machine };
    if (candidates.some((arch) => machinesOf(arch).has(domain.machine)))
      return say.pass("offered", () => ({ values, evidence: [seen(destination, "machine", domain.machine)] }));
    const offered = candidates.flatMap(({ machineTypes }) => machineTypes);
    const alike = offered.filter((machine) => family(machine) === family(domain.machine));
    return say.block("missing", {
      values,
      evidence: [seen(destination, "machine", alike.join(", ") || "-")],
      fix: fix("upgrade-qemu", "destination", [virsh("capabilities")]),
    });
  },
});

const machinesOf = perObject(({ machineTypes }: GuestArch): ReadonlySet<string> => new Set(machineTypes));

/** pc-q35-9.0 and pc-q35-7.2 are one family. */
function family(machine: string): string {
  return machine.replace(/-\d[\w.]*$/, "");
}
