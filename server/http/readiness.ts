import { within } from "../within.ts";
import type { Lifecycle, LifecycleState } from "./lifecycle.ts";

export type DatabaseAnswer = "ok" | "read-only" | "silent";

/** What a load balancer may know: whether this process should get requests, and if not, what is missing. Nothing in it is secret. */
export interface Readiness {
  readonly status: "ok" | "unavailable";
  readonly parts: {
    readonly process: LifecycleState;
    readonly database: DatabaseAnswer;
    readonly hosts: "loaded" | "loading";
  };
}

export interface ReadinessParts {
  readonly lifecycle: Pick<Lifecycle, "state">;
  /** Asks the database something small. */
  readonly askDatabase: () => Promise<unknown>;
  /** True when writes are refused, as with a full disk: what is there can still be read. */
  readonly readOnly: () => boolean;
  readonly hostsLoaded: () => boolean;
}

const ANSWER_WITHIN_MS = 2_000;
/** Everyone may ask: the database is not asked more often than this, ms. */
const KEPT_MS = 500;

function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  return within(ask(), ANSWER_WITHIN_MS, "no answer in time").then(
    () => true,
    () => false,
  );
}

/** Makes the question "is it ready?". A database that only reads does not make it unready: every other process would be so too. */
export function createReadiness(parts: ReadinessParts): () => Promise<Readiness> {
  let last: { readonly answer: Promise<boolean>; readonly atMs: number } | undefined;
  const databaseAnswers = (): Promise<boolean> => {
    if (!last || performance.now() - last.atMs > KEPT_MS)
      last = { answer: answersInTime(parts.askDatabase), atMs: performance.now() };
    return last.answer;
  };
  return async () => {
    const database = !(await databaseAnswers()) ? "silent" : parts.readOnly() ? "read-only" : "ok";
    const process = parts.lifecycle.state();
    const hosts = parts.hostsLoaded() ? "loaded" : "loading";
    const ready = process === "ready" && database !== "silent" && hosts === "loaded";
    return { status: ready ? "ok" : "unavailable", parts: { process, database, hosts } };
  };
}
