import { diskFormat, diskPath, type GuestPlace, type HostPlace } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import { mustOnHost } from "../parts/host-process.ts";

/** Which file was made: what lies there later may be the guest's own. */
const noteOf = (guest: GuestPlace, target: string) => `/run/lab-image-${guest.guest.key}-${target}`;

/**
 * Puts images of some virtual size on a host where a guest's local disks would come to lie, or takes them away. Never over one that is
 * there, and never one that is not its own.
 */
export async function setImage(place: HostPlace, guest: GuestPlace, sizeMib: number | "off"): Promise<void> {
  const local = guest.guest.disks.filter(({ storage }) => storage === "local");
  if (local.length === 0) throw labError("usage", `${guest.guest.key} has no local disk`);
  const create = '[ ! -e "$1" ] && qemu-img create -q -f "$3" "$1" "$4"M && stat -c %i "$1" >"$2"';
  const remove = '[ ! -e "$2" ] || { [ "$(stat -c %i "$1" 2>/dev/null)" != "$(cat "$2")" ] || rm -f "$1"; rm "$2"; }';
  for (const disk of local) {
    const words = [diskPath(guest.guest, disk), noteOf(guest, disk.target), diskFormat(disk), String(sizeMib)];
    await mustOnHost(place, ["sh", "-c", sizeMib === "off" ? remove : create, "sh", ...words]);
  }
}
