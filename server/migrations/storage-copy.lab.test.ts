import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labCheckDisks, labCompareDisks, labFault, labReset, labStartGuest } from "../../lab/client.ts";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import { migrationId } from "../../lib/core/model/ids.ts";
import { filesIn, imageOf, onHost } from "./test-support/lab-disks.ts";
import { activeOn, virsh } from "./test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "./test-support/lab-rig.ts";

const IMAGES = "/var/lib/libvirt/images";
const full = { storageCopy: "full", copiedDisks: ["vda"] } as const;
const disk = imageOf("db02", "vda");
/** Images of this guest on a host, and what passing names of ours there are. */
const images = async (host: string) => (await filesIn(host, IMAGES)).filter((name) => /^(db02-|\.virtferry-)/.test(name));

let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig("real");
});
afterAll(async () => {
  await rig?.close();
  await labReset();
});

describe("a choice that cannot work", () => {
  it.each([
    ["a disk that both hosts share", "web01", { ...full }],
    ["a folder that is not there", "db02", { ...full, diskPaths: [{ target: "vda", path: "/nowhere/vda.qcow2" }] }],
    ["a device as the place of the copy", "db02", { ...full, diskPaths: [{ target: "vda", path: "/dev/null" }] }],
  ])("refuses %s before anything is started", async (_, guest, options) => {
    const request = await rig.request(guest, "hv2", options);
    expect((await rig.service().plan(request)).blockedBy).not.toEqual([]);
    await expect(rig.service().start(request, "0123456789abcdef3", "admin")).rejects.toMatchObject({ code: "preflight-blocked" });
    expect(await activeOn(guest)).toEqual(["hv1"]);
  });
});

describe("a file in the way", () => {
  const put = () => onHost("hv2", 'echo precious >"$1"', disk);
  const untouched = async () => expect(await onHost("hv2", 'cat "$1"; rm "$1"', disk)).toBe("precious");

  it("blocks before anything is touched", async () => {
    await put();
    const request = await rig.request("db02", "hv2", full);
    expect((await rig.service().plan(request)).blockedBy).not.toEqual([]);
    await expect(rig.service().start(request, "0123456789abcdef0", "admin")).rejects.toMatchObject({ code: "preflight-blocked" });
    await untouched();
  });

  it("is not overwritten when it appears after the review", async () => {
    const request = await rig.request("db02", "hv2", full);
    const plan = await rig.service().plan(request);
    await put();
    const asked = { ...request, acknowledged: plan.toAcknowledge };
    const { record } = await rig.ended((await rig.service().start(asked, "0123456789abcdef1", "admin")).id);
    expect(record).toMatchObject({ state: "failed", startedAtMs: null, result: { truth: { verdict: "stayed", leftovers: [] } } });
    expect(record.result?.failure).toMatchObject({
      code: "preparation-failed",
      libvirtText: `${disk} exists already; it was not touched`,
    });
    expect(record.steps.map(({ state }) => state)).toEqual(["failed", "skipped"]);
    expect(await images("hv2")).toEqual(["db02-vda.qcow2"]);
    await untouched();
    expect(await activeOn("db02")).toEqual(["hv1"]);
  });
});

