import type { Evidence, Fix, Verdict } from "../../model/finding.ts";
import type { RuleContext } from "../context.ts";
import { commandsOf, type EvidenceLabel, probed, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { DoneProbe, StorageOutcome, StorageProof, StorageSide } from "../probes.ts";
import { defineRule } from "../rule.ts";
import { compareVerdicts } from "../verdict.ts";
import { diskText, isPathDisk, pathsToProve, writableDisks } from "./disks.ts";

const VERDICTS: Record<StorageOutcome, Extract<Verdict, "pass" | "warn" | "unknown" | "block">> = {
  "same-by-nonce": "pass",
  "same-by-device-id": "pass",
  "same-by-declaration": "warn",
  "other-file": "block",
  "size-differs": "unknown",
  "not-shared": "block",
  "missing-at-source": "block",
  "missing-at-destination": "block",
  "read-only-at-destination": "block",
  "not-writable": "unknown",
  "no-device-id": "unknown",
};

/** Live migration without disk copy: both QEMUs open the same image. Anything but the same image is lost data. */
export const storageShared = defineRule({
  id: "storage.shared",
  group: "storage",
  reasons: ["no-disk", "network-only", "no-path", "not-proven", ...(Object.keys(VERDICTS) as readonly StorageOutcome[])],
  evaluate: (context, say) => {
    const { domain, source, probes } = context;
    const disks = writableDisks(domain);
    if (disks.length === 0) return say.notApplicable("no-disk");
    const listed = disks.map((disk) => seen(source, "disk", diskText(disk)));
    const paths = pathsToProve(domain);
    // A pool's volume, for one: libvirt knows its path, the definition does not say it.
    const nameless = disks.find((disk) => !isPathDisk(disk) && disk.type !== "network");
    if (nameless) return say.unknown("no-path", { values: { disk: nameless.target }, evidence: listed });
    if (!disks.some(isPathDisk)) return say.pass("network-only", { evidence: listed });
    if (probes.storage.kind !== "done") return say.notProbed(probes.storage);
    const { storage } = probes;
    const proofs = paths.map((path) => ({ path, proof: storage.value.get(path) }));
    const worst = proofs.toSorted((a, b) => compareVerdicts(verdictOf(a.proof), verdictOf(b.proof)))[0];
    const evidence = [
      ...listed,
      ...commandsOf(storage),
      ...proofs.flatMap(({ path, proof }) => sides(context, storage, path, proof)),
    ];
    if (!worst?.proof)
      return say.unknown("not-proven", { values: { path: worst?.path ?? "" }, evidence, fix: fix("check-again") });
    const { outcome } = worst.proof;
    const details = { values: { path: worst.path, fs: worst.proof.source.fsType ?? "-" }, evidence };
    const verdict = VERDICTS[outcome];
    return verdict === "pass"
      ? say.pass(outcome, details)
      : say[verdict](outcome, { ...details, fix: adviceFor(outcome, worst.path) });
  },
});

function verdictOf(proof: StorageProof | undefined): Verdict {
  return proof ? VERDICTS[proof.outcome] : "unknown";
}

function adviceFor(outcome: StorageOutcome, path: string): Fix {
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  const look = ["findmnt", "-T", folder];
  switch (outcome) {
    case "not-shared":
    case "other-file":
      return fix("mount-same-storage", "destination", [look, ["stat", path]]);
    case "missing-at-source":
    case "missing-at-destination":
      return fix("share-storage", "destination", [look]);
    case "read-only-at-destination":
      return fix("remount-writable", "destination", [look, ["mount", "-o", "remount,rw", folder]]);
    case "not-writable":
    case "no-device-id":
    case "same-by-declaration":
      return fix("check-with-root", "destination", [["stat", path], look]);
    case "size-differs":
    case "same-by-nonce":
    case "same-by-device-id":
      return fix("check-again");
  }
}

function sides(
  { source, destination }: RuleContext,
  probe: DoneProbe<unknown>,
  path: string,
  proof: StorageProof | undefined,
): readonly Evidence[] {
  if (!proof) return [];
  const side = (host: typeof source, label: EvidenceLabel, one: StorageSide) =>
    probed(probe, host.registration.id, label, `${path}: ${sideText(one)}`);
  return [side(source, "source-sees", proof.source), side(destination, "destination-sees", proof.destination)];
}

function sideText({ kind, inode, sizeBytes, fsType, fsSource, deviceId }: StorageSide): string {
  const parts = [kind, inode && `inode ${inode}`, sizeBytes !== null && `${sizeBytes} B`, fsType, fsSource, deviceId];
  return parts.filter((part) => typeof part === "string" && part !== "").join(", ");
}
