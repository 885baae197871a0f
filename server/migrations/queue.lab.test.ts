import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labFault, labGuest, labReset } from "../../lab/client.ts";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import { type MigrationId, migrationId } from "../../lib/core/model/ids.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { DEFAULT_QUEUE_LIMITS, DEFAULT_QUEUEING, type Queueing } from "../../lib/core/model/queue.ts";
import { activeOn, copying, defineClash, jobFolders, slow, virsh } from "./test-support/lab-looks.ts";
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

const start = async (guest: string, to: string, queueing: Partial<Queueing> = {}, options: Partial<MigrationOptions> = {}) =>
  rig
    .service()
    .start(await rig.request(guest, to, options), randomBytes(12).toString("hex"), "admin", { ...DEFAULT_QUEUEING, ...queueing });
const queueOf = async (id: MigrationId) => (await rig.service().get(id)).record.queue;

/** How many go into and out of a host at this moment, by the records and by libvirt (a guest that arrives is paused there). */
async function atWork(): Promise<Readonly<Record<"out" | "into" | "all" | "arriving", number>>> {
  const paused = (await virsh("hv2", "list", "--state-paused", "--uuid")).split("\n").filter((line) => line !== "").length;
  const open = (await rig.service().list({ limit: 50 })).filter(
    ({ endedAtMs, queue }) => endedAtMs === null && queue.admittedAtMs !== null,
  );
  const count = (side: "sourceHostId" | "destinationHostId", host: string) =>
    open.filter(({ request }) => request[side] === rig.hostId(host)).length;
  return { out: count("sourceHostId", "hv1"), into: count("destinationHostId", "hv2"), all: open.length, arriving: paused };
}

describe("the queue", () => {
  it("keeps the limits, lets a high priority go first, and cancels without touching a host", async () => {
    await rig.limits({ perSource: 2, perDestination: 2, inAll: 2 });
    const first = await start("web01", "hv2", {}, { bandwidthMiBps: 1 });
    const second = await start("busy04", "hv2", {}, slow);
    expect([first.queue.admittedAtMs, second.queue.admittedAtMs]).not.toContain(null);
    const third = await start("nic10", "hv2", {}, { mode: "offline" });
    expect(third.queue).toMatchObject({ admittedAtMs: null, position: 1 });
    expect(third.queue.waits).toEqual({ key: "queue.waits.destination-full", values: { host: "hv2", count: 2 } });
    const fourth = await start("odd06", "hv1", { priority: "high" });
    expect(fourth.queue).toMatchObject({ position: 1, waits: { key: "queue.waits.all-full", values: { count: 2 } } });
    expect(await queueOf(third.id)).toMatchObject({ position: 2 });

    const cancelled = await rig.service().lever(third.id, { kind: "abort" }, "admin");
    expect(cancelled).toMatchObject({ state: "aborted", result: null, startedAtMs: null });
    expect((await rig.service().get(third.id)).log.filter(({ kind }) => kind === "command")).toEqual([]);

    await rig.until(second.id, copying);
    const most = { ...(await atWork()) };
    expect(most).toEqual({ out: 2, into: 2, all: 2, arriving: 2 });
    await rig.service().lever(first.id, { kind: "bandwidth", mibPerSec: null }, "admin");
    await rig.service().abort(second.id, "admin");
    const ids = [first.id, second.id, fourth.id];
    const over = async () => (await Promise.all(ids.map((id) => rig.service().get(id)))).every(({ record }) => record.endedAtMs);
    while (!(await over())) {
      const now = await atWork();
      for (const key of ["out", "into", "all", "arriving"] as const) most[key] = Math.max(most[key], now[key]);
    }
    await rig.limits(DEFAULT_QUEUE_LIMITS);
    expect(most).toEqual({ out: 2, into: 2, all: 2, arriving: 2 });
    const records = await Promise.all(ids.map(async (id) => (await rig.service().get(id)).record));
    expect(records.map(({ state }) => state)).toEqual(["succeeded", "aborted", "succeeded"]);
    const ends = records.slice(0, 2).map(({ endedAtMs }) => endedAtMs ?? Number.POSITIVE_INFINITY);
    expect(records[2]?.queue.admittedAtMs).toBeGreaterThanOrEqual(Math.min(...ends));
    expect(await virsh("hv1", "domstate", "nic10")).toBe("shut off");
  }, 120_000);

  it("goes on when a limit is raised, and aborts what was let through in the usual way", async () => {
    const first = await start("busy04", "hv2", {}, slow);
    const second = await start("web01", "hv2", {}, slow);
    expect(second.queue.waits).toEqual({ key: "queue.waits.source-full", values: { host: "hv1", count: 1 } });
    await rig.until(first.id, copying);
    expect(await atWork()).toMatchObject({ out: 1, into: 1, arriving: 1 });
    await rig.limits({ ...DEFAULT_QUEUE_LIMITS, perSource: 2 });
    await rig.until(second.id, ({ startedAtMs }) => startedAtMs !== null);
    await rig.limits(DEFAULT_QUEUE_LIMITS);
    for (const { id } of [first, second]) await rig.service().abort(id, "admin");
    for (const { id } of [first, second])
      expect((await rig.ended(id)).record).toMatchObject({ state: "aborted", result: { truth: { verdict: "stayed" } } });
  }, 120_000);
});

