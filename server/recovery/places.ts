import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { Place } from "../../lib/core/model/recovery.ts";
import { parsePlace, silentPlace } from "../../lib/core/recovery/parse-place.ts";
import type { HostLinks } from "../libvirt/host-link.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { PLACE_SCRIPT } from "./place-script.ts";

const TIMEOUT_MS = 20_000;

/** What this needs of the server. */
export interface PlaceParts {
  readonly links: Pick<HostLinks, "get">;
  readonly inventory: { snapshots(): readonly HostSnapshot[] };
  /** The server's clock, ms. */
  readonly now: () => number;
}

/** Asks every registered host about one domain, now and at once. Never throws for what a host does: one without an answer is silent. */
export function readPlaces(parts: PlaceParts, uuid: DomainUuid): Promise<readonly Place[]> {
  return Promise.all(
    parts.inventory.snapshots().map(async ({ registration: { id, name } }) => {
      const link = parts.links.get(id);
      const result = link ? await link.script(PLACE_SCRIPT, [uuid], { timeoutMs: TIMEOUT_MS }) : null;
      const words = result === null ? silentPlace("not connected") : read(result);
      return { hostId: id, hostName: name, ...words, readAtMs: parts.now() };
    }),
  );
}

function read(result: CommandResult): ReturnType<typeof parsePlace> {
  if (!result.timedOut && !result.connectionLost && result.exitCode === 0) return parsePlace(result.stdout);
  return silentPlace((result.stderr || (result.timedOut ? "no answer in time" : "no answer")).trim());
}
