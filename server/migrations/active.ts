import type { HostId, MigrationId } from "../../lib/core/model/ids.ts";
import type { MigrationRecord, MigrationSample } from "../../lib/core/model/migration.ts";
import type { Lease } from "../cluster/types.ts";
import type { HostLink } from "../libvirt/host-link.ts";
import { createWake, type Wake } from "../wake.ts";
import { type CommandLog, openCommandLog } from "./command-log.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import type { GuestPing } from "./guest-ping.ts";
import type { Listening } from "./hints.ts";
import { keepRecord, type RecordKeeper } from "./record-keeper.ts";

/** A migration that this process looks after. */
export interface ActiveMigration {
  readonly id: MigrationId;
  readonly deps: MigrationDependencies;
  readonly keeper: RecordKeeper;
  readonly log: CommandLog;
  /** Called for whatever should be looked at now: an event of libvirt, an abort, the end of the server. */
  readonly wake: Wake;
  /** True after `stop`, and when the lease is lost: nothing more may be done or written. Exact even right after the process was frozen. */
  readonly stopped: boolean;
  /** Nothing more is done here; somebody else goes on. */
  stop(): void;
  /** The latest readings, oldest first; the store has them all. */
  samples: MigrationSample[];
  /** Resolves when the hosts were asked for the first time what has become of it. */
  readonly judged: PromiseWithResolvers<void>;
  /** Remote jobs whose end stands in the log. */
  readonly endsNoted: Set<string>;
  /** Set while an abort is on its way, and after libvirt took it. */
  abort: "idle" | "sending" | "taken";
  /** True while something that the server does by itself (a rung, the time limit) is on its way: one at a time. */
  acting: boolean;
  /** Indices of levers that an earlier run of the server stored, and of which it is not known whether they were sent. */
  readonly leftPending: number[];
  /** Both hosts' events for this domain; null before the first watch. */
  listening: Listening | null;
  /** The pinging of the guest; null while there is none. */
  ping: GuestPing | null;
  /** True once it was tried. */
  pingTried: boolean;
}

/** Readings kept in memory for the forecast. */
const KEPT_SAMPLES = 240;

/**
 * Takes a stored record into care; what an earlier run of the server left (samples, log) is continued. All that is written carries the token of
 * `lease`; without one (a migration that is over) the order of revisions alone decides.
 */
export function activate(
  deps: MigrationDependencies,
  record: MigrationRecord,
  earlier: { readonly samples: readonly MigrationSample[]; readonly nextLogId: number },
  lease: Lease | null = null,
): ActiveMigration {
  const wake = createWake();
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    wake.call();
  };
  lease?.signal.addEventListener("abort", stop, { once: true });
  return {
    id: record.id,
    deps,
    keeper: keepRecord(deps, record, lease?.token, stop),
    log: openCommandLog(deps, record.id, earlier.nextLogId, lease?.token),
    wake,
    get stopped() {
      return stopped || lease?.lost() === true;
    },
    stop,
    samples: earlier.samples.slice(-KEPT_SAMPLES),
    judged: Promise.withResolvers(),
    endsNoted: new Set(),
    abort: "idle",
    acting: false,
    leftPending: record.levers.flatMap(({ ok, action }, index) =>
      ok === null && action.kind !== "abort" && action.kind !== "recover" ? [index] : [],
    ),
    listening: null,
    ping: null,
    pingTried: false,
  };
}

/** Remembers a reading, dropping the oldest ones. */
export function remember(active: ActiveMigration, sample: MigrationSample): void {
  active.samples.push(sample);
  if (active.samples.length > KEPT_SAMPLES) active.samples.splice(0, active.samples.length - KEPT_SAMPLES);
}

export type Side = "source" | "destination";

/** The host on one side of a migration. */
export function hostIdOf(active: ActiveMigration, side: Side): HostId {
  const { request } = active.keeper.current();
  return side === "source" ? request.sourceHostId : request.destinationHostId;
}

/** Its name as it was at the start, for messages. */
export function hostNameOf(active: ActiveMigration, side: Side): string {
  const record = active.keeper.current();
  return side === "source" ? record.sourceHostName : record.destinationHostName;
}

/** Its connection; undefined when the host was removed. */
export function linkOf(active: ActiveMigration, side: Side): HostLink | undefined {
  return active.deps.links.get(hostIdOf(active, side));
}
