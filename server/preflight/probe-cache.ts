import type { Probe } from "../../lib/core/preflight/probes.ts";

export type FinishedProbe<T> = Exclude<Probe<T>, { kind: "pending" }>;

interface Entry<T> {
  /** Of the run that is under way, else of the one that gave the result. */
  readonly startedAtMs: number;
  readonly running: Promise<FinishedProbe<T>> | null;
  readonly result: FinishedProbe<T> | null;
  readonly resultStartedAtMs: number;
}

export interface ProbeCache<T> {
  /** What is known now: pending when it never ran, is too old to be shown, or began before `notBeforeMs`. */
  get(key: string, notBeforeMs?: number): Probe<T>;
  /**
   * A result of a run that began at `notBeforeMs` or later: the one at hand, the one that is running, or a new one. A run that began
   * earlier is waited for first, so that one key never runs twice at once.
   */
  ensure(key: string, notBeforeMs: number, run: () => Promise<FinishedProbe<T>>): Promise<FinishedProbe<T>>;
  /** When the run began that the result at hand came from; -Infinity when there is none. */
  startedAtMs(key: string): number;
  /** Keeps a result that another run brought along. */
  put(key: string, startedAtMs: number, result: FinishedProbe<T>): void;
  /** Forgets every key that the test holds for. */
  forget(test: (key: string) => boolean): void;
}

/** Above this the oldest half goes: a big fleet in the matrix (100 VMs of 3 disks against 100 hosts: 30 000) must not fill the memory. */
const MAX_ENTRIES = 80_000;
const PENDING = { kind: "pending" } as const;

export interface ProbeCacheParts {
  readonly now: () => number;
  /** How long an answer, and how long a failure, is not asked for again, ms. */
  readonly ttlMs: number;
  readonly failedTtlMs: number;
  /** How long a result is shown while there is no newer one, ms; as long as it counts unless said otherwise. */
  readonly keepMs?: number;
  /** Told of each key whose result came, changed or went. Growing old is no change. */
  readonly onChange?: (key: string) => void;
}

/** Results of one kind of probe by key. A run that throws is a failed probe with the error's words. */
export function createProbeCache<T>(parts: ProbeCacheParts): ProbeCache<T> {
  const entries = new Map<string, Entry<T>>();
  const { now, keepMs, onChange = () => undefined } = parts;

  const isStale = (result: FinishedProbe<T> | null): boolean =>
    result === null || now() - result.atMs > (result.kind === "done" ? parts.ttlMs : parts.failedTtlMs);

  const drop = (key: string): void => {
    entries.delete(key);
    onChange(key);
  };

  const put = (key: string, startedAtMs: number, result: FinishedProbe<T>): void => {
    entries.delete(key);
    entries.set(key, { startedAtMs, running: null, result, resultStartedAtMs: startedAtMs });
    onChange(key);
    if (entries.size <= MAX_ENTRIES) return;
    for (const old of [...entries.keys()].slice(0, MAX_ENTRIES / 2)) if (entries.get(old)?.running === null) drop(old);
  };

  const start = (key: string, run: () => Promise<FinishedProbe<T>>): Promise<FinishedProbe<T>> => {
    const startedAtMs = now();
    const running = guarded(run, now).then((result) => {
      // A link that went down meanwhile made us forget the key: then the result is of no further use.
      if (entries.get(key)?.running === running) put(key, startedAtMs, result);
      return result;
    });
    const { result = null, resultStartedAtMs = Number.NEGATIVE_INFINITY } = entries.get(key) ?? {};
    entries.set(key, { startedAtMs, running, result, resultStartedAtMs });
    return running;
  };

  return {
    get(key, notBeforeMs) {
      const entry = entries.get(key);
      if (!entry?.result || (notBeforeMs !== undefined && entry.resultStartedAtMs < notBeforeMs)) return PENDING;
      const { result } = entry;
      const isOld = keepMs === undefined ? isStale(result) : now() - result.atMs > keepMs;
      return isOld ? PENDING : result;
    },
    async ensure(key, notBeforeMs, run) {
      for (;;) {
        const entry = entries.get(key);
        if (!entry || (entry.running === null && (entry.startedAtMs < notBeforeMs || isStale(entry.result))))
          return start(key, run);
        if (entry.running === null && entry.result !== null) return entry.result;
        const result = await entry.running;
        if (entry.startedAtMs >= notBeforeMs && result !== null) return result;
      }
    },
    startedAtMs(key) {
      const entry = entries.get(key);
      return entry && entry.running === null && !isStale(entry.result) ? entry.startedAtMs : Number.NEGATIVE_INFINITY;
    },
    put,
    forget(test) {
      for (const key of [...entries.keys()]) if (test(key)) drop(key);
    },
  };
}

async function guarded<T>(run: () => Promise<FinishedProbe<T>>, now: () => number): Promise<FinishedProbe<T>> {
  try {
    return await run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "failed", why: { key: "preflight.common.probe-failed", values: { reason } }, atMs: now(), commands: [] };
  }
}