describe("another try", () => {
  const retry = { times: 1, afterMs: 1_000 };

  it("is made once when the cause can pass, with what was reviewed, and comes about", async () => {
    await labFault({ kind: "ports-close", host: "hv2", ports: "49152-49215", verdict: "reject" });
    const failed = await rig.ended((await start("web01", "hv2", { retry })).id);
    await labFault({ kind: "ports-open", host: "hv2", ports: "49152-49215" });
    expect(failed.record.result?.failure?.code).toBe("migration-port-closed");
    const next = async () => (await rig.service().list({ limit: 50 })).filter(({ queue }) => queue.retryOf === failed.record.id);
    await expect.poll(async () => (await next()).length).toBe(1);
    const [second] = await next();
    if (!second) throw new Error("no other try");
    expect(second).toMatchObject({ argv: failed.record.argv, queue: { attempt: 2, retry } });
    const { record, log } = await rig.ended(second.id);
    expect(record.state).toBe("succeeded");
    expect(log.some(({ message }) => message?.key === "queue.notes.rechecked")).toBe(true);
    expect(record.queue.admittedAtMs).toBeGreaterThanOrEqual((failed.record.endedAtMs ?? 0) + retry.afterMs);
    expect(await next()).toHaveLength(1);
    expect(await activeOn("web01")).toEqual(["hv2"]);
  }, 120_000);

  it("is not made of one of which it is not certain that it stayed", async () => {
    const { uuid } = await labGuest("busy04");
    const started = await start("busy04", "hv2", { retry }, slow);
    await rig.until(started.id, copying);
    await labExec("hv1", ["virsh", "destroy", uuid]);
    const { record } = await rig.ended(started.id);
    expect(record.result?.truth.verdict).toBe("stopped");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await rig.service().list({ limit: 50 })).some(({ queue }) => queue.retryOf === record.id)).toBe(false);
  }, 120_000);
});

describe("the look before a late launch", () => {
  let real: LabRig;
  beforeAll(async () => {
    real = await openLabRig("real");
  });
  afterAll(async () => {
    await real?.close();
  });

  it("refuses when something came in the way meanwhile: nothing runs, and the finding is kept", async () => {
    const { record } = await real.leftAt("queued", "web01", "hv2");
    await defineClash("hv2", "web01");
    await real.restart();
    const { record: ended, log } = await real.ended(record.id);
    await labExec("hv2", ["virsh", "undefine", "web01"]);
    expect(ended).toMatchObject({ state: "failed", startedAtMs: null, result: { truth: { verdict: "stayed" } } });
    expect(ended.result?.failure).toMatchObject({ code: "not-started", meaning: { key: "queue.refused.blocked" } });
    expect(ended.findings.filter(({ verdict }) => verdict === "block").map(({ ruleId }) => ruleId)).toContain("identity.name");
    expect(log.some(({ text }) => text.includes(" migrate "))).toBe(false);
    expect(await jobFolders("hv1")).toBe("");
    expect(await activeOn("web01")).toEqual(["hv1"]);
  }, 120_000);

  it("refuses when another command would run than the one that was reviewed", async () => {
    const asked = await real.request("web01", "hv2");
    const limited = { ...asked.options, bandwidthMiBps: 64 };
    const { commands, toAcknowledge } = await real.service().plan({ ...asked, options: limited });
    const record = queuedRecord({
      id: migrationId("m_changed000001"),
      request: { ...asked, acknowledged: [...toAcknowledge, "hosts.load"] },
      argv: commands[0]?.argv ?? [],
      createdAtMs: Date.now(),
    });
    await real.leave(record);
    await real.restart();
    const { record: ended, log } = await real.ended(record.id);
    expect(ended.result?.failure).toMatchObject({ code: "not-started", meaning: { key: "queue.refused.changed" } });
    const told = log.find(({ message }) => message?.key === "queue.notes.changed")?.message?.values;
    expect(told?.reviewed).toContain("--bandwidth 64");
    expect(told?.now).not.toContain("--bandwidth");
    expect(await activeOn("web01")).toEqual(["hv1"]);
  }, 120_000);
});
