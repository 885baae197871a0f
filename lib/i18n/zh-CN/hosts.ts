import type { hosts as english } from "../en/hosts.ts";
import type { Translated } from "../shape.ts";

export const hosts: Translated<typeof english> = {};
