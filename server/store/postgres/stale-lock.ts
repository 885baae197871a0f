import { readdirSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { PostgresHome } from "./home.ts";

function cwdOf(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Gone meanwhile, a zombie, or another user's: not one of ours.
    return null;
  }
}

/**
 * Removes the lock files of a PostgreSQL that is gone, which a new one will not remove itself: their process id belongs to another program
 * now (the machine was reset), or to a zombie that nobody reaps (in a container). Only when no process at all works in the cluster's
 * folder, as every one of PostgreSQL's does, so that a left-over backend keeps its protection. True when something was removed.
 */
export function removeStaleLocks(home: PostgresHome): boolean {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  if (pids.some((pid) => cwdOf(pid) === home.cluster)) return false;
  for (const path of [join(home.cluster, "postmaster.pid"), join(home.socketDir, ".s.PGSQL.5432.lock")])
    rmSync(path, { force: true });
  return true;
}
