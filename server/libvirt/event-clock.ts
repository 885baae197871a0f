/** Brings event times from a host's clock onto the server's. */
export interface EventClock {
  /** The server's time of an event, never later than its arrival. */
  atMs(hostAtMs: number, arrivedAtMs: number): number;
}

/** A host's clock that is off by more than this against what was seen before was set: the offset is learnt anew. */
const JUMP_MS = 60_000;

/**
 * The smallest difference ever seen between arrival and the host's stamp is taken as the clocks' offset (plus the shortest travel time,
 * a few ms), so that events that arrive late and in a heap after a pause of the network keep their true times and distances.
 */
export function createEventClock(): EventClock {
  let offsetMs: number | undefined;
  return {
    atMs(hostAtMs, arrivedAtMs) {
      const seen = arrivedAtMs - hostAtMs;
      offsetMs = offsetMs === undefined || seen < offsetMs || seen - offsetMs > JUMP_MS ? seen : offsetMs;
      return hostAtMs + offsetMs;
    },
  };
}
