import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { replaceDevices } from "../../lib/core/domain-xml/replace-devices.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../lib/core/migration/options.ts";
import { planMigration } from "../../lib/core/migration/plan.ts";
import { planSteps } from "../../lib/core/migration/plan-steps.ts";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import { domainUuid } from "../../lib/core/model/ids.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import { createServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import { type ActiveMigration, activate } from "./active.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { finishSteps, noteMigrateStarted, runPreparation, undoSteps } from "./run-steps.ts";
import { inspectDefinition } from "./steps/inspect-definition.ts";
import { fakeLink } from "./test-support/fake-host.ts";
import { memoryLeases } from "./test-support/memory-leases.ts";
import { memoryMigrations } from "./test-support/memory-store.ts";

const UUID = domainUuid("7a6b0001-0000-4000-8000-0000000000a8");
/** A definition as libvirt prints it for a VM with a passed-through GPU and virtual functions; no lab of ours has such hardware. */
const GPU = readFileSync(new URL("../../lib/core/domain-xml/fixtures/by-hand-live.gpu08.xml", import.meta.url), "utf8");
const VF = "nic:52:54:00:aa:08:01";
const CARD = "hostdev:0000:01:00.0";

/** What was asked of the hosts, in order, with how each step stood in the store at that moment. */
let asked: { readonly host: string; readonly verb: string; readonly device: string; readonly stored: readonly string[] }[];
let stored: readonly string[];
let active: ActiveMigration;
/** What the domain has on each host now. */
let definitions: Record<string, string>;
let stubborn: boolean;

function hostOf(name: string) {
  return fakeLink(name, (argv, stdin = "") => {
    const verb = argv.find((word) => /^(dumpxml|attach-device|detach-device)$/.test(word)) ?? "";
    if (verb === "dumpxml") return definitions[name] ?? null;
    const device = /bus='?"?(0x[0-9a-f]+)/.exec(stdin)?.[1] ?? "";
    asked.push({ host: name, verb, device, stored });
    if (verb === "detach-device" && !stubborn) {
      const key = stdin.startsWith("<hostdev") ? CARD : VF;
      definitions[name] = replaceDevices(definitions[name] ?? "", new Map([[key, null]]));
    }
    if (verb === "attach-device") definitions[name] = (definitions[name] ?? "").replace("<devices>", `<devices>${stdin}`);
    return "";
  });
}

beforeEach(async () => {
  asked = [];
  stubborn = false;
  definitions = { hv1: GPU, hv2: replaceDevices(GPU, new Map([VF, CARD].map((key) => [key, null]))) };
  const [source, destination] = [hostOf("hv1"), hostOf("hv2")];
  const request: MigrationRequest = {
    domainUuid: UUID,
    sourceHostId: source.hostId,
    destinationHostId: destination.hostId,
    options: {
      ...DEFAULT_MIGRATION_OPTIONS,
      hostDevices: [
        { key: CARD, replacement: "0000:af:00.0" },
        { key: VF, replacement: "0000:af:10.2" },
      ],
    },
    pingAddress: null,
    acknowledged: [],
  };
  const domain = { name: "gpu08", persistent: false, disks: [] };
  const { devices } = await inspectDefinition(source, request, domain);
  const xmlFiles = { live: null, persistent: null };
  const evidence = { provenShared: new Set<string>() };
  const plan = planMigration({ request, domain, destinationUri: "qemu+ssh://hv2/system", evidence, xmlFiles });
  const named = devices.map((device) => ({ ...device, name: device.key }));
  const names = { source: "hv1", destination: "hv2" };
  const steps = planSteps({ request, domain, images: new Map(), plan, names, devices: named, emulatorCpusNow: null });
  const migrations = memoryMigrations();
  const record = queuedRecord({ request, steps, state: "starting" });
  await migrations.insert(record, "key");
  const store = {
    migrations: {
      ...migrations,
      update: async (next: typeof record) => {
        await migrations.update(next);
        stored = next.steps.map(({ state }) => state);
      },
    },
  };
  stored = steps.map(({ state }) => state);
  const nobody = () => Promise.reject(new Error("not in this test"));
  const deps: MigrationDependencies = {
    store,
    links: {
      get: (id) => [source, destination].find(({ hostId }) => hostId === id),
      open: () => source,
      replace: () => source,
      close: nobody,
      closeAll: nobody,
    },
    inventory: { snapshot: () => undefined, refresh: nobody },
    preflight: { check: nobody, evidence: () => null },
    forecast: { predict: nobody, noteDirtyRate: () => undefined },
    leases: memoryLeases(migrations),
    events: createServerEvents(),
    logger: createLogger("silent"),
    now: Date.now,
    newId: () => "m_0",
  };
  active = activate(deps, record, { samples: [], nextLogId: 1 });
});
afterEach(() => {
  vi.useRealTimers();
});

