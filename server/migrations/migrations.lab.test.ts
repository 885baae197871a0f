import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labFault, labGuest, labReset } from "../../lab/client.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
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

/** Where plain virsh says that a guest has a QEMU (running or paused): asked past everything of ours. */
async function activeOn(guest: string): Promise<string[]> {
  const { uuid } = await labGuest(guest);
  const answers = await Promise.all(
    ["hv1", "hv2", "hv3"].map(async (host) => {
      const { stdout } = await labExec(host, ["virsh", "list", "--uuid"]);
      return stdout.includes(uuid) ? [host] : [];
    }),
  );
  return answers.flat();
}

async function jobFolders(host: string): Promise<string> {
  const { stdout } = await labExec(host, ["sh", "-c", "ls /root/.cache/virtferry/jobs 2>/dev/null"]);
  return stdout.trim();
}

const virsh = async (host: string, ...args: string[]) => (await labExec(host, ["virsh", "-q", ...args])).stdout.trim();
const copying = (record: MigrationRecord) => record.phase === "pre-copy" && (record.lastSample?.elapsedMs ?? 0) > 800;
/** busy04 at this bandwidth copies for longer than any test. */
const slow = { bandwidthMiBps: 16 };

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
      expect((record.startedAtMs ?? 0) - record.createdAtMs).toBeLessThan(300);
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

  it("explains a name clash that came up after the preflight", async () => {
    const { uuid } = await labGuest("web01");
    const xml = "<domain type='qemu'><name>web01</name><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>";
    // The rig's preflight looked before this: it says yes.
    await labExec("hv2", ["sh", "-c", `echo "${xml}" > /tmp/clash.xml && virsh define /tmp/clash.xml`]);
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
});
