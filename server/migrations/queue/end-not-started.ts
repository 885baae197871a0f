import { judgeCold } from "../../../lib/core/migration/cold-truth.ts";
import { failureOf } from "../../../lib/core/migration/libvirt-error.ts";
import { judgeTruth } from "../../../lib/core/migration/truth.ts";
import type { Message } from "../../../lib/core/model/finding.ts";
import type { MigrationResult } from "../../../lib/core/model/migration.ts";
import type { ActiveMigration } from "../active.ts";
import { readSide } from "../read-side.ts";

const LOOK_MS = 3_000;

/**
 * Ends a migration that was refused before anything ran: failed, not started, with the reason in the failure's meaning, and the words of a host if there are any. Both hosts are
 * asked once where the VM is; one that does not answer is reported as such, for nothing that we did can have changed anything there.
 */
export async function endNotStarted(active: ActiveMigration, reason: Message, words: string): Promise<void> {
  const { keeper, deps } = active;
  const { createdAtMs, request } = keeper.current();
  const checkedFrom = performance.now();
  const [source, destination] = await Promise.all([
    readSide(active, "source", LOOK_MS),
    readSide(active, "destination", LOOK_MS),
  ]);
  if (active.stopped) return;
  const sides = { source: source.truth, destination: destination.truth };
  const { mode } = request.options;
  const verdict = mode === "live" ? judgeTruth(sides.source, sides.destination) : judgeCold({ mode, isClone: false, ...sides });
  const atMs = deps.now();
  const result: MigrationResult = {
    truth: {
      verdict,
      checkedAtMs: atMs,
      durationMs: Math.round(performance.now() - checkedFrom),
      ...sides,
      items: [],
      leftovers: [],
    },
    failure: { ...failureOf("not-started", words), meaning: reason, advice: { key: "queue.refused.advice" } },
    exitCode: null,
    measuredDowntimeMs: null,
    totalMs: atMs - createdAtMs,
    libvirtTotalMs: null,
    transferredBytes: null,
    longestPingGapMs: null,
  };
  active.log.note({ key: "queue.notes.not-started" });
  await active.log.flushed();
  await keeper.apply({ type: "settled", atMs, state: "failed", attention: null, result });
}
