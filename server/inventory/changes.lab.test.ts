import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LabFault, type LabStatus, labExec, labFault, labStatus } from "../../lab/client.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { type RunningInventory, startInventory } from "./test-support/start-inventory.ts";

const GUEST = "7a6b0001-0000-4000-8000-000000000006";
let lab: LabStatus;
let run: RunningInventory;
let hv2: HostId;

const virsh = (host: string, ...args: string[]) => labExec(host, ["virsh", "-q", "-c", "qemu:///system", ...args]);
const fault = (kind: "link-cut" | "link-heal" | "heal" | "hostkey") => labFault({ host: "hv2", kind } as LabFault);
const stateOf = (snapshot: HostSnapshot) => snapshot.domains.find((domain) => domain.uuid === GUEST)?.state;

/** Waits for a snapshot after `act`; ms from the end of `act` to the announcement (negative: the announcement was first). */
async function measured(act: () => Promise<unknown>, fits: (snapshot: HostSnapshot) => boolean) {
  const seen = run.until(fits).then(() => performance.now());
  await act();
  const endedAt = performance.now();
  return { sinceReplyMs: (await seen) - endedAt };
}

beforeAll(async () => {
  lab = await labStatus();
  run = await startInventory(lab);
  hv2 = (await run.add("hv2")).registration.id;
});
afterAll(async () => {
  await run.stop();
  await labFault({ host: "hv2", kind: "heal" });
  await virsh("hv2", "resume", GUEST);
});

describe("changes on a host", () => {
  it("shows a suspended and resumed VM long before the next look", async () => {
    const figures: number[] = [];
    for (let round = 0; round < 5; round++) {
      const paused = await measured(
        () => virsh("hv2", "suspend", GUEST),
        (snapshot) => stateOf(snapshot) === "paused",
      );
      const resumed = await measured(
        () => virsh("hv2", "resume", GUEST),
        (snapshot) => stateOf(snapshot) === "running",
      );
      figures.push(paused.sinceReplyMs, resumed.sinceReplyMs);
    }
    console.info(`ms from the end of virsh suspend/resume to host:state: ${figures.map(Math.round).join(" ")}`);
    expect(Math.max(...figures)).toBeLessThan(4_000);
  });

  it("shows a VM that is defined, renamed in title, and undefined", async () => {
    const uuid = "7a6b0001-0000-4000-8000-0000000000fe";
    const xml = `<domain type='qemu'><name>vf-inventory-test</name><uuid>${uuid}</uuid><memory>65536</memory><os><type>hvm</type></os></domain>`;
    const define = () =>
      labExec("hv2", ["sh", "-c", "cat >/tmp/vf.xml; virsh -q define /tmp/vf.xml; rm /tmp/vf.xml"], { input: xml });
    const find = (snapshot: HostSnapshot) => snapshot.domains.find((domain) => domain.uuid === uuid);
    await measured(define, (snapshot) => find(snapshot)?.state === "shut-off");
    await measured(
      () => virsh("hv2", "desc", uuid, "--config", "--title", "--new-desc", "Fresh title"),
      (snapshot) => find(snapshot)?.title === "Fresh title",
    );
    await measured(
      () => virsh("hv2", "undefine", uuid),
      (snapshot) => find(snapshot) === undefined,
    );
  });

  it("rises in revision with each announcement", async () => {
    const before = run.inventory.snapshot(hv2)?.revision ?? 0;
    await measured(
      () => virsh("hv2", "suspend", GUEST),
      (snapshot) => stateOf(snapshot) === "paused",
    );
    await measured(
      () => virsh("hv2", "resume", GUEST),
      (snapshot) => stateOf(snapshot) === "running",
    );
    expect(run.inventory.snapshot(hv2)?.revision).toBeGreaterThan(before + 1);
  });
});

describe("a host that goes away", () => {
  it("keeps its last facts with their age while the link is cut, and comes back by itself", async () => {
    const before = run.inventory.snapshot(hv2);
    await fault("link-cut");
    const away = await run.until((snapshot) => snapshot.state === "unreachable", 40_000);
    expect(away.problem).toMatchObject({ sinceMs: expect.any(Number), detail: expect.any(String) });
    expect(away.facts?.uuid).toEqual(before?.facts?.uuid);
    expect(away.domains).toHaveLength(before?.domains.length ?? -1);
    const age = await run.inventory.refresh(hv2);
    expect(age.observedAtMs).toBe(away.observedAtMs);
    await fault("link-heal");
    const back = await run.until((snapshot) => snapshot.state === "online", 60_000);
    expect(back.problem).toBeNull();
    expect(back.observedAtMs).toBeGreaterThan(away.observedAtMs ?? 0);
  });

  it("says that libvirtd is down, and sees it come back", async () => {
    await labFault({ host: "hv2", kind: "kill", what: "libvirtd" });
    const down = await run.until((snapshot) => snapshot.problem?.code === "libvirt-down");
    expect(down).toMatchObject({ state: "unreachable", problem: { detail: expect.stringContaining("libvirt") } });
    expect(down.domains.length).toBeGreaterThan(0);
    await labFault({ host: "hv2", kind: "start", what: "libvirtd" });
    await run.until((snapshot) => snapshot.state === "online");
  });

  it("is shown by a restarted server with what was last known, and taken up again", async () => {
    const { memory } = run;
    await run.stop();
    await fault("link-cut");
    run = await startInventory(lab, memory);
    const stored = run.inventory.snapshot(hv2);
    expect(stored?.domains.length).toBeGreaterThan(0);
    expect(stored?.observedAtMs).toBeLessThan(Date.now());
    await run.until((snapshot) => snapshot.state === "unreachable");
    await fault("link-heal");
    run.inventory.retry(hv2);
    await run.until((snapshot) => snapshot.state === "online", 60_000);
  });

  it("refuses a changed host key until an admin accepts it", async () => {
    await fault("hostkey");
    // Sessions that are there outlive a change of the key: it shows at the next connection.
    await labFault({ host: "hv2", kind: "kill", what: "sshd:sessions" });
    const blocked = await run.until((snapshot) => snapshot.problem?.code === "host-key-changed", 60_000);
    const presented = blocked.problem?.presentedKey;
    expect(blocked.state).toBe("blocked");
    expect(presented?.fingerprint).not.toBe(blocked.registration.hostKey.fingerprint);
    const wrong = run.inventory.repin(hv2, blocked.registration.hostKey.fingerprint);
    await expect(wrong).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "errors.inventory.host-key-differs" } },
    });
    await run.inventory.repin(hv2, presented?.fingerprint ?? "");
    const back = await run.until((snapshot) => snapshot.state === "online");
    expect(back.registration.hostKey).toEqual(presented);
  });
});
