import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labGuest, labReset } from "../../lab/client.ts";
import { activeOn, copying, slow, virsh } from "./test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "./test-support/lab-rig.ts";

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

const ann = { kind: "user", name: "ann" };

describe("levers on a running migration", () => {
  it("change limits, are told with who and what came of it, outlive a restart, and are put back where the VM stayed", async () => {
    const { uuid } = await labGuest("busy04");
    const [limit, speed] = [await virsh("hv1", "migrate-getmaxdowntime", uuid), await virsh("hv1", "migrate-getspeed", uuid)];
    const started = await rig.start("busy04", "hv2", slow);
    await rig.until(started.id, copying);
    const pull = (lever: Parameters<ReturnType<LabRig["service"]>["lever"]>[1]) => rig.service().lever(started.id, lever, "ann");

    const after = await pull({ kind: "max-downtime", ms: 70 });
    expect(after.levers).toMatchObject([{ by: ann, action: { kind: "max-downtime", ms: 70 }, ok: true, detail: "" }]);
    expect(after.limits).toEqual({ maxDowntimeMs: 70, bandwidthMiBps: 16 });
    expect(await virsh("hv1", "migrate-getmaxdowntime", uuid)).toBe("70");
    await pull({ kind: "bandwidth", mibPerSec: 20 });
    expect(await virsh("hv1", "migrate-getspeed", uuid)).toBe("20");
    const { parameters, capabilities } = await rig.service().qemuParameters(started.id);
    expect(parameters).toContainEqual({ name: "downtime-limit", value: "70 ms" });
    expect(capabilities).toContainEqual({ name: "postcopy-ram", on: false });

    await expect(pull({ kind: "post-copy" })).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "live.levers.reasons.post-copy-not-allowed" } },
    });
    const measure = { hostId: started.request.sourceHostId, domainUuid: started.request.domainUuid, seconds: 1 };
    await expect(rig.service().dirtyRate({ ...measure, method: "page-sampling" })).rejects.toMatchObject({ code: "conflict" });

    // The first comparison of limits has to be over before somebody else changes one.
    await rig.until(started.id, ({ lastSample }) => (lastSample?.elapsedMs ?? 0) > 4_500);
    await virsh("hv1", "migrate-setspeed", uuid, "18");
    const told = await rig.until(started.id, ({ outsideChanges }) => outsideChanges.length > 0);
    expect(told.outsideChanges[0]?.message).toMatchObject({ key: "failures.outside.bandwidth", values: { mibPerSec: 18 } });
    expect(told.limits.bandwidthMiBps).toBe(18);

    await rig.restart();
    await rig.until(started.id, ({ state }) => state === "running");
    await rig.service().lever(started.id, { kind: "abort" }, "ann");
    const { record, log } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "aborted", abortRequestedBy: "ann", result: { truth: { leftovers: [] } } });
    expect(record.levers.map(({ action, ok }) => [action.kind, ok])).toEqual([
      ["max-downtime", true],
      ["bandwidth", true],
      ["abort", true],
    ]);
    expect(log.filter((entry) => entry.message?.key === "failures.notes.levers.bandwidth")).toHaveLength(1);
    expect(await virsh("hv1", "migrate-getmaxdowntime", uuid)).toBe(limit);
    expect(await virsh("hv1", "migrate-getspeed", uuid)).toBe(speed);
    await expect(rig.service().lever(started.id, { kind: "suspend" }, "ann")).rejects.toMatchObject({ code: "too-late" });
    await expect(rig.service().qemuParameters(started.id)).rejects.toMatchObject({ code: "too-late" });
  });

  it("pauses the VM by hand, and it runs at the destination", async () => {
    const started = await rig.start("busy04", "hv2", { bandwidthMiBps: 24 });
    await rig.until(started.id, copying);
    await rig.service().lever(started.id, { kind: "suspend" }, "ann");
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", outsideChanges: [], levers: [{ by: ann, ok: true }] });
    expect(await virsh("hv2", "domstate", record.request.domainUuid)).toBe("running");
  });

  it("tells what somebody else does to the VM while it moves", async () => {
    const { uuid } = await labGuest("busy04");
    const started = await rig.start("busy04", "hv2", slow);
    await rig.until(started.id, copying);
    await virsh("hv1", "suspend", uuid);
    const record = await rig.until(started.id, ({ outsideChanges }) => outsideChanges.length > 0);
    expect(record.outsideChanges).toMatchObject([{ message: { key: "failures.outside.suspended", values: { host: "hv1" } } }]);
    expect(record.phase).toBe("pre-copy");
    await virsh("hv1", "domjobabort", uuid);
    const { record: ended } = await rig.ended(started.id);
    expect(ended).toMatchObject({ state: "failed", result: { failure: { code: "canceled" } } });
    expect(ended.outsideChanges.map(({ message }) => message.key)).toContain("failures.outside.aborted");
    expect(await virsh("hv1", "domstate", uuid)).toBe("running");
  });
});

