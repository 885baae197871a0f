import type { settings as english } from "../en/settings.ts";
import type { Translated } from "../shape.ts";

export const settings: Translated<typeof english> = {};
