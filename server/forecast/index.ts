import type { ForecastService } from "../services.ts";
import { createDirtyNotes } from "./dirty-notes.ts";
import { createEarlierMemory } from "./earlier-memory.ts";
import { learnFromMigrations } from "./learn.ts";
import { createLinkBook } from "./link-book.ts";
import { createMeasure } from "./measure.ts";
import type { ForecastParts } from "./parts.ts";
import { predictMigration } from "./predict.ts";

/** The forecast before the start: measures links, learns from migrations, and predicts from both. `start` loads what was learned before. */
export function createForecastService(parts: ForecastParts): ForecastService {
  const { events, logger } = parts;
  const book = createLinkBook(parts);
  const notes = createDirtyNotes(parts.now);
  const memories = { notes, askEarlier: createEarlierMemory(parts) };
  return {
    async start() {
      await book.load();
      learnFromMigrations(parts, book, notes);
      events.on("link:learned", book.take);
      events.on("dirty:noted", notes.note);
      events.on("missed", () => {
        book.load().catch((error: unknown) => logger.warn({ err: error }, "what others learned of links could not be read"));
      });
    },
    predict: (input) => predictMigration(parts, book, memories, input),
    measureLink: createMeasure(parts, book),
    links: () => book.list(),
    noteDirtyRate(hostId, domainUuid, measured) {
      notes.note(hostId, domainUuid, measured);
      events.emit("dirty:noted", hostId, domainUuid, measured);
    },
    dirtyRate: (hostId, domainUuid) => notes.figure(hostId, domainUuid),
    link: (source, destination) => book.get(source, destination),
  };
}
