import type { Place } from "../../../../lib/core/model/recovery.ts";
import { parseBlockList } from "../../../../lib/core/recovery/block-list.ts";
import { scriptArgv } from "../../../libvirt/script-argv.ts";
import { mustHave, virsh } from "../../host.ts";
import type { FixContext, Planner } from "../../plan.ts";
import { refused } from "../../refuse.ts";
import { nameOf, vmPlan } from "./vm-step.ts";

/** Which of these paths are not there. */
const MISSING = `for path; do [ -e "$path" ] || echo "missing $path"; done`;
/** Which of these paths a process of this host has open; only what we may see. */
const OPEN = `
for fd in /proc/[0-9]*/fd/*; do
for path; do
if [ "$fd" -ef "$path" ]; then echo "open $path by \${fd#/proc/}"; fi
done
done
exit 0
`;
const OPEN_MS = 30_000;

/** The VM is started once, on a host that has its disks, when surely nobody else has it or writes to them. */
export const startVm: Planner<"start-vm"> = async ({ kind, fenced }, context) => {
  const { source: host, domainUuid: uuid } = context;
  const values = { vm: nameOf(context), host: host.name };
  return vmPlan(context, {
    kind,
    fenced,
    consequences: [{ key: "fixes.effect.started", values }],
    async also(places) {
      if (uuid === null) return;
      const info = mustHave(host, await host.look(virsh("dominfo", "--domain", uuid)));
      if (/^Managed save:\s+yes$/m.test(info)) throw refused({ key: "errors.fixes.starts-from-saved", values });
      const listed = mustHave(host, await host.look(virsh("domblklist", "--details", "--inactive", "--domain", uuid)));
      const paths = parseBlockList(listed);
      if (paths.length === 0) return;
      const missing = mustHave(host, await host.look(scriptArgv(MISSING, ...paths))).trim();
      if (missing !== "") throw refused({ key: "errors.fixes.disks-missing", values }, missing);
      await mustBeClosed(context, places, paths);
    },
  });
};

/** On this host nobody may have the disks open, and on no other one that can see the same files: a path of local storage is another file there. */
async function mustBeClosed(context: FixContext, places: readonly Place[], paths: readonly string[]): Promise<void> {
  const { source, domain } = context;
  const local = new Set(
    domain?.disks.flatMap(({ sharing, source: path }) => (sharing === "local" && path !== null ? [path] : [])),
  );
  await Promise.all(
    places
      .filter(({ reachable }) => reachable)
      .map(async ({ hostId, hostName }) => {
        const seen = hostId === source.id ? paths : paths.filter((path) => !local.has(path));
        if (seen.length === 0) return;
        const host = await context.hostOf(hostId);
        const argv = scriptArgv(OPEN, ...seen);
        const open = mustHave(host, await host.look(host.mayBeRoot ? host.asRoot(argv) : argv, OPEN_MS)).trim();
        if (open !== "") throw refused({ key: "errors.fixes.disk-open", values: { host: hostName } }, open);
      }),
  );
}
