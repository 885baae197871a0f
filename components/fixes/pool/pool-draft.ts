import { type HostId, type PoolSpec, poolSpecInput } from "@/lib/contract/index.ts";

/** A pool as it is typed. Fields of other kinds keep what was typed, so that going back finds it again. */
export interface PoolDraft {
  readonly type: PoolSpec["type"];
  readonly name: string;
  readonly targetPath: string;
  readonly sourceHost: string;
  readonly sourcePath: string;
  readonly targetIqn: string;
  readonly hostIds: readonly HostId[];
}

/** Where libvirt's own iscsi pools have their disks: the same names on every host. */
export const ISCSI_PATH = "/dev/disk/by-path";

/** An empty form for these hosts. */
export function emptyPool(hostIds: readonly HostId[]): PoolDraft {
  return { type: "netfs", name: "", targetPath: "", sourceHost: "", sourcePath: "", targetIqn: "", hostIds };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export type ReadPool = { readonly ok: true; readonly pool: PoolSpec } | { readonly ok: false; readonly issues: readonly Issue[] };

/** What the form means, checked by the contract's own schema; every wrong field is named at once. */
export function readPool(draft: PoolDraft): ReadPool {
  const base = { type: draft.type, name: draft.name, targetPath: draft.targetPath.trim() };
  const source = { sourceHost: draft.sourceHost.trim() };
  const read = poolSpecInput.safeParse(
    draft.type === "dir"
      ? base
      : draft.type === "netfs"
        ? { ...base, ...source, sourcePath: draft.sourcePath.trim() }
        : { ...base, ...source, targetPath: base.targetPath || ISCSI_PATH, targetIqn: draft.targetIqn.trim() },
  );
  const issues: Issue[] = read.success ? [] : missingFirst(draft, read.error.issues);
  if (draft.hostIds.length === 0) issues.push({ path: ["hostIds"], message: "hosts" });
  return read.success && issues.length === 0 ? { ok: true, pool: read.data } : { ok: false, issues };
}

/** An empty field is said to be empty, not to be a malformed path. */
function missingFirst(draft: PoolDraft, issues: readonly Issue[]): Issue[] {
  const typed: Readonly<Record<string, unknown>> = { ...draft };
  return issues.map((issue) => {
    const value = typed[String(issue.path[0])];
    return typeof value === "string" && value.trim() === "" ? { ...issue, message: "required" } : issue;
  });
}
