import { carriesState } from "../choices.ts";
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
  reasons: ["no-cpu", "identical", "superset", "incompatible", "will-not-start", "unsupported"],
  evaluate: ({ domain, source, destination, options, probes: { cpu } }, say) => {
    const { cpuXml } = domain;
    if (cpuXml === null) return say.notApplicable("no-cpu");
    if (cpu.kind !== "done") return say.notProbed(cpu);
    const text = cpu.value.text.trim();
    const evidence = () => [
      ...commandsOf(cpu),
      seen(source, "cpu-xml", cpuXml),
      ...(text === "" ? [] : [probed(cpu, destination.registration.id, "answer", text)]),
    ];
    const { outcome } = cpu.value;
    if (outcome === "incompatible") {
      const features = /required features: (.*)/.exec(text)?.[1] ?? text;
      const commands = [virsh("domcapabilities", "--virttype", domain.virtType), virsh("edit", domain.uuid)];
      const details = { values: { features }, evidence, fix: fix("cpu-baseline", "source", commands) };
      // A guest that is off can move to where it cannot start: its CPU may be changed there.
      return carriesState(options) ? say.block(outcome, details) : say.warn("will-not-start", details);
    }
    return outcome === "unsupported" ? say.unknown(outcome, { evidence }) : say.pass(outcome, { evidence });
  },
});
