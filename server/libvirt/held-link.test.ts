import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { hostId } from "../../lib/core/model/ids.ts";
import { generateKey } from "../ssh/generate-key.ts";
import { type PrivateSshd, privateSshd } from "../ssh/testing/private-sshd.ts";
import type { HostLinks } from "./host-link.ts";
import { linksTo, registrationOf, stateOf, told } from "./testing/private-link.ts";

/* The private sshd runs on the machine of the tests, where no libvirt listens: what the link says then is real. */
let sshd: PrivateSshd;
let links: HostLinks;
beforeAll(async () => {
  sshd = await privateSshd();
});
afterAll(() => sshd.remove());
afterEach(() => links.closeAll());

describe("a link to a host without a running libvirt", () => {
  it("is down with libvirt's words, and still runs commands", async () => {
    links = linksTo(sshd);
    const link = links.open(registrationOf(sshd));
    expect(link.state()).toEqual({ kind: "connecting" });
    // Given before the connection is there: waits for it.
    const early = link.exec(["echo", "early"], { timeoutMs: 5_000 });
    const state = await stateOf(link, (now) => now.kind === "down");
    expect(["libvirt-down", "virsh-missing"]).toContain(told(state));
    expect(await early).toMatchObject({ stdout: "early\n", exitCode: 0 });
    expect(await link.virsh(["list"], { timeoutMs: 5_000 })).toMatchObject({
      connectionLost: false,
      timedOut: false,
      stdout: "",
    });
    expect((await link.script('printf "%s|" "$@"', ["a b", "$(id)"], { timeoutMs: 5_000 })).stdout).toBe("a b|$(id)|");
  });

  it("says that virsh is missing", async () => {
    const bin = join(sshd.dir, "bin");
    mkdirSync(bin);
    for (const tool of ["env", "timeout", "sh", "bash"]) symlinkSync(`/usr/bin/${tool}`, join(bin, tool));
    const bare = await privateSshd({ PATH: bin });
    links = linksTo(bare);
    const state = await stateOf(links.open(registrationOf(bare)), (now) => now.kind === "down");
    await links.closeAll();
    await bare.remove();
    expect(told(state)).toBe("virsh-missing");
  });
});

describe("a link to a host that goes away", () => {
  it("says so, waits longer each time, and comes back by itself", async () => {
    links = linksTo(sshd);
    const link = links.open(registrationOf(sshd));
    await stateOf(link, (now) => told(now) === "libvirt-down");
    await sshd.stop();
    const lost = await stateOf(link, (now) => told(now) === "connection-lost");
    expect(lost).toMatchObject({ retryAtMs: expect.any(Number) });
    const refused = await stateOf(link, (now) => told(now) === "connection-refused");
    expect(await link.exec(["true"], { timeoutMs: 5_000 })).toMatchObject({ connectionLost: true, exitCode: null });
    const later = await stateOf(
      link,
      (now) => now.kind === "down" && now !== refused && now.problem.code === "connection-refused",
    );
    // It is the same trouble still: since when does not move.
    expect(later).toMatchObject({ problem: { sinceMs: refused.kind === "down" ? refused.problem.sinceMs : 0 } });
    await sshd.start();
    await stateOf(link, (now) => told(now) === "libvirt-down");
    expect(await link.exec(["true"], { timeoutMs: 5_000 })).toMatchObject({ exitCode: 0 });
  });

  it("connects at once when it is told to", async () => {
    // Without the jitter the sixth attempt comes after 16 s.
    links = linksTo(sshd, { random: () => 0 });
    await sshd.stop();
    const link = links.open(registrationOf(sshd));
    await stateOf(link, (now) => now.kind === "down");
    await sshd.start();
    const startedAt = performance.now();
    link.retryNow();
    await stateOf(link, (now) => told(now) === "libvirt-down");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe("a link that is refused", () => {
  it("by a key that is not authorised: tried again only after half a minute", async () => {
    links = linksTo(sshd, { readPrivateKey: async () => generateKey("").privateKey });
    const state = await stateOf(links.open(registrationOf(sshd)), (now) => now.kind === "down");
    expect(told(state)).toBe("auth-failed");
    expect(state.kind === "down" && (state.retryAtMs ?? 0) - Date.now()).toBeGreaterThan(25_000);
  });

  it("by a private key that cannot be read, without telling more than its id", async () => {
    const readPrivateKey = () => Promise.reject(new Error("ENOENT /secret/place"));
    links = linksTo(sshd, { readPrivateKey });
    const state = await stateOf(links.open(registrationOf(sshd)), (now) => now.kind === "down");
    expect(told(state)).toBe("auth-failed");
    expect(JSON.stringify(state)).not.toContain("secret");
  });

  it("by us, for another host key, until it is pinned", async () => {
    links = linksTo(sshd);
    const other = generateKey("").key;
    const link = links.open({ ...registrationOf(sshd), hostKey: other });
    const state = await stateOf(link, (now) => now.kind === "down");
    expect(state).toMatchObject({ problem: { code: "host-key-changed", presentedKey: sshd.target.hostKey } });
    const states: string[] = [];
    link.onState((now) => states.push(told(now)));
    expect(links.replace(registrationOf(sshd))).toBe(link);
    await stateOf(link, (now) => told(now) === "libvirt-down");
    expect(states).toEqual(["connecting", "libvirt-down"]);
    expect(link.registration.hostKey).toEqual(sshd.target.hostKey);
  });
});

describe("links", () => {
  it("are known by host until closed, and a closed one runs nothing", async () => {
    links = linksTo(sshd);
    const registration = registrationOf(sshd);
    const link = links.open(registration);
    expect(links.get(registration.id)).toBe(link);
    expect(links.get(hostId("h_other"))).toBeUndefined();
    const waiting = link.exec(["true"], { timeoutMs: 60_000 });
    await links.close(registration.id);
    expect(links.get(registration.id)).toBeUndefined();
    expect(await waiting).toMatchObject({ connectionLost: true, exitCode: null });
    expect(await link.exec(["true"], { timeoutMs: 5_000 })).toMatchObject({ connectionLost: true });
  });

  it("go on when a listener throws", async () => {
    links = linksTo(sshd);
    const link = links.open(registrationOf(sshd));
    link.onState(() => {
      throw new Error("a listener's own fault");
    });
    await stateOf(link, (now) => now.kind === "down");
  });

  it("run more commands than there are channels, all of them", async () => {
    links = linksTo(sshd);
    const link = links.open(registrationOf(sshd));
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => link.exec(["echo", String(n)], { timeoutMs: 15_000 })));
    expect(all.map((result) => result.stdout)).toEqual(all.map((_, n) => `${n}\n`));
  });

  it("refuse what is a mistake of ours", async () => {
    links = linksTo(sshd);
    const link = links.open(registrationOf(sshd));
    await expect(link.exec(["echo", "a\0b"], { timeoutMs: 1_000 })).rejects.toThrow(RangeError);
    await expect(link.virsh(["domstate", "a\nb"], { timeoutMs: 1_000 })).rejects.toThrow(RangeError);
    await expect(link.virsh(["quit"], { timeoutMs: 1_000 })).rejects.toThrow(RangeError);
  });
});
