import type { z } from "zod";
import type { measureLinkInput } from "../../lib/contract/inputs.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { LinkFigures } from "../../lib/core/model/prediction.ts";
import { createRemotes } from "../preflight/remote.ts";
import { ServiceError } from "../service-error.ts";
import type { LinkBook } from "./link-book.ts";
import { type MeasuredPair, measureLink } from "./measure-link.ts";
import type { ForecastParts } from "./parts.ts";

type Input = z.output<typeof measureLinkInput>;

/**
 * Makes the verb that measures a link and keeps the figure. One measurement at a time for each host, and none while a migration uses either of them: each
 * would spoil the other. Throws `not-found`, `conflict`, `host-offline`, `host-problem`.
 */
export function createMeasure(parts: ForecastParts, book: LinkBook): (input: Input) => Promise<LinkFigures> {
  const remotes = createRemotes(parts.links);
  const busy = new Set<HostId>();

  const sideOf = (hostId: HostId, field: string): MeasuredPair["source"] => {
    const snapshot = parts.inventory.snapshot(hostId);
    if (!snapshot) throw new ServiceError("not-found", { message: { key: "errors.forecast.unknown-host" }, field });
    const found = remotes.get(hostId);
    if (found.ok) return { remote: found.remote, snapshot };
    const values = { host: snapshot.registration.name };
    throw new ServiceError("host-offline", { message: { key: "errors.forecast.host-offline", values } });
  };
  const refuse = (key: "migrating" | "measuring", hostId: HostId): ServiceError => {
    const host = parts.inventory.snapshot(hostId)?.registration.name ?? hostId;
    return new ServiceError("conflict", { message: { key: `errors.forecast.${key}`, values: { host } } });
  };

  return async ({ sourceHostId, destinationHostId, seconds }) => {
    const hosts = [sourceHostId, destinationHostId];
    if (sourceHostId === destinationHostId)
      throw new ServiceError("conflict", { message: { key: "errors.forecast.same-host" }, field: "destinationHostId" });
    const pair = { source: sideOf(sourceHostId, "sourceHostId"), destination: sideOf(destinationHostId, "destinationHostId") };
    const taken = hosts.find((hostId) => busy.has(hostId));
    if (taken) throw refuse("measuring", taken);
    for (const hostId of hosts) busy.add(hostId);
    try {
      const unfinished = (await parts.store.migrations.unfinished()).map(({ request }) => request);
      const used = hosts.find((hostId) =>
        unfinished.some((request) => request.sourceHostId === hostId || request.destinationHostId === hostId),
      );
      if (used) throw refuse("migrating", used);
      const bytesPerSec = Math.round(await measureLink(pair, seconds));
      return await book.change(sourceHostId, destinationHostId, (before) => ({
        ...before,
        measured: { bytesPerSec, atMs: parts.now(), seconds },
      }));
    } finally {
      for (const hostId of hosts) busy.delete(hostId);
    }
  };
}
