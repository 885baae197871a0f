import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labFault, labGuest, labReset } from "../../lab/client.ts";
import type { MigrationId } from "../../lib/core/model/ids.ts";
import { activeOn, virsh } from "./test-support/lab-looks.ts";
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

/** Leaves half a minute of post-copy to break. */
const halfWay = { bandwidthMiBps: 16, postCopyBandwidthMiBps: 4, postCopy: "by-hand" } as const;
const ports = "49152-49215";

/** Closes the data connections under both ends at once, as a router that forgets them. */
const reset = (host: string) =>
  labExec(host, [
    "ss",
    "-K",
    "-tn",
    "state",
    "established",
    "( sport >= :49152 and sport <= :49215 ) or ( dport >= :49152 and dport <= :49215 )",
  ]);

async function inPostCopy(): Promise<MigrationId> {
  const { id } = await rig.start("busy04", "hv2", halfWay);
  // A link that breaks right after an early switch makes QEMU at the destination hang for good.
  await rig.until(id, ({ lastSample }) => (lastSample?.elapsedMs ?? 0) > 2_000);
  const { levers } = await rig.service().lever(id, { kind: "post-copy" }, "ann");
  expect(levers).toMatchObject([{ action: { kind: "post-copy" }, ok: true }]);
  const { request } = await rig.until(id, ({ phase }) => phase === "post-copy");
  await expect.poll(() => virsh("hv2", "domstate", "--reason", request.domainUuid)).toBe("running (post-copy)");
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return id;
}
const broken = (id: MigrationId, withinMs?: number) => rig.until(id, ({ state }) => state === "post-copy-broken", withinMs);

describe("a post-copy that breaks", () => {
  it("waits for a recovery, over a restart, starts and stops nothing, and moves the VM when it is taken up", async () => {
    const { uuid } = await labGuest("busy04");
    const id = await inPostCopy();
    expect(await activeOn("busy04")).toEqual(["hv1", "hv2"]);
    await reset("hv2");
    const away = await broken(id);
    expect(away).toMatchObject({
      phase: "post-copy",
      endedAtMs: null,
      attention: { key: "failures.attention.post-copy-failed" },
    });
    await rig.restart();
    await broken(id);
    await expect(rig.service().abort(id, "ann")).rejects.toMatchObject({ code: "conflict" });
    // A rig's store keeps no facts: a server that was just started reads the hosts' versions first.
    const recover = (by: string) => rig.service().lever(id, { kind: "recover" }, by);
    await expect
      .poll(
        () =>
          recover("ann").then(
            ({ levers }) => levers.length,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(2);
    const asked = await recover("bob");
    expect(asked.levers.at(-1)).toMatchObject({ action: { kind: "recover" }, by: { kind: "user", name: "ann" }, ok: null });
    const back = await rig.until(id, ({ state }) => state === "running");
    expect(back).toMatchObject({ recoveries: 1, attention: null, levers: [{ ok: true }, { ok: true }] });
    await rig.service().lever(id, { kind: "post-copy-bandwidth", mibPerSec: 64 }, "ann");
    const { record, log } = await rig.ended(id);
    expect(record).toMatchObject({ state: "succeeded", recoveries: 1, result: { exitCode: 0, truth: { verdict: "moved" } } });
    expect(Object.keys(record.phaseStartedAtMs)).toEqual(["preparing", "pre-copy", "post-copy", "verifying"]);
    // Both processes stand in the log with their ends: the one that broke, and the one that took it up.
    expect(
      log.filter(({ text, exitCode }) => text.includes(" migrate --domain ") && exitCode !== null).map((e) => e.exitCode),
    ).toEqual([1, 0]);
    expect(await activeOn("busy04")).toEqual(["hv2"]);
    expect(await virsh("hv2", "domstate", uuid)).toBe("running");
    expect((await labExec("hv1", ["sh", "-c", "ls /root/.cache/virtferry/jobs"])).stdout.trim()).toBe("");
  });

  it("tells a destination that has not noticed, when it is to be recovered", async () => {
    const { uuid } = await labGuest("busy04");
    const id = await inPostCopy();
    // The source's end is closed, and the destination never hears of it: its QEMU would wait for ever.
    await labFault({ kind: "ports-close", host: "hv2", ports });
    await reset("hv1");
    await broken(id);
    await labFault({ kind: "ports-open", host: "hv2", ports });
    expect(await virsh("hv2", "domstate", "--reason", uuid)).toBe("running (post-copy)");
    await rig.service().lever(id, { kind: "recover" }, "ann");
    await rig.until(id, ({ state }) => state === "running");
    await rig.service().lever(id, { kind: "post-copy-bandwidth", mibPerSec: 64 }, "ann");
    const { record } = await rig.ended(id);
    expect(record).toMatchObject({
      state: "succeeded",
      recoveries: 1,
      levers: [{}, { action: { kind: "recover" }, ok: true }, {}],
    });
    expect(await activeOn("busy04")).toEqual(["hv2"]);
  });

  it("says that nothing comes through, and goes on when it does again", async () => {
    const id = await inPostCopy();
    await labFault({ kind: "ports-close", host: "hv2", ports });
    const stalled = await broken(id);
    expect(stalled.attention?.key).toBe("failures.attention.post-copy-stalled");
    await labFault({ kind: "ports-open", host: "hv2", ports });
    await rig.until(id, ({ state }) => state === "running");
    await rig.service().lever(id, { kind: "post-copy-bandwidth", mibPerSec: 64 }, "ann");
    const { record } = await rig.ended(id);
    expect(record).toMatchObject({ state: "succeeded", recoveries: 0, attention: null });
  });

  it("leaves it alone when only libvirt lost sight of it", async () => {
    const id = await inPostCopy();
    await rig.service().lever(id, { kind: "post-copy-bandwidth", mibPerSec: 10 }, "ann");
    await labFault({ kind: "kill", host: "hv2", what: "libvirtd" });
    const record = await broken(id);
    await labFault({ kind: "start", host: "hv2", what: "libvirtd" });
    expect(record.attention?.key).toMatch(/post-copy-(failed|unattended)$/);
    await rig.until(id, ({ attention }) => attention?.key === "failures.attention.post-copy-unattended");
    const { record: ended } = await rig.ended(id);
    expect(ended).toMatchObject({ state: "succeeded", recoveries: 0, attention: { key: "failures.attention.moved-with-error" } });
  });

  it("does not call a VM whose memory is lost anything else", async () => {
    const id = await inPostCopy();
    await labFault({ kind: "kill", host: "hv2", what: "qemu:busy04" });
    const { record } = await rig.ended(id);
    expect(record).toMatchObject({
      state: "indeterminate",
      attention: { key: "failures.attention.post-copy-destination-lost" },
      result: { truth: { verdict: "needs-attention" } },
    });
  });
});
