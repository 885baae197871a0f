import type { Domain } from "../../model/domain.ts";
import type { Fact } from "../../model/fact.ts";
import type { GuestArch, HostFacts, HostSnapshot } from "../../model/host.ts";
import { makesClone } from "../choices.ts";
import { compareVersions } from "../compare-versions.ts";
import { type Read, readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject, perTwo } from "../memo.ts";
import { defineRule } from "../rule.ts";
import { readGuestArches } from "./guest-arch.ts";
import { sameHostCpu } from "./host-cpu.ts";

/**
 * Can it come back? QEMU promises migration to the same or a newer version only. A machine type that the source lost, or a CPU that is made anew from
 * the destination's at the next start there (host-model, host-passthrough), closes the way back, too.
 */
export const cpuReturn = defineRule({
  id: "cpu.return",
  group: "cpu",
  reasons: ["copied", "open", "machine-gone", "other-cpu", "newer"],
  evaluate: ({ domain, source, destination, options }, say) => {
    if (makesClone(options)) return say.notApplicable("copied");
    const versions = readVersions(source, destination);
    if (!versions.known) return say.cannotTell(versions.why);
    const machines = readGuestArches(source, domain);
    if (!machines.known) return say.cannotTell(machines.why);
    // Without an entry for the architecture, capabilities tell nothing of machine types.
    if (machines.value.length > 0 && !machineTypesOf(machines.value).has(domain.machine)) {
      return say.warn("machine-gone", () => ({
        values: { machine: domain.machine },
        evidence: [seen(source, "machine", `${domain.machine} ✗`)],
        fix: fix("keep-way-back", "source", [virsh("capabilities")]),
      }));
    }
    const mode = hostCpuMode(domain);
    if (mode !== null) {
      const same = sameHostCpu(source, destination);
      if (!same.known) return say.cannotTell(same.why);
      if (!same.value) {
        return say.warn("other-cpu", () => ({
          values: { mode },
          evidence: [seen(source, "cpu-model", mode)],
          fix: fix("cpu-baseline", "source", [virsh("edit", domain.uuid)]),
        }));
      }
    }
    const newer = versions.value.filter(({ isNewer }) => isNewer);
    const evidence = () =>
      versions.value.flatMap(({ program, from, to }) => [
        seen(source, "version", `${program} ${from}`),
        seen(destination, "version", `${program} ${to}`),
      ]);
    if (newer.length === 0) return say.pass("open", () => ({ evidence }));
    return say.warn("newer", () => ({
      values: { newer: newer.map(({ program, to }) => `${program} ${to}`).join(", ") },
      evidence,
      fix: fix("keep-way-back", "source", [["virsh", "version"]]),
    }));
  },
});

/** The mode with which the CPU is made from the host's at the next start; null for a named model. */
function hostCpuMode({ cpuMode, needs }: Domain): string | null {
  const mode = needs?.storedCpuMode ?? cpuMode;
  return mode === "host-model" || mode === "host-passthrough" || mode === "maximum" ? mode : null;
}

const machineTypesOf = perObject((arches: readonly GuestArch[]) => new Set(arches.flatMap(({ machineTypes }) => machineTypes)));

interface Versions {
  readonly program: string;
  readonly from: string;
  readonly to: string;
  readonly isNewer: boolean;
}

/** The same for every VM on its way between two hosts. */
const readVersions = perTwo((source: HostSnapshot, destination: HostSnapshot): Read<readonly Versions[]> => {
  const all: Versions[] = [];
  for (const [program, pick] of PROGRAMS) {
    const from = readFact(source, pick);
    const to = readFact(destination, pick);
    if (!from.known) return from;
    if (!to.known) return to;
    all.push({ program, from: from.value, to: to.value, isNewer: compareVersions(to.value, from.value) > 0 });
  }
  return { known: true, value: all };
});

const PROGRAMS: readonly (readonly [string, (facts: HostFacts) => Fact<string>])[] = [
  ["QEMU", (facts) => facts.qemuVersion],
  ["libvirt", (facts) => facts.libvirtVersion],
];
