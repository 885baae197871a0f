import { describe, expect, it } from "vitest";
import { provenShared } from "./proven-shared.ts";
import type { StorageOutcome } from "./storage-seen.ts";
import { copying } from "./test-support/chosen.ts";
import { done, labContext, labDomain, type Patch, storage } from "./test-support/lab.ts";

const [disk] = labDomain("web01").disks;
if (!disk) throw new Error("web01 has no disk");
const targets = (patch: Patch) => [...provenShared(labContext(patch))];
const local = (path: string) => done(new Map([...proofs("same-by-nonce", disk.source ?? ""), ...proofs("not-shared", path)]));
const proofs = (outcome: StorageOutcome, path: string) => {
  const probe = storage(outcome, path);
  return probe.kind === "done" ? [...probe.value] : [];
};

describe("disks that a plan may move with --unsafe", () => {
  it.each<[string, Patch, readonly string[]]>([
    ["a nonce seen both ways", {}, ["vda"]],
    ["one LUN", { probes: { storage: storage("same-by-device-id") } }, ["vda"]],
    ["only declared", { probes: { storage: storage("same-by-declaration") } }, []],
    ["not shared", { probes: { storage: storage("not-shared") } }, []],
    ["not tried", { probes: { storage: { kind: "pending" } } }, []],
    [
      "a local base image",
      { domain: { disks: [{ ...disk, backingFiles: ["/base"] }] }, probes: { storage: local("/base") } },
      [],
    ],
    ["a base image without a path", { domain: { disks: [{ ...disk, backingFiles: ["rbd:pool/base"] }] } }, []],
    ["a network disk", { domain: { disks: [{ ...disk, type: "network", source: "rbd:pool/web01" }] } }, []],
    ["read-only", { domain: { disks: [{ ...disk, readonly: true }] } }, []],
    ["another path there", { options: copying({ diskPaths: [{ target: "vda", path: "/other" }] }) }, []],
  ])("%s", (_what, patch, expected) => {
    expect(targets(patch)).toEqual(expected);
  });
});
