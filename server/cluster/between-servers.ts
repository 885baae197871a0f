import type { Numbered } from "./in-order.ts";

/** One event on its way between processes. The arguments are JSON: the adapter's own packing makes null of what is undefined. */
export interface BusMessage extends Numbered {
  readonly name: string;
  readonly args: string;
}

/** What processes say to each other through socket.io. */
export interface BetweenServers {
  said: (message: BusMessage) => void;
  /** Now and then: how much was said so far, so that a loss is noticed though nothing more is said. */
  count: (from: string, said: number) => void;
}
