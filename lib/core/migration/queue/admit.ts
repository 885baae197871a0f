import type { HostId, MigrationId } from "../../model/ids.ts";
import type { Message } from "../../model/message.ts";
import type { QueueLimits } from "../../model/queue.ts";
import { count, firstOf, inOrder, type QueuedMigration, waitedMs } from "./order.ts";

/** For one that has waited so long, a place that gets free at its hosts is kept, ms. */
const KEEPS_AFTER_MS = 30 * 60_000;

export interface Waiting {
  readonly id: MigrationId;
  /** Keys below `queue.waits`. */
  readonly reason: Message;
  /** 1 = next; null = it is not due yet. */
  readonly position: number | null;
}

export interface Admission {
  /** In the order in which they are let through. */
  readonly admitted: readonly MigrationId[];
  readonly waits: readonly Waiting[];
}

/**
 * Who of `waiting` is let through now, beside those `atWork`, and why each other one waits. A migration takes one place at its source, one at its
 * destination and one of all; a host that both sends and receives is counted in each by itself. They are asked in the order of `firstOf`; one whose
 * hosts are full does not hold up those behind it, unless it has waited for half an hour: from then on it counts at its hosts as if it were at work, so that the
 * next place there is its own. One that is not due yet (`notBeforeMs`) waits beside the others. A limit that is lower than what is at work stops nothing that runs.
 */
export function admit(
  waiting: readonly QueuedMigration[],
  atWork: readonly QueuedMigration[],
  limits: QueueLimits,
  nowMs: number,
): Admission {
  const places = countPlaces(atWork);
  const left = new Set(waiting.filter(({ queue }) => (queue.notBeforeMs ?? 0) <= nowMs));
  const early = waiting.filter((one) => !left.has(one));
  const admitted: MigrationId[] = [];
  const reasons = new Map<QueuedMigration, Message>();
  for (let next = firstOf([...left], places.people, nowMs); next !== null; next = firstOf([...left], places.people, nowMs)) {
    left.delete(next);
    const reason = whyNot(next, places, limits);
    if (reason === null) {
      take(places, next);
      admitted.push(next.id);
    } else {
      reasons.set(next, reason);
      if (waitedMs(next, nowMs) >= KEEPS_AFTER_MS) keep(places, next);
    }
  }
  const order = inOrder([...reasons.keys()], places.people, nowMs);
  return {
    admitted,
    waits: [
      ...order.map((one, index) => ({ id: one.id, reason: reasons.get(one) ?? notDue(one), position: index + 1 })),
      ...early.map((one) => ({ id: one.id, reason: notDue(one), position: null })),
    ],
  };
}

interface Places {
  readonly sends: Map<string, number>;
  readonly receives: Map<string, number>;
  all: number;
  readonly people: Map<string, number>;
  /** Places that are kept for one that has waited long, by host: its VM's name. */
  readonly keptFor: { readonly source: Map<HostId, string>; readonly destination: Map<HostId, string>; all: string | null };
}

function countPlaces(atWork: readonly QueuedMigration[]): Places {
  const keptFor = { source: new Map(), destination: new Map(), all: null };
  const places: Places = { sends: new Map(), receives: new Map(), all: 0, people: new Map(), keptFor };
  for (const one of atWork) take(places, one);
  return places;
}

function take(places: Places, { request, startedBy }: QueuedMigration): void {
  count(places.sends, request.sourceHostId);
  count(places.receives, request.destinationHostId);
  places.all += 1;
  count(places.people, startedBy);
}

function keep(places: Places, { request, domainName }: QueuedMigration): void {
  const { source, destination } = places.keptFor;
  if (!source.has(request.sourceHostId)) source.set(request.sourceHostId, domainName);
  if (!destination.has(request.destinationHostId)) destination.set(request.destinationHostId, domainName);
  places.keptFor.all ??= domainName;
}

function whyNot(one: QueuedMigration, places: Places, limits: QueueLimits): Message | null {
  const { request, sourceHostName, destinationHostName } = one;
  const receives = places.receives.get(request.destinationHostId) ?? 0;
  const sends = places.sends.get(request.sourceHostId) ?? 0;
  if (receives >= limits.perDestination) return say("destination-full", { host: destinationHostName, count: receives });
  if (sends >= limits.perSource) return say("source-full", { host: sourceHostName, count: sends });
  if (places.all >= limits.inAll) return say("all-full", { count: places.all });
  const { source, destination, all } = places.keptFor;
  const there = destination.get(request.destinationHostId);
  if (there !== undefined && receives + 1 >= limits.perDestination) return kept(destinationHostName, there);
  const here = source.get(request.sourceHostId);
  if (here !== undefined && sends + 1 >= limits.perSource) return kept(sourceHostName, here);
  return all !== null && places.all + 1 >= limits.inAll ? say("kept-in-all", { vm: all }) : null;
}

const kept = (host: string, vm: string): Message => say("kept", { host, vm });

function notDue({ queue }: QueuedMigration): Message {
  return say("not-due", { atMs: queue.notBeforeMs ?? 0 });
}

function say(key: string, values: Readonly<Record<string, string | number>>): Message {
  return { key: `queue.waits.${key}`, values };
}
