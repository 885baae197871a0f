import { expect } from "@playwright/test";
import { type GuestStatus, labCheckDisks, labExec, labGuest, labHeartbeat } from "../../lab/client.ts";

/** What plain virsh says of a domain on a host: "running", "shut off" ..., or "absent". Knows nothing of VirtFerry. */
export async function stateOn(host: string, uuid: string): Promise<string> {
  const asked = await labExec(host, ["virsh", "-q", "-c", "qemu:///system", "domstate", "--domain", uuid]);
  if (asked.exitCode === 0) return asked.stdout.trim();
  expect(asked.stderr, `domstate on ${host}`).toContain("failed to get domain");
  return "absent";
}

/**
 * The invariant: the guest runs on exactly this host, is known on no other, its serial counter goes on there, and the known content of its
 * disks is whole. Read from libvirt, the serial log and the images themselves.
 */
export async function expectOneCopy(guestKey: string, host: "hv1" | "hv2"): Promise<void> {
  const guest: GuestStatus = await labGuest(guestKey);
  const other = host === "hv1" ? "hv2" : "hv1";
  expect(await stateOn(host, guest.uuid), `${guestKey} on ${host}`).toBe("running");
  expect(await stateOn(other, guest.uuid), `${guestKey} on ${other}`).toBe("absent");
  const qemus = await labExec(other, ["pgrep", "-fc", `^/usr/bin/qemu-system.*${guest.uuid}`]);
  expect(Number(qemus.stdout.trim()), `QEMU processes of ${guestKey} left on ${other}`).toBe(0);
  const before = (await labHeartbeat(guestKey))?.count ?? -1;
  await expect
    .poll(async () => (await labHeartbeat(guestKey))?.count ?? -1, { message: "the guest lives on" })
    .toBeGreaterThan(before);
  for (const disk of await labCheckDisks(guestKey)) expect(disk, `disk ${disk.target}`).toMatchObject({ intact: true });
}
