import { carriesState } from "../choices.ts";
import { compareVersions } from "../compare-versions.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** libvirt refuses virtiofs before these: "migration with virtiofs device is not supported". */
const LIBVIRT_SINCE = "10.0.0";

export const devicesVirtiofs = defineRule({
  id: "devices.virtiofs",
  group: "devices",
  reasons: ["none", "not-supported", "folder-must-be-shared"],
  evaluate: ({ domain, source, destination, options }, say) => {
    if (!domain.hasVirtiofs) return say.pass("none");
    for (const host of carriesState(options) ? [source, destination] : []) {
      const libvirt = readFact(host, (facts) => facts.libvirtVersion);
      if (!libvirt.known) return say.cannotTell(libvirt.why);
      if (compareVersions(libvirt.value, LIBVIRT_SINCE) < 0) {
        const evidence = () => [seen(host, "version", libvirt.value)];
        return say.block("not-supported", {
          values: { since: LIBVIRT_SINCE },
          evidence,
          fix: fix("detach-device", "source", [virsh("dumpxml", domain.uuid)]),
        });
      }
    }
    return say.warn("folder-must-be-shared", { fix: fix("check-again") });
  },
});
