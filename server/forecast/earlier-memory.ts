import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import type { ForecastParts } from "./parts.ts";

/** How many earlier migrations of a domain are looked through. */
const LOOKED_THROUGH = 5;
const SECOND_PASS = 2;

/** What an earlier migration of the domain tells of its memory. */
export interface EarlierMemory {
  readonly atMs: number;
  /** All that was not zero: what its first pass had to send. */
  readonly sentBytes: number;
  /** What had been seen in use before it, zero pages among it; null = nobody had looked. */
  readonly seenBytes: number | null;
}

/** Asks the store for the last migration of a domain that tells something; null when there is none. */
export type AskEarlierMemory = (domainUuid: DomainUuid) => Promise<EarlierMemory | null>;

/** Makes the question; what an ended migration told is asked of the store once. */
export function createEarlierMemory({ store }: Pick<ForecastParts, "store">): AskEarlierMemory {
  const told = new Map<DomainUuid, { readonly id: string; readonly memory: EarlierMemory | null }>();
  return async (domainUuid) => {
    const records = await store.migrations.list({ domainUuid, limit: LOOKED_THROUGH });
    const last = records.find(
      ({ state, request, lastSample }) => state === "succeeded" && request.options.mode === "live" && lastSample !== null,
    );
    if (!last) return null;
    const known = told.get(domainUuid);
    if (known?.id === last.id) return known.memory;
    const memory = earlierMemoryOf(last, await store.migrations.samples(last.id));
    told.set(domainUuid, { id: last.id, memory });
    return memory;
  };
}

/**
 * All of its memory but the pages that were zero in its first pass: later passes count zero pages again. Null when the readings do not tell, as after
 * a migration that ended within its first pass unseen.
 */
export function earlierMemoryOf(record: MigrationRecord, samples: readonly MigrationSample[]): EarlierMemory | null {
  const firstPassOver = samples.find(({ iteration }) => iteration >= SECOND_PASS) ?? record.lastSample;
  if (!firstPassOver || record.endedAtMs === null) return null;
  const { memoryTotalBytes, zeroBytes } = firstPassOver;
  if (memoryTotalBytes <= 0 || zeroBytes <= 0) return null;
  return {
    atMs: record.endedAtMs,
    sentBytes: memoryTotalBytes - zeroBytes,
    seenBytes: record.prediction?.inputs.memorySeenBytes ?? null,
  };
}
