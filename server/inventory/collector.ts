import type { HostProblem, HostProblemCode, HostState } from "../../lib/core/model/host.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { HostLink, LibvirtEvent, LinkState } from "../libvirt/host-link.ts";
import type { HostBook } from "./host-book.ts";
import type { HostReader } from "./host-reader.ts";
import type { InventoryParts } from "./parts.ts";
import { coalesce, repeat, serial } from "./timing.ts";

/** Keeps one host's book true: reads at once when the link comes up and when libvirt tells of a change, and now and then besides. */
export interface Collector {
  /** Reads everything, or one domain, now. Returns when the book has it, or when the host does not answer. */
  refresh(only?: DomainUuid): Promise<void>;
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

/** Starts collecting from a link that is held already. */
export function startCollector({ link, book, reader, now, logger }: CollectorParts): Collector {
  const inTurn = serial();
  let up = false;
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
      retry = setTimeout(() => void whileUp("all", readAll), READ_AGAIN_MS);
      return;
    }
    const guests = book.snapshot().facts?.guests;
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
      book.setRoundTrip(state.roundTripMs);
      if (!up) {
        up = true;
        void whileUp("all", readAll);
      }
      return;
    }
    up = false;
    clearTimeout(retry);
    if (state.kind === "down") setProblem(state.problem);
    else book.setStatus("connecting", null);
    publish();
  };
  const readChanged = coalesce<DomainUuid>(EVENT_PAUSE_MS, (uuid) =>
    up && !stopped ? guarded("event", () => reader.readOne(uuid)) : Promise.resolve(),
  );
  const onEvent = (event: LibvirtEvent) => {
    if (!up || IGNORED_EVENTS.has(event.kind)) return;
    const uuid = event.domainUuid;
    if (uuid && /\bMigrated\b/.test(event.detail)) setTimeout(() => readChanged(uuid), SWITCHOVER_PAUSE_MS).unref();
    else if (uuid) readChanged(uuid);
    else void whileUp("reconcile", reader.reconcile);
  };

  const stoppers = [
    link.onState(onState),
    link.onEvent(onEvent),
    repeat(RECONCILE_MS, () => whileUp("reconcile", reader.reconcile)),
    repeat(OS_MS, () => whileUp("os", reader.readOs)),
    repeat(DOMAINS_MS, () => whileUp("domains", reader.refreshDomains)),
    repeat(POOLS_MS, () => whileUp("pools", reader.readPools)),
    repeat(ALL_MS, () => whileUp("all", readAll)),
  ];
  if (link.state().kind !== "connecting") onState(link.state());

  return {
    async refresh(only) {
      if (!up) return;
      if (only) await guarded("one", () => reader.readOne(only));
      else await whileUp("all", readAll);
    },
    redescribe() {
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
