import { optionsChoice } from "../choice-of.ts";
import { mayPostCopy } from "../choices.ts";
import { compareVersions } from "../compare-versions.ts";
import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** QEMU opens /dev/userfaultfd by itself since this version. */
const DEVICE_SINCE = "8.0.0";

/**
 * QEMU at the destination waits for missing pages by userfaultfd. Root may always, others where the kernel lets everybody
 * (vm.unprivileged_userfaultfd) or by /dev/userfaultfd. libvirt: "Postcopy is not supported: userfaultfd not available".
 */
export const postcopyUserfaultfd = defineRule({
  id: "postcopy.userfaultfd",
  group: "memory",
  scope: "pair",
  reasons: ["not-used", "everybody", "root", "device", "user-unknown", "denied"],
  evaluate: ({ destination, options, probes: { traits } }, say) => {
    if (!mayPostCopy(options)) return say.notApplicable("not-used");
    if (traits.kind !== "done") return say.notProbed(traits);
    const { unprivilegedUserfaultfd, userfaultfdDevice, qemuUser } = traits.value.destination;
    const values = { user: qemuUser ?? "?" };
    const evidence = () => [
      seenOn(traits, destination, "setting", `vm.unprivileged_userfaultfd = ${unprivilegedUserfaultfd ?? "-"}`),
      seenOn(traits, destination, "setting", `/dev/userfaultfd ${userfaultfdDevice ? "✓" : "✗"}`),
      seenOn(traits, destination, "qemu-user", qemuUser ?? "?"),
    ];
    if (unprivilegedUserfaultfd === 1) return say.pass("everybody", { values, evidence });
    if (qemuUser === "root" || qemuUser === "0") return say.pass("root", { values, evidence });
    const qemu = destination.facts?.qemuVersion;
    if (userfaultfdDevice && qemu?.known && compareVersions(qemu.value, DEVICE_SINCE) >= 0) {
      return say.pass("device", { values, evidence });
    }
    const details = {
      values,
      evidence,
      fix: fix("allow-userfaultfd", {
        runOn: "destination",
        commands: [["sysctl", "-w", "vm.unprivileged_userfaultfd=1"]],
        apply: { kind: "allow-userfaultfd" },
        choices: [optionsChoice("no-post-copy", { postCopy: "off" })],
      }),
    };
    return qemuUser === null ? say.unknown("user-unknown", details) : say.block("denied", details);
  },
});
