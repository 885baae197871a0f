import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { takeBaseline } from "../../lab/checker/index.ts";
import { labGuest, labReset, labStopGuest } from "../../lab/client.ts";
import type { HostSnapshot, MigrationOptions, MigrationRecord, MigrationView } from "../../lib/contract/index.ts";
import { DEFAULT_QUEUE_LIMITS } from "../../lib/core/model/queue.ts";
import { randomFrom } from "../../scripts/parts/random.ts";
import { startDebianPostgres } from "../../server/test-support/debian-postgres.ts";
import { judgeEnd } from "../support/judge-end.ts";
import { planAndStart } from "../support/plan-and-start.ts";
import { removeOldFiles } from "../support/remove-old-files.ts";
import { startCounting, type VirshRun } from "./count-virsh.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import { startSampler } from "./sampler.ts";

/** A dead process's migrations are in other hands after this, ms. */
const TAKEN_OVER_WITHIN_MS = 15_000;
/** Who is connected to any process hears of an end within this, ms. */
const HEARD_WITHIN_MS = 3_000;
const STARTS_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 120_000;

export interface Wanted {
  readonly seed: number;
  readonly migrations: number;
  /** Seconds between two kills: from, to. */
  readonly killEveryS: readonly [number, number];
  readonly kills: number;
  readonly say: (line: string) => void;
}

export interface Proof {
  readonly ended: readonly { readonly id: string; readonly what: string; readonly state: string; readonly seconds: number }[];
  readonly kills: number;
  readonly takeoversMs: readonly number[];
  /** Ends that were heard at every process that was there, of those that could be. */
  readonly heard: { readonly yes: number; readonly of: number; readonly slowestMs: number };
  readonly mostAtWork: number;
  readonly mostWaiting: number;
  readonly looks: number;
  readonly virshRuns: number;
  /** All that must not be; empty = proven. */
  readonly violations: readonly string[];
}

/** The guests that go back and forth, each by its own way; slowly, so that a kill meets them. */
const GUESTS: readonly { readonly key: string; readonly isRunning: boolean; readonly options: Partial<MigrationOptions> }[] = [
  { key: "web01", isRunning: true, options: { bandwidthMiBps: 12 } },
  { key: "odd06", isRunning: true, options: { bandwidthMiBps: 12 } },
  { key: "db02", isRunning: true, options: { bandwidthMiBps: 24, storageCopy: "full", copiedDisks: ["vda"] } },
  { key: "off05", isRunning: false, options: { mode: "offline" } },
];

/**
 * Two servers on one PostgreSQL (Debian's), guests that are moved back and forth through either of them, and one of the two killed with -9 again and
 * again. The lab must be up; it is reset before and after.
 */
export async function proveScaleOut(wanted: Wanted): Promise<Proof> {
  await labReset();
  await labStopGuest("busy04");
  const postgres = await startDebianPostgres();
  const databaseUrl = await postgres.newDatabase();
  const virsh = await startCounting(["hv1", "hv2"]);
  const fleet = await startFleet(databaseUrl, ["A", "B"]);
  const sampler = await startSampler(databaseUrl, DEFAULT_QUEUE_LIMITS);
  try {
    const run = new Run(wanted, fleet, sampler.noteKill);
    await run.whole();
    const runs = await virsh.runs();
    const records = await run.finalRecords();
    const takeovers = sampler.takeovers();
    return {
      ended: run.ended,
      kills: run.kills,
      takeoversMs: takeovers.map(({ ms }) => ms),
      heard: run.heard,
      mostAtWork: sampler.seen.most,
      mostWaiting: sampler.seen.waiting,
      looks: sampler.seen.looks,
      virshRuns: runs.length,
      violations: [
        ...run.violations,
        ...new Set(sampler.overLimits),
        ...takeovers.flatMap(({ id, killed, ms }) =>
          ms > TAKEN_OVER_WITHIN_MS ? [`${id} of ${killed} was without anybody for ${(ms / 1000).toFixed(1)} s`] : [],
        ),
        ...records.flatMap((view) => startedOnce(view, runs)),
        ...fleet.members.flatMap(({ name, hearing }) => hearing.endedTwice().map((id) => `${name} heard ${id} end twice`)),
      ],
    };
  } finally {
    await sampler.stop();
    await fleet.end();
    await virsh.stop();
    await postgres.stop();
    await labReset();
  }
}

/** By what the hosts ran and by what the log says. */
function startedOnce({ record, log }: MigrationView, runs: readonly VirshRun[]): string[] {
  const { id, request, createdAtMs, endedAtMs } = record;
  const mine = runs.filter(
    ({ line, atMs }) =>
      line.includes(request.domainUuid) && atMs >= createdAtMs && atMs <= (endedAtMs ?? Number.POSITIVE_INFINITY),
  );
  const notes = log.filter(({ message }) => message?.key === "failures.notes.started").length;
  return [
    ...(mine.length === 1 ? [] : [`${id}: ${mine.length} times virsh migrate on the hosts`]),
    // None: it died between the start and the note, and the next owner found the job; or a mode whose steps say it.
    ...(notes <= 1 ? [] : [`${id}: its log says ${notes} times that it was started`]),
  ];
}

class Run {
  readonly ended: { id: string; what: string; state: string; seconds: number }[] = [];
  readonly violations: string[] = [];
  readonly heard = { yes: 0, of: 0, slowestMs: 0 };
  kills = 0;
  private readonly random;
  private readonly hostIds = new Map<string, string>();
  private readonly wanted: Wanted;
  private readonly fleet: Fleet;
  private readonly noteKill: (name: string) => void;
  private begun = 0;

