import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { QueueLimits } from "../../lib/core/model/queue.ts";
import { type Change, type Kill, type Takeover, takeoversOf } from "./takeovers.ts";

/** One unfinished migration as the database has it. */
interface Row {
  readonly id: string;
  readonly source: string;
  readonly destination: string;
  readonly admitted: boolean;
  readonly owner: string | null;
  /** When the owner last renewed its lease, ms. */
  readonly renewed: string | null;
}

export interface Sampler {
  /** To be called just before a process is killed. */
  noteKill(name: string): void;
  /** Those that ended without a change of owner were not orphans. */
  takeovers(): readonly Takeover[];
  /** What was seen that the limits forbid. */
  readonly overLimits: readonly string[];
  /** The most that were at work at once, and how many looks there were. */
  readonly seen: { most: number; waiting: number; looks: number };
  stop(): Promise<void>;
}

const EVERY_MS = 150;
const QUERY = `select m.id, source_host_id source, destination_host_id destination, admitted_at_ms is not null admitted, owner,
extract(epoch from j.heartbeat_on) * 1000 renewed
from migrations m left join queue.job j on m.owner = j.id || ':' || j.retry_count where ended_at_ms is null`;

/** Looks into the database several times a second, past every server. */
export async function startSampler(databaseUrl: string, limits: QueueLimits): Promise<Sampler> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const overLimits: string[] = [];
  const seen = { most: 0, waiting: 0, looks: 0 };
  const kills: Kill[] = [];
  const changes: Change[] = [];
  const owners = new Map<string, { readonly owner: string; readonly renewedAtMs: number }>();
  let isStopping = false;

  const look = async () => {
    const { rows } = await client.query<Row>(QUERY);
    const atMs = Date.now();
    const atWork = rows.filter(({ admitted }) => admitted);
    seen.looks += 1;
    seen.most = Math.max(seen.most, atWork.length);
    seen.waiting = Math.max(seen.waiting, rows.length - atWork.length);
    overLimits.push(...overs(atWork, limits));
    for (const { id, owner, renewed } of rows) {
      if (owner === null) continue;
      const last = owners.get(id);
      if (last && last.owner !== owner) changes.push({ id, renewedAtMs: last.renewedAtMs, atMs });
      // Without a lease in the database: as it was, until somebody else has it.
      const renewedAtMs = renewed === null ? (last?.owner === owner ? last.renewedAtMs : atMs) : Number(renewed);
      owners.set(id, { owner, renewedAtMs });
    }
    for (const id of [...owners.keys()]) if (!rows.some((row) => row.id === id)) owners.delete(id);
  };
  const looking = (async () => {
    while (!isStopping) {
      await look();
      await sleep(EVERY_MS);
    }
  })();

  return {
    noteKill: (name) => kills.push({ name, atMs: Date.now() }),
    takeovers: () => takeoversOf(changes, kills),
    overLimits,
    seen,
    async stop() {
      isStopping = true;
      await looking;
      await client.end();
    },
  };
}

function overs(atWork: readonly Row[], limits: QueueLimits): string[] {
  const count = (pick: (row: Row) => string) => {
    const counts = new Map<string, number>();
    for (const row of atWork) counts.set(pick(row), (counts.get(pick(row)) ?? 0) + 1);
    return [...counts];
  };
  return [
    ...count(({ source }) => source).flatMap(([host, n]) => (n > limits.perSource ? [`${host} sent ${n} at once`] : [])),
    ...count(({ destination }) => destination).flatMap(([host, n]) =>
      n > limits.perDestination ? [`${host} received ${n} at once`] : [],
    ),
    ...(atWork.length > limits.inAll ? [`${atWork.length} at once in all`] : []),
  ];
}
