import { readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { DATABASE, ROLE } from "./cluster.ts";
import type { PostgresHome } from "./home.ts";

/** How to reach our own PostgreSQL. */
export function connectionTo(home: PostgresHome): pg.ClientConfig {
  return { host: home.socketDir, port: 5432, user: ROLE, database: DATABASE };
}

/**
 * The process id of the postmaster of this very cluster, or null when there is none. A process that merely got the number of a dead
 * one is told apart by its working folder, which for PostgreSQL is the cluster.
 */
export function postmasterPid(home: PostgresHome): number | null {
  try {
    const pid = Number(readFileSync(join(home.cluster, "postmaster.pid"), "utf8").split("\n")[0]);
    if (!Number.isInteger(pid) || pid <= 1) return null;
    return readlinkSync(`/proc/${pid}/cwd`) === home.cluster ? pid : null;
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

/** yes: it answers queries; starting: it is there and asks us to wait (starting, recovering or shutting down); no: nothing there. */
export async function answers(home: PostgresHome): Promise<"yes" | "starting" | "no"> {
  const client = new pg.Client({ ...connectionTo(home), connectionTimeoutMillis: 3000, query_timeout: 3000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return "yes";
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    // 57P03 cannot_connect_now: starting up, shutting down or in recovery.
    if (code === "57P03" || code === "57P01") return "starting";
    if (code === "28000" || code === "28P01") throw error;
    return "no";
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function goneWithin(home: PostgresHome, pid: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (postmasterPid(home) !== pid) return true;
    await sleep(20);
  }
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Stops the cluster's postmaster, whoever started it: "fast" (SIGINT: roll back, checkpoint, end), and when it does not end in 30 s
 * "immediate" (SIGQUIT: it recovers from its log at the next start; nothing committed is lost).
 */
export async function stopPostmaster(home: PostgresHome): Promise<void> {
  const pid = postmasterPid(home);
  if (pid === null) return;
  signal(pid, "SIGINT");
  if (await goneWithin(home, pid, 30_000)) return;
  signal(pid, "SIGQUIT");
  if (await goneWithin(home, pid, 10_000)) return;
  throw new Error(`PostgreSQL (process ${pid}) does not end`);
}
