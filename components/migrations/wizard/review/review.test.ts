import { describe, expect, it } from "vitest";
import { domainOf } from "@/components/findings/test-support/hosts.ts";
import type { MigrationOptions } from "@/lib/contract/index.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "@/lib/core/migration/options.ts";
import { en } from "@/lib/i18n/en/index.ts";
import { changesOf } from "./changes.ts";
import { sayings } from "./sayings.ts";

const domain = domainOf("h_1111111111", "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11", "web01");
const names = { vm: "web01", from: "hv1", to: "hv2" };
const words = {
  duration: (ms: number) => `${ms} ms`,
  rate: (bytes: number) => `${bytes / 2 ** 20} MiB/s`,
  percent: (fraction: number) => `${Math.round(fraction * 100)} %`,
};
const keysOf = (change: Partial<MigrationOptions>, pingAddress: string | null = null) =>
  sayings({
    options: { ...DEFAULT_MIGRATION_OPTIONS, ...change },
    pingAddress,
    domain,
    names,
    words,
    typeWords: (type) => type,
  }).map((one) => one.key);

describe("the sentences of the review", () => {
  it("are two for a migration with nothing chosen", () => {
    expect(keysOf({})).toEqual(["downtimeDefault", "bandwidthDefault"]);
  });

  it.each([
    [{ postCopy: "by-hand" }, "postCopyByHand"],
    [{ postCopy: "after-first-pass" }, "postCopyFirstPass"],
    [{ postCopy: "by-hand", postCopyBandwidthMiBps: 5 }, "postCopyBandwidth"],
    [{ autoConverge: true }, "convergeOn"],
    [{ autoConverge: true, autoConvergeInitialPercent: 40 }, "convergeFigures"],
    [{ timeoutS: 9, timeoutAction: "post-copy" }, "timeoutPostCopy"],
    [{ ladder: [{ afterS: 9, action: { kind: "bandwidth", mibPerSec: null } }] }, "rung.bandwidth"],
    [{ storageCopy: "full", copiedDisks: ["vda"] }, "disksFull"],
    [{ storageCopy: "incremental", copiedDisks: ["vda"] }, "disksIncremental"],
    [{ mode: "offline", copiedDisks: ["vda"] }, "disksFiles"],
    [{ diskPaths: [{ target: "vda", path: "/x" }] }, "diskPath"],
    [{ synchronousWrites: true }, "syncWrites"],
    [{ nicSources: [{ mac: "52:54:00:00:00:01", type: "bridge", source: "br1" }] }, "nic"],
    [{ graphicsListen: "::" }, "graphics"],
    [{ tls: true }, "tls"],
    [{ tls: true, tlsDestination: "hv2.example.org" }, "tlsName"],
    [{ parallelConnections: 4 }, "parallel"],
    [{ zeroCopy: true }, "zeroCopy"],
    [{ compression: { method: "zstd", level: null } }, "compression"],
    [{ connection: "tls" }, "connectionTls"],
    [{ connection: "tcp" }, "connectionTcp"],
    [{ tunnelled: true }, "tunnelled"],
    [{ migrateAddress: "10.0.0.2" }, "migrateAddress"],
    [{ listenAddress: "10.0.0.2" }, "listen"],
    [{ disksPort: 1 }, "disksPort"],
    [{ disksSocket: "/s" }, "disksSocket"],
    [{ emulatorCpus: "0" }, "cpus"],
    [{ hostDevices: [{ key: "nic:x", replacement: null }] }, "deviceGone"],
    [{ hostDevices: [{ key: "nic:x", replacement: "br1" }] }, "deviceReplaced"],
    [{ suspendAtDestination: true }, "paused"],
    [{ destinationName: "web02" }, "newName"],
    [{ mode: "cold-copy", newUuid: true, newMacs: true }, "newIds"],
    [{ mode: "cold-copy", newUuid: true }, "newUuid"],
  ] satisfies readonly (readonly [Partial<MigrationOptions>, string])[])("%o is said: %s", (change, key) => {
    expect(keysOf(change)).toContain(key);
  });

  it("say nothing of the link where nothing is sent", () => {
    expect(keysOf({ mode: "offline", bandwidthMiBps: 5 })).toEqual([]);
    expect(keysOf({ mode: "offline", bandwidthMiBps: 5, copiedDisks: ["vda"] })).toContain("bandwidthSet");
  });

  it("say the ping", () => {
    expect(keysOf({}, "192.0.2.7")).toContain("ping");
  });
});

describe("created, removed, undo", () => {
  const of = (change: Partial<MigrationOptions>) => changesOf({ ...DEFAULT_MIGRATION_OPTIONS, ...change }, true);

  it.each([
    [{}, "removedNothing", "undoBefore"],
    [{ persistent: false, undefineSource: false }, "keptDefinition", "undoAfter"],
    [{ storageCopy: "full", copiedDisks: ["vda"] }, "keptFiles", "undoBefore"],
    [{ postCopy: "by-hand" }, "removedRunning", "undoPostCopy"],
    [{ mode: "offline" }, "removedDefinitionMoved", "undoCold"],
    [{ mode: "offline", copiedDisks: ["vda"] }, "removedDefinitionVerified", "undoColdCopies"],
    [{ mode: "cold-copy", newUuid: true, undefineSource: false }, "keptOriginal", "undoClone"],
    [{ mode: "cold-copy", copiedDisks: ["vda"] }, "removedDefinitionVerified", "undoColdCopies"],
    [{ mode: "saved-state" }, "removedState", "undoSaved"],
  ] satisfies readonly (readonly [Partial<MigrationOptions>, string, string])[])("of %o", (change, removed, undo) => {
    const changes = of(change);
    expect(changes.removed).toContain(removed);
    expect(changes.undo).toContain(undo);
    const known: object = en.wizard.review;
    for (const key of [...changes.created, ...changes.removed, ...changes.undo]) expect(known).toHaveProperty(key);
  });
});
