import { setTimeout as sleep } from "node:timers/promises";
import type { HostSnapshot, MigrationRecord, MigrationView } from "../../lib/contract/index.ts";
import type { ConsoleClient } from "../../scripts/parts/console-client.ts";
import { type Random, randomFrom } from "../../scripts/parts/random.ts";
import type { Fleet } from "./fleet.ts";

/** Who is connected to any process hears of an end within this, ms. */
const HEARD_WITHIN_MS = 3_000;
const ANSWERS_WITHIN_MS = 60_000;

export interface Wanted {
  readonly seed: number;
  readonly migrations: number;
  /** Seconds between two kills: from, to. */
  readonly killEveryS: readonly [number, number];
  readonly kills: number;
  readonly say: (line: string) => void;
}

/** What several migrations through several servers have in common: who is asked, who is killed, and what is noted of each end. */
export class Run {
  readonly ended: { id: string; what: string; state: string; seconds: number }[] = [];
  readonly violations: string[] = [];
  readonly harmed: string[] = [];
  readonly heard = { yes: 0, of: 0, slowestMs: 0 };
  kills = 0;
  readonly random: Random;
  readonly wanted: Wanted;
  private readonly hostIds = new Map<string, string>();
  private readonly fleet: Fleet;
  private readonly noteKill: (name: string) => void;

  constructor(wanted: Wanted, fleet: Fleet, noteKill: (name: string) => void) {
    this.wanted = wanted;
    this.fleet = fleet;
    this.noteKill = noteKill;
    this.random = randomFrom(wanted.seed);
  }

  /** Asks for the hosts' ids; before anything else. */
  async begin(): Promise<void> {
    const hosts = await this.fleet.anyone().client.call<readonly HostSnapshot[]>("GET", "/hosts");
    for (const { registration } of hosts) this.hostIds.set(registration.name, registration.id);
  }

  hostId(name: string): string {
    return this.hostIds.get(name) ?? "";
  }

  /** Mostly one and the same process, drawn for each migration; the other one while that is dead. */
  drawClient(): () => ConsoleClient {
    const preferred = this.fleet.members[this.random.next() < 0.5 ? 0 : 1];
    return () => (preferred?.isAlive() ? preferred : this.fleet.anyone()).client;
  }

  /** Kills one of them again and again until it is over. */
  async killNowAndThen(isOver: () => boolean): Promise<void> {
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

  /** Notes that it ended, or did not; whether it went as it must when only consoles die, and who heard of it. */
  async noteEnd(what: string, { id, state, createdAtMs, endedAtMs }: MigrationRecord): Promise<void> {
    const seconds = ((endedAtMs ?? Date.now()) - createdAtMs) / 1000;
    this.ended.push({ id, what, state, seconds });
    this.wanted.say(`${this.ended.length}. ${what} ${state} after ${seconds.toFixed(1)} s`);
    if (endedAtMs === null) return;
    if (state !== "succeeded") this.violations.push(`${what} (${id}): ended ${state}`);
    await sleep(Math.max(0, endedAtMs + HEARD_WITHIN_MS - Date.now()));
    for (const { name, hearing } of this.fleet.members) {
      const sinceMs = hearing.connectedSinceMs();
      if (sinceMs === null || sinceMs > endedAtMs) continue;
      this.heard.of += 1;
      const atMs = hearing.heardEndAtMs(id);
      if (atMs === null) this.violations.push(`${what} (${id}): who looks at ${name} did not hear of its end`);
      else {
        this.heard.yes += 1;
        this.heard.slowestMs = Math.max(this.heard.slowestMs, atMs - endedAtMs);
      }
    }
  }

  /** Record and log of each that was noted. */
  async finalRecords(): Promise<readonly MigrationView[]> {
    return Promise.all(this.ended.map(({ id }) => this.ask<MigrationView>(`/migrations/${id}`)));
  }

  /** The record when it has ended, or as it is after that time, ms. */
  async untilEnded(id: string, withinMs: number, everyMs = 200): Promise<MigrationRecord> {
    for (const deadline = Date.now() + withinMs; ; await sleep(everyMs)) {
      const { record } = await this.ask<MigrationView>(`/migrations/${id}`);
      if (record.endedAtMs !== null || Date.now() > deadline) return record;
    }
  }

  /** Asks whoever is alive, until one answers. */
  private async ask<T>(path: string): Promise<T> {
    for (const deadline = Date.now() + ANSWERS_WITHIN_MS; ; await sleep(200)) {
      try {
        return await this.fleet.anyone().client.call<T>("GET", path);
      } catch (error) {
        const isAway = error instanceof TypeError || /: 5\d\d /.test(String(error));
        if (!isAway || Date.now() > deadline) throw error;
      }
    }
  }
}
