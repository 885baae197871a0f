import { leverCommand } from "../../lib/core/migration/levers.ts";
import type { Message } from "../../lib/core/model/finding.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import type { LeverAction } from "../../lib/core/model/options.ts";
import type { LeverUse } from "../../lib/core/model/steps.ts";
import { succeeded } from "../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, hostNameOf } from "./active.ts";
import { argvOn } from "./run-command.ts";
import { sendAbortIfWanted } from "./send-abort.ts";

/** libvirt waits up to 30 s for a domain's lock; a lever that takes longer than a glance has a process of its own, ms. */
const TIMEOUT_MS = 15_000;
const MAX_DETAIL = 1_000;

/**
 * Uses a lever: stores who wants what, then has it done, then stores what came of it. An abort and a recovery are carried on by whoever watches the
 * migration; the answer to them comes later. Whether the lever may be used is the caller's business. The record afterwards.
 */
export async function pull(active: ActiveMigration, action: LeverAction, by: LeverUse["by"]): Promise<MigrationRecord> {
  const { keeper, deps } = active;
  const atMs = deps.now();
  const before = keeper.current();
  const record = await keeper.apply({ type: "lever-used", atMs, use: { atMs, by, action, ok: null, detail: "" } });
  if (record === before) return record;
  active.log.note(noteOf(active, action, by), hostIdOf(active, "source"));
  if (action.kind === "abort" || action.kind === "recover") {
    if (action.kind === "abort" && record.state === "running") sendAbortIfWanted(active);
    active.wake.call();
    return record;
  }
  return send(active, record.levers.length - 1, action);
}

/** Sends a use that stands in the record without an answer. */
export async function sendPending(active: ActiveMigration, index: number): Promise<void> {
  const use = active.keeper.current().levers[index];
  if (use?.ok !== null) return;
  const switched = use.action.kind === "post-copy" && active.keeper.current().phase === "post-copy";
  if (!switched) await send(active, index, use.action);
  else await active.keeper.apply({ type: "lever-answered", atMs: active.deps.now(), index, ok: true, detail: "" });
}

async function send(active: ActiveMigration, index: number, action: LeverAction): Promise<MigrationRecord> {
  const { keeper, deps } = active;
  const argv = leverCommand(keeper.current(), action);
  // A limit of a copy that we make ourselves is no command; the copy asks the record.
  const result = argv && (await argvOn(active, "source", argv, { timeoutMs: TIMEOUT_MS, ownProcess: true }));
  const ok = !result || (succeeded(result) && !isMonitorError(result.stdout));
  const words = result ? (result.stderr || result.stdout || (result.timedOut ? "timed out" : "no answer")).trim() : "";
  const detail = ok ? "" : words.slice(0, MAX_DETAIL);
  // Whoever takes over sends it again: twice does no harm.
  if (active.stopped) return keeper.current();
  const done = await keeper.apply({ type: "lever-answered", atMs: deps.now(), index, ok, detail });
  if (!ok) active.log.note({ key: "failures.notes.lever-failed", values: { words: detail } }, hostIdOf(active, "source"));
  active.wake.call();
  return done;
}

/** virsh succeeds whatever QEMU's monitor answers. */
function isMonitorError(stdout: string): boolean {
  return /^\s*\{.*"error"\s*:\s*\{/s.test(stdout);
}

function noteOf(active: ActiveMigration, action: LeverAction, by: LeverUse["by"]): Message {
  const figures =
    action.kind === "max-downtime" ? { ms: action.ms } : "mibPerSec" in action ? { mibPerSec: action.mibPerSec ?? 0 } : {};
  // ICU's select takes plain words only.
  const who = { kind: by.kind === "time-limit" ? "limit" : by.kind, by: by.kind === "user" ? by.name : "" };
  return {
    key: `failures.notes.levers.${action.kind}`,
    values: { host: hostNameOf(active, "source"), ...who, ...figures },
  };
}
