import type { Db } from "./database.ts";
import type { LinkRepository } from "./repositories.ts";
import { linkFigures } from "./schema.ts";

/** What was measured and learned of the ways between hosts. */
export function createLinkRepository(db: Db): LinkRepository {
  return {
    async list() {
      const rows = await db.select({ figures: linkFigures.figures }).from(linkFigures);
      return rows.map((row) => row.figures);
    },
    async save(figures) {
      const { sourceHostId, destinationHostId } = figures;
      await db
        .insert(linkFigures)
        .values({ sourceHostId, destinationHostId, figures })
        .onConflictDoUpdate({ target: [linkFigures.sourceHostId, linkFigures.destinationHostId], set: { figures } });
    },
  };
}
