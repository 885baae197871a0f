import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labCheckDisks, labCompareDisks, labExec, labGuest, labHeartbeat, labReset, labStopGuest } from "../../../lab/client.ts";
import { filesOfStep } from "../../../lib/core/migration/plan-cold-steps.ts";
import { migrationId } from "../../../lib/core/model/ids.ts";
import { imageOf, onHost } from "../test-support/lab-disks.ts";
import { activeOn, jobFolders, virsh } from "../test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "../test-support/lab-rig.ts";

/** Modes that move a VM while it does not run, end to end on real hosts; the preflight says yes to all, these tests are about what comes after it. */
let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig();
});
beforeEach(async () => {
  await labReset();
});
afterAll(async () => {
  await rig?.close();
  await labReset();
});

const offline = { mode: "offline" } as const;
const saved = { mode: "saved-state", copiedDisks: ["vda"] } as const;
const sha = (host: string, path: string) => onHost(host, 'sha256sum <"$1"', path);
const has = (host: string, path: string) => onHost(host, '[ -e "$1" ] && echo yes || echo no', path);
const nvram = "/var/lib/libvirt/qemu/nvram/uefi09_VARS.fd";
const tpm = async () => `/var/lib/libvirt/swtpm/${(await labGuest("uefi09")).uuid}/tpm2/tpm2-00.permall`;

describe("offline", () => {
  it("moves a definition whose disks are shared, and its autostart", async () => {
    const { uuid } = await labGuest("off05");
    await labExec("hv2", ["virsh", "autostart", uuid]);
    const { record } = await rig.ended((await rig.start("off05", "hv1", offline)).id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-off", leftovers: [] } } });
    expect(await virsh("hv1", "dominfo", uuid)).toMatch(/Autostart: +enable/);
    expect(await virsh("hv2", "list", "--all", "--uuid")).not.toContain(uuid);
    expect(await jobFolders("hv2")).toBe("");
  });

  it("takes the folder of its job away, too, when it finds on its return that the definition has moved meanwhile", async () => {
    const { record } = await rig.ended((await rig.start("off05", "hv1", offline)).id);
    const folder = `/root/.cache/virtferry/jobs/${record.id.replaceAll("_", "-")}-again`;
    await onHost("hv2", 'mkdir -p "$1" && echo 0 >"$1/exit"', folder);
    const steps = record.steps.map((step) => ({ ...step, state: "running" as const, endedAtMs: null }));
    const id = migrationId(`${record.id}_again`);
    await rig.leave({ ...record, id, steps, state: "running", phase: "defining", endedAtMs: null, result: null, revision: 1 });
    await rig.restart();
    expect((await rig.ended(id)).record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-off" } } });
    expect(await jobFolders("hv2")).toBe("");
  });

  it("takes disks, firmware variables and TPM state along, and leaves the source's until an admin removes them", async () => {
    const disk = imageOf("uefi09", "vda");
    const before = { nvram: await sha("hv2", nvram), tpm: await sha("hv2", await tpm()) };
    const started = await rig.start("uefi09", "hv1", { ...offline, copiedDisks: ["vda"] });
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-off" } } });
    expect(record.steps.filter(({ kind }) => kind !== "remove-leftover").map(({ state }) => state)).toEqual(["done", "done"]);
    expect(await labCompareDisks("hv2", disk, "hv1", disk)).toMatchObject({ identical: true });
    expect(await sha("hv1", nvram)).toBe(before.nvram);
    expect(await sha("hv1", await tpm())).toBe(before.tpm);
    expect(record.result?.truth.leftovers.map(({ values }) => values?.path)).toContain(disk);
    const id = record.steps.find(({ kind, data }) => kind === "remove-leftover" && data.path === disk)?.id ?? "";
    await rig.service().cleanUp(record.id, id, "admin");
    expect(await has("hv2", disk)).toBe("no");
    expect(await has("hv1", disk)).toBe("yes");
  });

  it("copies an overlay onto the equal base that is there, and none onto another base", async () => {
    const base = "/var/lib/libvirt/images/inc07-base.qcow2";
    const inodeOf = () => onHost("hv2", 'stat -c %i "$1"', base);
    const before = await inodeOf();
    const { record } = await rig.ended((await rig.start("inc07", "hv2", { ...offline, copiedDisks: ["vda"] })).id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-off" } } });
    const copied = record.steps.find(({ kind }) => kind === "copy-files");
    expect(copied && filesOfStep(copied).map(({ to }) => to)).toEqual([imageOf("inc07", "vda")]);
    expect(await inodeOf()).toBe(before);
    const disk = imageOf("inc07", "vda");
    expect(await labCompareDisks("hv1", disk, "hv2", disk)).toMatchObject({ identical: true });

    await labReset();
    const toOther = rig.start("inc07", "hv3", { ...offline, copiedDisks: ["vda"] });
    await expect(toOther).rejects.toMatchObject({ data: { message: { key: "errors.migrations.backing-differs" } } });
  });

  it("goes on where it was when the server is killed while it copies", async () => {
    const started = await rig.start("raw08", "hv2", { ...offline, copiedDisks: ["vda"], bandwidthMiBps: 4 });
    await rig.until(started.id, ({ lastSample }) => (lastSample?.diskProcessedBytes ?? 0) > 0);
    await rig.restart();
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved-off" } } });
    const disk = "/var/lib/libvirt/images/raw08-vda.raw";
    expect(await labCompareDisks("hv1", disk, "hv2", disk)).toMatchObject({ identical: true });
  });

  it("leaves nothing behind when it is aborted while it copies", async () => {
    const started = await rig.start("raw08", "hv2", { ...offline, copiedDisks: ["vda"], bandwidthMiBps: 1 });
    await rig.until(started.id, ({ lastSample }) => lastSample !== null);
    await rig.service().abort(started.id, "admin");
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "aborted", result: { truth: { verdict: "stayed-off", leftovers: [] } } });
    expect(await onHost("hv2", 'ls -A "$1" | grep raw08 || true', "/var/lib/libvirt/images")).toBe("");
    expect(await virsh("hv2", "list", "--all", "--uuid")).not.toContain((await labGuest("raw08")).uuid);
  });
});

describe("cold copy", () => {
  it("makes a clone with a UUID, MACs and firmware variables of its own", async () => {
    const options = {
      mode: "cold-copy",
      copiedDisks: ["vda"],
      destinationName: "copy of uefi09",
      newUuid: true,
      newMacs: true,
    } as const;
    const paths = [{ target: "vda", path: "/var/lib/libvirt/images/copy.qcow2" }];
    const started = await rig.start("uefi09", "hv1", { ...options, undefineSource: false, diskPaths: paths });
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "copied", leftovers: [] } } });
    const { uuid } = await labGuest("uefi09");
    const [original, copy] = [await virsh("hv2", "dumpxml", uuid), await virsh("hv1", "dumpxml", "copy of uefi09")];
    const mac = (xml: string) => /<mac address='([^']+)'/.exec(xml)?.[1];
    expect(copy).not.toContain(uuid);
    expect(mac(copy)).not.toBe(mac(original));
    expect(copy).toContain("/var/lib/libvirt/qemu/nvram/copy of uefi09_VARS.fd");
    expect(await labCompareDisks("hv2", imageOf("uefi09", "vda"), "hv1", "/var/lib/libvirt/images/copy.qcow2")).toMatchObject({
      identical: true,
    });
  });

  it("takes its copies back when the name is taken there, and touches nothing else", async () => {
    await labStopGuest("db02");
    const options = { mode: "cold-copy", copiedDisks: ["vda"] } as const;
    const { record } = await rig.ended((await rig.start("db02", "hv3", options)).id);
    expect(record).toMatchObject({ state: "failed", result: { truth: { verdict: "stayed-off", leftovers: [] } } });
    expect(record.result?.failure?.libvirtText).toContain("already exists");
    expect(await has("hv3", imageOf("db02", "vda"))).toBe("no");
    expect(await has("hv1", imageOf("db02", "vda"))).toBe("yes");
  });
});

