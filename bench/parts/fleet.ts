import type { Domain } from "../../lib/core/model/domain.ts";
import { known } from "../../lib/core/model/fact.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { domainUuid, hostId } from "../../lib/core/model/ids.ts";
import { labDomain, labHost } from "../../lib/core/preflight/test-support/lab.ts";

/** A fleet made of what was read from real hosts: two hosts that fit each other and one that does not, and three guests, multiplied. */
export function fleetOf(hostCount: number, vmsPerHost: number): readonly HostSnapshot[] {
  const guests = (["web01", "db02", "mix03"] as const).map((name) => labDomain(name));
  return Array.from({ length: hostCount }, (_, number) => {
    // One host in ten lacks the bridge, the network and the certificates.
    const model = labHost(number % 10 === 9 ? "hv3" : number % 2 === 0 ? "hv1" : "hv2");
    const id = hostId(`h_${String(number).padStart(20, "0")}`);
    const address = `10.80.${Math.floor(number / 250)}.${(number % 250) + 1}`;
    const name = `host${number}`;
    const domains = Array.from({ length: vmsPerHost }, (__, place): Domain => {
      const serial = number * vmsPerHost + place;
      const guest = guests[serial % guests.length] ?? labDomain("web01");
      const hex = serial.toString(16).padStart(8, "0");
      return {
        ...guest,
        uuid: domainUuid(`${hex}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`),
        hostId: id,
        name: `vm${serial}`,
        nics: guest.nics.map((nic, at) => ({
          ...nic,
          mac: `52:54:${String(at).padStart(2, "0")}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}`,
        })),
        disks: guest.disks.map((disk) => ({
          ...disk,
          source: disk.source && `${disk.source}.${serial}`,
          capacityBytes: known(1),
        })),
      };
    });
    return {
      ...model,
      registration: { ...model.registration, id, name, address },
      facts: model.facts && {
        ...model.facts,
        hostname: name,
        uuid: known(`7a6b0000-0000-4000-8000-${String(number).padStart(12, "0")}`),
      },
      domains,
    };
  });
}
