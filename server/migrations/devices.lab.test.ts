import { afterAll, beforeAll, expect, it } from "vitest";
import { labGuest, labHeartbeat, labReset, labStartGuest } from "../../lab/client.ts";
import { onHost } from "./test-support/lab-disks.ts";
import { activeOn, copying, slow, virsh } from "./test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "./test-support/lab-rig.ts";

/** A virtio card stands in for a passed-through one: hot-unplug and plug are the same to libvirt and the guest. */
const MAC = "52:54:00:77:00:99";
const KEY = `nic:${MAC}`;

let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig();
});
afterAll(async () => {
  await rig?.close();
  await labReset();
});

/** Gives a guest on hv1 or hv2 the card. */
async function withCard(guest: string, ...how: readonly string[]): Promise<string> {
  const { uuid, host } = await labGuest(guest);
  const xml = `<interface type='bridge'><mac address='${MAC}'/><source bridge='br0'/><model type='virtio'/></interface>`;
  await onHost(
    host ?? "",
    'printf "%s" "$2" >/tmp/card.xml; id=$1; shift 2; virsh -q attach-device "$id" /tmp/card.xml "$@"',
    uuid,
    xml,
    ...how,
  );
  return uuid;
}

const cards = async (host: string, uuid: string, ...which: readonly string[]) =>
  (await virsh(host, "domiflist", uuid, ...which)).split("\n").filter((line) => line.includes(MAC));

it("unplugs a device, migrates, and plugs its equivalent in at the destination", async () => {
  expect((await labStartGuest("nic10")).nics).toBe(2);
  const { uuid } = await labGuest("nic10");
  const spare = (await virsh("hv1", "domiflist", uuid)).split("\n").at(-1)?.trim().split(/\s+/).at(-1) ?? "";
  const hostDevices = [{ key: `nic:${spare}`, replacement: "br0" }];
  const { plan, record: queued } = await rig.reviewAndStart("nic10", "hv2", { hostDevices });
  expect(plan.steps.map(({ kind }) => kind)).toEqual(["write-xml", "detach-device", "migrate", "attach-device"]);
  const { record } = await rig.ended(queued.id);
  expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved", leftovers: [] } } });
  expect(record.steps.map(({ state }) => state)).toEqual(["done", "done", "done", "done"]);
  expect(record.outsideChanges).toEqual([]);
  for (const which of [[], ["--inactive"]]) {
    expect((await virsh("hv2", "domiflist", uuid, ...which)).split("\n").filter((line) => line.includes(spare))).toHaveLength(1);
  }
  await expect.poll(async () => (await labHeartbeat("nic10"))?.nics, { timeout: 20_000 }).toBe(2);
});

it("gives the device back at the source when the migration is aborted", async () => {
  const uuid = await withCard("busy04", "--live");
  const started = await rig.start("busy04", "hv2", { ...slow, hostDevices: [{ key: KEY, replacement: null }] });
  await rig.until(started.id, copying);
  expect(await cards("hv1", uuid)).toEqual([]);
  await rig.service().abort(started.id, "admin");
  const { record } = await rig.ended(started.id);
  expect(record).toMatchObject({ state: "aborted", result: { truth: { verdict: "stayed", leftovers: [] } } });
  expect(await cards("hv1", uuid)).toHaveLength(1);
});

it("says that the VM runs without the device when the destination cannot give it one", async () => {
  const uuid = await withCard("odd06", "--live");
  const started = await rig.start("odd06", "hv1", { hostDevices: [{ key: KEY, replacement: "nobridge" }] });
  const { record } = await rig.ended(started.id);
  expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved" } } });
  expect(record.result?.truth.leftovers).toMatchObject([{ key: "failures.leftovers.attach-device", values: { what: KEY } }]);
  expect(await cards("hv1", uuid)).toEqual([]);
  expect(await activeOn("odd06")).toEqual(["hv1"]);
});
