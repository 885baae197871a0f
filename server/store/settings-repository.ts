import { eq } from "drizzle-orm";
import type { Db } from "./database.ts";
import type { SettingsRepository } from "./repositories.ts";
import { settings } from "./schema.ts";

/** What was set, by name; what it may be is the settings service's to say. */
export function createSettingsRepository(db: Db): SettingsRepository {
  return {
    async get(name) {
      const rows = await db.select({ value: settings.value }).from(settings).where(eq(settings.name, name)).limit(1);
      return rows[0]?.value;
    },
    async save(name, value) {
      await db.insert(settings).values({ name, value }).onConflictDoUpdate({ target: settings.name, set: { value } });
    },
  };
}
