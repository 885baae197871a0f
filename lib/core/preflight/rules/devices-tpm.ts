import { makesClone, modeOf } from "../choices.ts";
import { commandsOf, fileText, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** The name under which the destination is asked for the TPM emulator. */
export const SWTPM = "swtpm";

/** An emulated TPM moves with the guest if the destination has the emulator. */
export const devicesTpm = defineRule({
  id: "devices.tpm",
  group: "devices",
  reasons: ["none", "emulator-present", "state-copied", "clone-same-state", "emulator-missing"],
  evaluate: ({ domain, destination, options, probes: { files } }, say) => {
    if (!domain.hasTpm) return say.pass("none");
    if (files.kind !== "done") return say.notProbed(files);
    const present = files.value.get(SWTPM)?.exists === true;
    const evidence = () => [
      ...commandsOf(files),
      probed(files, destination.registration.id, "file", fileText(SWTPM, files.value.get(SWTPM))),
    ];
    if (present && modeOf(options) !== "live") {
      return makesClone(options) ? say.warn("clone-same-state", { evidence }) : say.pass("state-copied", { evidence });
    }
    // Whether it is emulated or passed through is for libvirt to say: a passed-through one stands among the host devices.
    if (present) return say.warn("emulator-present", { evidence });
    return say.block("emulator-missing", {
      evidence,
      fix: fix("install-swtpm", "destination", [["apt-get", "install", "swtpm"]]),
    });
  },
});
