import type { GuestPlace, HostPlace } from "../parts/config.ts";
import { defineOnHost, virsh } from "../parts/domains.ts";
import { labError } from "../parts/errors.ts";
import { mustOnHost, onHost } from "../parts/host-process.ts";
import { clashXml } from "../parts/libvirt-xml.ts";

type OnOff = "on" | "off";

const isoPath = "/var/tmp/lab-forgotten.iso";
const copyPath = "/var/tmp/lab-block-job.qcow2";
const snapshotName = "lab-fault";
/** What virsh says to a remedy that has nothing to do (any more). */
const nothingToDo =
  /failed to get domain|no disk found|doesn't have media|no domain snapshot|has no current block job|not found/i;

/** Puts a disc into a guest's drive that only this host has, or ejects it. A guest that is off is given a drive. */
export async function setIso(place: HostPlace, guest: GuestPlace, state: OnOff): Promise<void> {
  const hasDrive = guest.guest.emptyCdrom === true;
  if (state === "on") {
    await mustOnHost(place, ["truncate", "-s", "1M", isoPath]);
    const add = ["attach-disk", guest.uuid, isoPath, "sda", "--type", "cdrom", "--targetbus", "sata", "--mode", "readonly"];
    await must(place, hasDrive ? ["change-media", guest.uuid, "sda", isoPath, "--insert"] : [...add, "--config"]);
    return;
  }
  await remedy(place, hasDrive ? ["change-media", guest.uuid, "sda", "--eject"] : ["detach-disk", guest.uuid, "sda", "--config"]);
  await onHost(place, ["rm", "-f", isoPath]);
}

/** Takes a snapshot inside the guest's images, with its memory when it runs, or removes it. */
export async function setSnapshot(place: HostPlace, guest: GuestPlace, state: OnOff): Promise<void> {
  if (state === "on") return must(place, ["snapshot-create-as", guest.uuid, snapshotName]);
  return remedy(place, ["snapshot-delete", guest.uuid, snapshotName]);
}

/** Suspends a running guest to libvirt's own file, or lets it go on from there. */
export async function setManagedSave(place: HostPlace, guest: GuestPlace, state: OnOff): Promise<void> {
  if (state === "on") return must(place, ["managedsave", guest.uuid]);
  const { stdout } = await virsh(place, ["dominfo", guest.uuid]);
  // Started past its saved state it would lose it, so nothing is done to one that has none.
  if (/^Managed save: +yes/m.test(stdout)) await must(place, ["start", guest.uuid]);
}

/** Copies the first disk of a running guest very slowly, or ends that. The job goes on mirroring when all is copied. */
export async function setBlockJob(place: HostPlace, guest: GuestPlace, state: OnOff): Promise<void> {
  if (state === "on") {
    const copy = ["blockcopy", guest.uuid, "vda", "--dest", copyPath, "--transient-job", "--bandwidth", "1"];
    return must(place, copy);
  }
  await remedy(place, ["blockjob", guest.uuid, "vda", "--abort"]);
  await onHost(place, ["rm", "-f", copyPath]);
}

/** Gives a host a shut-off domain that bears a guest's name and another uuid, or removes it. */
export async function setNameClash(place: HostPlace, guest: GuestPlace, state: OnOff): Promise<void> {
  const uuid = guest.uuid.replace("7a6b0001", "7a6b9998");
  if (state === "on") return defineOnHost(place, [{ verb: "define", xml: clashXml(guest.guest.name, uuid) }], []);
  return remedy(place, ["undefine", uuid]);
}

async function must(place: HostPlace, argv: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await virsh(place, argv, { timeoutMs: 60_000 });
  if (exitCode !== 0) throw labError("failed", `virsh ${argv.join(" ")} on ${place.host.name}: ${stderr.trim()}`);
}

async function remedy(place: HostPlace, argv: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await virsh(place, argv, { timeoutMs: 30_000 });
  if (exitCode !== 0 && !nothingToDo.test(stderr))
    throw labError("failed", `virsh ${argv.join(" ")} on ${place.host.name}: ${stderr.trim()}`);
}
