import { copyRefusal, writableDisks } from "../../migration/disks.ts";
import type { DomainDisk } from "../../model/domain.ts";
import type { Evidence, Fix, Verdict } from "../../model/finding.ts";
import { copyChoice } from "../choice-of.ts";
import { isCopied } from "../choices.ts";
import type { RuleContext } from "../context.ts";
import { commandsOf, type EvidenceLabel, probed, seen } from "../evidence.ts";
import { type Advice, fix } from "../fix.ts";
import type { DoneProbe } from "../probes.ts";
import { defineRule } from "../rule.ts";
import { samePool } from "../same-pool.ts";
import type { StorageOutcome, StorageProof, StorageSide } from "../storage-seen.ts";
import { compareVerdicts } from "../verdict.ts";
import { diskText, isPathDisk, pathsOfDisk } from "./disks.ts";

type Judged = Extract<Verdict, "pass" | "warn" | "unknown" | "block">;

const VERDICTS: Record<StorageOutcome, Judged> = {
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

type Reason = StorageOutcome | "not-proven" | "needs-copy";

/** The destination has not got it, and has storage of its own. */
const ABSENT: readonly Reason[] = ["needs-copy", "not-shared", "missing-at-destination"];

type Proofs = DoneProbe<ReadonlyMap<string, StorageProof>>;

interface Look {
  readonly disk: DomainDisk;
  readonly path: string;
  readonly proof: StorageProof | undefined;
  readonly verdict: Judged;
  readonly reason: Reason;
}

/** A disk that is not copied is opened by both hosts. Anything but the same image is lost data. */
export const storageShared = defineRule({
  id: "storage.shared",
  group: "storage",
  reasons: [
    "no-disk",
    "all-copied",
    "network-only",
    "no-path",
    "not-proven",
    "needs-copy",
    ...(Object.keys(VERDICTS) as readonly StorageOutcome[]),
  ],
  evaluate: (context, say) => {
    const { domain, source, probes, options } = context;
    const writable = writableDisks(domain);
    if (writable.length === 0) return say.notApplicable("no-disk");
    const disks = writable.filter((disk) => !isCopied(options, disk));
    const listed = () => disks.map((disk) => seen(source, "disk", diskText(disk)));
    if (disks.length === 0) return say.notApplicable("all-copied");
    // A pool's volume, for one: libvirt knows its path, the definition does not say it.
    const nameless = disks.find((disk) => !isPathDisk(disk) && disk.type !== "network");
    if (nameless) return say.unknown("no-path", { values: { disk: nameless.target }, evidence: listed() });
    if (!disks.some(isPathDisk)) return say.pass("network-only", () => ({ evidence: listed() }));
    if (probes.storage.kind !== "done") return say.notProbed(probes.storage);
    const { storage } = probes;
    const looks = disks
      .filter(isPathDisk)
      .flatMap((disk) => pathsOfDisk(disk).map((path) => lookAt(context, storage, disk, path)));
    const worst = looks.toSorted((a, b) => compareVerdicts(a.verdict, b.verdict))[0];
    const evidence = () => [...listed(), ...commandsOf(storage), ...looks.flatMap((look) => sides(context, storage, look))];
    if (!worst) return say.unknown("not-proven", { values: { path: "" }, evidence, fix: fix("check-again") });
    const { disk, path, proof, verdict, reason } = worst;
    const details = () => ({ values: { path, disk: disk.target, fs: proof?.source.fsType ?? "-" }, evidence });
    return verdict === "pass"
      ? say.pass(reason, details)
      : say[verdict](reason, () => ({ ...details(), fix: adviceFor(worst, helpFor(context, looks, worst)) }));
  },
});

/** Where nobody has chosen yet, a disk that could be copied is no obstacle, only a choice to be made. */
function lookAt({ options }: RuleContext, storage: Proofs, disk: DomainDisk, path: string): Look {
  const proof = storage.value.get(path);
  if (!proof) return { disk, path, proof, verdict: "unknown", reason: "not-proven" };
  const verdict = VERDICTS[proof.outcome];
  const apart = isApart(storage.value.get(disk.source ?? "")) && canBeCopied(disk);
  if (options === null && apart && verdict === "block") return { disk, path, proof, verdict: "warn", reason: "needs-copy" };
  return { disk, path, proof, verdict, reason: proof.outcome };
}

/** Each host has storage of its own there: a copy writes over nothing. */
function isApart(proof: StorageProof | undefined): boolean {
  return proof?.outcome === "not-shared" || proof?.outcome === "missing-at-destination";
}

function canBeCopied(disk: DomainDisk): boolean {
  return copyRefusal(disk, "live") === null && !disk.shareable;
}

/** What the console can do, and what the wizard can choose, about disks that are not there. */
function helpFor(context: RuleContext, looks: readonly Look[], { path, proof, reason }: Look): Pick<Advice, "apply" | "choices"> {
  const { options, probes } = context;
  if (!ABSENT.includes(reason) || probes.storage.kind !== "done") return {};
  const { value } = probes.storage;
  const bad = looks.filter(({ verdict }) => verdict === "block" || verdict === "warn").map(({ disk }) => disk);
  const copyable = bad.every((disk) => canBeCopied(disk) && isApart(value.get(disk.source ?? "")));
  const how = options?.storageCopy === "incremental" ? "incremental" : "full";
  const targets = [...new Set(bad.map(({ target }) => target))];
  return { apply: samePool(context, path, proof), choices: copyable ? [copyChoice(targets, how)] : [] };
}

function adviceFor({ reason, disk, path }: Look, help: Pick<Advice, "apply" | "choices">): Fix {
  const folder = path.slice(0, path.lastIndexOf("/")) || "/";
  const look = ["findmnt", "-T", folder];
  const runOn = "destination";
  switch (reason) {
    case "needs-copy":
      return fix("choose-copy", { values: { disk: disk.target }, ...help });
    case "not-shared":
      return canBeCopied(disk)
        ? fix("copy-or-share", { runOn, commands: [look, ["stat", path]], values: { disk: disk.target }, ...help })
        : fix("mount-same-storage", { runOn, commands: [look, ["stat", path]], ...help });
    case "other-file":
      return fix("mount-same-storage", "destination", [look, ["stat", path]]);
    case "missing-at-destination":
      return canBeCopied(disk)
        ? fix("copy-or-share", { runOn, commands: [look], values: { disk: disk.target }, ...help })
        : fix("share-storage", { runOn, commands: [look], ...help });
    case "missing-at-source":
      return fix("share-storage", "destination", [look]);
    case "read-only-at-destination":
      return fix("remount-writable", "destination", [look, ["mount", "-o", "remount,rw", folder]]);
    case "not-writable":
    case "no-device-id":
    case "same-by-declaration":
      return fix("check-with-root", "destination", [["stat", path], look]);
    case "not-proven":
    case "size-differs":
    case "same-by-nonce":
    case "same-by-device-id":
      return fix("check-again");
  }
}

function sides({ source, destination }: RuleContext, probe: DoneProbe<unknown>, { path, proof }: Look): readonly Evidence[] {
  if (!proof) return [];
  const side = (host: typeof source, label: EvidenceLabel, one: StorageSide) =>
    probed(probe, host.registration.id, label, `${path}: ${sideText(one)}`);
  return [side(source, "source-sees", proof.source), side(destination, "destination-sees", proof.destination)];
}

function sideText({ kind, inode, sizeBytes, fsType, fsSource, deviceId }: StorageSide): string {
  const parts = [kind, inode && `inode ${inode}`, sizeBytes !== null && `${sizeBytes} B`, fsType, fsSource, deviceId];
  return parts.filter((part) => typeof part === "string" && part !== "").join(", ");
}
