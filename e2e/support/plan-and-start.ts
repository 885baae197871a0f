import { setTimeout as sleep } from "node:timers/promises";
import type { MigrationOptions, MigrationPlanView, MigrationRecord } from "../../lib/contract/index.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../lib/core/migration/options.ts";
import type { ConsoleClient } from "../../scripts/parts/console-client.ts";

/** A move in the console's own ids. */
export interface MoveByIds {
  readonly domainUuid: string;
  readonly sourceHostId: string;
  readonly destinationHostId: string;
  readonly options: Partial<MigrationOptions>;
}

/**
 * As a person does it who does not give up: looks at the review, acknowledges its warnings, starts; tries again while a host or a server comes up,
 * always with the same key. `clientNow` says whom to ask each time. Throws with the last refusal after `withinMs`.
 */
export async function planAndStart(
  clientNow: () => ConsoleClient,
  move: MoveByIds,
  idempotencyKey: string,
  withinMs: number,
): Promise<MigrationRecord> {
  const request = { ...move, options: { ...DEFAULT_MIGRATION_OPTIONS, ...move.options } };
  for (const deadline = Date.now() + withinMs; ; await sleep(500)) {
    const { call } = clientNow();
    try {
      const plan = await call<MigrationPlanView>("POST", "/migrations/plan", { ...request, acknowledged: [] });
      if (plan.blockedBy.length > 0) throw new Error(`blocked by ${plan.blockedBy.join(", ")}`);
      return await call("POST", "/migrations", { request: { ...request, acknowledged: plan.toAcknowledge }, idempotencyKey });
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}