describe("an image that was made for nothing", () => {
  it("takes the image back when it is aborted", async () => {
    const { record: queued } = await rig.reviewAndStart("db02", "hv2", { ...full, bandwidthMiBps: 8 });
    await rig.until(queued.id, ({ steps, state }) => steps[0]?.state === "done" && state === "running");
    expect(await images("hv2")).toEqual(["db02-vda.qcow2"]);
    await rig.service().abort(queued.id, "admin");
    const { record } = await rig.ended(queued.id);
    expect(record).toMatchObject({ state: "aborted", result: { truth: { verdict: "stayed", leftovers: [] } } });
    expect(record.steps.map(({ state }) => state)).toEqual(["undone", "failed"]);
    expect(await images("hv2")).toEqual([]);
    expect(await activeOn("db02")).toEqual(["hv1"]);
    expect(await labCheckDisks("db02")).toMatchObject([{ intact: true }]);
  });

  it("fails when the destination's disk gets full, and takes the image back", async () => {
    const request = await rig.request("db02", "hv2", full);
    const plan = await rig.service().plan(request);
    await labFault({ kind: "disk-fill", host: "hv2", leaveMib: 24 });
    const asked = { ...request, acknowledged: plan.toAcknowledge };
    const { record } = await rig.ended((await rig.service().start(asked, "0123456789abcdef2", "admin")).id);
    expect(record).toMatchObject({ state: "failed", result: { truth: { verdict: "stayed", leftovers: [] } } });
    expect(record.result?.failure?.code).toBe("no-space");
    await labFault({ kind: "disk-free", host: "hv2" });
    expect(await images("hv2")).toEqual([]);
    expect(await activeOn("db02")).toEqual(["hv1"]);
  });

  it("is taken back by the next server when this one was killed in the middle of its steps", async () => {
    const request = await rig.request("db02", "hv2", full);
    const { steps, commands } = await rig.service().plan(request);
    const id = migrationId("m_0123456789abcdefghij");
    const passing = `${IMAGES}/.virtferry-m-0123456789abcdefghij-vda.new`;
    const inode = await onHost("hv2", 'qemu-img create -q -f qcow2 "$1" 160M; touch "$2"; stat -c %i "$1"', disk, passing);
    const done = steps.map((step) =>
      step.kind === "migrate" ? step : { ...step, state: "running" as const, data: { ...step.data, inode } },
    );
    const left = {
      id,
      request,
      argv: commands[0]?.argv ?? [],
      createdAtMs: Date.now(),
      domainName: "db02",
      state: "starting" as const,
    };
    await rig.leave(queuedRecord({ ...left, steps: done }));
    await rig.restart();
    const { record } = await rig.ended(id);
    expect(record).toMatchObject({ state: "failed", startedAtMs: null, result: { truth: { verdict: "stayed", leftovers: [] } } });
    expect(record.steps.map(({ state }) => state)).toEqual(["undone", "skipped"]);
    expect(await images("hv2")).toEqual([]);
  });

  it("is left alone by the next server when it is not the one that was made", async () => {
    const request = await rig.request("db02", "hv2", full);
    const { steps } = await rig.service().plan(request);
    const id = migrationId("m_0123456789abcdefghik");
    await onHost("hv2", 'echo precious >"$1"', disk);
    const begun = steps.map((step) => (step.kind === "migrate" ? step : { ...step, state: "running" as const }));
    await rig.leave(queuedRecord({ id, request, createdAtMs: Date.now(), domainName: "db02", state: "starting", steps: begun }));
    await rig.restart();
    const { record } = await rig.ended(id);
    expect(record.steps.map(({ state }) => state)).toEqual(["undone", "skipped"]);
    expect(await onHost("hv2", 'cat "$1"; rm "$1"', disk)).toBe("precious");
  });
});

