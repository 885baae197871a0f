import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Asked, judgeEnd, type Verdict } from "../../e2e/support/judge-end.ts";
import { planAndStart } from "../../e2e/support/plan-and-start.ts";
import { removeOldFiles } from "../../e2e/support/remove-old-files.ts";
import { takeBaseline } from "../../lab/checker/index.ts";
import { type GuestStatus, labFault, labGuest, labStartGuest, labStopGuest } from "../../lab/client.ts";
import type { MigrationRecord } from "../../lib/contract/index.ts";
import { type Round, SLOW_MIBPS } from "./draw.ts";
import type { Target } from "./faults.ts";
import { type Move, RESTLESS } from "./moves.ts";
import type { SoakServer } from "./server.ts";
import { startAfresh } from "./surroundings.ts";

/** How long a migration may take when all is healed, ms. */
const ENDS_WITHIN_MS = 90_000;
/** How long a host that was broken may take until the console lets a migration begin, ms. */
const COMES_UP_WITHIN_MS = 30_000;

export interface Done extends Verdict {
  readonly what: string;
  /** State and verdict, or why it could not be started. */
  readonly ended: string;
  readonly seconds: number;
}

interface Begun {
  readonly move: Move;
  readonly asked: Asked;
  readonly status: GuestStatus;
  readonly record: MigrationRecord;
}

/** One round from its start to the verdict on each of its migrations. Leaves the lab fit for the next. */
export async function runRound(virtferry: SoakServer, round: Round): Promise<readonly Done[]> {
  const began = performance.now();
  const begun = await Promise.all(round.moves.map((move) => begin(virtferry, move, round)));
  const [first] = begun;
  if (!first) return [];
  await breakAndHeal(round, targetOf(virtferry, first));
  const done = await Promise.all(
    begun.map(async ({ move, asked, record: { id } }): Promise<Done> => {
      const record = await untilEnded(virtferry, id);
      const verdict = await judgeEnd(asked, record, round.fault.mayEndTheVm === true);
      const { from, to } = asked;
      return {
        ...verdict,
        what: `${move.guest} ${from}>${to} ${move.name}`,
        ended: [record.state, record.result?.truth.verdict, record.result?.failure?.code].filter(Boolean).join(" "),
        seconds: (performance.now() - began) / 1000,
      };
    }),
  );
  for (const { guest } of round.moves) if (RESTLESS.includes(guest)) await labStopGuest(guest);
  if (done.some(({ isSound }) => !isSound)) await startAfresh();
  return done;
}

async function begin(virtferry: SoakServer, move: Move, round: Round): Promise<Begun> {
  if (RESTLESS.includes(move.guest)) await labStartGuest(move.guest);
  const status = await labGuest(move.guest);
  const from = status.host;
  if (from !== "hv1" && from !== "hv2") throw new Error(`${move.guest} is on ${from ?? "no host"}`);
  const to = from === "hv1" ? "hv2" : "hv1";
  await removeOldFiles(status, to);
  const slow = round.fault.name === "none" || !move.isRunning ? {} : { bandwidthMiBps: SLOW_MIBPS };
  const wanted = {
    domainUuid: status.uuid,
    sourceHostId: virtferry.hostId(from),
    destinationHostId: virtferry.hostId(to),
    options: { ...slow, ...move.options },
  };
  const since = await takeBaseline(move.guest);
  const record = await planAndStart(() => virtferry.client(), wanted, randomUUID(), COMES_UP_WITHIN_MS);
  return { move, asked: { guest: move.guest, isRunning: move.isRunning, from, to, since }, status, record };
}

function targetOf(virtferry: SoakServer, { asked, status, record }: Begun): Target {
  const [from, to] = asked.from === "hv1" ? (["hv1", "hv2"] as const) : (["hv2", "hv1"] as const);
  return { virtferry, guest: asked.guest, uuid: status.uuid, from, to, migrationId: record.id };
}

async function breakAndHeal({ fault, afterMs, lastsMs }: Round, target: Target): Promise<void> {
  await sleep(afterMs);
  try {
    await fault.strike(target);
    await sleep(lastsMs);
  } finally {
    await fault.heal?.(target);
  }
  // Killed while it began something of its own, a libvirtd may be gone a moment later.
  if (fault.name.startsWith("libvirtd")) await labFault({ kind: "start", host: target.from, what: "libvirtd" });
}

/** The record when it has ended, or as it is when it does not. A broken post-copy is taken up again, as a person would. */
async function untilEnded(virtferry: SoakServer, id: string): Promise<MigrationRecord> {
  for (const deadline = Date.now() + ENDS_WITHIN_MS; ; await sleep(250)) {
    const record = await virtferry.record(id);
    if (record.endedAtMs !== null || Date.now() > deadline) return record;
    if (record.state === "post-copy-broken") await recover(virtferry, id);
  }
}

async function recover(virtferry: SoakServer, id: string): Promise<void> {
  await sleep(1_000);
  await virtferry
    .client()
    .call("POST", `/migrations/${id}/levers`, { lever: { kind: "recover" } })
    // Refused while one is on its way; asked again until the end.
    .catch(() => undefined);
}
