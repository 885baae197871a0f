import { spawn } from "node:child_process";
import { isIP } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { parsePingReplies } from "../../lib/core/facts/ping.ts";
import type { TruthItem, TruthVerdict } from "../../lib/core/model/migration.ts";
import { succeeded } from "../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf } from "./active.ts";
import { virshOn } from "./run-command.ts";

/** Pings of the guest from this machine, one after the other. */
export interface GuestPing {
  /** The longest time without an answer so far, ms, one that goes on now included; null as long as nothing ever answered. */
  longestGapMs(): number | null;
  /** How long ago the last answer came, ms; null when none ever did. */
  silentForMs(): number | null;
  /** Ends the process. May be called again. */
  stop(): Promise<void>;
}

/** Root may ping as often as it wants; everybody else each 0.2 s, by ping's own rule. */
const INTERVAL_S = process.getuid?.() === 0 ? "0.01" : "0.2";
const LONGEST_LINE = 1_000;
const ASK_TIMEOUT_MS = 3_000;
/** A guest that answered before gets so long to answer where it arrived, ms. */
const ANSWERS_WITHIN_MS = 3_000;
const ANSWERED_MS = 500;

/**
 * Pings an address with the system's `ping`, bounded by whoever stops it; if this server dies, ping dies with its next line, for nobody reads it any
 * more. `gone` is called once with ping's words when it cannot ping.
 */
export function startPing(address: string, gone: (words: string) => void): GuestPing {
  if (isIP(address) === 0) throw new RangeError(`not an address to ping: ${JSON.stringify(address.slice(0, 80))}`);
  const child = spawn("ping", ["-n", "-D", "-O", "-i", INTERVAL_S, address], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  });
  let rest = "";
  let words = "";
  let lastAtMs: number | null = null;
  let longest = 0;
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      words ||= error.message;
      resolve();
    });
    child.once("close", () => resolve());
  });
  ended.then(() => {
    if (!stopping) gone(words.trim() || "ping ended");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    words = `${words}${chunk.toString("utf8")}`.slice(-500);
  });
  child.stdout.on("data", (chunk: Buffer) => {
    const text = rest + chunk.toString("utf8");
    const end = text.lastIndexOf("\n") + 1;
    rest = text.slice(end).slice(-LONGEST_LINE);
    for (const atMs of parsePingReplies(text.slice(0, end))) {
      if (lastAtMs !== null) longest = Math.max(longest, atMs - lastAtMs);
      lastAtMs = Math.max(lastAtMs ?? 0, atMs);
    }
  });
  const silentForMs = () => (lastAtMs === null ? null : Math.max(0, Date.now() - lastAtMs));
  return {
    silentForMs,
    longestGapMs: () => {
      const silent = silentForMs();
      return silent === null ? null : Math.round(Math.max(longest, silent > ANSWERED_MS ? silent : 0));
    },
    stop: async () => {
      stopping = true;
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/**
 * Starts the pinging of a migration's guest, once: of the address that was given, else of the one that the source knows the guest by (its ARP table or
 * DHCP leases; no agent is asked, which may hang). Without any there is none. Returns at once.
 */
export function pingGuest(active: ActiveMigration): void {
  if (active.pingTried) return;
  active.pingTried = true;
  begin(active).catch((error: unknown) =>
    active.deps.logger.warn({ migrationId: active.id, err: error }, "the guest could not be pinged"),
  );
}

async function begin(active: ActiveMigration): Promise<void> {
  const { pingAddress } = active.keeper.current().request;
  const address = pingAddress ?? (await knownAddress(active));
  if (address === null || active.stopped || active.keeper.current().endedAtMs !== null) return;
  active.ping = startPing(address, (words) => active.log.note({ key: "failures.notes.ping-impossible", values: { words } }));
  active.log.note({ key: "failures.notes.ping-started", values: { address } }, hostIdOf(active, "source"));
}

async function knownAddress(active: ActiveMigration): Promise<string | null> {
  for (const source of ["arp", "lease"]) {
    const result = await virshOn(active, "source", "domifaddr", ["--source", source], { timeoutMs: ASK_TIMEOUT_MS });
    const found = succeeded(result) ? /\sipv4\s+(\d{1,3}(?:\.\d{1,3}){3})\/\d+/.exec(result.stdout)?.[1] : undefined;
    if (found !== undefined && isIP(found) === 4) return found;
  }
  return null;
}

export interface PingEnd {
  readonly longestGapMs: number | null;
  readonly items: readonly TruthItem[];
}

/** Ends the pinging with what it showed. A guest that answered before is waited for, for a moment, where it should run now. */
export async function endPing(active: ActiveMigration, verdict: TruthVerdict): Promise<PingEnd> {
  const { ping } = active;
  active.ping = null;
  if (!ping || ping.silentForMs() === null) {
    await ping?.stop();
    return { longestGapMs: null, items: [] };
  }
  const runs = verdict === "moved" || verdict === "stayed";
  const answers = () => (ping.silentForMs() ?? Number.POSITIVE_INFINITY) < ANSWERED_MS;
  for (const deadline = performance.now() + ANSWERS_WITHIN_MS; runs && !answers() && performance.now() < deadline; )
    await sleep(50);
  const ok = answers();
  const longestGapMs = ping.longestGapMs();
  await ping.stop();
  const label = { key: "failures.truth.network" };
  return { longestGapMs, items: runs ? [{ id: "network", ok, label, value: `${longestGapMs} ms` }] : [] };
}
