import { type NextTry, newQueueEntry } from "../../lib/core/migration/queue/new-entry.ts";
import type { Finding } from "../../lib/core/model/finding.ts";
import { migrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord, MigrationRequest } from "../../lib/core/model/migration.ts";
import type { StoredPrediction } from "../../lib/core/model/prediction.ts";
import type { Queueing } from "../../lib/core/model/queue.ts";
import type { MigrationStep } from "../../lib/core/model/steps.ts";
import type { MigrationDependencies } from "./dependencies.ts";

/** What is decided before a migration is stored. */
export interface NewMigration {
  readonly request: MigrationRequest;
  readonly domainName: string;
  readonly sourceHostName: string;
  readonly destinationHostName: string;
  readonly argv: readonly string[];
  readonly steps: readonly MigrationStep[];
  readonly startedBy: string;
  readonly queueing: Queueing;
  readonly createdAtMs: number;
  readonly prediction: StoredPrediction | null;
  readonly findings: readonly Finding[];
  /** The try before it, and from when on it may go; null for a first one. */
  readonly retry: NextTry | null;
}

/** The record of a migration that waits in the queue and has not touched a host. */
export function newRecord(deps: Pick<MigrationDependencies, "newId">, made: NewMigration): MigrationRecord {
  const { retry, queueing, request, ...given } = made;
  const { maxDowntimeMs, bandwidthMiBps } = request.options;
  return {
    ...given,
    id: migrationId(deps.newId("m")),
    revision: 1,
    request,
    state: "queued",
    phase: "preparing",
    queue: newQueueEntry(queueing, retry),
    startedAtMs: null,
    endedAtMs: null,
    phaseStartedAtMs: {},
    abortRequestedAtMs: null,
    abortRequestedBy: null,
    timeoutFiredAtMs: null,
    levers: [],
    rungsClimbed: 0,
    postCopyAtMs: null,
    recoveries: 0,
    outsideChanges: [],
    limits: { maxDowntimeMs, bandwidthMiBps },
    attention: null,
    forecast: null,
    lastSample: null,
    result: null,
  };
}
