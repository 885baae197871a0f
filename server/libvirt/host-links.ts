import type { HostId } from "../../lib/core/model/ids.ts";
import { openLogScope } from "../log-scope.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import type { PrivateKey } from "../ssh/ssh-connection.ts";
import { createGate } from "./gate.ts";
import { type HeldLink, holdLink } from "./held-link.ts";
import type { HostLinks } from "./host-link.ts";
import type { LinkLogger } from "./link-logger.ts";

export interface HostLinksParts {
  /** Private key text by id (with its passphrase if it has one). */
  readonly readPrivateKey: (keyId: string) => Promise<string | PrivateKey>;
  readonly logger: LinkLogger;
  /** The server's clock, ms. */
  readonly now: () => number;
  /** 0..1, for the jitter of reconnecting; Math.random unless a test gives its own. */
  readonly random?: () => number;
  /** Told of every virsh command that was run, by its arguments, with what came of it. */
  readonly onVirsh?: (args: readonly string[], result: CommandResult) => void;
}

/** Handshakes cost 3 to 10 ms of CPU each; more than this at once, after a network outage, would stall everything else. */
const HANDSHAKES_AT_ONCE = 24;

/**
 * All held connections. `open` of a host that is already open returns its link with the new registration in force; `replace` keeps the
 * link object and its listeners, and connects anew.
 */
export function createHostLinks(parts: HostLinksParts): HostLinks {
  const held = new Map<HostId, HeldLink>();
  const handshakes = createGate(HANDSHAKES_AT_ONCE);
  const take: HostLinks["open"] = (registration) => {
    const present = held.get(registration.id);
    if (present) {
      present.replace(registration);
      return present.link;
    }
    const hold = () => holdLink(registration, { random: Math.random, ...parts, takeTurn: handshakes.run });
    const fresh = openLogScope({ hostId: registration.id }).run(hold);
    held.set(registration.id, fresh);
    return fresh.link;
  };
  const close = async (hostId: HostId): Promise<void> => {
    held.get(hostId)?.close();
    held.delete(hostId);
  };
  return {
    get: (hostId) => held.get(hostId)?.link,
    open: take,
    replace: take,
    close,
    closeAll: async () => {
      for (const hostId of [...held.keys()]) await close(hostId);
    },
  };
}