  constructor(wanted: Wanted, fleet: Fleet, noteKill: (name: string) => void) {
    this.wanted = wanted;
    this.fleet = fleet;
    this.noteKill = noteKill;
    this.random = randomFrom(wanted.seed);
  }

  async whole(): Promise<void> {
    const hosts = await this.fleet.anyone().client.call<readonly HostSnapshot[]>("GET", "/hosts");
    for (const { registration } of hosts) this.hostIds.set(registration.name, registration.id);
    let isOver = false;
    const killing = this.killNowAndThen(() => isOver);
    await Promise.all(GUESTS.map((guest) => this.backAndForth(guest))).finally(() => {
      isOver = true;
    });
    await killing;
  }

  async finalRecords(): Promise<readonly MigrationView[]> {
    return Promise.all(this.ended.map(({ id }) => this.ask<MigrationView>(`/migrations/${id}`)));
  }

  private async killNowAndThen(isOver: () => boolean): Promise<void> {
    const [from, to] = this.wanted.killEveryS;
    while (this.kills < this.wanted.kills) {
      const until = Date.now() + (from + this.random.next() * (to - from)) * 1000;
      while (Date.now() < until && !isOver()) await sleep(100);
      if (isOver()) return;
      // Mostly the one that has lived longer: it has more in hand than one that just came.
      const byAge = [...this.fleet.members].sort((a, b) => a.aliveSinceMs() - b.aliveSinceMs());
      const victim = byAge[this.random.next() < 0.75 ? 0 : 1];
      if (!victim) return;
      this.noteKill(victim.name);
      await victim.kill();
      this.kills += 1;
      this.wanted.say(`   ${victim.name} killed`);
      await sleep(500 + this.random.next() * 2_000);
      await victim.startAgain();
      this.wanted.say(`   ${victim.name} is back`);
    }
  }

  private async backAndForth(guest: (typeof GUESTS)[number]): Promise<void> {
    const { uuid } = await labGuest(guest.key);
    while (this.begun < this.wanted.migrations) {
      this.begun += 1;
      const status = await labGuest(guest.key);
      const from = status.host;
      if (from !== "hv1" && from !== "hv2") throw new Error(`${guest.key} is on ${from ?? "no host"}`);
      const to = from === "hv1" ? "hv2" : "hv1";
      await removeOldFiles(status, to);
      const since = await takeBaseline(guest.key);
      const preferred = this.fleet.members[this.random.next() < 0.5 ? 0 : 1];
      const clientNow = () => (preferred?.isAlive() ? preferred : this.fleet.anyone()).client;
      const move = {
        domainUuid: uuid,
        sourceHostId: this.hostIds.get(from) ?? "",
        destinationHostId: this.hostIds.get(to) ?? "",
        options: guest.options,
      };
      const { id } = await planAndStart(clientNow, move, randomUUID(), STARTS_WITHIN_MS);
      const record = await this.untilEnded(id);
      const what = `${guest.key} ${from}>${to}`;
      const seconds = ((record.endedAtMs ?? Date.now()) - record.createdAtMs) / 1000;
      this.ended.push({ id, what, state: record.state, seconds });
      this.wanted.say(`${this.ended.length}. ${what} ${record.state} after ${seconds.toFixed(1)} s`);
      this.violations.push(...(await this.look(what, record)));
      const asked = { guest: guest.key, isRunning: guest.isRunning, from, to, since };
      const { violations } = await judgeEnd(asked, record, false);
      this.violations.push(...violations.map((words) => `${what} (${id}): ${words}`));
    }
  }

  /** Whether it went as it must when only consoles die, and who heard of it. */
  private async look(what: string, { id, state, endedAtMs }: MigrationRecord): Promise<string[]> {
    if (endedAtMs === null) return [];
    const wrong = state === "succeeded" ? [] : [`${what} (${id}): ended ${state}`];
    await sleep(Math.max(0, endedAtMs + HEARD_WITHIN_MS - Date.now()));
    for (const { name, hearing } of this.fleet.members) {
      const sinceMs = hearing.connectedSinceMs();
      if (sinceMs === null || sinceMs > endedAtMs) continue;
      this.heard.of += 1;
      const atMs = hearing.heardEndAtMs(id);
      if (atMs === null) wrong.push(`${what} (${id}): who looks at ${name} did not hear of its end`);
      else {
        this.heard.yes += 1;
        this.heard.slowestMs = Math.max(this.heard.slowestMs, atMs - endedAtMs);
      }
    }
    return wrong;
  }

  private async untilEnded(id: string): Promise<MigrationRecord> {
    for (const deadline = Date.now() + ENDS_WITHIN_MS; ; await sleep(200)) {
      const { record } = await this.ask<MigrationView>(`/migrations/${id}`);
      if (record.endedAtMs !== null || Date.now() > deadline) return record;
    }
  }

  /** Asks whoever is alive, until one answers. */
  private async ask<T>(path: string): Promise<T> {
    for (const deadline = Date.now() + STARTS_WITHIN_MS; ; await sleep(200)) {
      try {
        return await this.fleet.anyone().client.call<T>("GET", path);
      } catch (error) {
        const isAway = error instanceof TypeError || /: 5\d\d /.test(String(error));
        if (!isAway || Date.now() > deadline) throw error;
      }
    }
  }
}
