import { beforeEach, describe, expect, it } from "vitest";
import type { DirtyRateView } from "../../lib/contract/views.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../lib/core/migration/options.ts";
import { queuedRecord, resultOf, zeroSample } from "../../lib/core/migration/test-support/records.ts";
import { known } from "../../lib/core/model/fact.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { domainUuid, type HostId, hostId } from "../../lib/core/model/ids.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { createServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import { memoryStore } from "../migrations/test-support/memory-store.ts";
import { createForecastService } from "./index.ts";

const MIB = 1_048_576;
const [from, to] = [hostId("h_source00001"), hostId("h_destination1")];
const uuid = domainUuid("7a6b0001-0000-4000-8000-000000000001");
const nothing = { known: false, reason: "?" };
const domain = {
  uuid,
  hostId: from,
  name: "web01",
  state: "running",
  persistent: true,
  virtType: "kvm",
  memoryBytes: 1024 * MIB,
  residentBytes: 548 * MIB,
  disks: [
    { target: "vda", source: "/a", readonly: false, device: "disk", type: "file", allocationBytes: known(300 * MIB) },
    {
      target: "vdb",
      source: "/b",
      readonly: false,
      device: "disk",
      type: "file",
      allocationBytes: nothing,
      capacityBytes: nothing,
    },
  ],
  nics: [],
};
const view: DirtyRateView = {
  bytesPerSec: 8 * MIB,
  workingSetBytes: 64 * MIB,
  memoryInUseBytes: 400 * MIB,
  busyShare: 0.25,
  method: "page-sampling",
  periodS: 5,
  measuredAtMs: 1_000_000,
};

function build() {
  let nowMs = 1_000_000;
  const store = memoryStore([], "");
  const events = createServerEvents();
  const snapshots = new Map<HostId, Partial<HostSnapshot>>([
    [from, { registration: { name: "hv1" }, domains: [domain], observedAtMs: 5 } as unknown as HostSnapshot],
    [to, { registration: { name: "hv2" }, domains: [] } as unknown as HostSnapshot],
  ]);
  const parts = {
    store,
    events,
    links: { get: () => undefined },
    inventory: { snapshot: (id: HostId) => snapshots.get(id) as HostSnapshot | undefined },
    logger: createLogger("silent"),
    now: () => nowMs,
  };
  return {
    store,
    events,
    service: createForecastService(parts),
    again: () => createForecastService(parts),
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

let built: ReturnType<typeof build>;
const ask = (options: Partial<MigrationOptions> = {}, service = built.service) =>
  service.predict({
    domainUuid: uuid,
    sourceHostId: from,
    destinationHostId: to,
    options: { ...DEFAULT_MIGRATION_OPTIONS, ...options },
  });

beforeEach(async () => {
  built = build();
  await built.service.start();
});

describe("the forecast service", () => {
  it("says what is missing, and takes what was read meanwhile", async () => {
    const { missing, prediction, inputs } = await ask();
    expect(missing).toEqual(["dirty-rate", "bandwidth"]);
    expect(prediction.verdict).toBe("unknown");
    expect(inputs.memoryBytes).toEqual({ value: 500 * MIB, origin: "read", atMs: 5 });
    expect(inputs.setUpMs).toMatchObject({ value: 1200, origin: "assumed" });
  });

  it("predicts with what was measured, and forgets a dirty rate after an hour", async () => {
    built.service.noteDirtyRate(from, uuid, view);
    await built.store.linkFigures.save({
      sourceHostId: from,
      destinationHostId: to,
      measured: { bytesPerSec: 100 * MIB, atMs: 1_000_000, seconds: 3 },
      learned: { bytesPerSec: 50 * MIB, setUpMs: 1500, switchMs: 500, migrations: 3, atMs: 9 },
    });
    await built.service.start();
    const { inputs, prediction, missing } = await ask();
    expect(missing).toEqual([]);
    expect(inputs).toMatchObject({
      memoryBytes: { value: 400 * MIB, origin: "measured" },
      dirtyRate: { value: 8 * MIB, workingSetBytes: 64 * MIB },
      linkBytesPerSec: { value: 100 * MIB, origin: "measured" },
      setUpMs: { value: 1500, origin: "learned" },
    });
    expect(prediction).toMatchObject({ verdict: "converges" });
    expect(built.service.dirtyRate(from, uuid)).toMatchObject({ value: 8 * MIB, origin: "measured" });
    built.wait(3_600_001);
    expect(built.service.dirtyRate(from, uuid)).toBeNull();
  });

  it("counts the copied disks, and says nothing of them when one does not tell its size", async () => {
    expect((await ask({ copiedDisks: ["vda"] })).inputs.diskBytes).toEqual({ value: 300 * MIB, origin: "read", atMs: 5 });
    expect((await ask({ copiedDisks: ["vda", "vdb"] })).inputs.diskBytes).toBeNull();
    expect((await ask()).inputs.diskBytes).toBeNull();
  });

  it("learns from a migration that ended, once, keeps it over a restart, and the dirty rate follows the guest", async () => {
    built.service.noteDirtyRate(from, uuid, view);
    const queued = queuedRecord({ createdAtMs: 1000, startedAtMs: 1000 });
    await built.store.migrations.insert(queued, "key");
    for (const atMs of [4000, 8000])
      await built.store.migrations.appendSample(queued.id, zeroSample({ atMs, memoryProcessedBytes: (atMs - 3000) * 1000 }));
    const result = { ...resultOf("moved"), transferredBytes: 9_000_000 };
    const ended = { ...queued, state: "succeeded" as const, endedAtMs: 13_000, result };
    built.events.emit("migration:state", queued);
    built.events.emit("migration:state", ended);
    built.events.emit("migration:state", { ...ended, revision: 9 });
    await expect
      .poll(() => built.service.link(from, to)?.learned)
      .toEqual({
        bytesPerSec: 1_000_000,
        setUpMs: 1600,
        switchMs: 800,
        migrations: 1,
        atMs: 13_000,
      });
    expect(built.service.dirtyRate(from, uuid)).toBeNull();
    expect(built.service.dirtyRate(to, uuid)).toMatchObject({ value: 8 * MIB });
    const restarted = built.again();
    expect(restarted.links()).toEqual([]);
    await restarted.start();
    expect(restarted.link(from, to)?.learned?.migrations).toBe(1);
    built.events.emit("host:removed", to);
    expect(restarted.links()).toEqual([]);
  });

  it("takes the times of the way back while this way taught nothing, but not its rate", async () => {
    const learned = { bytesPerSec: 50 * MIB, setUpMs: 1500, switchMs: 500, migrations: 3, atMs: 9 };
    await built.store.linkFigures.save({ sourceHostId: to, destinationHostId: from, measured: null, learned });
    await built.service.start();
    const { inputs } = await ask();
    expect(inputs).toMatchObject({ setUpMs: { value: 1500, origin: "learned" }, linkBytesPerSec: null });
  });

  it.each([
    ["a host", { sourceHostId: hostId("h_nobody000001") }, "errors.forecast.unknown-host"],
    ["a VM", { domainUuid: domainUuid("7a6b0001-0000-4000-8000-00000000ffff") }, "errors.forecast.domain-gone"],
  ])("refuses to predict for %s that is not there", async (_, change, key) => {
    const question = {
      domainUuid: uuid,
      sourceHostId: from,
      destinationHostId: to,
      options: DEFAULT_MIGRATION_OPTIONS,
      ...change,
    };
    await expect(built.service.predict(question)).rejects.toMatchObject({ code: "not-found", data: { message: { key } } });
  });

  it("refuses to measure a host against itself, one it does not know, and one that does not answer", async () => {
    const measure = (sourceHostId: HostId, destinationHostId: HostId) =>
      built.service.measureLink({ sourceHostId, destinationHostId, seconds: 1 });
    await expect(measure(from, from)).rejects.toMatchObject({ code: "conflict" });
    await expect(measure(hostId("h_nobody000001"), to)).rejects.toMatchObject({ code: "not-found" });
    await expect(measure(from, to)).rejects.toMatchObject({ code: "host-offline" });
  });
});
