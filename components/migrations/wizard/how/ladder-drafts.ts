import type { OptionSupport } from "@/lib/core/migration/option-support.ts";
import { PRESETS } from "@/lib/core/migration/presets.ts";
import { paramsFromPolicy } from "../from-request.ts";
import type { RungDraft, WizardParams } from "../params.ts";

export const MAX_RUNGS = 12;
export const RUNG_KINDS = ["max-downtime", "bandwidth", "auto-converge", "post-copy", "suspend", "abort"] as const;

/** Unit of a rung's figure; null = it has none. */
export function rungUnit(kind: RungDraft["kind"]): string | null {
  return kind === "max-downtime" ? "ms" : kind === "bandwidth" ? "MiB/s" : null;
}

/** False for an action that these hosts are too old for. */
export function rungPossible(kind: RungDraft["kind"], support: OptionSupport): boolean {
  if (kind === "post-copy") return support["post-copy"].supported !== false;
  if (kind === "auto-converge") return support["auto-converge-later"].supported !== false;
  return true;
}

/** The rung to add next: a minute after the last one, allowing twice its pause. */
export function nextRung(ladder: readonly RungDraft[]): RungDraft {
  const last = Number(ladder.at(-1)?.after ?? 0);
  const pause = Number(ladder.findLast((rung) => rung.kind === "max-downtime")?.figure ?? 500);
  return {
    after: String((Number.isFinite(last) ? last : 0) + 60),
    kind: "max-downtime",
    figure: String(Math.min(60_000, (Number.isFinite(pause) ? pause : 500) * 2)),
  };
}

/** Choices with a changed ladder: a rung that switches to post-copy allows it, too. */
export function withLadder(params: WizardParams, ladder: readonly RungDraft[]): Partial<WizardParams> {
  const switches = ladder.some((rung) => rung.kind === "post-copy");
  return { ladder, ...(switches && params.postCopy === "off" ? { postCopy: "by-hand" } : {}) };
}

/**
 * The ready-made ladder: 300 ms, then 1 s, auto-converge, post-copy, give up; without what these hosts cannot do. Auto-converge is off
 * before its rung.
 */
export function readyLadder(params: WizardParams, support: OptionSupport): Partial<WizardParams> {
  const ready = PRESETS.find((preset) => preset.id === "must-finish");
  if (!ready) return {};
  const { ladder, downtime } = paramsFromPolicy(ready.options);
  return {
    downtime,
    converge: false,
    ...withLadder(
      params,
      ladder.filter((rung) => rungPossible(rung.kind, support)),
    ),
  };
}
