import type { LeverUse, Message, MigrationRecord } from "@/lib/contract/index.ts";
import { describeRung, describeTimeLimit } from "@/lib/core/migration/describe-options.ts";
import { postCopyBegun } from "@/lib/core/migration/ladder.ts";
import { abortUse } from "@/lib/core/migration/lever-record.ts";

/** waiting: its time has come, but QEMU does not take it yet; dropped: it will not be climbed any more. */
export type RungState = "done" | "sent" | "failed" | "next" | "waiting" | "ahead" | "dropped";

export interface RungView {
  readonly words: Message;
  readonly state: RungState;
  /** When it was climbed; null before. */
  readonly atMs: number | null;
  /** Until it is due, by libvirt's own count of the copying; null when it is not the next. */
  readonly inMs: number | null;
  /** Host text of a refusal. */
  readonly detail: string;
}

/** The rungs of the ladder in their order, with what became of each; `elapsedMs` is libvirt's count of the copying so far. */
export function rungsOf(record: MigrationRecord, elapsedMs: number): readonly RungView[] {
  const uses = record.levers.filter(({ by }) => by.kind === "ladder");
  const over = isOver(record);
  return record.request.options.ladder.map((rung, index) => {
    const words = describeRung(rung);
    if (index < record.rungsClimbed) return climbed(words, uses[index]);
    if (over) return { words, state: "dropped", atMs: null, inMs: null, detail: "" };
    if (index > record.rungsClimbed) return { words, state: "ahead", atMs: null, inMs: null, detail: "" };
    return due(words, rung.afterS, elapsedMs);
  });
}

/** The time limit as a rung of its own; null when there is none. */
export function timeLimitOf(record: MigrationRecord, elapsedMs: number): RungView | null {
  const { options } = record.request;
  const words = describeTimeLimit(options);
  if (!words || options.timeoutS === null) return null;
  const use = record.levers.find(({ by }) => by.kind === "time-limit");
  if (record.timeoutFiredAtMs !== null) return { ...climbed(words, use), atMs: record.timeoutFiredAtMs };
  if (isOver(record)) return { words, state: "dropped", atMs: null, inMs: null, detail: "" };
  return due(words, options.timeoutS, elapsedMs);
}

function climbed(words: Message, use: LeverUse | undefined): RungView {
  const state = use?.ok === null ? "sent" : use?.ok === false ? "failed" : "done";
  return { words, state, atMs: use?.atMs ?? null, inMs: null, detail: use?.ok === false ? use.detail : "" };
}

function due(words: Message, afterS: number, elapsedMs: number): RungView {
  const inMs = Math.max(0, afterS * 1000 - elapsedMs);
  return { words, state: inMs > 0 ? "next" : "waiting", atMs: null, inMs, detail: "" };
}

/** Nothing happens by itself after the end, once somebody wants an abort, or in post-copy. */
function isOver(record: MigrationRecord): boolean {
  return record.endedAtMs !== null || abortUse(record) !== undefined || postCopyBegun(record);
}
