import { isIP } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { TruthItem, TruthVerdict } from "../../lib/core/model/migration.ts";
import { succeeded } from "../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf } from "./active.ts";
import { startPing } from "./guest-ping.ts";
import { virshOn } from "./run-command.ts";

const ASK_TIMEOUT_MS = 3_000;
/** A guest that answered before gets so long to answer where it arrived, ms. */
const ANSWERS_WITHIN_MS = 3_000;

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
  // Only what comes from now on tells of where it is now: the answers of a moment ago are the source's.
  const begun = performance.now();
  const answers = () => (ping.silentForMs() ?? Number.POSITIVE_INFINITY) < performance.now() - begun;
  for (const deadline = performance.now() + ANSWERS_WITHIN_MS; runs && !answers() && performance.now() < deadline; )
    await sleep(50);
  const ok = answers();
  const longestGapMs = ping.longestGapMs();
  await ping.stop();
  const label = { key: "failures.truth.network" };
  return { longestGapMs, items: runs ? [{ id: "network", ok, label, value: `${longestGapMs} ms` }] : [] };
}
