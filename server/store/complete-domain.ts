import type { Domain, DomainDisk } from "../../lib/core/model/domain.ts";

/** A domain as any version of this program may have stored it: the first one told in plain words why it took a disk for shared. */
export type StoredDomain = Omit<Domain, "disks"> & {
  readonly disks: readonly (Omit<DomainDisk, "sharingReason"> & {
    readonly sharingReason: string | DomainDisk["sharingReason"];
  })[];
};

/** A stored domain in today's shape. Words of the first version are left out: the host is read again as soon as it answers. */
export function completeDomain(stored: StoredDomain): Domain {
  const disks = stored.disks.map(
    ({ sharingReason, ...disk }): DomainDisk => ({
      ...disk,
      sharingReason: typeof sharingReason === "string" ? [] : sharingReason,
    }),
  );
  return { ...stored, disks };
}
