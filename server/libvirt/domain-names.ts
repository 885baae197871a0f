import { type DomainUuid, isDomainUuid } from "../../lib/core/model/ids.ts";
import { type CommandResult, succeeded } from "../ssh/command-result.ts";
import type { RunOptions } from "./host-link.ts";

/** Names of a host's domains, because libvirt's event text names domains only so. */
export interface DomainNames {
  resolve(name: string): DomainUuid | undefined;
  /** Reads the names anew; calls during a reading share the next one. Never rejects; what was known stays when it fails. */
  refresh(): Promise<void>;
}

const LIST = ["list", "--all", "--uuid", "--name"] as const;
const LIST_TIMEOUT_MS = 10_000;
/** Names that are gone are kept, for events that come after their domain; more than that are not worth keeping. */
const MOST_NAMES = 20_000;

/** An empty table; `virsh` is how the host is asked. */
export function createDomainNames(virsh: (args: readonly string[], options: RunOptions) => Promise<CommandResult>): DomainNames {
  let byName = new Map<string, DomainUuid>();
  let reading: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    const result = await virsh(LIST, { timeoutMs: LIST_TIMEOUT_MS });
    if (!succeeded(result)) return;
    if (byName.size > MOST_NAMES) byName = new Map();
    for (const [name, uuid] of parseNames(result.stdout)) byName.set(name, uuid);
  };

  return {
    resolve: (name) => byName.get(name),
    refresh() {
      if (!reading) {
        reading = read().finally(() => {
          reading = undefined;
        });
        return reading;
      }
      // One that is under way may have been asked before the change that the caller saw.
      next ??= reading.then(() => {
        next = undefined;
        return this.refresh();
      });
      return next;
    },
  };
}

/** Lines `UUID NAME`; a name may begin or end with spaces, so only the one space behind the UUID is taken off. */
export function parseNames(text: string): [string, DomainUuid][] {
  return text.split("\n").flatMap((line): [string, DomainUuid][] => {
    const uuid = line.slice(0, 36);
    return isDomainUuid(uuid) && line[36] === " " ? [[line.slice(37), uuid]] : [];
  });
}
