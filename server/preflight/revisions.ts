import type { HostId } from "../../lib/core/model/ids.ts";
import { keptKeys } from "./kept-keys.ts";

/** Numbers that rise when a result of a probe comes, changes or goes. */
export interface Revisions {
  /** A result under this key changed. The key begins with the hosts. */
  changed(key: string): void;
  /** Of all that was tried from one host to another, and on each of them alone: differs from before when any of it changed. */
  of(source: HostId, destination: HostId): number;
}

/** Above this all are forgotten, which counts as a change of everything. */
const MAX_PREFIXES = 100_000;
/** Stands in a key for "no other host". */
export const NO_HOST = "-";

const prefixOf = keptKeys((host: string, other: string): string => `${host} ${other}`);

/** Starts with no change. No number is given out twice for different states. */
export function createRevisions(): Revisions {
  const byPrefix = new Map<string, number>();
  let last = 0;
  let floor = 0;
  const at = (host: string, other: string): number => byPrefix.get(prefixOf(host, other)) ?? 0;
  return {
    changed(key) {
      const [host = "", other = ""] = key.split(" ", 2);
      last += 1;
      if (byPrefix.size >= MAX_PREFIXES) {
        byPrefix.clear();
        floor = last;
      }
      byPrefix.set(prefixOf(host, other), last);
    },
    of: (source, destination) => Math.max(floor, at(source, destination), at(source, NO_HOST), at(destination, NO_HOST)),
  };
}
