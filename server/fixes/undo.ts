import type { FixRecord } from "../../lib/core/model/fix.ts";
import { refuseBesideOthers } from "./beside-others.ts";
import { offline } from "./host.ts";
import type { FixParts } from "./parts.ts";
import { openRecord } from "./record-book.ts";
import { refreshAfter } from "./refresh-after.ts";
import { refused } from "./refuse.ts";
import { hasWayBack, takeBack } from "./take-back.ts";

const ANSWER_MS = 5_000;

/** Takes back a fix that ended. Throws `conflict` when there is nothing to take back, `host-offline` before anything ran. The caller holds the hosts. */
export async function undoFix(parts: FixParts, record: FixRecord, by: string): Promise<FixRecord> {
  const steps = record.steps.filter(hasWayBack);
  if (record.state === "running") throw refused({ key: "errors.fixes.still-running" });
  if (steps.length === 0) throw refused({ key: "errors.fixes.nothing-to-undo" });
  const names = new Map(steps.map(({ hostId, hostName }) => [hostId, hostName]));
  for (const [hostId, name] of names) {
    const answer = await parts.links.get(hostId)?.exec(["true"], { timeoutMs: ANSWER_MS });
    if (answer?.exitCode !== 0) throw offline(name, answer ?? null);
  }
  const book = openRecord(parts.store.fixes, record);
  try {
    await book.save({ state: "running", undoneBy: by });
  } catch (error) {
    // Another process of the console was a moment earlier.
    if ((await parts.store.fixes.get(record.id))?.revision !== record.revision)
      throw refused({ key: "errors.fixes.still-running" });
    throw error;
  }
  try {
    await refuseBesideOthers(parts, record);
  } catch (error) {
    await book.save({ state: record.state, undoneBy: record.undoneBy });
    throw error;
  }
  await takeBack(parts, book, { otherwise: "undone", more: { undoneAtMs: parts.now() } });
  const ended = book.current();
  parts.logger.info({ fixId: ended.id, kind: ended.request.action.kind, by, state: ended.state }, "fix taken back");
  await refreshAfter(parts, ended);
  return ended;
}
