import type { HostKey } from "../../../lib/core/model/host.ts";
import type { HostId } from "../../../lib/core/model/ids.ts";
import { fetchHostKey } from "../../ssh/fetch-host-key.ts";
import { hostProblemError, inventoryError } from "../errors.ts";
import type { InventoryParts } from "../parts.ts";
import { entryOf, type Registry } from "../registry.ts";

const CONNECT_TIMEOUT_MS = 8_000;

/** Pins the key that the host presents now, if it is the one that the admin compared and accepted; then connects anew. */
export async function repinHost(
  { store, links, events }: InventoryParts,
  registry: Registry,
  id: HostId,
  acceptedFingerprint: string,
): Promise<HostKey> {
  const { registration } = entryOf(registry, id).book.snapshot();
  const fetched = await fetchHostKey(registration.address, registration.port, CONNECT_TIMEOUT_MS);
  if (!fetched.ok) throw hostProblemError(fetched.problem.code, fetched.problem.detail);
  const { hostKey } = fetched;
  if (hostKey.fingerprint !== acceptedFingerprint) {
    const values = { accepted: acceptedFingerprint, presented: hostKey.fingerprint };
    throw inventoryError("conflict", "host-key-differs", { field: "acceptedFingerprint", values });
  }
  const repinned = { ...registration, hostKey };
  const entry = entryOf(registry, id);
  await store.hosts.update(repinned);
  entry.book.setRegistration(repinned);
  links.replace(repinned);
  events.emit("host:registered", repinned);
  return hostKey;
}
