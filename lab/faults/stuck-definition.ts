import type { GuestPlace, HostPlace } from "../parts/config.ts";
import { mustOnHost } from "../parts/host-process.ts";

/**
 * A guest's definition cannot be taken off a host: its file is mounted over itself, so that libvirt may read and write it, but not remove it. `off`
 * lets go of it; the definition stays.
 */
export async function setStuckDefinition(place: HostPlace, { guest }: GuestPlace, state: "on" | "off"): Promise<void> {
  const file = `/etc/libvirt/qemu/${guest.name}.xml`;
  const script = state === "on" ? 'mount --bind "$1" "$1"' : 'while findmnt -n "$1" >/dev/null; do umount "$1"; done';
  await mustOnHost(place, ["sh", "-c", script, "sh", file]);
}
