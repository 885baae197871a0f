import { mustHave, virsh } from "../../host.ts";
import type { Planner } from "../../plan.ts";
import { refused } from "../../refuse.ts";
import { nameOf, vmPlan } from "./vm-step.ts";

/** A definition that a migration left is removed, and nothing else: no disk, no NVRAM, no TPM state. Memory that libvirt saved, or snapshots, keep it. */
export const undefineCopy: Planner<"undefine-copy"> = async ({ kind }, context) => {
  const { source: host, domainUuid: uuid } = context;
  const values = { vm: nameOf(context), host: host.name };
  const xml = uuid === null ? "" : (await host.look(virsh("dumpxml", "--inactive", "--domain", uuid))).stdout;
  const keep = { nvram: /<nvram\b/.test(xml) || /<os firmware=/.test(xml), tpm: /<tpm\b/.test(xml) };
  return vmPlan(context, {
    kind,
    keep,
    consequences: [{ key: "fixes.effect.undefined", values }],
    async also() {
      if (uuid === null) return;
      const info = mustHave(host, await host.look(virsh("dominfo", "--domain", uuid)));
      if (/^Managed save:\s+yes$/m.test(info)) throw refused({ key: "errors.fixes.has-saved-memory", values });
      const snapshots = mustHave(host, await host.look(virsh("snapshot-list", "--name", "--domain", uuid)));
      if (snapshots.trim() !== "") throw refused({ key: "errors.fixes.has-snapshots", values });
    },
  });
};
