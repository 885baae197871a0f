import type { overview as english } from "../en/overview.ts";
import type { Translated } from "../shape.ts";

export const overview: Translated<typeof english> = {};