const commands = () => asked.map(({ host, verb, device }) => `${host} ${verb} ${device}`);

describe("passed-through devices", () => {
  it("leave in order, each step stored before its command, and their equivalents come in at the destination", async () => {
    expect(await runPreparation(active)).toEqual({ kind: "ready" });
    expect(commands()).toEqual(["hv1 detach-device 0x01", "hv1 detach-device 0x07"]);
    expect(asked.map(({ stored: states }) => states.slice(0, 2))).toEqual([
      ["running", "waiting"],
      ["done", "running"],
    ]);
    await noteMigrateStarted(active);
    const { leftovers, items } = await finishSteps(active, true);
    expect(leftovers).toEqual([]);
    expect(items.map(({ ok }) => ok)).toEqual([true, true]);
    expect(commands().slice(2)).toEqual(["hv2 attach-device 0xaf", "hv2 attach-device 0xaf"]);
    expect(stored).toEqual(["done", "done", "done", "done", "done"]);
  });

  it("come back at the source, last one first, when the VM stayed", async () => {
    await runPreparation(active);
    expect((await undoSteps(active)).leftovers).toEqual([]);
    expect(commands().slice(2)).toEqual(["hv1 attach-device 0x07", "hv1 attach-device 0x01"]);
    expect(stored).toEqual(["undone", "undone", "skipped", "skipped", "skipped"]);
  });

  it("are done once, however often it is asked", async () => {
    await runPreparation(active);
    await runPreparation(active);
    expect(commands()).toHaveLength(2);
    await undoSteps(active);
    await undoSteps(active);
    expect(commands()).toHaveLength(4);
  });

  it("stay where they are when the migration is aborted before", async () => {
    await active.keeper.apply({
      type: "lever-used",
      atMs: 1,
      use: { atMs: 1, by: { kind: "user", name: "admin" }, action: { kind: "abort" }, ok: null, detail: "" },
    });
    expect(await runPreparation(active)).toEqual({ kind: "aborted" });
    expect(commands()).toEqual([]);
  });

  it("are asked for again, and given up with words when the guest keeps them", async () => {
    stubborn = true;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const running = runPreparation(active);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await running).toEqual({ kind: "failed", words: `the guest did not give ${CARD} away within 30 s` });
    expect(commands()).toEqual(Array(3).fill("hv1 detach-device 0x01"));
    expect(stored.slice(0, 2)).toEqual(["failed", "waiting"]);
    vi.useRealTimers();
    expect((await undoSteps(active)).leftovers).toMatchObject([
      { key: "failures.leftovers.unplug-asked", values: { what: CARD } },
    ]);
    expect(commands()).toHaveLength(3);
  });

  it("nothing is taken back when nobody knows where the VM is", async () => {
    await runPreparation(active);
    const { leftovers } = await finishSteps(active, false);
    expect(commands()).toHaveLength(2);
    expect(leftovers.map(({ key }) => key)).toEqual(["failures.leftovers.detach-device", "failures.leftovers.detach-device"]);
    expect(stored).toEqual(["done", "done", "waiting", "skipped", "skipped"]);
  });
});
