import type { ServerEventMap, ServerEvents } from "../../events.ts";

/** A bus for tests without a database: what one announces the others hear a moment later, as JSON brings it. "host:state" and "missed" stay inside. */
export function connectEvents(
  all: readonly ServerEvents[],
  names: readonly (keyof ServerEventMap)[],
  cut: ReadonlySet<ServerEvents> = new Set(),
): void {
  for (const from of all) {
    for (const name of names) {
      (from.own as NodeJS.EventEmitter).on(name, (...args: unknown[]) => {
        const text = JSON.stringify(args);
        setImmediate(() => {
          if (cut.has(from)) return;
          for (const to of all)
            if (to !== from && !cut.has(to)) to.hear(name, ...(JSON.parse(text) as ServerEventMap[typeof name]));
        });
      });
    }
  }
}
