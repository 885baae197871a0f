import { chmod, mkdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { GuestDisk } from "../guests.ts";
import { basePath, diskPath, type GuestPlace, type HostPlace, nvramPath, tpmDir } from "./config.ts";
import { ensurePristineOverlay } from "./disk-overlay.ts";
import { diskSeed, ensurePristineDisk } from "./disk-pattern.ts";
import { ensurePristineTpm, ensurePristineVars } from "./firmware-state.ts";
import { mustOnHost } from "./host-process.ts";
import { mustRun } from "./run.ts";
import { say } from "./say.ts";
import { hostOf, type Lab } from "./state.ts";

/** Puts pristine images, UEFI variables and TPM state in place for a guest that does not run. */
export async function placeFiles(lab: Lab, place: GuestPlace): Promise<void> {
  const home = hostOf(lab, place.guest.home);
  for (const disk of place.guest.disks) await placeDisk(lab, home, place, disk);
  if (!place.guest.firmware) return;
  await copyIntoHost(home, await ensurePristineVars(), nvramPath(place.guest));
  await copyIntoHost(home, await ensurePristineTpm(), `${tpmDir(place.uuid)}/tpm2-00.permall`);
}

async function placeDisk(lab: Lab, home: HostPlace, place: GuestPlace, disk: GuestDisk): Promise<void> {
  const path = diskPath(place.guest, disk);
  const seed = diskSeed(place, disk);
  if (disk.overlay) {
    const { overlay, base, otherBase } = await ensurePristineOverlay(place.guest, seed, disk);
    await copyIntoHost(home, overlay, path);
    const putBase = (host: HostPlace) => copyIntoHost(host, host.host.sharedStorage ? base : otherBase, basePath(place.guest));
    await Promise.all(lab.hosts.map(putBase));
    return;
  }
  const pristine = await ensurePristineDisk(seed, disk);
  if (disk.storage === "block") await fillDevice(home, pristine, path);
  else if (disk.storage === "local") await copyIntoHost(home, pristine, path);
  else {
    await mkdir(lab.paths.sharedDir, { recursive: true });
    const target = join(lab.paths.sharedDir, basename(path));
    await mustRun(["cp", "--sparse=always", pristine, `${target}.new`]);
    await chmod(`${target}.new`, 0o600);
    await rename(`${target}.new`, target);
  }
}

/** Copies a file of the machine into a host's own file system. */
async function copyIntoHost(place: HostPlace, source: string, target: string): Promise<void> {
  const staged = await stage(place, source, target);
  const script = 'mkdir -p "$2" && chmod 600 "$1" && mv -f "$1" "$3"';
  await mustOnHost(place, ["sh", "-c", script, "sh", staged, dirname(target), target]);
}

/** Writes a file of the machine onto a host's block device, zeros elsewhere. */
async function fillDevice(place: HostPlace, source: string, device: string): Promise<void> {
  const staged = await stage(place, source, device);
  const script =
    '[ -b "$2" ] || { echo none; exec rm -f "$1"; }; blkdiscard -z "$2" && dd "if=$1" "of=$2" bs=1M conv=sparse,fsync,nocreat status=none; rc=$?; rm -f "$1"; exit $rc';
  const { stdout } = await mustOnHost(place, ["sh", "-c", script, "sh", staged, device]);
  if (stdout.includes("none")) say(`${place.host.name} has no ${device}: this machine has no loop devices`);
}

/** Puts a copy into the host's /tmp and gives its path there. */
async function stage(place: HostPlace, source: string, target: string): Promise<string> {
  await mustRun(["cp", "--sparse=always", source, join(place.dir, "tmp", basename(target))]);
  return `/tmp/${basename(target)}`;
}
