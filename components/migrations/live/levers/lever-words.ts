import type { LeverAction } from "@/lib/contract/index.ts";

/** The key below `live.levers.uses.action` that says what a lever did, with its figure. */
export function leverWords(action: LeverAction): {
  readonly key: LeverWordKey;
  readonly values: Readonly<Record<string, number>>;
} {
  switch (action.kind) {
    case "max-downtime":
      return { key: action.kind, values: { ms: action.ms } };
    case "bandwidth":
    case "post-copy-bandwidth":
      return action.mibPerSec === null
        ? { key: `${action.kind}-unlimited`, values: {} }
        : { key: action.kind, values: { mibps: action.mibPerSec } };
    default:
      return { key: action.kind, values: {} };
  }
}

type LeverWordKey = LeverAction["kind"] | "bandwidth-unlimited" | "post-copy-bandwidth-unlimited";
