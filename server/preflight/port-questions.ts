import { migrationAddress } from "../../lib/core/migration/destination-uri.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { usesDataPorts } from "../../lib/core/preflight/choices.ts";
import type { Pair } from "./pair.ts";
import { type ProbeBook, pairKey, portKey } from "./probe-book.ts";
import type { PortQuestion } from "./probes/ports.ts";

export interface KeyedPortQuestion extends PortQuestion {
  readonly use: "memory" | "disks";
  readonly key: string;
  /** The one that every pair of hosts is asked. */
  readonly isDefault: boolean;
}

/**
 * Which ports a migration with these options needs on the destination, and at which address: the announced name and libvirt's range, unless
 * the options say otherwise.
 */
export function portQuestions(
  book: Pick<ProbeBook, "names">,
  { source, destination }: Pair,
  options: MigrationOptions | null,
): readonly KeyedPortQuestion[] {
  if (!usesDataPorts(options)) return [];
  const [from, to] = [source.registration.id, destination.registration.id];
  const told = book.names.get(pairKey(from, to));
  // The memory goes to the name that the destination announces; if that leads nowhere, path.hostname says so.
  const announced =
    told.kind === "done" && told.value.hostname.resolved.length > 0
      ? told.value.hostname.announced
      : migrationAddress(destination.registration).address;
  const address = options?.migrateAddress ?? announced;
  const { min, max } = destination.facts?.migrationPorts ?? { min: 49_152, max: 49_215 };
  const range = { minPort: min, maxPort: max };
  const only = (port: number) => ({ minPort: port, maxPort: port });
  const { migratePort = null, migrateAddress = null, disksPort = null } = options ?? {};
  const isDefault = migrateAddress === null && migratePort === null;
  return [
    {
      use: "memory",
      key: isDefault ? pairKey(from, to) : portKey(from, to, address, migratePort ?? "range"),
      isDefault,
      address,
      ...(migratePort === null ? range : only(migratePort)),
    },
    ...(disksPort === null
      ? []
      : [{ use: "disks", key: portKey(from, to, address, disksPort), isDefault: false, address, ...only(disksPort) } as const]),
  ];
}
