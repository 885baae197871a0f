import { setTimeout as sleep } from "node:timers/promises";
import { labGuest, labStatus } from "../../../lab/client.ts";
import type { MigrationOptions } from "../../../lib/contract/index.ts";
import type { Expected } from "../cell.ts";
import type { Trial } from "../parts/trial.ts";

/** busy04 never converges at this speed: all the time in the world in pre-copy. */
export const SLOW = { bandwidthMiBps: 16 } as const satisfies Partial<MigrationOptions>;
/**
 * web01 is at rest: at this speed its one pass of about 75 MiB takes 25 s, and next to nothing has to be sent twice. Whatever shall arrive and go
 * on after a slow pre-copy is web01: QEMU 7.2 in software emulation forgets pages of a guest that writes meanwhile (docs/faults.md).
 */
export const AT_REST = { bandwidthMiBps: 3 } as const satisfies Partial<MigrationOptions>;
/** web01 with most of its memory left after the switch: a post-copy of about half a minute. */
export const POST_COPY = {
  bandwidthMiBps: 4,
  postCopyBandwidthMiBps: 2,
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
/**
 * Arrived when nobody was left at the source to take its definition off (libvirt 9.0 does it in the call that was broken off): it stays there, shut off, and
 * that must be told. Call it at the end.
 */
export async function movedUnattended(trial: Trial): Promise<Expected> {
  const { result } = (await trial.record()) ?? {};
  const isTold = result?.truth.leftovers.some(({ key }) => key.endsWith(".source-definition")) ?? false;
  return isTold ? { ...MOVED, mayBe: /^defined on hv1 and hv2$/ } : MOVED;
}

export const ABORTED = {
  copies: "one-running",
  on: "hv1",
  record: { state: "aborted", verdict: "stayed" },
} as const satisfies Expected;

/**
 * The source is gone in post-copy, and what it had not sent with it. The destination's QEMU 7.2 waits for it and is not ended by libvirt 9.0, which calls it
 * "running (post-copy failed)": its guest goes on until it touches a page that never came. The source's definition stays, for nobody took it away.
 */
export const HALF_LOST = {
  copies: "one-running",
  on: "hv2",
  record: { state: "indeterminate", verdict: "needs-attention", attention: "post-copy-source-lost" },
  mayBe: /^defined on hv1 and hv2$|^the guest's counter stands at/,
} as const satisfies Expected;

/** busy04 in pre-copy. */
export async function inPreCopy(trial: Trial): Promise<void> {
  await trial.begin(SLOW);
  await trial.reaches("pre-copy");
}

/** web01 in its one slow pass. */
export async function inSlowPass(trial: Trial): Promise<void> {
  await trial.begin(AT_REST);
  await trial.reaches("pre-copy");
}

/** Where QEMU listens for web01 in `launchedWith`; the other ports may be closed without harm to it. */
const ASIDE_PORT = 49_210;

/**
 * The guest launched when something is wrong that its preflight could not see yet: it waits behind web01's move, the fault is thrown, web01's
 * is aborted, and its turn has come. Soon enough for it not to be checked again.
 */
export async function launchedWith(
  trial: Trial,
  fault: () => Promise<void>,
  options: Partial<MigrationOptions> = SLOW,
): Promise<void> {
  const { uuid } = await labGuest("web01");
  const aside = { ...AT_REST, migrateAddress: await addressOf("hv2"), migratePort: ASIDE_PORT };
  const other = await trial.beginOther({ uuid, from: "hv1", to: "hv2", options: aside });
  await trial.begin(options);
  await trial.until("waited in the queue", ({ queue }) => queue.admittedAtMs === null && queue.waits !== null, 10_000);
  await fault();
  await other.abort();
  await other.ended();
}

export async function addressOf(name: string): Promise<string> {
  const host = (await labStatus()).hosts.find((one) => one.name === name);
  if (!host) throw new Error(`the lab has no host ${name}`);
  return host.address;
}

/** Takes the limit off, so that it is over soon, and waits for the end. */
export async function letItFinish(trial: Trial): Promise<void> {
  await trial.lever({ kind: "bandwidth", mibPerSec: null });
  await trial.ended();
}

/** web01 in post-copy, past the first moments in which a lost link makes QEMU hang for good. */
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
 * The guest paused on the source for its last pages, for some seconds: on a wire of 48 Mbit/s and with a downtime limit that
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
