import { carriesState } from "../choices.ts";
import type { RuleContext } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { readDetail } from "../read-details.ts";
import { defineRule } from "../rule.ts";

const X86 = new Set(["x86_64", "i686"]);

/** A firmware may hide the no-execute bit. A guest that saw it and loses it crashes; QEMU without KVM makes its own. */
export const cpuNx = defineRule({
  id: "cpu.nx",
  group: "cpu",
  reasons: ["not-x86", "emulated", "not-used", "present", "missing", "boots-without"],
  evaluate: ({ domain, source, destination, options }, say) => {
    if (!X86.has(domain.arch)) return say.notApplicable("not-x86");
    if (domain.virtType !== "kvm") return say.notApplicable("emulated");
    if (hidesNx(domain.cpuXml)) return say.pass("not-used", () => ({ evidence: [seen(source, "cpu-xml", domain.cpuXml ?? "")] }));
    const here = readNx(source);
    const there = readNx(destination);
    if (!here.known) return say.cannotTell(here.why);
    if (!there.known) return say.cannotTell(there.why);
    const evidence = () => [
      seen(source, "cpu-flags", here.value ? "nx ✓" : "nx ✗"),
      seen(destination, "cpu-flags", there.value ? "nx ✓" : "nx ✗"),
    ];
    if (there.value || !here.value) return say.pass("present", () => ({ evidence }));
    const details = () => ({
      evidence,
      fix: fix("enable-nx", "destination", [["grep", "-m", "1", "-w", "nx", "/proc/cpuinfo"]]),
    });
    return carriesState(options) ? say.block("missing", details) : say.warn("boots-without", details);
  },
});

/** A host whose processor is none of x86 has no such flag, and no x86 guest under KVM either: nothing is missing then. */
function readNx(host: RuleContext["source"]) {
  const read = readDetail(host, ({ hasNx }) => ({ hasNx }));
  return read.known ? ({ known: true, value: read.value.hasNx ?? true } as const) : read;
}

function hidesNx(cpuXml: string | null): boolean {
  return /<feature\b(?=[^>]*\bname=["']nx["'])[^>]*\bpolicy=["'](disable|forbid)["']/.test(cpuXml ?? "");
}
