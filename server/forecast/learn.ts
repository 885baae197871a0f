import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { DirtyNotes } from "./dirty-notes.ts";
import { lessonOf, withLesson } from "./learned-figures.ts";
import type { LinkBook } from "./link-book.ts";
import type { ForecastParts } from "./parts.ts";

/** A record may be announced again after its end, by a clean-up of what was left; older ones are not. */
const REMEMBERED = 200;

/** Learns from every migration that ends, once, and forgets hosts that are removed. Never throws: what cannot be stored is logged. */
export function learnFromMigrations(parts: ForecastParts, book: LinkBook, notes: DirtyNotes): void {
  const seen = new Set<string>();
  parts.events.on("host:removed", (hostId) => book.forgetHost(hostId));
  parts.events.on("migration:state", (record) => {
    if (record.endedAtMs === null || seen.has(record.id)) return;
    seen.add(record.id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    learn(parts, book, notes, record).catch((error: unknown) =>
      parts.logger.error({ migrationId: record.id, err: error }, "what a migration taught of its link could not be kept"),
    );
  });
}

async function learn(parts: ForecastParts, book: LinkBook, notes: DirtyNotes, record: MigrationRecord): Promise<void> {
  const { domainUuid, sourceHostId, destinationHostId } = record.request;
  if (record.state === "succeeded") notes.moved(domainUuid, sourceHostId, destinationHostId);
  const lesson = lessonOf(record, await parts.store.migrations.samples(record.id));
  if (!lesson) return;
  parts.logger.debug({ migrationId: record.id, lesson }, "learned from a migration");
  await book.change(sourceHostId, destinationHostId, (before) => withLesson(before, lesson, record.endedAtMs ?? parts.now()));
}
