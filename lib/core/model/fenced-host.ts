import type { HostId } from "./ids.ts";

/** A registered host that somebody declared to be powered off, by typing its name. */
export interface FencedHost {
  readonly hostId: HostId;
  readonly typedName: string;
}