describe("a copy", () => {
  it("copies one disk of two, with the proof for the other as licence", async () => {
    const options = { storageCopy: "full", copiedDisks: ["vdb"] } as const;
    const { record: queued } = await rig.reviewAndStart("mix03", "hv2", options);
    expect(queued.argv).toEqual(expect.arrayContaining(["--unsafe", "--copy-storage-all", "--migrate-disks", "vdb"]));
    const { record } = await rig.ended(queued.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved" } } });
    expect(await activeOn("mix03")).toEqual(["hv2"]);
    expect(await labCheckDisks("mix03")).toMatchObject([{ intact: true }, { intact: true }]);
    expect(record.steps.find(({ kind }) => kind === "remove-leftover")?.data.path).toBe(imageOf("mix03", "vdb"));
  });

  it("leaves the old image, says so, and removes it when asked and nobody uses it", async () => {
    const { plan, record: queued } = await rig.reviewAndStart("db02", "hv2", { ...full, suspendAtDestination: true });
    expect(plan.steps.map(({ id }) => id)).toEqual(["create-image:vda", "migrate"]);
    expect(plan.commands[0]?.argv).toEqual(queued.argv);
    expect(queued.argv).toContain("--copy-storage-all");
    expect(queued.argv).not.toContain("--unsafe");
    const { record } = await rig.ended(queued.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-paused" } } });
    expect(record.result?.truth.items.filter(({ ok }) => ok !== true)).toEqual([]);
    expect(record.steps.map(({ id, state }) => [id, state])).toEqual([
      ["create-image:vda", "done"],
      ["migrate", "done"],
      ["leftover:vda", "waiting"],
    ]);
    expect(record.result?.truth.leftovers.map(({ key }) => key)).toEqual(["failures.leftovers.source-image"]);
    expect(await images("hv2")).toContain("db02-vda.qcow2");

    const uuid = record.request.domainUuid;
    await virsh("hv2", "destroy", uuid);
    expect(await labCompareDisks("hv1", disk, "hv2", disk)).toMatchObject({ identical: true });

    const refused = () => rig.service().cleanUp(record.id, "leftover:vda", "admin");
    const other = `${IMAGES}/other.qcow2`;
    const xml = `<domain type='qemu'><name>other</name><memory unit='MiB'>16</memory><os><type>hvm</type></os><devices><disk type='file'><driver name='qemu' type='qcow2'/><source file='${other}'/><target dev='vda' bus='virtio'/></disk></devices></domain>`;
    await onHost("hv1", 'qemu-img create -q -f qcow2 -b "$1" -F qcow2 "$2"', disk, other);
    await onHost("hv1", 'printf "%s" "$1" >/tmp/other.xml && virsh define /tmp/other.xml', xml);
    await expect(refused()).rejects.toMatchObject({ code: "conflict", data: { detail: "a VM on this host builds on it" } });
    await onHost("hv1", 'virsh undefine other; rm "$1"; touch -r "$2" /tmp/then; touch "$2"', other, disk);
    await expect(refused()).rejects.toMatchObject({ code: "conflict", data: { detail: "it was changed since" } });
    await onHost("hv1", 'touch -r /tmp/then "$1"', disk);
    expect(await images("hv1")).toContain("db02-vda.qcow2");

    const cleaned = await rig.service().cleanUp(record.id, "leftover:vda", "admin");
    expect(cleaned.steps.at(-1)).toMatchObject({ id: "leftover:vda", state: "done", detail: "removed" });
    expect(cleaned.result?.truth.leftovers).toEqual([]);
    expect(await images("hv1")).toEqual([]);
    expect(await images("hv2")).toEqual(["db02-vda.qcow2"]);
    expect((await rig.service().cleanUp(record.id, "leftover:vda", "admin")).revision).toBe(cleaned.revision);
  });

  it("copies only what differs from an equal backing file", async () => {
    const [top, base] = [imageOf("inc07", "vda"), `${IMAGES}/inc07-base.qcow2`];
    await labStartGuest("inc07");
    const options = { storageCopy: "incremental", copiedDisks: ["vda"], suspendAtDestination: true } as const;
    const { record: queued } = await rig.reviewAndStart("inc07", "hv2", options);
    expect(queued.steps[0]).toMatchObject({ kind: "create-overlay", data: { backingPath: base } });
    const { record } = await rig.ended(queued.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-paused" } } });
    await virsh("hv2", "destroy", record.request.domainUuid);
    expect(await onHost("hv2", 'qemu-img info "$1" | grep "^backing file:"', top)).toBe(`backing file: ${base}`);
    expect(await labCompareDisks("hv1", top, "hv2", top)).toMatchObject({ identical: true });
  });

  it("copies a raw image, and neither a read-only disk nor an empty drive", async () => {
    const raw = "/var/lib/libvirt/images/raw08-vda.raw";
    await labStartGuest("raw08");
    const { record: queued } = await rig.reviewAndStart("raw08", "hv2", { ...full, suspendAtDestination: true });
    expect(queued.steps[0]).toMatchObject({ data: { format: "raw", path: raw } });
    const { record } = await rig.ended(queued.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-paused" } } });
    await virsh("hv2", "destroy", record.request.domainUuid);
    expect(await labCompareDisks("hv1", raw, "hv2", raw)).toMatchObject({ identical: true });
  });
});
