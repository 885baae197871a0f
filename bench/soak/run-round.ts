import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Asked, judgeEnd, type Verdict } from "../../e2e/support/judge-end.ts";
import { planAndStart } from "../../e2e/support/plan-and-start.ts";
import { removeOldFiles } from "../../e2e/support/remove-old-files.ts";
import { takeBaseline } from "../../lab/checker/index.ts";
import { markSerial, type SerialMark } from "../../lab/checker/kernel-crash.ts";
import { type GuestStatus, labFault, labGuest } from "../../lab/client.ts";
import type { MigrationRecord } from "../../lib/contract/index.ts";
import { type Round, SLOW_MIBPS } from "./draw.ts";
import type { Target } from "./faults.ts";
import type { Move } from "./moves.ts";
import type { SoakServer } from "./server.ts";
import { startAfresh } from "./surroundings.ts";
import type { Watch } from "./watch.ts";

/** How long a migration may take when all is healed, ms. */
const ENDS_WITHIN_MS = 90_000;
/** How long a host that was broken may take until the console lets a migration begin, ms. */
const COMES_UP_WITHIN_MS = 30_000;
/** How long a fault waits for data to flow before it strikes all the same, ms. */
const DATA_FLOWS_WITHIN_MS = 15_000;

export interface Done extends Verdict {
  readonly what: string;
  /** State and verdict, or why it could not be started. */
  readonly ended: string;
  readonly seconds: number;
  /** In which phase the fault met it; null when it was not the one that was struck. */
  readonly struckIn: string | null;
  /** libvirt's own words where the console could not say what they mean. */
  readonly notRecognised: string | null;
}

interface Begun {
  readonly move: Move;
  readonly asked: Asked;
  readonly status: GuestStatus;
  readonly record: MigrationRecord;
  /** Where the destination's serial log of the guest ended before the start. */
  readonly mark: SerialMark;
}

/** One round from its start to the verdict on each of its migrations. Leaves the lab fit for the next. */
export async function runRound(virtferry: SoakServer, round: Round, watch: Watch): Promise<readonly Done[]> {
  const began = performance.now();
  const begun = await Promise.all(round.moves.map((move) => begin(virtferry, move, round)));
  const [first] = begun;
  if (!first) return [];
  const struckIn = await breakAndHeal(round, targetOf(virtferry, first));
  const done = await Promise.all(
    begun.map(async (one): Promise<Done> => {
      const { move, asked, record: begunAs, mark } = one;
      const record = await untilEnded(virtferry, begunAs.id);
      const { truth: { verdict: truth } = {}, failure } = record.result ?? {};
      const arrival = truth === "moved" && (move.options.mode ?? "live") === "live" ? mark : null;
      const mayEndTheVm = round.fault.mayEndTheVm === true;
      const verdict = await judgeEnd(asked, record, mayEndTheVm, () => watch.crashes(move.guest, arrival));
      if (move.isRunning && verdict.isSound) watch.note(move.guest, verdict.count, arrival);
      return {
        ...verdict,
        what: `${move.guest} ${asked.from}>${asked.to} ${move.name}`,
        ended: [record.state, truth, failure?.code].filter(Boolean).join(" "),
        seconds: (performance.now() - began) / 1000,
        struckIn: one === first && round.fault.name !== "none" ? struckIn : null,
        notRecognised: failure?.code === "unrecognised" ? failure.libvirtText : null,
      };
    }),
  );
  if (done.some(({ isSound }) => !isSound)) {
    await startAfresh();
    watch.forget();
  }
  return done;
}

async function begin(virtferry: SoakServer, move: Move, round: Round): Promise<Begun> {
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
  const mark = await markSerial(move.guest, to);
  const record = await planAndStart(() => virtferry.client(), wanted, randomUUID(), COMES_UP_WITHIN_MS);
  return { move, asked: { guest: move.guest, isRunning: move.isRunning, from, to, since }, status, record, mark };
}

function targetOf(virtferry: SoakServer, { asked, status, record }: Begun): Target {
  const [from, to] = asked.from === "hv1" ? (["hv1", "hv2"] as const) : (["hv2", "hv1"] as const);
  return { virtferry, guest: asked.guest, uuid: status.uuid, from, to, migrationId: record.id };
}

/** Says in which phase the fault struck. */
async function breakAndHeal({ fault, isWhileCopying, afterMs, lastsMs }: Round, target: Target): Promise<string> {
  const record = () => target.virtferry.record(target.migrationId);
  if (fault.name === "none") return "";
  if (isWhileCopying) await untilDataFlows(record);
  await sleep(afterMs);
  const { state, phase, endedAtMs } = await record();
  try {
    await fault.strike(target);
    await sleep(lastsMs);
  } finally {
    await fault.heal?.(target);
  }
  // Killed while it began something of its own, a libvirtd may be gone a moment later.
  if (fault.name.startsWith("libvirtd")) await labFault({ kind: "start", host: target.from, what: "libvirtd" });
  return endedAtMs !== null ? "over" : state === "queued" ? "queued" : phase;
}

/** Also returns when it has ended, or waits for another one. */
async function untilDataFlows(record: () => Promise<MigrationRecord>): Promise<void> {
  for (const deadline = Date.now() + DATA_FLOWS_WITHIN_MS; Date.now() < deadline; await sleep(100)) {
    const { phase, endedAtMs } = await record();
    if (endedAtMs !== null || phase !== "preparing") return;
  }
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
