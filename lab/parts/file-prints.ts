import { basePath, blockDir, diskPath, type GuestPlace, type HostPlace, nvramPath, tpmDir } from "./config.ts";
import { onHost } from "./host-process.ts";
import { hostOf, type Lab } from "./state.ts";

/**
 * Sizes and times of all that a shut-off guest owns on its home host, and of its base images everywhere: differs as soon as something
 * wrote there. A block device has no such times: its first 2 MiB count, where a guest that was started leaves its counter.
 */
export async function filePrints(lab: Lab, place: GuestPlace): Promise<string> {
  const { guest } = place;
  const own = guest.disks.filter(({ storage }) => storage !== "block").map((disk) => diskPath(guest, disk));
  const secure = guest.firmware ? [nvramPath(guest), `${tpmDir(place.uuid)}/tpm2-00.permall`] : [];
  const devices = guest.disks.some(({ storage }) => storage === "block") ? [`${blockDir}/lun0`] : [];
  const hasBase = guest.disks.some(({ overlay }) => overlay);
  const home = hostOf(lab, guest.home);
  const prints = await Promise.all([
    print(home, [...own, ...secure], devices),
    ...(hasBase ? lab.hosts.map((host) => print(host, [basePath(guest)], [])) : []),
  ]);
  return prints.join("");
}

async function print(host: HostPlace, files: readonly string[], devices: readonly string[]): Promise<string> {
  const script = 'stat -c "%n %s %y" "$@" 2>/dev/null; for node in $devices; do head -c 2097152 "$node" | cksum; done';
  const { stdout } = await onHost(host, ["env", `devices=${devices.join(" ")}`, "sh", "-c", script, "sh", ...files]);
  return stdout;
}
