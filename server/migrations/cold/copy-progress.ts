import type { MigrationSample } from "../../../lib/core/model/migration.ts";
import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import type { CopyStatus } from "../../libvirt/file-copy/index.ts";
import { type ActiveMigration, remember } from "../active.ts";
import { put } from "../steps/handler.ts";

const STEP_EVERY_MS = 1_000;
/** The rate is of the last so many ms: one look's worth would jump. */
const RATE_OVER_MS = 5_000;

/** Stores how far a copy is: as the step's progress, as a reading for the chart, and as a forecast from the rate of the last seconds. */
export async function noteProgress(active: ActiveMigration, step: MigrationStep, status: CopyStatus): Promise<void> {
  const known = status.files.filter(({ dataBytes }) => dataBytes !== null);
  if (known.length === 0) return;
  const total = known.reduce((sum, { dataBytes }) => sum + (dataBytes ?? 0), 0);
  const sent = known.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  const atMs = active.deps.now();
  const record = active.keeper.current();
  const last = active.samples.at(-1);
  if (last && atMs - last.atMs < STEP_EVERY_MS && sent < total) return;
  const sample = sampleOf(active, atMs, total, sent);
  remember(active, sample);
  await active.keeper.addSample(sample);
  await put(active, { ...step, progress: { doneBytes: sent, totalBytes: total } });
  if (record.state !== "running") return;
  const rate = sample.diskBytesPerSec;
  const progress = Math.max(record.forecast?.progress ?? 0, total === 0 ? 0 : (sent / total) * 0.98);
  const forecast = {
    atMs,
    verdict: "converging",
    remainPerPass: null,
    expectedEndAtMs: rate > 0 ? Math.round(atMs + ((total - sent) / rate) * 1_000) : null,
    expectedEndToleranceMs: null,
    expectedDowntimeMs: null,
    progress,
  } as const;
  await active.keeper.apply({ type: "sampled", atMs, sample, forecast });
}

function sampleOf(active: ActiveMigration, atMs: number, total: number, sent: number): MigrationSample {
  const from = active.samples.find((sample) => atMs - sample.atMs <= RATE_OVER_MS);
  const rate = from && atMs > from.atMs ? Math.max(0, ((sent - from.diskProcessedBytes) / (atMs - from.atMs)) * 1_000) : 0;
  return {
    atMs,
    elapsedMs: atMs - (active.keeper.current().startedAtMs ?? atMs),
    memoryTotalBytes: 0,
    memoryProcessedBytes: 0,
    memoryRemainingBytes: 0,
    memoryBytesPerSec: 0,
    dirtyRateBytesPerSec: 0,
    iteration: 0,
    diskTotalBytes: total,
    diskProcessedBytes: sent,
    diskRemainingBytes: Math.max(0, total - sent),
    diskBytesPerSec: Math.round(rate),
    expectedDowntimeMs: null,
    autoConvergeThrottlePercent: null,
    pagesBytes: 0,
    zeroBytes: 0,
  };
}
