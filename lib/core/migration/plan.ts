import type { Domain } from "../model/domain.ts";
import type { DomainUuid } from "../model/ids.ts";
import type { MigrationRequest } from "../model/migration.ts";
import { optionsForDomain } from "./options.ts";

/** A migration thought through to its end: everything that its commands need, and nothing else. */
export interface MigrationPlan {
  readonly domainUuid: DomainUuid;
  /** Built from a registered host, never typed by anybody. */
  readonly destinationUri: string;
  readonly persistent: boolean;
  readonly undefineSource: boolean;
  /** True only with proof that every disk is the same storage on both hosts. */
  readonly unsafe: boolean;
  readonly bandwidthMiBps: number | null;
  readonly autoConverge: boolean;
  readonly maxDowntimeMs: number | null;
}

/** Turns a request into a plan for this very domain. `provenShared` is the licence for `--unsafe` and comes from the preflight alone. */
export function planMigration(input: {
  readonly request: MigrationRequest;
  readonly domain: Pick<Domain, "persistent">;
  readonly destinationUri: string;
  readonly provenShared: boolean;
}): MigrationPlan {
  const options = optionsForDomain(input.request.options, input.domain);
  return {
    domainUuid: input.request.domainUuid,
    destinationUri: input.destinationUri,
    persistent: options.persistent,
    undefineSource: options.undefineSource,
    unsafe: input.provenShared,
    bandwidthMiBps: options.bandwidthMiBps,
    autoConverge: options.autoConverge,
    maxDowntimeMs: options.maxDowntimeMs,
  };
}