describe("saved state", () => {
  it("resumes the VM at the destination where it was suspended", async () => {
    const counted = (await labHeartbeat("db02"))?.count ?? 0;
    const { record } = await rig.ended((await rig.start("db02", "hv2", saved)).id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved" } } });
    expect(record.result?.measuredDowntimeMs).toBeGreaterThan(0);
    expect(await activeOn("db02")).toEqual(["hv2"]);
    const { uuid } = await labGuest("db02");
    expect(await virsh("hv1", "list", "--all", "--uuid")).not.toContain(uuid);
    expect(await virsh("hv2", "dominfo", uuid)).toMatch(/Persistent: +yes/);
    await expect.poll(async () => (await labHeartbeat("db02"))?.count ?? 0, { timeout: 10_000 }).toBeGreaterThan(counted);
    expect((await labCheckDisks("db02")).map(({ intact }) => intact)).toEqual([true]);
    for (const host of ["hv1", "hv2"]) {
      expect(await has(host, `/var/lib/libvirt/qemu/save/virtferry-${uuid}.save`)).toBe("no");
      expect(await jobFolders(host)).toBe("");
    }
  });

  it("resumes the VM on the source when a file is in the way at the destination", async () => {
    const disk = imageOf("db02", "vda");
    await onHost("hv2", 'echo precious >"$1"', disk);
    const { record } = await rig.ended((await rig.start("db02", "hv2", saved)).id);
    expect(record).toMatchObject({ state: "failed", result: { truth: { verdict: "stayed", leftovers: [] } } });
    expect(record.result?.failure?.libvirtText).toContain("exists");
    expect(await activeOn("db02")).toEqual(["hv1"]);
    expect(await onHost("hv2", 'cat "$1"', disk)).toBe("precious");
    const { uuid } = await labGuest("db02");
    expect(await has("hv1", `/var/lib/libvirt/qemu/save/virtferry-${uuid}.save`)).toBe("no");
    expect(await jobFolders("hv1")).toBe("");
  });

  it("carries a VM without a stored definition, its disk included", async () => {
    const { uuid } = await labGuest("db02");
    await labExec("hv1", ["virsh", "undefine", uuid]);
    const options = { ...saved, persistent: false, undefineSource: false };
    await expect
      .poll(async () => (await rig.service().plan(await rig.request("db02", "hv2", options))).steps.map(({ kind }) => kind), {
        timeout: 20_000,
      })
      .toContain("copy-files");
    const { record } = await rig.ended((await rig.start("db02", "hv2", options)).id);
    expect(record, JSON.stringify(record.result?.failure)).toMatchObject({
      state: "succeeded",
      result: { truth: { verdict: "moved" } },
    });
    expect(await activeOn("db02")).toEqual(["hv2"]);
    expect(await virsh("hv2", "dominfo", uuid)).toMatch(/Persistent: +no/);
  });

  it("finishes when the server is killed while it copies", async () => {
    const started = await rig.start("db02", "hv2", { ...saved, bandwidthMiBps: 16 });
    await rig.until(started.id, ({ phase, lastSample }) => phase === "file-copy" && lastSample !== null);
    await rig.restart();
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved" } } });
    expect(await activeOn("db02")).toEqual(["hv2"]);
  });
});
