import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labFault, labGuest, labReset } from "../../lab/client.ts";
import { activeOn, copying, defineClash, slow, virsh } from "./test-support/lab-looks.ts";
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

describe("what goes wrong", () => {
  it("takes a running migration up after the server was gone, and never starts it twice", async () => {
    const started = await rig.start("busy04", "hv2", slow);
    await rig.until(started.id, copying);
    const before = (await rig.service().get(started.id)).samples.length;
    await rig.restart();
    const record = await rig.until(started.id, ({ lastSample }) => (lastSample?.elapsedMs ?? 0) > 4000);
    expect(record.state).toBe("running");
    await rig.service().abort(started.id, "admin");
    const { samples, log } = await rig.ended(started.id);
    expect(samples.length).toBeGreaterThan(before);
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
    expect(log.filter((entry) => entry.message?.key === "failures.notes.started")).toHaveLength(1);
  });

  it("tells a migration that ended while the server was gone", async () => {
    const started = await rig.start("web01", "hv2", { bandwidthMiBps: 64 });
    await rig.until(started.id, ({ lastSample }) => lastSample !== null);
    await rig.service().stop();
    await expect
      .poll(() => virsh("hv1", "list", "--all", "--uuid"), { timeout: 20_000 })
      .not.toContain(started.request.domainUuid);
    await rig.restart();
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", result: { exitCode: 0 } });
  });

  it("is detached while the source is cut off, and tells the truth when it is back", async () => {
    const started = await rig.start("busy04", "hv2", slow);
    await rig.until(started.id, copying);
    await labFault({ kind: "link-cut", host: "hv1" });
    const away = await rig.until(started.id, ({ state }) => state === "detached", 90_000);
    expect(away.attention?.key).toBe("failures.attention.source-unreachable");
    await new Promise((resolve) => setTimeout(resolve, 35_000));
    await labFault({ kind: "link-heal", host: "hv1" });
    const { record } = await rig.ended(started.id, 120_000);
    expect(record).toMatchObject({ state: "failed", result: { truth: { verdict: "stayed" } } });
    expect(record.result?.failure?.code).toBe("connection-lost");
    expect(await activeOn("busy04")).toEqual(["hv1"]);
  }, 300_000);

  it("waits for a destination that is away before it says where the VM is", async () => {
    const started = await rig.start("busy04", "hv2", slow);
    await rig.until(started.id, copying);
    await labFault({ kind: "link-cut", host: "hv2" });
    const away = await rig.until(started.id, ({ state }) => state === "detached", 90_000);
    expect(away.attention?.key).toBe("failures.attention.destination-unreachable");
    await labFault({ kind: "link-heal", host: "hv2" });
    const { record } = await rig.ended(started.id, 120_000);
    expect(record).toMatchObject({
      state: "failed",
      result: { truth: { verdict: "stayed" }, failure: { code: "connection-lost" } },
    });
  }, 300_000);

  it("explains a name clash that came up after the preflight", async () => {
    const { uuid } = await labGuest("web01");
    // The rig's preflight looked before this: it says yes.
    await defineClash("hv2", "web01");
    const started = await rig.start("web01", "hv2");
    const { record } = await rig.ended(started.id);
    await labExec("hv2", ["virsh", "undefine", "web01"]);
    expect(record).toMatchObject({ state: "failed", result: { truth: { verdict: "stayed" }, failure: { code: "name-clash" } } });
    // virsh often says no more than "End of file"; the daemons' logs have the cause in any case.
    expect(record.result?.failure?.libvirtText).toMatch(/error : .*domain 'web01' already exists with uuid/);
    expect(await activeOn("web01")).toEqual(["hv1"]);
    expect(await virsh("hv1", "domstate", uuid)).toBe("running");
  });

  it("lets one of two starts win and tells the other who it was", async () => {
    const request = await rig.request("busy04", "hv2", slow);
    const start = () => rig.service().start(request, randomBytes(12).toString("hex"), "admin");
    const [one, two] = await Promise.allSettled([start(), start()]);
    const [winner] = [one, two].flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const [loser] = [one, two].flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(loser).toMatchObject({ code: "already-migrating", data: { migrationId: winner?.id } });
    const id = winner?.id;
    if (!id) throw new Error("nobody won");
    await rig.service().abort(id, "admin");
    await rig.ended(id);
  });

  it("answers the same press twice with one migration", async () => {
    const request = await rig.request("busy04", "hv2", slow);
    const key = randomBytes(12).toString("hex");
    const [one, two] = await Promise.all([
      rig.service().start(request, key, "admin"),
      rig.service().start(request, key, "admin"),
    ]);
    expect(two.id).toBe(one.id);
    await rig.service().abort(one.id, "admin");
    await rig.ended(one.id);
  });

  it("says that the guest was stopped when it was destroyed on the way", async () => {
    const { uuid } = await labGuest("busy04");
    const started = await rig.start("busy04", "hv2", slow);
    await rig.until(started.id, copying);
    await labExec("hv1", ["virsh", "destroy", uuid]);
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({
      state: "failed",
      attention: { key: "failures.attention.stopped" },
      result: { truth: { verdict: "stopped" }, failure: { code: "guest-stopped" } },
    });
  });

  it("says that nothing was started when the server went before the command reached the source", async () => {
    const { record } = await rig.leftAt("starting", "web01", "hv2");
    await rig.restart();
    const { record: ended } = await rig.ended(record.id);
    expect(ended).toMatchObject({ state: "failed", result: { truth: { verdict: "stayed" }, failure: { code: "not-started" } } });
    expect(await activeOn("web01")).toEqual(["hv1"]);
  });

  it("launches one that the queue had let through and nobody had begun when the server went", async () => {
    const { record } = await rig.leftAt("queued", "web01", "hv2");
    await rig.restart();
    const { record: ended } = await rig.ended(record.id);
    expect(ended).toMatchObject({ state: "succeeded", result: { exitCode: 0 } });
    expect(await activeOn("web01")).toEqual(["hv2"]);
  });

  it("takes up one whose start was never noted", async () => {
    const { record, launch } = await rig.leftAt("starting", "web01", "hv2");
    await launch();
    await rig.restart();
    const { record: ended, log } = await rig.ended(record.id);
    expect(ended).toMatchObject({ state: "succeeded", result: { exitCode: 0 } });
    expect(log.some((entry) => entry.message?.key === "failures.notes.started")).toBe(false);
    expect(await activeOn("web01")).toEqual(["hv2"]);
  });
});
