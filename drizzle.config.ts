import { defineConfig } from "drizzle-kit";

/** `drizzle-kit generate` after a change of the schema writes the next migration of it. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./server/store/schema.ts",
  out: "./server/store/schema-migrations",
});
