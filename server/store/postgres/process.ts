import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../../logger.ts";
import type { Binaries } from "./binaries.ts";
import { POSTGRES_ENVIRONMENT } from "./environment.ts";
import type { PostgresHome } from "./home.ts";
import type { OsUser } from "./os-user.ts";
import { answers, postmasterPid, stopPostmaster } from "./postmaster.ts";
import { postgresArguments } from "./settings.ts";
import { removeStaleLocks } from "./stale-lock.ts";

const POLL_MS = 15;
const MOST_LAUNCHES = 3;
const RELAUNCH_AFTER_MS = 250;
/** Recovery after a crash of the machine replays at most max_wal_size; far more than it needs. */
const START_WITHIN_MS = 120_000;
/** A postmaster that was just started (perhaps by another VirtFerry) is silent until its socket is there. */
const SILENT_AT_MOST_MS = 15_000;
/** Its socket is the first thing that it makes: without one for so long, it was taken away, and nobody can ever reach this postmaster. */
const SOCKETLESS_AT_MOST_MS = 5_000;
const LARGEST_LOG_BYTES = 8 * 1024 * 1024;

function openLog(home: PostgresHome, user: OsUser): number {
  trimLog(home);
  // Always for appending, so that it can be cut while PostgreSQL writes (`trimLog`).
  const fd = openSync(home.logFile, "a", 0o600);
  if (user.separate) chownSync(home.logFile, user.uid, user.gid);
  return fd;
}

/** Cuts PostgreSQL's log when it has grown too long; what it says next is appended. */
export function trimLog(home: PostgresHome): void {
  const size = statSync(home.logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG_BYTES) truncateSync(home.logFile);
}

function launch(home: PostgresHome, binaries: Binaries, user: OsUser): ChildProcess {
  // A file, not a pipe: PostgreSQL outlives a killed VirtFerry and must still have where to write.
  const log = openLog(home, user);
  try {
    const child = spawn(binaries.postgres, postgresArguments(home), {
      cwd: "/",
      stdio: ["ignore", log, log],
      env: POSTGRES_ENVIRONMENT,
      // A session of its own: Ctrl-C in the terminal reaches us, and we stop it in order.
      detached: true,
      ...(user.separate ? { uid: user.uid, gid: user.gid } : {}),
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function lastWords(home: PostgresHome): string {
  return readFileSync(home.logFile, "utf8").trimEnd().split("\n").slice(-8).join("\n");
}

/**
 * Brings our own PostgreSQL to where it answers: takes over one that an earlier VirtFerry left running, waits for one that is
 * starting, stops one that hangs, else starts it. Resolves with how it went; throws with PostgreSQL's own words when it cannot.
 */
export async function ensureRunning(
  home: PostgresHome,
  binaries: Binaries,
  user: OsUser,
  logger: Logger,
): Promise<"started" | "adopted"> {
  const begun = Date.now();
  const end = begun + START_WITHIN_MS;
  let child: ChildProcess | null = null;
  let failure: Error | null = null;
  let launches = 0;
  while (Date.now() < end) {
    const answer = await answers(home);
    if (answer === "yes") return child && child.exitCode === null ? "started" : "adopted";
    const pid = postmasterPid(home);
    const ended = child !== null && (child.exitCode !== null || child.signalCode !== null);
    const patience = existsSync(join(home.socketDir, ".s.PGSQL.5432")) ? SILENT_AT_MOST_MS : SOCKETLESS_AT_MOST_MS;
    if (answer === "no" && pid !== null && child === null && Date.now() - begun > patience) {
      logger.warn({ pid }, "PostgreSQL of an earlier start is there but does not answer: stopping it");
      await stopPostmaster(home);
    } else if (answer === "no" && pid === null && (child === null || ended)) {
      if (failure) throw failure;
      if (ended) {
        // Two servers that start at once: one postmaster wins the cluster's lock file, so the loser looks again before it gives up.
        if (launches >= MOST_LAUNCHES) throw new Error(`PostgreSQL ended at once:\n${lastWords(home)}`);
        await sleep(RELAUNCH_AFTER_MS);
        if ((await answers(home)) !== "no") continue;
        if (removeStaleLocks(home)) logger.warn("removed the lock files of a PostgreSQL that is gone");
      }
      child = launch(home, binaries, user);
      launches++;
      child.on("error", (error) => {
        failure = error;
      });
    }
    await sleep(POLL_MS);
  }
  throw new Error(`PostgreSQL did not answer within ${START_WITHIN_MS / 1000} s:\n${lastWords(home)}`);
}
