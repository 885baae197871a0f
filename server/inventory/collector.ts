import type { HostProblem, HostProblemCode, HostState } from "../../lib/core/model/host.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { HostLink, LibvirtEvent, LinkState } from "../libvirt/host-link.ts";
import type { HostBook } from "./host-book.ts";
import type { HostReader } from "./host-reader.ts";
import type { InventoryParts } from "./parts.ts";
import { coalesce, repeat, serial } from "./timing.ts";

/**
 * Keeps one host's book true: reads at once when the link comes up and when libvirt tells of a change, and now and then besides. Where several
 * processes share the hosts only one of them collects from a host; the others read when asked to.
 */
export interface Collector {
  /** Reads everything, or one domain, now. Resolves when the book has it; with false when there is no connection to read over. */
  refresh(only?: DomainUuid): Promise<boolean>;
  /** Begins to collect, with a whole reading at once; resolves when the book has it, or the host's problem, or at once while the link connects. */
  begin(): Promise<void>;
  /** Collects no more; the connection is kept. */
  pause(): void;
  /** Something around the domains changed (a proof of sharing, another host's name). */
  redescribe(): void;
  stop(): void;
}

export interface CollectorParts extends Pick<InventoryParts, "now" | "logger"> {
  readonly link: HostLink;
  readonly book: HostBook;
  readonly reader: HostReader;
}

/** Periods in ms (docs/decisions: reads are cheap by tiers; a full domstats costs QEMU 6.5 ms of CPU for each VM). */
const RECONCILE_MS = 10_000;
const OS_MS = 30_000;
const DOMAINS_MS = 45_000;
const POOLS_MS = 60_000;
const ALL_MS = 3_600_000;
/** A first reading that was cut short is tried again so soon, while the link is up. */
const READ_AGAIN_MS = 3_000;
const EVENT_PAUSE_MS = 100;
/**
 * In the moments of a migration's switchover both libvirts and both QEMUs have something better to do than to describe the domain: its
 * "... Migrated" events are followed by a reading only so much later.
 */
const SWITCHOVER_PAUSE_MS = 700;

/** Events that change nothing which a domain's description has, or come in numbers. */
const IGNORED_EVENTS = new Set(["migration-iteration", "job-completed", "rtc-change", "graphics", "block-threshold", "watchdog"]);

/** Problems that last until an admin acts on the host or here; all others may end by themselves. */
const BLOCKING: ReadonlySet<HostProblemCode> = new Set([
  "auth-failed",
  "host-key-changed",
  "virsh-missing",
  "libvirt-denied",
  "qemu-missing",
]);

/** The state that a problem puts a host into. */
export function stateOf(code: HostProblemCode): HostState {
  return BLOCKING.has(code) ? "blocked" : "unreachable";
}

/** A collector on a link that is held already; `begin` begins. */
export function startCollector({ link, book, reader, now, logger }: CollectorParts): Collector {
  const inTurn = serial();
  let up = false;
  let collecting = false;
  let stopped = false;
  let retry: NodeJS.Timeout | undefined;

  const setProblem = (problem: Omit<HostProblem, "sinceMs"> & { readonly sinceMs?: number }) => {
    const before = book.snapshot().problem;
    const sinceMs = problem.sinceMs ?? (before?.code === problem.code ? before.sinceMs : now());
    book.setStatus(stateOf(problem.code), { ...problem, sinceMs });
  };
  const readAll = async (): Promise<void> => {
    clearTimeout(retry);
    const complete = await reader.readAll();
    if (!up || stopped) return;
    if (!complete) {
      retry = setTimeout(() => void onDuty("all", readAll), READ_AGAIN_MS);
      return;
    }
    const guests = book.snapshot().facts?.guests;
    if (!collecting) return;
    if (guests?.known && guests.value.length === 0)
      setProblem({ code: "qemu-missing", detail: "virsh capabilities: no <guest>" });
    else book.setStatus("online", null);
  };
  /** Runs a reading in turn and publishes; programming errors end in the log, never in the process. */
  const whileUp = (name: string, read: () => Promise<void>): Promise<void> =>
    inTurn(name, async () => {
      if (!up || stopped) return;
      await guarded(name, read);
    });
  const onDuty = (name: string, read: () => Promise<void>): Promise<void> =>
    collecting ? whileUp(name, read) : Promise.resolve();
  const guarded = async (name: string, read: () => Promise<void>): Promise<void> => {
    try {
      await read();
    } catch (error) {
      logger.error({ hostId: link.hostId, reading: name, error }, "reading a host failed");
    }
    publish();
  };

  const publish = () => {
    if (stopped) return;
    try {
      book.publish();
    } catch (error) {
      // A listener's fault must not end the reading of this host.
      logger.error({ hostId: link.hostId, error }, "announcing a host failed");
    }
  };

  const onState = (state: LinkState) => {
    if (state.kind === "up") {
      if (collecting) book.setRoundTrip(state.roundTripMs);
      if (!up) {
        up = true;
        void onDuty("all", readAll);
      }
      return;
    }
    up = false;
    clearTimeout(retry);
    if (!collecting) return;
    if (state.kind === "down") setProblem(state.problem);
    else book.setStatus("connecting", null);
    publish();
  };
  const readChanged = coalesce<DomainUuid>(EVENT_PAUSE_MS, (uuid) =>
    up && !stopped ? guarded("event", () => reader.readOne(uuid)) : Promise.resolve(),
  );
  const onEvent = (event: LibvirtEvent) => {
    if (!up || !collecting || IGNORED_EVENTS.has(event.kind)) return;
    const uuid = event.domainUuid;
    if (uuid && /\bMigrated\b/.test(event.detail)) setTimeout(() => readChanged(uuid), SWITCHOVER_PAUSE_MS).unref();
    else if (uuid) readChanged(uuid);
    else void onDuty("reconcile", reader.reconcile);
  };

  const stoppers = [
    link.onState(onState),
    link.onEvent(onEvent),
    repeat(RECONCILE_MS, () => onDuty("reconcile", reader.reconcile)),
    repeat(OS_MS, () => onDuty("os", reader.readOs)),
    repeat(DOMAINS_MS, () => onDuty("domains", reader.refreshDomains)),
    repeat(POOLS_MS, () => onDuty("pools", reader.readPools)),
    repeat(ALL_MS, () => onDuty("all", readAll)),
  ];
  if (link.state().kind !== "connecting") onState(link.state());

  return {
    async refresh(only) {
      if (!up) return false;
      if (only) await guarded("one", () => reader.readOne(only));
      else await whileUp("all", readAll);
      return true;
    },
    async begin() {
      if (collecting) return;
      collecting = true;
      const state = link.state();
      if (up) await onDuty("all", readAll);
      // While it connects, what another process saw last is better than nothing.
      else if (state.kind !== "connecting") onState(state);
    },
    pause() {
      collecting = false;
      clearTimeout(retry);
    },
    redescribe() {
      if (!collecting) return;
      reader.redescribe();
      publish();
    },
    stop() {
      stopped = true;
      clearTimeout(retry);
      for (const stop of stoppers) stop();
    },
  };
}
