import { AsyncLocalStorage } from "node:async_hooks";

interface Note {
  route: string | null;
}

const current = new AsyncLocalStorage<Note>();

/** A place for the route of one request, filled in by whoever finds it. */
export function openRouteNote(): { run<T>(work: () => T): T; route(): string | null } {
  const note: Note = { route: null };
  return { run: (work) => current.run(note, work), route: () => note.route };
}

/** Says which route the request under way is answered by, as a pattern: "/api/v1/hosts/{hostId}". Outside of a request it does nothing. */
export function noteRoute(pattern: string): void {
  const note = current.getStore();
  if (note) note.route = pattern;
}
