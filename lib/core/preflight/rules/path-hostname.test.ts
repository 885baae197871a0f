import type { HostnameReach } from "../probes.ts";
import { chosen } from "../test-support/chosen.ts";
import type { Patch } from "../test-support/lab.ts";
import { done } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { pathHostname } from "./path-hostname.ts";

const names = (differs: Partial<HostnameReach>): Patch => ({
  probes: {
    hostname: done({
      announced: "10.77.1.12",
      origin: "migration-host",
      resolved: ["10.77.1.12"],
      destinationAddresses: ["10.77.1.12"],
      ...differs,
    }),
  },
});

testRule(pathHostname, [
  ["migration_host leads to the destination", {}, "pass ok"],
  ["hostname leads to the destination", names({ announced: "hv2", origin: "hostname" }), "pass ok"],
  ["one of several addresses", names({ resolved: ["fd00::1", "10.77.1.12"] }), "pass ok"],
  ["nothing to compare with", names({ destinationAddresses: [] }), "pass not-checked-against"],
  ["localhost", names({ announced: "localhost.localdomain", resolved: ["127.0.0.1"] }), "block localhost"],
  ["Debian's 127.0.1.1", names({ announced: "hv2", resolved: ["127.0.1.1"] }), "block loopback"],
  ["IPv6 loopback", names({ announced: "hv2", resolved: ["::1"] }), "block loopback"],
  ["not in DNS", names({ announced: "hv2", resolved: [] }), "block unresolvable"],
  ["another machine", names({ announced: "hv2", resolved: ["192.0.2.7"] }), "block elsewhere"],
  ["a setting that we may not read", names({ origin: "hostname-conf-unreadable", resolved: [] }), "unknown conf-unreadable"],
  ["not readable, but fine anyway", names({ origin: "hostname-conf-unreadable" }), "pass ok"],
  [
    "not in DNS, but an address was chosen",
    { ...names({ resolved: [] }), options: chosen({ migrateAddress: "10.77.1.12" }) },
    "not-applicable not-used",
  ],
]);
