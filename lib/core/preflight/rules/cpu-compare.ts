import { commandsOf, probed, seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/**
 * libvirt's own judgement: `hypervisor-cpu-compare` at the destination with the guest's CPU, emulator, machine and virt type. Works
 * for emulated (qemu) guests too, where it compares with what TCG offers.
 */
export const cpuCompare = defineRule({
  id: "cpu.compare",
  group: "cpu",
  reasons: ["no-cpu", "identical", "superset", "incompatible", "unsupported"],
  evaluate: ({ domain, source, destination, probes: { cpu } }, say) => {
    if (domain.cpuXml === null) return say.notApplicable("no-cpu");
    if (cpu.kind !== "done") return say.notProbed(cpu);
    const text = cpu.value.text.trim();
    const evidence = [
      ...commandsOf(cpu),
      seen(source, "cpu-xml", domain.cpuXml),
      ...(text === "" ? [] : [probed(cpu, destination.registration.id, "answer", text)]),
    ];
    const { outcome } = cpu.value;
    if (outcome === "incompatible") {
      const features = /required features: (.*)/.exec(text)?.[1] ?? text;
      return say.block(outcome, {
        values: { features },
        evidence,
        fix: fix("cpu-baseline", "source", [virsh("domcapabilities", "--virttype", domain.virtType), virsh("edit", domain.uuid)]),
      });
    }
    return outcome === "unsupported" ? say.unknown(outcome, { evidence }) : say.pass(outcome, { evidence });
  },
});
