import type { domains as english } from "../en/domains.ts";
import type { Translated } from "../shape.ts";

export const domains: Translated<typeof english> = {};
