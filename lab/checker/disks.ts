import { diskFormat, diskPath, type GuestPlace, type HostPlace } from "../parts/config.ts";
import { checkDisks } from "../parts/disk-check.ts";
import { labError } from "../parts/errors.ts";
import { onHost } from "../parts/host-process.ts";
import type { DiskPicture } from "./picture.ts";

/** Reads a guest's disks on a host past the guest: their known content, its last counter there, and what `qemu-img check` says. */
export async function lookAtDisks(place: HostPlace, guest: GuestPlace): Promise<DiskPicture[]> {
  const checks = await checkDisks(place, guest);
  return Promise.all(
    checks.map(async ({ target, path, intact, counter }) => {
      const disk = guest.guest.disks.find((one) => one.target === target);
      const hasCheck = disk !== undefined && diskFormat(disk) === "qcow2" && diskPath(guest.guest, disk) === path;
      return {
        host: place.host.name,
        target,
        path,
        intact,
        counter,
        corruptions: hasCheck ? await corruptionsOf(place, path) : null,
      };
    }),
  );
}

/** A guest that runs may change the image while it is read, so that a bad answer counts only when it is given twice. */
async function corruptionsOf(place: HostPlace, path: string): Promise<number> {
  const first = await check(place, path);
  return first === 0 ? 0 : Math.min(first, await check(place, path));
}

async function check(place: HostPlace, path: string): Promise<number> {
  const { stdout, stderr, exitCode } = await onHost(place, ["qemu-img", "check", "-U", "--output=json", path], {
    timeoutMs: 30_000,
  });
  // 0: sound, 2: corrupted, 3: only leaked clusters
  if (![0, 2, 3].includes(exitCode))
    throw labError("failed", `qemu-img check of ${path} on ${place.host.name}: ${stderr.trim()}`);
  const report = JSON.parse(stdout) as { readonly corruptions?: number; readonly "check-errors"?: number };
  return (report.corruptions ?? 0) + (report["check-errors"] ?? 0);
}
