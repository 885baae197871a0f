import type { preflight as english } from "../en/preflight.ts";
import type { Translated } from "../shape.ts";

export const preflight: Translated<typeof english> = {};
