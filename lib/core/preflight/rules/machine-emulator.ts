import { commandsOf, probed, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { readGuestArches } from "./guest-arch.ts";

/** libvirt: "Cannot check QEMU binary ...: No such file or directory": distributions put it under different names. */
export const machineEmulator = defineRule({
  id: "machine.emulator",
  group: "devices",
  reasons: ["default", "present", "offered", "missing", "not-executable"],
  evaluate: ({ domain, destination, probes: { files } }, say) => {
    const { emulator } = domain;
    if (emulator === null) return say.pass("default");
    const values = { emulator };
    const file = files.kind === "done" ? files.value.get(emulator) : undefined;
    if (files.kind === "done" && file) {
      const evidence = () => [...commandsOf(files), probed(files, destination.registration.id, "emulator", emulator)];
      if (file.executable) return say.pass("present", { values, evidence });
      const advice = fix("install-emulator", "destination", [["ls", "-l", emulator]], values);
      return say.block(file.exists ? "not-executable" : "missing", { values, evidence, fix: advice });
    }
    const arches = readGuestArches(destination, domain);
    if (!arches.known) return say.cannotTell(arches.why);
    const listed = arches.value.find((arch) => arch.emulator === emulator);
    if (listed) return say.pass("offered", { values, evidence: [seen(destination, "emulator", listed.emulator)] });
    return files.kind === "done" ? say.cannotTell({ key: "preflight.common.not-probed" }) : say.notProbed(files);
  },
});
