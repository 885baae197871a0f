import type { auth as english } from "../en/auth.ts";
import type { Translated } from "../shape.ts";

export const auth: Translated<typeof english> = {};