describe("what the server does by itself", () => {
  it("climbs the ladder, each rung once, also over a restart", async () => {
    const ladder = [
      { afterS: 1, action: { kind: "max-downtime", ms: 40 } },
      { afterS: 2, action: { kind: "bandwidth", mibPerSec: 12 } },
      { afterS: 3, action: { kind: "auto-converge" } },
      { afterS: 4, action: { kind: "post-copy" } },
      { afterS: 60, action: { kind: "abort" } },
    ] as const;
    const started = await rig.start("busy04", "hv2", { ...slow, postCopy: "by-hand", ladder });
    await rig.until(started.id, ({ rungsClimbed }) => rungsClimbed >= 1);
    await rig.restart();
    const { record, samples } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", rungsClimbed: 4, limits: { maxDowntimeMs: 40, bandwidthMiBps: 12 } });
    expect(record.levers.map(({ by, action, ok }) => [by.kind, action.kind, ok])).toEqual(
      ladder.slice(0, 4).map(({ action }) => ["ladder", action.kind, true]),
    );
    expect(Object.keys(record.phaseStartedAtMs)).toEqual(["preparing", "pre-copy", "post-copy", "verifying"]);
    expect(samples.at(-1)?.elapsedMs).toBeGreaterThan(4_000);
    expect(await activeOn("busy04")).toEqual(["hv2"]);
  });

  it("switches to post-copy after the first pass, with the guest pinged all the way", async () => {
    const { ip, uuid } = await labGuest("busy04");
    const asked = await rig.request("busy04", "hv2", { bandwidthMiBps: 32, postCopy: "after-first-pass" });
    const started = await rig.service().start({ ...asked, pingAddress: ip }, "ping-and-post-copy", "admin");
    const away = await rig.until(started.id, ({ phase }) => phase === "post-copy");
    await expect(rig.service().lever(started.id, { kind: "abort" }, "ann")).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "live.levers.reasons.in-post-copy" } },
    });
    expect(away.levers).toMatchObject([{ by: { kind: "plan" }, action: { kind: "post-copy" } }]);
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", attention: null, result: { truth: { verdict: "moved" }, exitCode: 0 } });
    expect(record.result?.measuredDowntimeMs).toBeGreaterThan(0);
    expect(record.result?.longestPingGapMs).toBeGreaterThan(0);
    expect(record.result?.longestPingGapMs).toBeLessThan(10_000);
    // Asked, and told as it is: this guest does not always live on after its arrival in software emulation (docs/faults.md). web01's network is
    // held to its answer in migrate.lab.test.ts.
    expect(record.result?.truth.items.map(({ id }) => id)).toContain("network");
    expect(await virsh("hv2", "domstate", uuid)).toBe("running");
    expect((await labExec("hv1", ["sh", "-c", "ls /root/.cache/virtferry/jobs"])).stdout.trim()).toBe("");
  });

  it("measures how fast a VM dirties its memory, and asks nothing of QEMU that it cannot do", async () => {
    const { uuid } = await labGuest("busy04");
    const { sourceHostId, domainUuid } = await rig.request("busy04", "hv2");
    const input = { hostId: sourceHostId, domainUuid, seconds: 1 };
    const measured = await rig.service().dirtyRate({ ...input, method: "page-sampling" });
    expect(measured).toMatchObject({ method: "page-sampling", periodS: 1 });
    expect(measured.bytesPerSec).toBeGreaterThan(2 ** 20);
    await expect(rig.service().dirtyRate({ ...input, method: "dirty-bitmap" })).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "errors.migrations.dirty-rate-needs-kvm" } },
    });
    expect(await virsh("hv1", "domstate", uuid)).toBe("running");
  });
});
