import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LabStatus, labExec, labFault, labStatus } from "../../lab/client.ts";
import type { ProbeStepId } from "../../lib/contract/views.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import { generateKey } from "../ssh/generate-key.ts";
import { type RunningInventory, startInventory } from "./test-support/start-inventory.ts";

let lab: LabStatus;
let run: RunningInventory;

function connection(name: string, more: { user?: string; keyId?: string; port?: number; address?: string } = {}) {
  const host = lab.hosts.find((candidate) => candidate.name === name);
  if (!host) throw new Error(`no ${name}`);
  return {
    address: host.address,
    port: host.sshPort,
    user: "root",
    keyId: run.keyId,
    acceptedFingerprint: host.hostKeyFingerprint,
    ...more,
  };
}

/** The first step that failed, and what is wrong. */
async function failure(input: Parameters<RunningInventory["inventory"]["probe"]>[0]) {
  const { steps, ready } = await run.inventory.probe(input);
  const failed = steps.filter((step) => step.status === "failed");
  const after = steps.slice(steps.findIndex((step) => step.status === "failed") + 1);
  return {
    ready,
    failed: failed.map((step): [ProbeStepId, string | null] => [step.id, step.problem]),
    after: after.map((step) => step.status),
  };
}

beforeAll(async () => {
  lab = await labStatus();
  run = await startInventory(lab);
});
afterEach(async () => {
  for (const snapshot of run.inventory.snapshots()) await run.inventory.remove(snapshot.registration.id);
});
afterAll(() => run.stop());

describe("probing a host", () => {
  it("shows the key and trusts nothing before it is accepted", async () => {
    const { acceptedFingerprint, ...input } = connection("hv1");
    const probe = await run.inventory.probe(input);
    expect(probe).toMatchObject({
      hostKey: { fingerprint: acceptedFingerprint },
      ready: false,
      hostname: null,
      alreadyRegisteredAs: null,
    });
    expect(probe.steps.map((step) => step.status)).toEqual(["ok", "ok", ...Array(6).fill("skipped")]);
  });

  it("finds everything in order on a good host", async () => {
    const probe = await run.inventory.probe(connection("hv1", { user: "ferry" }));
    expect(probe).toMatchObject({ ready: true, hostname: "hv1" });
    expect(probe.steps.map((step) => step.status)).toEqual(Array(8).fill("ok"));
    expect(probe.steps.find((step) => step.id === "qemu")?.detail).toMatch(/^\d+\.\d+/);
  });

  it("names what is wrong, at its step", async () => {
    const noSsh = createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => noSsh.listen(0, "127.0.0.1", resolve));
    const bound = noSsh.address();
    const port = typeof bound === "object" && bound ? bound.port : 0;
    expect((await failure(connection("hv1", { address: "no-such-host.invalid" }))).failed).toEqual([
      ["tcp", "address-unresolvable"],
    ]);
    expect((await failure(connection("hv1", { port: 1 }))).failed).toEqual([["tcp", "connection-refused"]]);
    expect((await failure(connection("hv1", { address: "127.0.0.1", port }))).failed).toEqual([["host-key", "not-ssh"]]);
    await new Promise((resolve) => noSsh.close(resolve));
    expect((await failure({ ...connection("hv1"), acceptedFingerprint: `SHA256:${"A".repeat(43)}` })).failed).toEqual([
      ["host-key", "host-key-changed"],
    ]);
    const stranger = await run.inventory.addKey({ name: "stranger", privateKey: generateKey("stranger").privateKey });
    expect((await failure(connection("hv1", { keyId: stranger.id }))).failed).toEqual([["login", "auth-failed"]]);
    await run.inventory.removeKey(stranger.id);
    expect((await failure(connection("hv1", { user: "nosuchuser" }))).failed).toEqual([["login", "auth-failed"]]);
    const noRights = await failure(connection("hv1", { user: "nolibvirt" }));
    expect(noRights.failed).toEqual([["libvirt-write", "libvirt-denied"]]);
    expect(noRights.after).toEqual(["skipped", "skipped"]);
    await expect(run.inventory.probe(connection("hv1", { keyId: "k_none" }))).rejects.toMatchObject({
      code: "invalid-input",
      data: { field: "keyId", message: { key: "errors.inventory.key-unknown" } },
    });
  });
});

