import type { HostPlace } from "../parts/config.ts";
import { mustOnHost } from "../parts/host-process.ts";

/** Beside the shared folder's own file system, on the same device: only the files themselves tell the difference. */
const copy = "/var/tmp/lab-other-shared";

/**
 * Lays a copy of the shared folder over /srv/shared of one host: same path, same names, same sizes, same content at that time, and
 * nothing shared. What is open already stays what it was.
 */
export async function setOtherFolder(place: HostPlace, state: "on" | "off"): Promise<void> {
  const lay =
    'findmnt -n -o SOURCE /srv/shared | grep -q lab-other-shared && exit 0; rm -rf "$1"; mkdir "$1"' +
    ' && cp -a --sparse=always /srv/shared/. "$1" && mount --bind "$1" /srv/shared';
  const lift = 'if findmnt -n -o SOURCE /srv/shared | grep -q lab-other-shared; then umount -l /srv/shared; fi; rm -rf "$1"';
  await mustOnHost(place, ["sh", "-c", state === "on" ? lay : lift, "sh", copy], { timeoutMs: 30_000 });
}
