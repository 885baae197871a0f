import { describe, expect, it } from "vitest";
import { domainOf } from "@/components/findings/test-support/hosts.ts";
import type { DomainDisk, MigrationOptions } from "@/lib/contract/index.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "@/lib/core/migration/options.ts";
import { expectedTime } from "./expected-time.ts";

const MIB = 2 ** 20;
const disk = (target: string, heldMiB: number | null) =>
  ({
    target,
    allocationBytes: heldMiB === null ? { known: false, reason: "not-readable" } : { known: true, value: heldMiB * MIB },
  }) as unknown as DomainDisk;
const domain = domainOf("h_1111111111", "6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11", "web01", {
  memoryBytes: 1000 * MIB,
  disks: [disk("vda", 500), disk("vdb", null)],
});
const of = (change: Partial<MigrationOptions>, seenMiB: number | null, dirtyMiB: number | null = null) =>
  expectedTime({
    options: { ...DEFAULT_MIGRATION_OPTIONS, ...change },
    domain,
    seen: seenMiB === null ? null : seenMiB * MIB,
    dirty: dirtyMiB === null ? null : dirtyMiB * MIB,
  });

describe("the expected time", () => {
  it.each([
    ["no rate is known", {}, null, null, null],
    ["memory only", {}, 100, null, 10],
    ["the limit counts when it is lower", { bandwidthMiBps: 50 }, 100, null, 20],
    ["the link counts when it is lower", { bandwidthMiBps: 500 }, 100, null, 10],
    ["half of each pass is dirtied again", {}, 100, 50, 20],
    ["more is dirtied than carried", {}, 100, 100, "never"],
    ["post-copy ends all the same", { postCopy: "by-hand" }, 100, 100, 10],
    ["with a disk", { storageCopy: "full", copiedDisks: ["vda"] }, 100, null, 15],
    ["with a disk of unknown size", { storageCopy: "full", copiedDisks: ["vdb"] }, 100, null, null],
    ["files only", { mode: "offline", copiedDisks: ["vda"] }, 100, 100, 5],
    ["state and files", { mode: "saved-state", copiedDisks: ["vda"] }, 100, 100, 15],
  ] as const)("%s", (_, change, seen, dirty, seconds) => {
    expect(of(change, seen, dirty)?.seconds ?? null).toBe(seconds);
  });
});
