import { useSyncExternalStore } from "react";

/**
 * live: what is shown is pushed as it happens; paused: the socket is down and pages ask every few seconds; server-gone: the server does
 * not answer at all, what is shown grows old.
 */
export type LiveState = "live" | "paused" | "server-gone";

// Until the first connection had its chance the page is as fresh as its server made it.
let current: LiveState = "live";
let connection: string | null = null;
const listeners = new Set<() => void>();

/** The state now, for code outside of components. */
export function liveState(): LiveState {
  return current;
}

/** The id of the socket's present connection; null while there is none. Two equal answers: it was there all the while. */
export function liveConnection(): string | null {
  return connection;
}

/** Only for the socket's own module and tests. */
export function setLiveConnection(id: string | null): void {
  connection = id;
}

/** Only for the socket's own module and tests. */
export function setLiveState(next: LiveState): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

export function onLiveState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The state of the live connection, for the shell's mark and for words such as "updates are paused". */
export function useLiveState(): LiveState {
  return useSyncExternalStore(onLiveState, liveState, () => "live" as const);
}

/**
 * How often a query asks for itself while nothing is pushed, in ms. For `refetchInterval`. Not while the server is gone: that would only
 * turn good old data into an error; the socket notices when it is back.
 */
export function pollingInterval(): number | false {
  return current === "paused" ? 5000 : false;
}
