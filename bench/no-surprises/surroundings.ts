import { setTimeout as sleep } from "node:timers/promises";
import { type GuestStatus, labExec, labGuest, labReset, labStartGuest, labStopGuest } from "../../lab/client.ts";
import type { Case } from "./draw.ts";

/** Guests that eat CPU while nobody looks at them. */
const RESTLESS = "busy04";

/** Puts the lab back to how it was, but for the restless guest, which stays off until it is drawn. */
export async function startAfresh(): Promise<void> {
  await labReset();
  await labStopGuest(RESTLESS);
}

/** Where the case begins: the guest as the case wants it, nothing of it in the way at the destination. */
export interface Scene {
  readonly guest: GuestStatus;
  readonly from: "hv1" | "hv2" | "hv3";
  readonly to: "hv1" | "hv2" | "hv3";
}

/** Sets the scene; starts or stops the guest where it is. Throws when the guest is nowhere. */
export async function setScene({ move, toward }: Case): Promise<Scene> {
  if (move.isRunning) await labStartGuest(move.guest);
  else await labStopGuest(move.guest);
  const guest = await labGuest(move.guest);
  const from = guest.host;
  if (from !== "hv1" && from !== "hv2") throw new Error(`${move.guest} is on ${from ?? "no host"}`);
  const to = toward === "hv3" ? "hv3" : from === "hv1" ? "hv2" : "hv1";
  await removeOldFiles(guest, to);
  return { guest, from, to };
}

/** What an earlier move left at a host where the guest is no longer: an admin would have removed it (the product offers it). */
async function removeOldFiles({ key, uuid, disks }: GuestStatus, host: string): Promise<void> {
  const images = disks.filter(({ path }) => path.startsWith("/var/lib/libvirt/images/")).map(({ path }) => path);
  const state = [`/var/lib/libvirt/qemu/nvram/${key}_VARS.fd`, `/var/lib/libvirt/swtpm/${uuid}`];
  await labExec(host, ["rm", "-rf", ...images, ...state]);
  await labExec(host, ["virsh", "-q", "pool-refresh", "default"]);
}

/** Ends what a case left running of the guest, which the next case does not want. */
export async function clearUp({ move }: Case, { from, to }: Scene): Promise<void> {
  if (move.options.newUuid) {
    const name = move.options.destinationName ?? "";
    await labExec(to, ["virsh", "-q", "undefine", name, "--nvram"]);
    const paths = (move.options.diskPaths ?? []).map(({ path }) => path);
    await labExec(to, ["rm", "-f", ...paths]);
  }
  if (move.guest === RESTLESS) await labStopGuest(RESTLESS);
  if (move.options.suspendAtDestination) await labExec(to, ["virsh", "-q", "resume", move.guest]);
  await labExec(from, ["virsh", "-q", "pool-refresh", "default"]);
  await sleep(200);
}
