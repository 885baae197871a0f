import { setTimeout as sleep } from "node:timers/promises";
import { labGuest } from "../../../lab/client.ts";
import type { MigrationOptions } from "../../../lib/contract/index.ts";
import type { Expected } from "../cell.ts";
import type { Trial } from "../parts/trial.ts";

/** busy04 never converges at this speed: all the time in the world in pre-copy. */
export const SLOW = { bandwidthMiBps: 16 } as const satisfies Partial<MigrationOptions>;
/** The same with a post-copy of about half a minute, once it is switched. */
export const POST_COPY = {
  bandwidthMiBps: 16,
  postCopyBandwidthMiBps: 4,
  postCopy: "by-hand",
} as const satisfies Partial<MigrationOptions>;
/** db02's 64 MiB of content take a quarter of a minute. */
export const BLOCK_COPY = {
  storageCopy: "full",
  copiedDisks: ["vda"],
  bandwidthMiBps: 4,
} as const satisfies Partial<MigrationOptions>;

/** What most faults before the switch must lead to. */
export const STAYED = {
  copies: "one-running",
  on: "hv1",
  record: { state: "failed", verdict: "stayed" },
} as const satisfies Expected;
export const MOVED = {
  copies: "one-running",
  on: "hv2",
  record: { state: "succeeded", verdict: "moved" },
} as const satisfies Expected;
export const ABORTED = {
  copies: "one-running",
  on: "hv1",
  record: { state: "aborted", verdict: "stayed" },
} as const satisfies Expected;

/** busy04 in pre-copy. */
export async function inPreCopy(trial: Trial): Promise<void> {
  await trial.begin(SLOW);
  await trial.reaches("pre-copy");
}

/**
 * busy04 launched when something is wrong that its preflight could not see yet: it waits behind db02's move, the fault is thrown, db02's
 * is aborted, and busy04's turn has come. Soon enough for it not to be checked again.
 */
export async function launchedWith(trial: Trial, fault: () => Promise<void>): Promise<void> {
  const { uuid } = await labGuest("db02");
  const other = await trial.beginOther({ uuid, from: "hv1", to: "hv2", options: BLOCK_COPY });
  await trial.begin(SLOW);
  await trial.until("waited in the queue", ({ queue }) => queue.admittedAtMs === null && queue.waits !== null, 10_000);
  await fault();
  await other.abort();
  await other.ended();
}

/** Takes the limit off, so that it converges, and waits for the end. */
export async function letItFinish(trial: Trial): Promise<void> {
  await trial.lever({ kind: "bandwidth", mibPerSec: null });
  await trial.ended();
}

/** busy04 in post-copy, past the first moments in which a lost link makes QEMU hang for good. */
export async function inPostCopy(trial: Trial): Promise<void> {
  await trial.begin(POST_COPY);
  await trial.reaches("pre-copy");
  await trial.until("copied for 2 s", ({ lastSample }) => (lastSample?.elapsedMs ?? 0) > 2_000);
  await trial.lever({ kind: "post-copy" });
  await trial.reaches("post-copy");
  await sleep(2_000);
}

export async function broken(trial: Trial, withinMs?: number): Promise<void> {
  await trial.until("broke", ({ state }) => state === "post-copy-broken", withinMs);
}

/** Takes the broken post-copy up and waits until memory flows again. */
export async function recover(trial: Trial): Promise<void> {
  await trial.lever({ kind: "recover" });
  await trial.until("flowed again", ({ state }) => state === "running");
}

export async function finishPostCopy(trial: Trial): Promise<void> {
  await trial.lever({ kind: "post-copy-bandwidth", mibPerSec: 64 });
  await trial.ended();
}

/**
 * busy04 paused on the source for its last pages, for some seconds: on a wire of 48 Mbit/s and with a downtime limit that
 * allows it. The wire is the source's.
 */
export async function inSwitchover(trial: Trial): Promise<void> {
  await trial.fault({ kind: "bandwidth", host: "hv1", mbitPerSec: 48 });
  await trial.begin({ maxDowntimeMs: 20_000 });
  await trial.until("reached switchover", ({ phase, endedAtMs }) => phase === "switchover" && endedAtMs === null);
}

export const wideAgain = (trial: Trial) => trial.fault({ kind: "bandwidth", host: "hv1", mbitPerSec: "off" });

/** db02's disk on its way. */
export async function inBlockCopy(trial: Trial): Promise<void> {
  await trial.begin(BLOCK_COPY);
  await trial.until(
    "copied 4 MiB",
    ({ phase, lastSample }) => phase === "block-copy" && (lastSample?.diskProcessedBytes ?? 0) > 4 * 1024 ** 2,
  );
}
