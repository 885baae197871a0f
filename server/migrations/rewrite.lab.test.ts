import { afterAll, beforeAll, expect, it } from "vitest";
import { labCheckDisks, labReset } from "../../lab/client.ts";
import { filesIn, imageOf, onHost } from "./test-support/lab-disks.ts";
import { virsh } from "./test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "./test-support/lab-rig.ts";

let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig();
  await onHost("hv2", "rm -rf /var/lib/libvirt/images/moved; mkdir /var/lib/libvirt/images/moved");
});
afterAll(async () => {
  await rig?.close();
  await onHost("hv2", "rm -rf /var/lib/libvirt/images/moved");
  await labReset();
});

const definitions = async () => (await filesIn("hv1", "/var/tmp")).filter((name) => name.startsWith("virtferry-"));

it("leaves neither definition nor image when it is aborted", async () => {
  const started = await rig.start("db02", "hv2", {
    storageCopy: "full",
    copiedDisks: ["vda"],
    diskPaths: [{ target: "vda", path: "/var/lib/libvirt/images/moved/db.qcow2" }],
    bandwidthMiBps: 8,
  });
  await rig.until(started.id, ({ state }) => state === "running");
  const mode = await onHost("hv1", 'stat -c "%a %U" /var/tmp/virtferry-*-live.xml');
  expect(mode).toBe("600 root");
  await rig.service().abort(started.id, "admin");
  const { record } = await rig.ended(started.id);
  expect(record).toMatchObject({ state: "aborted", result: { truth: { verdict: "stayed", leftovers: [] } } });
  expect(record.steps.filter(({ kind }) => kind !== "migrate").map(({ state }) => state)).toEqual(["undone", "undone", "undone"]);
  expect(await definitions()).toEqual([]);
  expect(await filesIn("hv2", "/var/lib/libvirt/images/moved")).toEqual([]);
});

it("moves a disk to another path and a card to another bridge, by the very definition that the review showed", async () => {
  const moved = "/var/lib/libvirt/images/moved/mix vdb & co.qcow2";
  const { domainUuid: uuid } = await rig.request("mix03", "hv2");
  const mac = /([0-9a-f]{2}:){5}[0-9a-f]{2}/.exec(await virsh("hv1", "domiflist", uuid))?.[0] ?? "";
  const { plan, record: queued } = await rig.reviewAndStart("mix03", "hv2", {
    storageCopy: "full",
    copiedDisks: ["vdb"],
    diskPaths: [{ target: "vdb", path: moved }],
    nicSources: [{ mac, type: "bridge", source: "br0" }],
  });
  expect(queued.argv).toEqual(plan.commands[0]?.argv);
  expect(plan.xmlDiff.flatMap((line) => (line.kind === "added" ? [line.text.trim()] : []))).toEqual(
    expect.arrayContaining([expect.stringContaining("mix vdb &amp; co"), expect.stringContaining("br0")]),
  );
  const { record } = await rig.ended(queued.id);
  expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved" } } });
  expect(record.result?.truth.items.filter(({ ok }) => ok !== true)).toEqual([]);
  for (const which of [[], ["--inactive"]]) {
    const xml = await virsh("hv2", "dumpxml", uuid, ...which);
    expect(xml).toContain("moved/mix vdb &amp; co.qcow2");
    expect(xml).toContain("<source bridge='br0'/>");
  }
  expect(await definitions()).toEqual([]);
  expect(await filesIn("hv2", "/var/lib/libvirt/images/moved")).toEqual(["mix vdb & co.qcow2"]);
  await onHost("hv2", 'ln "$1" "$2"', moved, imageOf("mix03", "vdb"));
  expect(await labCheckDisks("mix03")).toMatchObject([{ intact: true }, { intact: true }]);
});
