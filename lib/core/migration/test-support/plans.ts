import type { Domain, DomainDisk, DomainNic } from "../../model/domain.ts";
import { known } from "../../model/fact.ts";
import type { MigrationRequest } from "../../model/migration.ts";
import type { MigrationOptions } from "../../model/options.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../default-options.ts";
import { type MigrationPlan, type PlanInput, planMigration } from "../plan.ts";
import { queuedRecord } from "./records.ts";

/** The defaults with some choices. */
export function optionsWith(changes: Partial<MigrationOptions> = {}): MigrationOptions {
  return { ...DEFAULT_MIGRATION_OPTIONS, ...changes };
}

/** A request with some choices. */
export function requestWith(changes: Partial<MigrationOptions> = {}): MigrationRequest {
  return { ...queuedRecord().request, options: optionsWith(changes) };
}

/** A qcow2 file as a virtio disk. */
export function diskOf(target: string, changes: Partial<DomainDisk> = {}): DomainDisk {
  return {
    target,
    bus: "virtio",
    type: "file",
    device: "disk",
    source: `/images/web01-${target}.qcow2`,
    format: "qcow2",
    cache: null,
    readonly: false,
    shareable: false,
    transient: false,
    capacityBytes: known(160),
    allocationBytes: known(64),
    sharing: "unknown",
    sharingReason: [],
    backingFiles: [],
    ...changes,
  };
}

/** A NIC on a bridge. */
export function nicOf(mac: string, changes: Partial<DomainNic> = {}): DomainNic {
  return { mac, type: "bridge", source: "br0", model: "virtio", portgroup: null, ...changes };
}

/** What options and plans need of a domain: persistent, with one disk and one NIC. */
export function domainWith(changes: Partial<Pick<Domain, "name" | "persistent" | "disks" | "nics">> = {}) {
  return { name: "web01", persistent: true, disks: [diskOf("vda")], nics: [nicOf("52:54:00:00:00:01")], ...changes };
}

/** The plan of a request with some choices, with nothing proven shared unless told. */
export function planWith(changes: Partial<MigrationOptions> = {}, input: Partial<PlanInput> = {}): MigrationPlan {
  return planMigration({
    request: requestWith(changes),
    domain: domainWith(),
    destinationUri: "qemu+ssh://hv2/system",
    evidence: { provenShared: new Set() },
    xmlFiles: { live: null, persistent: null },
    ...input,
  });
}
