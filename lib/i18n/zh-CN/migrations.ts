import type { migrations as english } from "../en/migrations.ts";
import type { Translated } from "../shape.ts";

export const migrations: Translated<typeof english> = {};
