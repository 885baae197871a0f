import type { HostTraits } from "../../../lib/core/preflight/host-traits.ts";
import { succeeded } from "../../ssh/command-result.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

/**
 * What options need of a host. $1: the other host's address, for the route. Prints `online LIST`, `uffd N`, `uffd-device +`, `qemu-user U`,
 * `route DEVICE MBIT`, `save-room BYTES`, `tool NAME` and `device NAME`. QEMU's user: qemu.conf says it, else a QEMU that runs; the default differs by
 * distribution.
 */
const TRAITS = `
other=$1
printf 'online %s\\n' "$(cat /sys/devices/system/cpu/online 2>/dev/null)"
printf 'uffd %s\\n' "$(cat /proc/sys/vm/unprivileged_userfaultfd 2>/dev/null)"
case $(stat -L -c %a /dev/userfaultfd 2>/dev/null) in *6|*7) echo 'uffd-device +' ;; esac
user=$(sed -n 's/^[[:space:]]*user[[:space:]]*=[[:space:]]*"\\{0,1\\}+\\{0,1\\}\\([A-Za-z0-9_-]*\\)"\\{0,1\\}.*/\\1/p' /etc/libvirt/qemu.conf 2>/dev/null | tail -n 1)
[ -n "$user" ] || user=$(ps -eo user=,comm= 2>/dev/null | awk '$2 ~ /^qemu-(system|kvm)/ { print $1; exit }')
printf 'qemu-user %s\\n' "$user"
address=$(getent ahosts "$other" 2>/dev/null | awk 'NR == 1 { print $1 }')
device=$(ip -o route get "\${address:-$other}" 2>/dev/null | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
if [ -n "$device" ]; then
  echo "route $device $(cat "/sys/class/net/$device/speed" 2>/dev/null)"
fi
save=/var/lib/libvirt/qemu/save
[ -d "$save" ] || save=/var/lib/libvirt
printf 'save-room %s\\n' "$(df -B1 --output=avail -- "$save" 2>/dev/null | tail -n 1 | tr -dc 0-9)"
for tool in qemu-img sha256sum swtpm ssh; do command -v $tool >/dev/null 2>&1 && echo "tool $tool"; done
for one in /sys/bus/pci/devices/* /sys/bus/mdev/devices/* /sys/class/net/*; do [ -e "$one" ] && echo "device \${one##*/}"; done
for one in /sys/bus/usb/devices/*; do
  [ -r "$one/idVendor" ] && echo "device $(cat "$one/idVendor"):$(cat "$one/idProduct")"
done
exit 0
`;

/** Reads both hosts' traits, as root where we may. */
export async function probeTraits(
  source: Remote,
  destination: Remote,
  now: () => number,
): Promise<FinishedProbe<{ readonly source: HostTraits; readonly destination: HostTraits }>> {
  const [from, to] = await Promise.all([
    source.rootScript(TRAITS, [destination.link.registration.address], 10_000),
    destination.rootScript(TRAITS, [source.link.registration.address], 10_000),
  ]);
  if (!succeeded(from)) return failedProbe(wordsOf(from), now());
  if (!succeeded(to)) return failedProbe(wordsOf(to), now());
  return {
    kind: "done",
    value: { source: readTraits(from.stdout), destination: readTraits(to.stdout) },
    atMs: now(),
    commands: [],
  };
}

/** Reads the script's lines; what is not said is null or not there. */
export function readTraits(text: string): HostTraits {
  const lines = text.split("\n").map((line) => line.trim());
  const all = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1).trim());
  const one = (word: string) => all(word)[0] ?? null;
  const online = one("online");
  const uffd = one("uffd");
  const [device, speed] = (one("route") ?? "").split(" ");
  const user = one("qemu-user");
  const room = one("save-room");
  return {
    onlineCpus: online !== null && /^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(online) ? online : null,
    unprivilegedUserfaultfd: uffd !== null && /^\d$/.test(uffd) ? Number(uffd) : null,
    userfaultfdDevice: one("uffd-device") === "+",
    qemuUser: user === "" ? null : user,
    // Virtual interfaces say -1, or nothing.
    route: device ? { device, mbitPerSec: speed !== undefined && /^[1-9]\d{0,6}$/.test(speed) ? Number(speed) : null } : null,
    saveRoomBytes: room !== null && /^\d{1,19}$/.test(room) ? Number(room) : null,
    tools: all("tool"),
    devices: new Set(all("device")),
  };
}
