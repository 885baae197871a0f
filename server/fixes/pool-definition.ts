import { attributeOf, readXml, textAt } from "../../lib/core/facts/xml.ts";
import type { PoolSpec } from "../../lib/core/model/fix.ts";

/** A storage pool as a host has it. */
export interface PoolThere {
  readonly name: string;
  readonly type: string;
  readonly targetPath: string | null;
  readonly sourceHost: string | null;
  /** The directory on an NFS server. */
  readonly sourceDir: string | null;
  /** The IQN of an iSCSI target. */
  readonly sourceDevice: string | null;
  readonly active: boolean;
  readonly autostart: boolean;
}

/** Reads `virsh pool-dumpxml --inactive`; null when it is not the definition of a pool. */
export function parsePool(xml: string, state: { readonly active: boolean; readonly autostart: boolean }): PoolThere | null {
  const read = readXml(xml, "pool", (root) => ({
    name: textAt(root, "name") ?? "",
    type: attributeOf(root, "type") ?? "",
    targetPath: textAt(root, "target/path"),
    sourceHost: textAt(root, "source/host/@name"),
    sourceDir: textAt(root, "source/dir/@path"),
    sourceDevice: textAt(root, "source/device/@path"),
  }));
  return read.known ? { ...read.value, ...state } : null;
}

/** Whether a pool is the one that is wanted, but for whether it is active. */
export function isSamePool(there: PoolThere, wanted: PoolSpec): boolean {
  if (there.type !== wanted.type || there.targetPath !== wanted.targetPath) return false;
  if (wanted.type === "dir") return true;
  if (there.sourceHost !== wanted.sourceHost) return false;
  return wanted.type === "netfs" ? there.sourceDir === wanted.sourcePath : there.sourceDevice === wanted.targetIqn;
}

/** The pool that stands in the way: of the same name, or at the same folder. iSCSI pools all show the host's own folder of devices. */
export function poolInTheWay(there: readonly PoolThere[], wanted: PoolSpec): PoolThere | null {
  const other = there.find((pool) => pool.name === wanted.name && !isSamePool(pool, wanted));
  const sharesFolder = (pool: PoolThere) => pool.name !== wanted.name && pool.targetPath === wanted.targetPath;
  return other ?? (wanted.type === "iscsi" ? null : there.find(sharesFolder)) ?? null;
}

/** The words for `virsh pool-define-as`. */
export function defineWords(pool: PoolSpec): readonly string[] {
  const source =
    pool.type === "dir"
      ? []
      : pool.type === "netfs"
        ? ["--source-host", pool.sourceHost, "--source-path", pool.sourcePath, "--source-format", "nfs"]
        : ["--source-host", pool.sourceHost, "--source-dev", pool.targetIqn];
  return ["pool-define-as", "--name", pool.name, "--type", pool.type, ...source, "--target", pool.targetPath];
}
