import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { readGuestArches } from "./guest-arch.ts";

/** A kvm guest cannot run where /dev/kvm is missing: libvirt then lists only "qemu". */
export const cpuVirtType = defineRule({
  id: "cpu.virt-type",
  group: "cpu",
  reasons: ["offered", "missing", "no-kvm", "no-arch"],
  evaluate: ({ domain, destination }, say) => {
    const arches = readGuestArches(destination, domain);
    if (!arches.known) return say.cannotTell(arches.why);
    if (arches.value.length === 0) return say.notApplicable("no-arch", { values: { arch: domain.arch } });
    const offered = [...new Set(arches.value.flatMap(({ virtTypes }) => virtTypes))];
    const details = () => ({
      values: { type: domain.virtType, offered: offered.join(", ") },
      evidence: [seen(destination, "virt-types", offered.join(", ") || "-")],
    });
    if (offered.includes(domain.virtType)) return say.pass("offered", details);
    if (domain.virtType !== "kvm") return say.block("missing", () => ({ ...details(), fix: fix("other-host") }));
    return say.block("no-kvm", () => ({
      ...details(),
      fix: fix("enable-kvm", "destination", [["ls", "-l", "/dev/kvm"], ["dmesg"]]),
    }));
  },
});
