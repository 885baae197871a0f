import { randomBytes } from "node:crypto";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { DomainUuid, HostId } from "../../lib/core/model/ids.ts";
import type { ServerEvents } from "../events.ts";
import type { Collector } from "./collector.ts";
import type { FactSaver } from "./fact-saver.ts";
import type { HostBook } from "./host-book.ts";
import type { HostReadHere, HostTelling } from "./tellings.ts";

/**
 * One host's part in the division of reading. One process reads it, and tells; the books of the others follow that one alone, by their own
 * list of the living. Who needs the truth at once reads for himself: what he read stays in his book until the reader has read after him.
 * So there is nothing to fight about: a follower's readings are never told, only that it read.
 */
export interface HostShare {
  /** Says which process reads the host; begins or ends to be that. True when another one begins to. */
  setReader(processId: string): boolean;
  refresh(only?: DomainUuid): Promise<void>;
  /** The book announced this. */
  announced(snapshot: HostSnapshot, changed: boolean): void;
  /** Tells the others what the book says, if this process reads. */
  tell(): void;
  onTold(telling: HostTelling): void;
  onReadHere(word: HostReadHere): void;
  stop(): void;
}

export interface HostShareParts {
  readonly me: string;
  readonly hostId: HostId;
  readonly book: HostBook;
  readonly collector: Collector;
  readonly saver: FactSaver;
  readonly events: ServerEvents;
  /** False: there are no others. */
  readonly tells: boolean;
}

/** A snapshot of 100 VMs has 100 kB and more: so often at most, ms. */
const TELL_EVERY_MS = 200;
/** So long at most a reading of our own stands against what the reader tells. */
const HOLD_MS = 10_000;
/** So long a refresh waits for the reader, where there is no connection to the host from here. */
const ANSWER_MS = 5_000;

/** What stands open until the reader has read after us. */
interface Open {
  /** What was read here and stays in the book till then: a domain, or all; nothing when it could not be read. */
  readonly keeps: DomainUuid | "all" | "nothing";
  readonly end: () => void;
}

/** Nobody reads the host before `setReader`. */
export function shareHost({ me, hostId, book, collector, saver, events, tells }: HostShareParts): HostShare {
  let reader: string | undefined;
  /** The host was seen from here, or is known to be away: until then what others saw last is not to be replaced by "connecting". */
  let seen = false;
  let followed = "";
  let answers: string[] = [];
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let telling: NodeJS.Timeout | undefined;
  const open = new Map<string, Open>();

  const tellNow = (): void => {
    telling = undefined;
    toldAtMs = performance.now();
    const answered = answers;
    answers = [];
    if (reader === me) events.emit("host:told", { by: me, snapshot: book.snapshot(), answers: answered });
  };
  const tell = (): void => {
    if (!tells || reader !== me || !seen || telling) return;
    const waitMs = toldAtMs + TELL_EVERY_MS - performance.now();
    if (waitMs <= 0) tellNow();
    else telling = setTimeout(tellNow, waitMs);
  };
  const close = (token: string): void => {
    const one = open.get(token);
    open.delete(token);
    one?.end();
  };
  /** Tells the reader to read after us. Resolves when its answer is followed, or is given up. */
  const askReader = (keeps: Open["keeps"], domainUuid: DomainUuid | null, withinMs: number): Promise<void> =>
    new Promise((resolve) => {
      const token = randomBytes(8).toString("hex");
      const timer = setTimeout(() => {
        close(token);
        // What it says next is taken, though it says the same as before.
        followed = "";
        events.emit("host:asked", [hostId]);
      }, withinMs);
      timer.unref();
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      open.set(token, { keeps, end });
      events.emit("host:read-here", { token, hostId, domainUuid });
    });

  return {
    setReader(processId) {
      if (processId === reader) return false;
      reader = processId;
      followed = "";
      seen = false;
      for (const token of [...open.keys()]) close(token);
      if (reader === me) {
        void collector.begin().then(() => {
          seen ||= book.snapshot().state !== "connecting";
          tell();
        });
        return false;
      }
      collector.pause();
      saver.drop();
      return true;
    },
    async refresh(only) {
      const read = await collector.refresh(only);
      if (reader === me) return;
      const domainUuid = only ?? null;
      if (read) void askReader(only ?? "all", domainUuid, HOLD_MS);
      else await askReader("nothing", domainUuid, ANSWER_MS);
    },
    announced(snapshot, changed) {
      if (reader !== me) return;
      saver.offer(snapshot, changed);
      seen ||= snapshot.state !== "connecting";
      tell();
    },
    tell,
    onTold({ by, snapshot, answers: answered }) {
      if (by !== reader || by === me) return;
      const mark = `${by} ${snapshot.revision}`;
      const kept = new Set([...open].filter(([token]) => !answered.includes(token)).map(([, { keeps }]) => keeps));
      // After a reading of everything here its answer alone counts.
      const isNews = !kept.has("all") && (mark !== followed || answered.length > 0);
      if (isNews) {
        followed = mark;
        book.follow(snapshot, new Set([...kept].filter((keeps): keeps is DomainUuid => keeps !== "nothing")));
      }
      for (const token of answered) close(token);
    },
    onReadHere({ token, domainUuid }) {
      if (reader !== me) return;
      void collector.refresh(domainUuid ?? undefined).then(() => {
        answers.push(token);
        tell();
      });
    },
    stop() {
      clearTimeout(telling);
      reader = undefined;
      for (const token of [...open.keys()]) close(token);
    },
  };
}