describe("adding a host", () => {
  it.each([
    ["an unresolvable address", { address: "no-such-host.invalid" }, "address-unresolvable", "address"],
    ["a closed port", { port: 1 }, "connection-refused", "port"],
    ["a user without rights", { user: "nolibvirt" }, "libvirt-denied", "user"],
    ["a wrong user", { user: "nosuchuser" }, "auth-failed", "keyId"],
  ])("refuses %s, and leaves nothing behind", async (_, wrong, problem, field) => {
    await expect(run.inventory.add(connection("hv1", wrong))).rejects.toMatchObject({
      code: "host-problem",
      data: { problem, field, message: { key: `hosts.problem.${problem}.title` } },
    });
    expect(run.memory.hosts.size).toBe(0);
    expect(run.inventory.snapshots()).toEqual([]);
  });

  it("refuses a key that is not the accepted one", async () => {
    const input = { ...connection("hv1"), acceptedFingerprint: `SHA256:${"A".repeat(43)}` };
    await expect(run.inventory.add(input)).rejects.toMatchObject({
      code: "conflict",
      data: { field: "acceptedFingerprint", message: { key: "errors.inventory.host-key-differs" } },
    });
    expect(run.memory.hosts.size).toBe(0);
  });

  it("refuses a host whose libvirtd is down", async () => {
    await labFault({ host: "hv3", kind: "kill", what: "libvirtd" });
    try {
      await expect(run.add("hv3")).rejects.toMatchObject({ code: "host-problem", data: { problem: "libvirt-down" } });
    } finally {
      await labFault({ host: "hv3", kind: "start", what: "libvirtd" });
    }
    expect(run.memory.hosts.size).toBe(0);
  });

  it("registers a host once, also when the button is pressed twice", async () => {
    const outcomes = await Promise.allSettled([run.add("hv3"), run.add("hv3")]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected"]);
    expect(outcomes[1]).toMatchObject({
      reason: {
        code: "conflict",
        data: { field: "address", message: { key: "errors.inventory.already-registered", values: { name: "hv3" } } },
      },
    });
    expect((await run.inventory.probe(connection("hv3"))).alreadyRegisteredAs).toBe("hv3");
  });

  it("knows one libvirt host under two addresses", async () => {
    const second = `${lab.subnet?.replace(/\d+\/\d+$/, "")}213`;
    await run.add("hv3");
    await labExec("hv3", ["ip", "addr", "add", `${second}/32`, "dev", "eth0"]);
    try {
      const probe = await run.inventory.probe(connection("hv3", { address: second }));
      expect(probe).toMatchObject({ ready: false, alreadyRegisteredAs: "hv3" });
      await expect(run.inventory.add(connection("hv3", { address: second }))).rejects.toMatchObject({ code: "conflict" });
    } finally {
      await labExec("hv3", ["ip", "addr", "del", `${second}/32`, "dev", "eth0"]);
    }
  });

  it("keeps names apart", async () => {
    await run.inventory.add({ ...connection("hv1"), name: "hv3" });
    await expect(run.inventory.add({ ...connection("hv2"), name: "HV3" })).rejects.toMatchObject({
      code: "conflict",
      data: { field: "name", message: { key: "errors.inventory.name-taken" } },
    });
    const third = await run.add("hv3");
    expect(third.registration.name).toBe(`hv3 (${third.registration.address})`);
  });
});

describe("removing", () => {
  it("waits for the end of the host's migrations", async () => {
    const { registration } = await run.add("hv3");
    run.memory.unfinished = [
      { request: { sourceHostId: "h_other", destinationHostId: registration.id } } as unknown as MigrationRecord,
    ];
    await expect(run.inventory.remove(registration.id)).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "errors.inventory.migrating", values: { host: "hv3", count: 1 } } },
    });
    run.memory.unfinished = [];
    await run.inventory.remove(registration.id);
    expect(run.inventory.snapshot(registration.id)).toBeUndefined();
    expect(run.memory.facts.size).toBe(0);
    await expect(run.inventory.refresh(registration.id)).rejects.toMatchObject({ code: "not-found" });
  });

  it("keeps a key while a host uses it", async () => {
    await run.add("hv3");
    await expect(run.inventory.removeKey(run.keyId)).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "errors.inventory.key-in-use", values: { count: 1, hosts: "hv3" } } },
    });
    expect((await run.inventory.listKeys()).map((key) => [key.id, key.usedByHosts])).toContainEqual([run.keyId, 1]);
  });
});
