import { type Message, type Queueing, queueingInput } from "@/lib/contract/index.ts";
import { DEFAULT_QUEUEING, NO_RETRY } from "@/lib/core/model/queue.ts";
import { readNumber } from "./build-options.ts";
import type { WizardParams } from "./params.ts";

const MINUTE_MS = 60_000;

export type ReadQueueing =
  | { readonly ok: true; readonly queueing: Queueing }
  | { readonly ok: false; readonly errors: Readonly<Record<"queueing.times" | "queueing.minutes", Message | undefined>> };

/** How the migration goes through the queue, as the choices mean it; wrong figures are named at their fields. */
export function readQueueing(params: Pick<WizardParams, "priority" | "tries" | "triesAfter">): ReadQueueing {
  const times = readNumber(params.tries) ?? 0;
  // What hangs on a figure that is not there is left out with it.
  const afterMs = times === 0 ? NO_RETRY.afterMs : (readNumber(params.triesAfter) ?? NO_RETRY.afterMs / MINUTE_MS) * MINUTE_MS;
  const read = queueingInput.safeParse({ priority: params.priority, retry: { times, afterMs } });
  if (read.success) return { ok: true, queueing: read.data };
  const error = (field: string): Message | undefined => {
    const issue = read.error.issues.find(({ path }) => path.at(-1) === field);
    return issue && { key: `errors.field.${issue.message}` };
  };
  return { ok: false, errors: { "queueing.times": error("times"), "queueing.minutes": error("afterMs") } };
}

/** The choices that stand for it. */
export function paramsFromQueueing({ priority, retry }: Queueing): Pick<WizardParams, "priority" | "tries" | "triesAfter"> {
  const { times, afterMs } = retry;
  if (times === 0) return { priority, tries: "", triesAfter: "" };
  return { priority, tries: String(times), triesAfter: String(Math.max(1, Math.round(afterMs / MINUTE_MS))) };
}

/** True when nothing was chosen. */
export function isDefaultQueueing({ priority, retry }: Queueing): boolean {
  return priority === DEFAULT_QUEUEING.priority && retry.times === 0;
}
