import type { live as english } from "../en/live.ts";
import type { Translated } from "../shape.ts";

export const live: Translated<typeof english> = {};
