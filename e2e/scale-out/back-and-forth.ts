import { randomUUID } from "node:crypto";
import { takeBaseline } from "../../lab/checker/index.ts";
import { crashesSince, markSerial, type SerialMark } from "../../lab/checker/kernel-crash.ts";
import { labGuest, labHeartbeat } from "../../lab/client.ts";
import type { MigrationOptions } from "../../lib/contract/index.ts";
import { judgeEnd } from "../support/judge-end.ts";
import { planAndStart } from "../support/plan-and-start.ts";
import { removeOldFiles } from "../support/remove-old-files.ts";
import type { Run } from "./run.ts";

const STARTS_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 120_000;

interface Traveller {
  readonly key: string;
  readonly isRunning: boolean;
  readonly options: Partial<MigrationOptions>;
}

/** The guests that go back and forth, each by its own way; slowly, so that a kill meets them. */
const GUESTS: readonly Traveller[] = [
  { key: "web01", isRunning: true, options: { bandwidthMiBps: 12 } },
  { key: "odd06", isRunning: true, options: { bandwidthMiBps: 12 } },
  { key: "db02", isRunning: true, options: { bandwidthMiBps: 24, storageCopy: "full", copiedDisks: ["vda"] } },
  { key: "off05", isRunning: false, options: { mode: "offline" } },
];

/** Each guest moves as soon as it has come to rest, until there were as many migrations as are wanted. A process is killed now and then from the start on. */
export async function backAndForth(run: Run): Promise<void> {
  let isOver = false;
  let begun = 0;
  const mayBegin = () => begun++ < run.wanted.migrations;
  const killing = run.killNowAndThen(() => isOver);
  await Promise.all(GUESTS.map((guest) => travel(run, guest, mayBegin))).finally(() => {
    isOver = true;
  });
  await killing;
}

async function travel(run: Run, guest: Traveller, mayBegin: () => boolean): Promise<void> {
  const { uuid } = await labGuest(guest.key);
  let arrivals: readonly SerialMark[] = [];
  let hasBegunAnew = false;
  while (mayBegin()) {
    const status = await labGuest(guest.key);
    const from = status.host;
    if (from !== "hv1" && from !== "hv2") throw new Error(`${guest.key} is on ${from ?? "no host"}`);
    const to = from === "hv1" ? "hv2" : "hv1";
    await removeOldFiles(status, to);
    // One that the emulator harmed began anew: the logs that it left elsewhere count no longer.
    const since = hasBegunAnew ? { count: (await labHeartbeat(guest.key))?.count ?? 0 } : await takeBaseline(guest.key);
    const mark = await markSerial(guest.key, to);
    const move = {
      domainUuid: uuid,
      sourceHostId: run.hostId(from),
      destinationHostId: run.hostId(to),
      options: guest.options,
    };
    const { id } = await planAndStart(run.drawClient(), move, randomUUID(), STARTS_WITHIN_MS);
    const record = await run.untilEnded(id, ENDS_WITHIN_MS);
    const what = `${guest.key} ${from}>${to}`;
    await run.noteEnd(what, record);
    const asked = { guest: guest.key, isRunning: guest.isRunning, from, to, since };
    if (record.state === "succeeded" && guest.isRunning) arrivals = [...arrivals.slice(-1), mark];
    const { violations, harmed } = await judgeEnd(asked, record, false, () => crashesSince(guest.key, arrivals));
    if (harmed !== null) run.harmed.push(`${what} (${id}): ${harmed}`);
    hasBegunAnew ||= harmed !== null;
    run.violations.push(...violations.map((words) => `${what} (${id}): ${words}`));
  }
}
