import { afterAll, beforeAll, expect, it } from "vitest";
import { labReset } from "../../lab/client.ts";
import { copying, slow, virsh } from "./test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "./test-support/lab-rig.ts";

let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig();
});
afterAll(async () => {
  await rig?.close();
  await labReset();
});

/** The CPUs of QEMU's own threads, as virsh has them. */
const affinity = (host: string, uuid: string) => virsh(host, "emulatorpin", uuid);

it("refuses CPUs that one of the hosts does not have", async () => {
  await expect(rig.start("busy04", "hv2", { emulatorCpus: "0,4000" })).rejects.toMatchObject({
    code: "invalid-input",
    data: { field: "options.emulatorCpus" },
  });
});

it("puts a pin of the admin's own back at the source when it is aborted", async () => {
  const { domainUuid: uuid } = await rig.request("busy04", "hv2");
  await virsh("hv1", "emulatorpin", uuid, "1", "--live");
  const started = await rig.start("busy04", "hv2", { ...slow, emulatorCpus: "0" });
  await rig.until(started.id, copying);
  await rig.service().abort(started.id, "admin");
  const { record } = await rig.ended(started.id);
  expect(record).toMatchObject({ state: "aborted", result: { truth: { leftovers: [] } } });
  expect(await affinity("hv1", uuid)).toBe("1");
  await virsh("hv1", "emulatorpin", uuid, "0-1", "--live");
});

it("pins QEMU's threads while it migrates, and lets them run everywhere at the destination", async () => {
  const started = await rig.start("busy04", "hv2", { ...slow, emulatorCpus: "0" });
  const uuid = started.request.domainUuid;
  await rig.until(started.id, copying);
  expect(await affinity("hv1", uuid)).toBe("0");
  await virsh("hv1", "migrate-setspeed", uuid, "1000");
  const { record } = await rig.ended(started.id);
  expect(record.state).toBe("succeeded");
  expect(record.steps.map(({ id, state, detail }) => [id, state, detail])).toEqual([
    ["pin-emulator", "done", "0-1 → 0"],
    ["migrate", "done", null],
    ["unpin-emulator", "done", "0-1"],
  ]);
  expect(await affinity("hv2", uuid)).toBe("0-1");
  expect(await virsh("hv2", "dumpxml", "--inactive", uuid)).not.toContain("emulatorpin");
});
