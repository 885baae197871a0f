import { randomUUID } from "node:crypto";
import { type Baseline, takeBaseline } from "../../lab/checker/index.ts";
import { crashesSince, markSerial, type SerialMark } from "../../lab/checker/kernel-crash.ts";
import { labGuest } from "../../lab/client.ts";
import type { MigrationOptions, MigrationRecord } from "../../lib/contract/index.ts";
import { differences } from "../faults/says-the-same.ts";
import { judgeEnd } from "../support/judge-end.ts";
import { planAndStart } from "../support/plan-and-start.ts";
import type { Crowd } from "./crowd.ts";
import type { Run } from "./run.ts";

const STARTS_WITHIN_MS = 60_000;
/** The last of the queue waits for all others, ms. */
const ENDS_WITHIN_MS = 15 * 60_000;
const STARTERS = 3;

/**
 * Guests of the lab among them. The first two are slow, one from each host, so that next to nothing moves on before all have been put into the queue; they
 * are off, because a slow copy of memory is what QEMU harms guests by (docs/faults.md).
 */
const GUESTS: readonly { readonly key: string; readonly isRunning: boolean; readonly options: Partial<MigrationOptions> }[] = [
  { key: "raw08", isRunning: false, options: { mode: "offline", copiedDisks: ["vda"], bandwidthMiBps: 1 } },
  { key: "uefi09", isRunning: false, options: { mode: "offline", copiedDisks: ["vda"], bandwidthMiBps: 1 } },
  { key: "web01", isRunning: true, options: {} },
  { key: "odd06", isRunning: true, options: {} },
  { key: "db02", isRunning: true, options: { storageCopy: "full", copiedDisks: ["vda"] } },
  { key: "mix03", isRunning: true, options: { storageCopy: "full", copiedDisks: ["vdb"] } },
  { key: "off05", isRunning: false, options: { mode: "offline" } },
];
export const GUESTS_IN_QUEUE = GUESTS.length;

interface Move {
  readonly what: string;
  readonly uuid: string;
  readonly from: string;
  readonly to: string;
  readonly options: Partial<MigrationOptions>;
  /** Holds the record against what is there when all is over; all that is wrong, in words. */
  readonly judge: (record: MigrationRecord) => Promise<readonly string[]>;
}

/** Every migration is put into the queue, which goes faster than they are carried out; then one process is killed again and again until all have ended. */
export async function allAtOnce(run: Run, crowd: Crowd): Promise<void> {
  const moves = [...(await Promise.all(GUESTS.map((guest) => moveOfGuest(run, guest)))), ...movesOfCrowd(crowd)];
  const started = new Map<Move, string>();
  const start = async (move: Move) => {
    const { uuid, from, to, options } = move;
    const asked = { domainUuid: uuid, sourceHostId: run.hostId(from), destinationHostId: run.hostId(to), options };
    started.set(move, (await planAndStart(run.drawClient(), asked, randomUUID(), STARTS_WITHIN_MS)).id);
  };
  const left = [...moves];
  for (const plug of left.splice(0, 2)) await start(plug);
  await Promise.all(
    Array.from({ length: STARTERS }, async () => {
      for (let move = left.shift(); move; move = left.shift()) await start(move);
    }),
  );
  run.wanted.say(`${started.size} are in the queue`);
  let isOver = false;
  const killing = run.killNowAndThen(() => isOver);
  const ended = await Promise.all(
    [...started].map(async ([move, id]) => {
      const record = await run.untilEnded(id, ENDS_WITHIN_MS, 2_000);
      await run.noteEnd(move.what, record);
      return { move, record };
    }),
  ).finally(() => {
    isOver = true;
  });
  await killing;
  for (const { move, record } of ended)
    run.violations.push(...(await move.judge(record)).map((words) => `${move.what} (${record.id}): ${words}`));
}

async function moveOfGuest(run: Run, { key, isRunning, options }: (typeof GUESTS)[number]): Promise<Move> {
  const { uuid, host } = await labGuest(key);
  const from = host === "hv2" ? "hv2" : "hv1";
  const to = from === "hv1" ? "hv2" : "hv1";
  const [since, mark]: [Baseline, SerialMark] = await Promise.all([takeBaseline(key), markSerial(key, to)]);
  const what = `${key} ${from}>${to}`;
  return {
    what,
    uuid,
    from,
    to,
    options,
    judge: async (record) => {
      const findCrashes = () => crashesSince(key, record.state === "succeeded" ? [mark] : []);
      const { violations, harmed } = await judgeEnd({ guest: key, isRunning, from, to, since }, record, false, findCrashes);
      if (harmed !== null) run.harmed.push(`${what} (${record.id}): ${harmed}`);
      return violations;
    },
  };
}

function movesOfCrowd(crowd: Crowd): Move[] {
  let looked: ReturnType<Crowd["look"]> | undefined;
  return crowd.vms.map(({ name, uuid, home, isRunning }): Move => {
    const to = home === "hv1" ? "hv2" : "hv1";
    return {
      what: `${name} ${home}>${to}`,
      uuid,
      from: home,
      to,
      options: isRunning ? {} : { mode: "offline" },
      judge: async (record) => {
        looked ??= crowd.look();
        const seen = (await looked).get(uuid);
        if (!seen) return ["it was not looked at"];
        const { copies, knownOn, faults } = seen.judgement;
        const isThere = knownOn.join() === to && copies === (isRunning ? "one-running" : "none");
        return [...faults, ...differences(record, seen), ...(isThere ? [] : [`${copies}, known on ${knownOn.join(", ")}`])];
      },
    };
  });
}
