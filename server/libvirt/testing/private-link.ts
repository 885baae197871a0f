import type { HostRegistration } from "../../../lib/core/model/host.ts";
import { hostId } from "../../../lib/core/model/ids.ts";
import type { PrivateSshd } from "../../ssh/testing/private-sshd.ts";
import type { HostLink, LinkState } from "../host-link.ts";
import { createHostLinks, type HostLinksParts } from "../host-links.ts";
import type { LinkLogger } from "../link-logger.ts";

/** Says nothing. */
export const silentLogger: LinkLogger = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** How the private sshd is registered. */
export function registrationOf(sshd: PrivateSshd): HostRegistration {
  return { id: hostId("h_private"), name: "private", keyId: "test", addedAtMs: 0, ...sshd.target };
}

/** Links that know the private sshd's key, with a short back-off. */
export function linksTo(sshd: PrivateSshd, parts: Partial<HostLinksParts> = {}) {
  return createHostLinks({
    readPrivateKey: async () => sshd.privateKey,
    logger: silentLogger,
    now: Date.now,
    random: () => 1,
    ...parts,
  });
}

/** The first state, from now on or now, that is as wanted; rejects after `timeoutMs`, telling the last one. */
export function stateOf(link: HostLink, wanted: (state: LinkState) => boolean, timeoutMs = 10_000): Promise<LinkState> {
  return new Promise((resolve, reject) => {
    if (wanted(link.state())) return resolve(link.state());
    const timer = setTimeout(() => {
      off();
      reject(new Error(`the link stayed ${JSON.stringify(link.state())}`));
    }, timeoutMs);
    const off = link.onState((state) => {
      if (!wanted(state)) return;
      clearTimeout(timer);
      off();
      resolve(state);
    });
  });
}

/** The code of what is wrong, or the kind of the state. */
export function told(state: LinkState): string {
  return state.kind === "down" ? state.problem.code : state.kind;
}
