import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LabStatus, labExec, labFault } from "../../lab/client.ts";
import type { HostRegistration } from "../../lib/core/model/host.ts";
import { generateKey } from "../ssh/generate-key.ts";
import type { HostLink, HostLinks, LibvirtEvent } from "./host-link.ts";
import type { HostLinksParts } from "./host-links.ts";
import { readRemoteJob, removeRemoteJob, startRemoteJob } from "./remote-job.ts";
import { hostNamed, linksToLab, registrationOfLab, runningLab } from "./testing/lab.ts";
import { stateOf, told } from "./testing/private-link.ts";

/** The host that things are done to: no guest lives there. */
const VICTIM = "hv3";
let lab: LabStatus;
let links: HostLinks | undefined;
beforeAll(async () => {
  lab = await runningLab();
});
afterEach(async () => {
  await links?.closeAll();
  await labFault({ host: VICTIM, kind: "heal" });
});

function open(
  host: string,
  how: { user?: string; changed?: Partial<HostRegistration>; parts?: Partial<HostLinksParts> } = {},
): HostLink {
  links = linksToLab(lab, how.parts);
  return links.open({ ...registrationOfLab(hostNamed(lab, host), how.user), ...how.changed });
}
const isUp = (state: ReturnType<HostLink["state"]>) => state.kind === "up";
const virsh = (link: HostLink, ...args: string[]) => link.virsh(args, { timeoutMs: 10_000 });

/** Events of one domain as they come; `until` waits for one whose detail is as wanted. */
function eventsOf(link: HostLink, uuid: string) {
  const events: LibvirtEvent[] = [];
  link.onEvent((event) => {
    if (event.domainUuid === uuid) events.push(event);
  });
  const until = async (detail: string): Promise<LibvirtEvent> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = events.find((event) => event.detail === detail);
      if (found) return found;
      await sleep(10);
    }
    throw new Error(`no "${detail}" among ${JSON.stringify(events)}`);
  };
  return { events, until };
}

describe.each(["root", "ferry"])("as %s", (user) => {
  it("the link comes up and libvirt answers on it", async () => {
    const link = open("hv1", { user });
    const state = await stateOf(link, isUp);
    expect(state).toMatchObject({ kind: "up", roundTripMs: expect.any(Number) });
    expect((await link.exec(["id", "-un"], { timeoutMs: 5_000 })).stdout).toBe(`${user}\n`);
    const here = lab.guests.filter((guest) => guest.host === "hv1");
    for (const { uuid, name } of here) {
      const bySession = await virsh(link, "dumpxml", uuid);
      const byProcess = await link.exec(["virsh", "-q", "-c", "qemu:///system", "dumpxml", uuid], { timeoutMs: 10_000 });
      expect(bySession).toMatchObject({ exitCode: 0, stdout: byProcess.stdout });
      expect((await virsh(link, "domname", uuid)).stdout.trimEnd()).toBe(name.trimEnd());
    }
    const none = await virsh(link, "domstate", "7a6b0001-0000-4000-8000-0000000000ff");
    expect(none).toMatchObject({ exitCode: 1, stderr: "error: failed to get domain '7a6b0001-0000-4000-8000-0000000000ff'\n" });
  });

  it("a detached job lives on after the link", async () => {
    const link = open("hv1", { user });
    const id = `lab-${user}-${Date.now()}`;
    expect(await startRemoteJob(link, id, ["sh", "-c", "sleep 1; id -un"])).toMatchObject({ kind: "ok", started: true });
    await links?.closeAll();
    await sleep(1_500);
    const again = open("hv1", { user });
    expect(await readRemoteJob(again, id)).toMatchObject({
      kind: "ok",
      job: { state: "ended", exitCode: 0, stdout: `${user}\n` },
    });
    expect(await removeRemoteJob(again, id)).toBe(true);
  });
});

