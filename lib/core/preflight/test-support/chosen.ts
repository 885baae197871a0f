import { DEFAULT_MIGRATION_OPTIONS } from "../../migration/default-options.ts";
import type { MigrationOptions } from "../../model/options.ts";
import type { HostTraits } from "../host-traits.ts";
import type { ImagePair, ImageSeen, Probes } from "../probes.ts";
import { done } from "./lab.ts";

/** The wizard's options with some of them changed. */
export function chosen(differs: Partial<MigrationOptions> = {}): MigrationOptions {
  return { ...DEFAULT_MIGRATION_OPTIONS, ...differs };
}

/** A live migration that copies vda in full. */
export function copying(differs: Partial<MigrationOptions> = {}): MigrationOptions {
  return chosen({ storageCopy: "full", copiedDisks: ["vda"], ...differs });
}

/** A copy of files to a domain of its own. */
export function cloning(differs: Partial<MigrationOptions> = {}): MigrationOptions {
  const names = { undefineSource: false, destinationName: "copy", newUuid: true, newMacs: true };
  return chosen({ mode: "cold-copy", copiedDisks: ["vda"], ...names, ...differs });
}

const MIB = 1_048_576;
const IMAGE: ImageSeen = {
  path: "/var/lib/libvirt/images/db02-vda.qcow2",
  exists: true,
  kind: "file",
  format: "qcow2",
  virtualSizeBytes: 160 * MIB,
  actualSizeBytes: 70 * MIB,
  backingPath: null,
  backingFormat: null,
  problem: null,
};
const NOTHING = { exists: false, kind: null, format: null, virtualSizeBytes: null, actualSizeBytes: null } as const;
/** A backing file as it is seen at the destination. */
export const BASE: ImageSeen = { ...IMAGE, path: "/var/lib/libvirt/images/base.qcow2" };

/** What a row changes of a copied disk. */
export interface PairPatch {
  readonly source?: Partial<ImageSeen>;
  readonly destination?: Partial<ImageSeen>;
  readonly folder?: Partial<ImagePair["destinationFolder"]>;
  readonly backingEqual?: boolean | null;
  readonly base?: ImageSeen | null;
  readonly missingBytes?: number;
}

/** A disk whose place at the destination is free, in a pool with plenty of room; changed by the patch. */
export function pairOf({ source, destination, folder, backingEqual, base, missingBytes }: PairPatch = {}): ImagePair {
  return {
    source: { ...IMAGE, ...source },
    destination: { ...IMAGE, ...NOTHING, ...destination },
    destinationFolder: {
      path: "/var/lib/libvirt/images",
      exists: true,
      writable: true,
      availableBytes: 500 * MIB,
      pool: "default",
      filesystem: "65024",
      ...folder,
    },
    backingEqual: backingEqual ?? null,
    backingAtDestination: base ?? null,
    backingMissingBytes: missingBytes ?? null,
  };
}

/** The images probe with these pairs by target. */
export function images(pairs: Readonly<Record<string, PairPatch>> = { vda: {} }): Pick<Probes, "images"> {
  return { images: done(new Map(Object.entries(pairs).map(([target, patch]) => [target, pairOf(patch)]))) };
}

const TRAITS: HostTraits = {
  onlineCpus: "0-7",
  unprivilegedUserfaultfd: 0,
  userfaultfdDevice: false,
  qemuUser: "libvirt-qemu",
  route: { device: "br0", mbitPerSec: 25_000 },
  saveRoomBytes: 500 * MIB,
  tools: ["qemu-img", "sha256sum", "ssh"],
  devices: new Set(["0000:02:00.0", "eth0", "br0"]),
};

/** The traits of both hosts, changed on either side. */
export function traits(
  differs: { source?: Partial<HostTraits>; destination?: Partial<HostTraits> } = {},
): Pick<Probes, "traits"> {
  return { traits: done({ source: { ...TRAITS, ...differs.source }, destination: { ...TRAITS, ...differs.destination } }) };
}
