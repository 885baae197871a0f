import type { FixAction } from "../model/fix.ts";
import type { StoragePool } from "../model/host.ts";
import { type RuleContext, readFact } from "./context.ts";
import type { StorageProof } from "./storage-seen.ts";

/** NFS mounts as findmnt names them: `nas:/vms`, an IPv6 address in brackets. */
const EXPORT = /^\[?([^\]/]+?)\]?:(\/.*)$/;

/**
 * Setting up the source's NFS pool at the destination, too: where the path lies in such a pool here, the mount is known, and the destination has
 * neither a pool of that name nor one of that folder. Undefined otherwise.
 */
export function samePool(
  { source, destination }: Pick<RuleContext, "source" | "destination">,
  path: string,
  proof: StorageProof | undefined,
): FixAction | undefined {
  const here = readFact(source, (facts) => facts.pools);
  const there = readFact(destination, (facts) => facts.pools);
  const { fsType = null, fsSource = null } = proof?.source ?? {};
  const [, sourceHost, sourcePath] = EXPORT.exec(fsSource ?? "") ?? [];
  if (!here.known || !there.known || !/^nfs4?$/.test(fsType ?? "") || !sourceHost || !sourcePath) return undefined;
  const pool = here.value.find((one) => one.type === "netfs" && one.active && holds(one, path));
  if (!pool || pool.targetPath === null) return undefined;
  const { name, targetPath } = pool;
  if (there.value.some((one) => one.name === name || one.targetPath === targetPath)) return undefined;
  return { kind: "set-up-pool", pool: { type: "netfs", name, targetPath, sourceHost, sourcePath } };
}

/** True for a path below the pool's folder. */
function holds({ targetPath }: StoragePool, path: string): boolean {
  return targetPath !== null && path.startsWith(`${targetPath.replace(/\/+$/, "")}/`);
}