describe("events", () => {
  it("tell of each guest by its UUID, whatever its name is", async () => {
    // The guest whose name is shell text, and one with a plain name.
    for (const key of ["odd06", "web01"]) {
      const guest = (await runningLab()).guests.find((one) => one.key === key);
      if (!guest?.host || guest.state !== "running") throw new Error(`guest ${key} does not run: npm run lab -- reset`);
      const link = open(guest.host);
      await stateOf(link, isUp);
      await sleep(200);
      const heard = eventsOf(link, guest.uuid);
      expect((await virsh(link, "suspend", guest.uuid)).exitCode).toBe(0);
      await heard.until("Suspended Paused");
      expect((await virsh(link, "resume", guest.uuid)).exitCode).toBe(0);
      const resumed = await heard.until("Resumed Unpaused");
      expect(resumed.kind).toBe("lifecycle");
      expect(Math.abs(resumed.atMs - Date.now())).toBeLessThan(20_000);
      await links?.closeAll();
    }
  });

  it("leave nothing running on the host when the link is closed", async () => {
    const link = open(VICTIM);
    await stateOf(link, isUp);
    await sleep(500);
    const count = async () => (await labExec(VICTIM, ["pgrep", "-c", "-x", "virsh"])).stdout.trim();
    expect(Number(await count())).toBeGreaterThanOrEqual(2);
    const before = Number(await count());
    await links?.closeAll();
    await sleep(500);
    expect(Number(await count())).toBe(before - 2);
  });
});

describe("refusals", () => {
  it("a user without libvirt's rights is told so, in libvirt's words", async () => {
    const state = await stateOf(open("hv1", { user: "nolibvirt" }), (now) => now.kind === "down");
    expect(state).toMatchObject({ problem: { code: "libvirt-denied", detail: expect.stringContaining("Permission denied") } });
  });

  it("a key that is not authorised", async () => {
    const link = open("hv1", { parts: { readPrivateKey: async () => generateKey("").privateKey } });
    expect(told(await stateOf(link, (now) => now.kind === "down"))).toBe("auth-failed");
  });

  it("a user that does not exist", async () => {
    expect(told(await stateOf(open("hv1", { user: "nobody-here" }), (now) => now.kind === "down"))).toBe("auth-failed");
  });

  it("another host at this address", async () => {
    const { hostKey } = registrationOfLab(hostNamed(lab, "hv2"));
    const state = await stateOf(open("hv1", { changed: { hostKey } }), (now) => now.kind === "down");
    const presentedKey = registrationOfLab(hostNamed(lab, "hv1")).hostKey;
    expect(state).toMatchObject({ problem: { code: "host-key-changed", presentedKey } });
  });

  it("a host key that changes while the link is held, until it is pinned anew", async () => {
    const link = open(VICTIM);
    await stateOf(link, isUp);
    await labFault({ host: VICTIM, kind: "hostkey" });
    await labFault({ host: VICTIM, kind: "kill", what: "sshd:sessions" });
    const state = await stateOf(link, (now) => told(now) === "host-key-changed");
    const presentedKey = state.kind === "down" ? state.problem.presentedKey : undefined;
    if (!presentedKey) throw new Error("the presented key is not told");
    expect(presentedKey.fingerprint).not.toBe(link.registration.hostKey.fingerprint);
    links?.replace({ ...link.registration, hostKey: presentedKey });
    await stateOf(link, isUp);
  });
});

