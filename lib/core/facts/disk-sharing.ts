import type { DiskSharing } from "../model/domain.ts";
import type { Message } from "../model/finding.ts";
import type { DiskDefinition } from "./domain-disks.ts";
import type { Filesystem } from "./filesystem.ts";

/** What is held about one disk's storage, and why: what its definition and filesystem say first, then what was proven. */
export interface SharingVerdict {
  readonly sharing: DiskSharing;
  readonly reason: readonly Message[];
}

const because = (reason: string, values?: Message["values"]): readonly Message[] => [
  { key: `domains.sharingReason.${reason}`, ...(values && { values }) },
];

/** Kernel filesystem types that libvirt itself takes for shared (virFileIsSharedFSType), and network filesystems beside them. */
const NETWORK_FILESYSTEMS = new Set([
  "nfs",
  "nfs4",
  "cifs",
  "smb3",
  "smbfs",
  "afs",
  "ocfs2",
  "gfs",
  "gfs2",
  "ceph",
  "fuse.ceph",
  "fuse.glusterfs",
  "glusterfs",
  "gpfs",
  "lustre",
  "beegfs",
  "fuse.moosefs",
  "fuse.juicefs",
  "fuse.quobyte",
  "acfs",
  "pvfs2",
  "9p",
  "virtiofs",
]);

/** Filesystems that one host alone may have mounted. */
const LOCAL_FILESYSTEMS = new Set([
  "ext2",
  "ext3",
  "ext4",
  "xfs",
  "btrfs",
  "zfs",
  "f2fs",
  "jfs",
  "reiserfs",
  "bcachefs",
  "tmpfs",
  "ramfs",
  "overlay",
  "squashfs",
  "iso9660",
  "vfat",
  "ntfs3",
]);

/** Network disks live outside of both hosts. */
const NETWORK_PROTOCOLS = /^(rbd|iscsi|gluster|sheepdog|nbd|nfs|vxhs|https?|ftps?|ssh):/;

/**
 * What a disk's definition and its folder's filesystem say about sharing, before anything was proven. A type alone never proves that
 * another host sees the same folder, but a local type on its own mount shows that none does. A mounted subfolder stays unknown: behind it
 * may be anything, and only a nonce file tells.
 */
export function sharingByFilesystem(
  disk: Pick<DiskDefinition, "source" | "type">,
  filesystem: Filesystem | null,
): SharingVerdict {
  if (disk.source === null) return { sharing: "unknown", reason: because("noMedium") };
  if (disk.type === "network" || NETWORK_PROTOCOLS.test(disk.source)) {
    return { sharing: "shared", reason: because("kind", { kind: disk.source.split(":", 1)[0] ?? "network" }) };
  }
  if (disk.type !== "file" && disk.type !== "dir") return { sharing: "unknown", reason: because("kind", { kind: disk.type }) };
  if (filesystem === null) return { sharing: "unknown", reason: because("unreadable") };
  const ofType = because("kind", { kind: filesystem.type });
  if (NETWORK_FILESYSTEMS.has(filesystem.type)) return { sharing: "shared", reason: ofType };
  if (filesystem.boundSubfolder && filesystem.type !== "btrfs")
    return { sharing: "unknown", reason: because("bindMount", { kind: filesystem.type }) };
  if (LOCAL_FILESYSTEMS.has(filesystem.type)) return { sharing: "local", reason: ofType };
  return { sharing: "unknown", reason: ofType };
}

/** One proof by preflight: was a nonce file in this folder seen from the other host? */
export interface SharingProof {
  readonly otherHostName: string;
  readonly shared: boolean;
  readonly reason: string;
}

/**
 * The verdict after proofs. One host that sees the same storage makes it shared. Proofs that others do not see it make it local only when
 * they cover every other host that we know.
 */
export function sharingWithProofs(
  byFilesystem: SharingVerdict,
  proofs: readonly SharingProof[],
  otherHosts: number,
): SharingVerdict {
  const shared = proofs.filter((proof) => proof.shared).map((proof) => proof.otherHostName);
  if (shared.length > 0) return { sharing: "shared", reason: because("provenWith", { hosts: shared.join(", ") }) };
  const apart = proofs.map((proof) => proof.otherHostName);
  if (apart.length === 0) return byFilesystem;
  const reason = [...byFilesystem.reason, ...because("notSharedWith", { hosts: apart.join(", ") })];
  return byFilesystem.sharing === "unknown" && apart.length >= otherHosts
    ? { sharing: "local", reason }
    : { sharing: byFilesystem.sharing, reason };
}
