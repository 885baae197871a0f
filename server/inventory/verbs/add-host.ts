import type { z } from "zod";
import type { addHostInput } from "../../../lib/contract/inputs.ts";
import type { ProbeResult } from "../../../lib/contract/views.ts";
import type { HostRegistration, HostSnapshot } from "../../../lib/core/model/host.ts";
import { hostId } from "../../../lib/core/model/ids.ts";
import { hostProblemError, inventoryError } from "../errors.ts";
import type { HostEntry } from "../host-entry.ts";
import type { InventoryParts } from "../parts.ts";
import { findRegistered, type Registry, snapshotsOf } from "../registry.ts";
import { probeHost } from "./probe-host.ts";

export type AddHostInput = z.output<typeof addHostInput>;

const FIRST_FACTS_MS = 5_000;
const NAME_MAX = 63;

/**
 * Registers a host. Everything is tried anew before anything is stored: the key that it presents must be the accepted one, and each check
 * must pass. Conflict for a host or name that is there already, host-problem with the step's own problem for the rest. The snapshot has
 * first facts, unless they take longer than 5 s.
 */
export async function addHost(
  parts: InventoryParts,
  registry: Registry,
  input: AddHostInput,
  open: (registration: HostRegistration) => HostEntry,
): Promise<HostSnapshot> {
  const { address, port, user, keyId, acceptedFingerprint } = input;
  const find = findRegistered(registry);
  refuseDuplicate(find({ address, port, libvirtUuid: null }));
  const name = input.name;
  if (name !== undefined && nameIsTaken(registry, name))
    throw inventoryError("conflict", "name-taken", { field: "name", values: { name } });

  const probe = await probeHost(parts, input, find);
  const hostKey = acceptedKey(probe, acceptedFingerprint);
  refuseDuplicate(probe.alreadyRegisteredAs);
  const failed = probe.steps.find((step) => step.status === "failed");
  if (failed) throw hostProblemError(failed.problem ?? "unexpected-output", failed.detail);

  const registration: HostRegistration = {
    id: hostId(parts.newId("h")),
    name: name ?? freeName(registry, probe.hostname ?? address, address),
    address,
    port,
    user,
    keyId,
    hostKey,
    addedAtMs: parts.now(),
  };
  // Another process may have added it, or a host of this name, a moment ago.
  for (const host of await parts.store.hosts.list()) {
    if (host.address.toLowerCase() === address.toLowerCase() && host.port === port) refuseDuplicate(host.name);
    if (host.name.toLowerCase() === registration.name.toLowerCase())
      throw inventoryError("conflict", "name-taken", { field: "name", values: { name: host.name } });
  }
  await parts.store.hosts.insert(registration);
  const entry = open(registration);
  parts.events.emit("host:registered", registration);
  await firstFacts(parts, registration);
  return entry.book.snapshot();
}

function refuseDuplicate(registeredAs: string | null): void {
  if (registeredAs === null) return;
  throw inventoryError("conflict", "already-registered", { field: "address", values: { name: registeredAs } });
}

function acceptedKey({ hostKey, steps }: ProbeResult, acceptedFingerprint: string): HostRegistration["hostKey"] {
  const failed = steps.find((step) => step.status === "failed");
  if (!hostKey) throw hostProblemError(failed?.problem ?? "connection-lost", failed?.detail ?? "");
  if (hostKey.fingerprint === acceptedFingerprint) return hostKey;
  const values = { accepted: acceptedFingerprint, presented: hostKey.fingerprint };
  throw inventoryError("conflict", "host-key-differs", { field: "acceptedFingerprint", values });
}

function nameIsTaken(registry: Registry, name: string): boolean {
  return snapshotsOf(registry).some(({ registration }) => registration.name.toLowerCase() === name.toLowerCase());
}

/** The host's own name; with its address behind it when another host has the same. */
function freeName(registry: Registry, hostname: string, address: string): string {
  const plain = hostname.slice(0, NAME_MAX);
  if (!nameIsTaken(registry, plain)) return plain;
  const suffix = ` (${address})`.slice(0, NAME_MAX - 1);
  const longer = hostname.slice(0, NAME_MAX - suffix.length) + suffix;
  if (!nameIsTaken(registry, longer)) return longer;
  throw inventoryError("conflict", "name-taken", { field: "name", values: { name: longer } });
}

/** Waits until the new host's first facts or first problem is announced. */
function firstFacts({ events }: InventoryParts, { id }: HostRegistration): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      events.off("host:state", listen);
      resolve();
    };
    const listen = (snapshot: HostSnapshot) => {
      if (snapshot.registration.id === id && snapshot.state !== "connecting") done();
    };
    const timer = setTimeout(done, FIRST_FACTS_MS);
    events.on("host:state", listen);
  });
}
