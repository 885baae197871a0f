"use client";

import { createContext, useContext, useSyncExternalStore } from "react";

/** The server's clock at the render of the page, in ms; hydration uses it so that both sides print the same age. */
export const ServerNowContext = createContext<number>(0);

let offsetMs = 0;
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** How far the server's clock is ahead of this browser's; ages are counted by the server's clock. */
export function setServerClockOffset(ms: number): void {
  offsetMs = ms;
}

/** The server's time now, in ms, as well as the browser knows it. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

function tick(): void {
  nowMs = serverNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    nowMs = serverNow();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Time in ms that moves on once a second, the same for the whole page, so that all ages turn together. */
export function useNow(): number {
  const serverNowMs = useContext(ServerNowContext);
  return useSyncExternalStore(
    subscribe,
    () => (nowMs === 0 ? serverNowMs : nowMs),
    () => serverNowMs,
  );
}

const never = (): (() => void) => () => undefined;

/** False on the server and during hydration, true after: for what only the browser knows (time zone, size of the window). */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