describe("when libvirt goes away", () => {
  it("killed: the link says so, still runs commands, and heals by itself when it is back", async () => {
    const link = open(VICTIM);
    await stateOf(link, isUp);
    await labFault({ host: VICTIM, kind: "kill", what: "libvirtd" });
    const down = await stateOf(link, (now) => now.kind === "down", 5_000);
    expect(told(down)).toBe("libvirt-down");
    expect(await virsh(link, "list")).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("Failed to connect socket") });
    expect((await link.exec(["hostname"], { timeoutMs: 5_000 })).stdout).toBe(`${VICTIM}\n`);
    await labFault({ host: VICTIM, kind: "start", what: "libvirtd" });
    await stateOf(link, isUp, 8_000);
    expect(await virsh(link, "list")).toMatchObject({ exitCode: 0, stderr: "" });
    // Events are heard again: something happens to the one domain that is defined there.
    const [uuid = ""] = (await virsh(link, "list", "--all", "--uuid")).stdout.split("\n");
    await sleep(300);
    const heard = eventsOf(link, uuid);
    expect((await virsh(link, "desc", uuid, "--title", "--config", "--new-desc", "seen")).exitCode).toBe(0);
    for (let tries = 0; tries < 100 && heard.events.length === 0; tries += 1) await sleep(20);
    await virsh(link, "desc", uuid, "--title", "--config", "--new-desc", "");
    expect(heard.events.length).toBeGreaterThan(0);
  });

  it("frozen: commands end at their deadline, the link says so, and comes back", async () => {
    const link = open(VICTIM);
    await stateOf(link, isUp);
    await labFault({ host: VICTIM, kind: "kill", what: "libvirtd", signal: "STOP" });
    expect(await link.virsh(["list"], { timeoutMs: 1_000 })).toMatchObject({ timedOut: true, exitCode: null });
    const down = await stateOf(link, (now) => now.kind === "down", 30_000);
    expect(down).toMatchObject({ problem: { code: "libvirt-down" } });
    await labFault({ host: VICTIM, kind: "kill", what: "libvirtd", signal: "CONT" });
    await stateOf(link, isUp, 20_000);
    // No virsh is left behind that waits for an answer.
    await sleep(500);
    const virshes = (await labExec(VICTIM, ["pgrep", "-c", "-x", "virsh"])).stdout.trim();
    expect(Number(virshes)).toBeLessThanOrEqual(4);
  });
});

describe("when the network goes away", () => {
  it("is noticed within 15 s, and the link comes back by itself", async () => {
    const link = open(VICTIM, { parts: { random: () => 1 } });
    await stateOf(link, isUp);
    const running = link.exec(["sleep", "100"], { timeoutMs: 60_000 });
    await labFault({ host: VICTIM, kind: "link-cut" });
    const startedAt = performance.now();
    await stateOf(link, (now) => now.kind === "down", 20_000);
    expect(performance.now() - startedAt).toBeLessThan(15_500);
    expect(await running).toMatchObject({ connectionLost: true, exitCode: null });
    await stateOf(link, (now) => ["no-route", "connection-timeout"].includes(told(now)), 20_000);
    await labFault({ host: VICTIM, kind: "link-heal" });
    await stateOf(link, isUp, 35_000);
    expect((await link.exec(["hostname"], { timeoutMs: 5_000 })).stdout).toBe(`${VICTIM}\n`);
  });
});

describe("when a guest hangs", () => {
  it("a command that waits for it ends at its deadline and holds up nobody", async () => {
    const guest = lab.guests.find((one) => one.key === "mix03");
    if (!guest?.host) throw new Error("guest mix03 does not run: npm run lab -- reset");
    const link = open(guest.host);
    await stateOf(link, isUp);
    const what = `qemu:${guest.key}`;
    const host = (["hv1", "hv2", "hv3"] as const).find((name) => name === guest.host) ?? "hv1";
    await labFault({ host, kind: "kill", what, signal: "STOP" });
    try {
      const stuck = link.virsh(["domblkstat", guest.uuid, "vda"], { timeoutMs: 8_000 });
      const others = await Promise.all([virsh(link, "hostname"), virsh(link, "list", "--uuid")]);
      expect(others.map((result) => result.exitCode)).toEqual([0, 0]);
      expect(Math.max(...others.map((result) => result.durationMs))).toBeLessThan(7_000);
      expect(await stuck).toMatchObject({ timedOut: true });
      expect(link.state().kind).toBe("up");
    } finally {
      await labFault({ host, kind: "kill", what, signal: "CONT" });
    }
  });
});
