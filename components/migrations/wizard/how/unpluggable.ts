import type { Domain } from "@/lib/contract/index.ts";

/** A device that can be taken out before the migration. `own`: it belongs to the host, so that the VM cannot move with it. */
export interface Unpluggable {
  /** As `MigrationOptions.hostDevices` takes it. */
  readonly key: string;
  readonly own: boolean;
  readonly label:
    | { readonly kind: "nic"; readonly mac: string; readonly type: Domain["nics"][number]["type"] }
    | { readonly kind: "host"; readonly type: string; readonly address: string };
}

/** Passed-through devices first, then the NICs: those that are a host's device themselves before those on a bridge or network. */
export function unpluggable(domain: Pick<Domain, "hostDevices" | "nics">): readonly Unpluggable[] {
  const nics = domain.nics.map(
    (nic): Unpluggable => ({
      key: `nic:${nic.mac.toLowerCase()}`,
      own: nic.type === "hostdev",
      label: { kind: "nic", mac: nic.mac, type: nic.type },
    }),
  );
  return [
    ...domain.hostDevices.map(
      (device): Unpluggable => ({
        key: `hostdev:${device.address}`,
        own: true,
        label: { kind: "host", type: device.type, address: device.address },
      }),
    ),
    ...nics.filter((nic) => nic.own),
    ...nics.filter((nic) => !nic.own),
  ];
}
