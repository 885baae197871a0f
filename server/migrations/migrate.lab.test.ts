import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labGuest, labReset } from "../../lab/client.ts";
import { activeOn, copying, jobFolders, slow, virsh } from "./test-support/lab-looks.ts";
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

describe("a live migration", () => {
  it.each([
    ["web01", "hv1", "hv2"],
    ["odd06", "hv2", "hv1"],
  ])("moves %s from %s to %s and back, and says so only after both hosts did", async (guest, from, to) => {
    const { uuid } = await labGuest(guest);
    await labExec(from, ["virsh", "autostart", uuid]);
    for (const [here, there] of [
      [from, to],
      [to, from],
    ] as const) {
      expect(await activeOn(guest)).toEqual([here]);
      const started = await rig.start(guest, there, { maxDowntimeMs: 400 });
      expect(started.state).toBe("queued");
      const { record, samples, log } = await rig.ended(started.id);
      expect(record).toMatchObject({ state: "succeeded", attention: null, result: { exitCode: 0, failure: null } });
      expect(record.result?.truth).toMatchObject({ verdict: "moved", leftovers: [] });
      expect(record.result?.truth.items.filter(({ ok }) => ok !== true)).toEqual([]);
      expect(record.result?.measuredDowntimeMs).toBeGreaterThan(0);
      expect(samples.at(-1)?.memoryRemainingBytes).toBe(0);
      expect(Object.keys(record.phaseStartedAtMs)).toEqual(["preparing", "pre-copy", "switchover", "verifying"]);
      expect(log.some((entry) => entry.text.includes(" migrate --domain ") && entry.exitCode === 0)).toBe(true);
      expect(await activeOn(guest)).toEqual([there]);
      expect(await virsh(here, "list", "--all", "--uuid")).not.toContain(uuid);
      expect(await virsh(there, "dominfo", uuid)).toMatch(/Autostart: +enable/);
      expect(await jobFolders(here)).toBe("");
    }
  });

  it("goes on when its virsh is killed, for both daemons do the work", async () => {
    const started = await rig.start("web01", "hv2", { bandwidthMiBps: 64 });
    await rig.until(started.id, ({ lastSample }) => lastSample !== null);
    await labExec("hv1", ["pkill", "-9", "-f", "virsh -c qemu:///system migrate"]);
    const { record } = await rig.ended(started.id);
    expect(record.state).toBe("succeeded");
    expect(await activeOn("web01")).toEqual(["hv2"]);
  });
});

describe("stopping it", () => {
  it("aborts in the middle of copying, and puts the downtime limit back", async () => {
    const { uuid } = await labGuest("busy04");
    const limit = await virsh("hv1", "migrate-getmaxdowntime", uuid);
    const started = await rig.start("busy04", "hv2", { ...slow, maxDowntimeMs: 77 });
    await rig.until(started.id, copying);
    expect(await virsh("hv1", "migrate-getmaxdowntime", uuid)).toBe("77");
    const [first, second] = await Promise.all([
      rig.service().abort(started.id, "admin"),
      rig.service().abort(started.id, "admin"),
    ]);
    expect(first.abortRequestedAtMs).toBe(second.abortRequestedAtMs);
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "aborted", abortRequestedBy: "admin", result: { failure: null } });
    expect(record.result?.truth).toMatchObject({ verdict: "stayed", leftovers: [] });
    expect(await activeOn("busy04")).toEqual(["hv1"]);
    expect(await virsh("hv2", "list", "--all", "--uuid")).not.toContain(uuid);
    expect(await virsh("hv1", "migrate-getmaxdowntime", uuid)).toBe(limit);
    expect((await rig.service().abort(started.id, "admin")).state).toBe("aborted");
  });

  it("aborts at once after the start", async () => {
    const started = await rig.start("busy04", "hv2", slow);
    await rig.service().abort(started.id, "admin");
    const { record } = await rig.ended(started.id);
    expect(record.state).toBe("aborted");
    expect(await activeOn("busy04")).toEqual(["hv1"]);
  });

  it("says that it is too late after the end", async () => {
    const started = await rig.start("web01", "hv2");
    await rig.ended(started.id);
    await expect(rig.service().abort(started.id, "admin")).rejects.toMatchObject({ code: "too-late" });
  });

  it("suspends the guest at the time limit, and it runs at the destination", async () => {
    const started = await rig.start("busy04", "hv2", { ...slow, timeoutS: 3, timeoutAction: "suspend" });
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", result: { truth: { verdict: "moved" } } });
    expect(record.timeoutFiredAtMs).not.toBeNull();
    expect(await virsh("hv2", "domstate", record.request.domainUuid)).toBe("running");
  });

  it("aborts at the time limit", async () => {
    const started = await rig.start("busy04", "hv2", { ...slow, timeoutS: 3, timeoutAction: "abort" });
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "aborted", abortRequestedAtMs: null, result: { failure: { code: "timed-out" } } });
    expect(await activeOn("busy04")).toEqual(["hv1"]);
  });
});
