/** One message of another process; `seq` counts what that process has said, from 1. */
export interface Numbered {
  readonly from: string;
  readonly seq: number;
}

export interface InOrder<Message extends Numbered> {
  take(message: Message): void;
  /** The sender has said so many messages in all. */
  count(from: string, said: number): void;
  /** The listener was away: whoever is not known by now is heard from the first word on. */
  listeningAgain(): void;
  stop(): void;
}

export interface InOrderParts<Message> {
  readonly deliver: (message: Message) => void;
  /** Something was said that did not arrive. */
  readonly onMissed: () => void;
  readonly now: () => number;
}

/** A long message is fetched from a table while short ones pass it: so long one that is missing may still come, ms. */
const WAIT_MS = 3_000;
/** Of who was there before us, the first words are where we begin; others are heard from their first word on. */
const SETTLE_MS = 6_000;
/** Several words of one process are on their way at once: of who was there before us, the first that come are gathered for so long, ms. */
const GATHER_MS = 150;
const FORGET_MS = 60_000;

interface Sender<Message> {
  /** Where we began to listen: what is older and still comes is passed on as it comes. */
  first: number;
  next: number;
  /** True while it is not known yet where we begin. */
  gathering: boolean;
  readonly early: Map<number, Message>;
  heardAtMs: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Puts what other processes say in the order in which each said it, once, and notices what is lost: the database tells nobody of words
 * that it passed on while the listener was away.
 */
export function createInOrder<Message extends Numbered>({ deliver, onMissed, now }: InOrderParts<Message>): InOrder<Message> {
  const senders = new Map<string, Sender<Message>>();
  let settledAtMs = now() + SETTLE_MS;

  const senderOf = (from: string, firstSeq: number, heard: "message" | "count"): Sender<Message> => {
    const present = senders.get(from);
    if (present) {
      present.heardAtMs = now();
      return present;
    }
    for (const [id, { heardAtMs, timer }] of senders) {
      if (now() - heardAtMs < FORGET_MS) continue;
      clearTimeout(timer);
      senders.delete(id);
    }
    const fromItsFirst = now() > settledAtMs;
    const first = fromItsFirst ? 1 : firstSeq;
    const gathering = !fromItsFirst && heard === "message" && firstSeq > 1;
    const made: Sender<Message> = { first, next: first, gathering, early: new Map(), heardAtMs: now(), timer: undefined };
    senders.set(from, made);
    if (gathering) made.timer = setTimeout(() => begin(made), GATHER_MS);
    return made;
  };
  /** Begins with the earliest word that came. */
  const begin = (sender: Sender<Message>): void => {
    sender.gathering = false;
    sender.timer = undefined;
    sender.first = Math.min(...sender.early.keys());
    sender.next = sender.first;
    pass(sender);
    if (sender.early.size > 0) expect(sender, Math.max(...sender.early.keys()));
  };
  const pass = (sender: Sender<Message>): void => {
    for (let message = sender.early.get(sender.next); message; message = sender.early.get(sender.next)) {
      sender.early.delete(sender.next);
      sender.next += 1;
      deliver(message);
    }
  };
  /** Waits for what is missing below `upTo`; then goes on without it. */
  const expect = (sender: Sender<Message>, upTo: number): void => {
    if (sender.next >= upTo || sender.timer) return;
    sender.timer = setTimeout(() => {
      sender.timer = undefined;
      if (sender.next < upTo) {
        onMissed();
        const [earliest = upTo] = [...sender.early.keys()].sort((a, b) => a - b);
        sender.next = earliest;
        pass(sender);
      }
      if (sender.early.size > 0) expect(sender, Math.max(...sender.early.keys()));
    }, WAIT_MS);
    sender.timer.unref();
  };
  return {
    take(message) {
      const sender = senderOf(message.from, message.seq, "message");
      if (sender.gathering) {
        sender.early.set(message.seq, message);
        if (message.seq === 1) {
          clearTimeout(sender.timer);
          begin(sender);
        }
        return;
      }
      if (message.seq < sender.next) {
        if (message.seq < sender.first) deliver(message);
        return;
      }
      sender.early.set(message.seq, message);
      pass(sender);
      if (sender.early.size > 0) expect(sender, message.seq);
    },
    count(from, said) {
      const sender = senderOf(from, said + 1, "count");
      if (!sender.gathering) expect(sender, said + 1);
    },
    listeningAgain() {
      settledAtMs = Number.NEGATIVE_INFINITY;
    },
    stop() {
      for (const { timer } of senders.values()) clearTimeout(timer);
      senders.clear();
    },
  };
}
