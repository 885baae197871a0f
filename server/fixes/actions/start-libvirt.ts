import { scriptArgv } from "../../libvirt/script-argv.ts";
import { type FixHost, mustHave } from "../host.ts";
import { type LibvirtOnHost, localStart, parseLibvirt, tlsStart } from "../libvirt-units.ts";
import type { PlannedStep, Planner } from "../plan.ts";
import { nothingToDo, refused } from "../refuse.ts";

/** What runs libvirt here: systemd or not, its units and how they stand, whether a libvirtd lives, whether it answers, and whether port 16514 is open. */
const LOOK = `
PATH=$PATH:/usr/sbin:/sbin
if [ -d /run/systemd/system ]; then echo systemd
for unit in libvirtd.service libvirtd.socket libvirtd-tls.socket virtqemud.service virtqemud.socket virtnetworkd.socket virtstoraged.socket virtproxyd.service virtproxyd.socket virtproxyd-tls.socket; do
echo "unit $unit $(systemctl show -p LoadState --value "$unit") $(systemctl show -p ActiveState --value "$unit") $(systemctl is-enabled "$unit" 2>/dev/null)"
done
fi
if command -v libvirtd >/dev/null 2>&1; then echo daemon; fi
if pgrep -x libvirtd >/dev/null 2>&1; then echo alive; fi
if timeout 5 virsh -q -c qemu:///system hostname >/dev/null 2>&1 </dev/null; then echo answers; fi
if grep -qi ":4082 [0-9A-F]*:0000 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null; then echo tls; fi
exit 0
`;
/** Until libvirt answers, at most $1 tenths of a second. */
const WAIT = `
left=$1
until virsh -q -c qemu:///system hostname </dev/null; do
left=$((left - 1))
[ "$left" -gt 0 ] || exit 1
sleep 0.1
done
`;
const WAIT_TENTHS = 200;

/** libvirt at the destination is started; with `tls` it listens on port 16514. */
export const startLibvirt: Planner<"start-libvirt"> = async ({ listen }, { destination: host, isMigrating }) => {
  const found = parseLibvirt(mustHave(host, await host.look(host.asRoot(scriptArgv(LOOK)), 20_000)));
  const values = { host: host.name };
  if (listen === "tls" ? found.listensTls : found.answers) throw nothingToDo();
  const commands = listen === "tls" ? tlsStart(found) : localStart(found);
  if (typeof commands === "string") throw refused(reasonOf(commands, host, found));
  // Only a running libvirt is ever stopped, and a migration would end with it.
  if (found.answers && commands.length > 1 && (await isMigrating(host))) throw refused({ key: "errors.fixes.migrating", values });
  const steps = commands.map(({ argv, undo }): PlannedStep => {
    const does = { key: "fixes.does.run-unit", values: { command: argv.join(" ") } };
    return { hostId: host.id, hostName: host.name, does, argv: host.asRoot(argv), undo: undo && host.asRoot(undo) };
  });
  const wait: PlannedStep = {
    hostId: host.id,
    hostName: host.name,
    does: { key: "fixes.does.wait-libvirt", values },
    argv: scriptArgv(WAIT, String(WAIT_TENTHS)),
    undo: null,
  };
  const back = steps.every(({ undo }) => undo !== null);
  return {
    steps: [...steps, wait],
    consequences: [listen === "tls" ? { key: "fixes.effect.libvirt-tls", values } : { key: "fixes.effect.libvirt", values }],
    undo: back ? "possible" : "partly",
  };
};

function reasonOf(why: "hangs" | "no-libvirt" | "needs-restart", host: FixHost, { daemon }: LibvirtOnHost) {
  const values = { host: host.name };
  if (why === "needs-restart" && daemon) return { key: "errors.fixes.listen-needs-restart", values };
  return why === "hangs" ? { key: "errors.fixes.libvirt-hangs", values } : { key: "errors.fixes.no-libvirt", values };
}
