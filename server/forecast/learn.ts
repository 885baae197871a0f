import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { DirtyNotes } from "./dirty-notes.ts";
import { lessonOf, withLesson } from "./learned-figures.ts";
import type { LinkBook } from "./link-book.ts";
import type { ForecastParts } from "./parts.ts";

/** A record may be announced again after its end, by a clean-up of what was left; older ones are not. */
const REMEMBERED = 200;

/**
 * Learns from every migration of this process that ends, once, notes where those of the others went, and forgets hosts that are removed. Never
 * throws: what cannot be stored is logged.
 */
export function learnFromMigrations(parts: ForecastParts, book: LinkBook, notes: DirtyNotes): void {
  const { events, logger } = parts;
  events.on("host:removed", (hostId) => book.forgetHost(hostId));
  const isFirstMove = firstEnds();
  events.on("migration:state", (record) => {
    if (!isFirstMove(record) || record.state !== "succeeded") return;
    const { domainUuid, sourceHostId, destinationHostId } = record.request;
    notes.moved(domainUuid, sourceHostId, destinationHostId);
  });
  const isFirstLesson = firstEnds();
  events.own.on("migration:state", (record) => {
    if (!isFirstLesson(record)) return;
    learn(parts, book, record).catch((error: unknown) =>
      logger.error({ migrationId: record.id, err: error }, "what a migration taught of its link could not be kept"),
    );
  });
}

/** Tells whether a record is announced for the first time with its end. */
function firstEnds(): (record: MigrationRecord) => boolean {
  const seen = new Set<string>();
  return ({ id, endedAtMs }) => {
    if (endedAtMs === null || seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}

async function learn(parts: ForecastParts, book: LinkBook, record: MigrationRecord): Promise<void> {
  const { sourceHostId, destinationHostId } = record.request;
  const lesson = lessonOf(record, await parts.store.migrations.samples(record.id));
  if (!lesson) return;
  parts.logger.debug({ migrationId: record.id, lesson }, "learned from a migration");
  await book.change(sourceHostId, destinationHostId, (before) => withLesson(before, lesson, record.endedAtMs ?? parts.now()));
}
