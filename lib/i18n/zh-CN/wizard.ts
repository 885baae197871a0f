import type { wizard as english } from "../en/wizard.ts";
import type { Translated } from "../shape.ts";

export const wizard: Translated<typeof english> = {};
