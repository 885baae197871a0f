import type { z } from "zod";
import type { applyFixInput } from "../../lib/contract/fix-inputs.ts";
import type { FixRecord } from "../../lib/core/model/fix.ts";
import { refuseBesideOthers } from "./beside-others.ts";
import { domainOf, makePlan, previewOf } from "./make-plan.ts";
import type { FixParts } from "./parts.ts";
import { openRecord, type RecordBook } from "./record-book.ts";
import { refreshAfter } from "./refresh-after.ts";
import { refused } from "./refuse.ts";
import { runSteps } from "./run-steps.ts";

/**
 * Plans again, compares with what was shown, stores the record, and runs it to its end. Throws `conflict` when the hosts have changed since. The
 * caller holds the hosts.
 */
export async function applyFix(parts: FixParts, input: z.output<typeof applyFixInput>, by: string): Promise<FixRecord> {
  const { request, digest, idempotencyKey } = input;
  const plan = await makePlan(parts, request);
  const preview = previewOf(plan);
  if (preview.digest !== digest) throw refused({ key: "errors.fixes.changed-since" });
  const first: FixRecord = {
    id: parts.newId(),
    revision: 1,
    atMs: parts.now(),
    by,
    request,
    domainName: domainOf(parts, request)?.name ?? null,
    steps: preview.steps.map((step) => ({ ...step, state: "waiting", exitCode: null, output: "" })),
    state: "running",
    undo: plan.undo,
    undoneAtMs: null,
    undoneBy: null,
  };
  if (!(await parts.store.fixes.insert(first, idempotencyKey))) return (await parts.store.fixes.byKey(idempotencyKey)) ?? first;
  const book = openRecord(parts.store.fixes, first);
  await lookOnceMore(parts, book, plan.lastLook);
  await runSteps(parts, book, plan.steps);
  const ended = book.current();
  parts.logger.info({ fixId: ended.id, kind: request.action.kind, hosts: request.hostIds, by, state: ended.state }, "fix ended");
  await refreshAfter(parts, ended);
  return ended;
}

/**
 * The record is stored, so that whoever presses the same elsewhere sees it from now on: of two at once at most one goes on, be it in another process of
 * the console. The record of a press that is refused here ends as failed, with nothing run. Throws `conflict`.
 */
async function lookOnceMore(parts: FixParts, book: RecordBook, lastLook: (() => Promise<void>) | undefined): Promise<void> {
  const mine = book.current();
  try {
    await refuseBesideOthers(parts, mine);
    await lastLook?.();
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    await book.saveStep(0, { state: "failed", output }, { state: "failed" });
    throw error;
  }
}
