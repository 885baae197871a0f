import { diskOf, domainWith, nicOf } from "../plans.ts";
import { ALLOWED, FULL, type RuleCase } from "./rule.ts";

/** Disks, the way of the data, and devices. */
export const STORAGE_RULES: readonly RuleCase[] = [
  ["copy-needs-disks", "copiedDisks", { storageCopy: "full" }, FULL],
  ["disks-need-copy", "copiedDisks", { copiedDisks: ["vda"] }, { mode: "offline", copiedDisks: ["vda"] }],
  ["disk-unknown", "copiedDisks.0", { ...FULL, copiedDisks: ["vdz"] }, FULL],
  ["disk-twice", "copiedDisks.1", { ...FULL, copiedDisks: ["vda", "vda"] }, FULL],
  [
    "disk-twice",
    "diskPaths.1.path",
    {
      ...FULL,
      diskPaths: [
        { target: "vda", path: "/a" },
        { target: "vda", path: "/b" },
      ],
    },
    { ...FULL, diskPaths: [{ target: "vda", path: "/a" }] },
  ],
  [
    "disk-cannot-be-copied",
    "copiedDisks.0",
    FULL,
    FULL,
    domainWith({ disks: [diskOf("vda", { type: "block", source: "/dev/vg/x" })] }),
  ],
  [
    "disk-cannot-be-copied",
    "copiedDisks.0",
    FULL,
    { mode: "offline", copiedDisks: ["vda"] },
    domainWith({ disks: [diskOf("vda", { readonly: true })] }),
    domainWith({ disks: [diskOf("vda", { readonly: true })] }),
  ],
  [
    "incremental-needs-overlay",
    "copiedDisks.0",
    { ...FULL, storageCopy: "incremental" },
    { ...FULL, storageCopy: "incremental" },
    domainWith({ disks: [diskOf("vda", { format: "raw" })] }),
  ],
  ["synchronous-needs-copy", "synchronousWrites", { synchronousWrites: true }, { ...FULL, synchronousWrites: true }],
  [
    "disk-path-needs-copy",
    "diskPaths.0.path",
    { diskPaths: [{ target: "vda", path: "/a" }] },
    { ...FULL, diskPaths: [{ target: "vda", path: "/a" }] },
  ],
  [
    "disk-path-twice",
    "diskPaths.0.path",
    { ...FULL, diskPaths: [{ target: "vda", path: "/images/web01-vdb.qcow2" }] },
    { ...FULL, diskPaths: [{ target: "vda", path: "/a" }] },
    domainWith({ disks: [diskOf("vda"), diskOf("vdb")] }),
  ],
  ["disks-port-needs-copy", "disksPort", { disksPort: 49200 }, { ...FULL, disksPort: 49200 }],
  ["disks-socket-needs-copy", "disksSocket", { disksSocket: "/s" }, { ...FULL, disksSocket: "/s" }],
  ["disks-port-with-socket", "disksPort", { ...FULL, disksPort: 49200, disksSocket: "/s" }, { ...FULL, disksSocket: "/s" }],
  ["disks-socket-with-tls", "disksSocket", { ...FULL, disksSocket: "/s", tls: true }, { ...FULL, disksPort: 49200, tls: true }],
  [
    "ports-equal",
    "disksPort",
    { ...FULL, disksPort: 49200, migrateAddress: "hv2", migratePort: 49200 },
    { ...FULL, disksPort: 49201, migrateAddress: "hv2", migratePort: 49200 },
  ],
  ["tls-name-needs-tls", "tlsDestination", { tlsDestination: "hv2" }, { tls: true, tlsDestination: "hv2" }],
  ["tunnelled-with", "parallelConnections", { tunnelled: true, parallelConnections: 2 }, { parallelConnections: 2 }],
  ["tunnelled-with", "postCopy", { tunnelled: true, ...ALLOWED }, { tunnelled: true, autoConverge: true }],
  [
    "tunnelled-with",
    "tls",
    { tunnelled: true, tls: true },
    { tunnelled: true, compression: { method: "xbzrle", cacheMiB: null } },
  ],
  ["tunnelled-with", "storageCopy", { tunnelled: true, ...FULL }, { tunnelled: true, bandwidthMiBps: 5 }],
  [
    "tunnelled-with",
    "migrateAddress",
    { tunnelled: true, migrateAddress: "hv2" },
    { tunnelled: true, suspendAtDestination: true },
  ],
  ["tunnelled-with", "listenAddress", { tunnelled: true, listenAddress: "10.1.1.2" }, { listenAddress: "10.1.1.2" }],
  ["tunnelled-with", "disksPort", { tunnelled: true, disksPort: 49200 }, { ...FULL, disksPort: 49200 }],
  ["migrate-port-needs-address", "migratePort", { migratePort: 49200 }, { migrateAddress: "hv2", migratePort: 49200 }],
  [
    "nic-unknown",
    "nicSources.0.mac",
    { nicSources: [{ mac: "52:54:00:00:00:99", type: "bridge", source: "br1" }] },
    { nicSources: [{ mac: "52:54:00:00:00:01", type: "bridge", source: "br1" }] },
  ],
  [
    "nic-twice",
    "nicSources.1.mac",
    {
      nicSources: [
        { mac: "52:54:00:00:00:01", type: "bridge", source: "br1" },
        { mac: "52:54:00:00:00:01", type: "network", source: "lan" },
      ],
    },
    {},
  ],
  [
    "nic-is-device",
    "nicSources.0.mac",
    {
      nicSources: [{ mac: "52:54:00:00:00:01", type: "bridge", source: "br1" }],
      hostDevices: [{ key: "nic:52:54:00:00:00:01", replacement: null }],
    },
    { hostDevices: [{ key: "nic:52:54:00:00:00:01", replacement: "br1" }] },
  ],
  [
    "nic-is-device",
    "nicSources.0.mac",
    { nicSources: [{ mac: "52:54:00:00:00:01", type: "bridge", source: "br1" }] },
    {},
    domainWith({ nics: [nicOf("52:54:00:00:00:01", { type: "hostdev" })] }),
  ],
  [
    "device-twice",
    "hostDevices.1",
    {
      hostDevices: [
        { key: "hostdev:x", replacement: null },
        { key: "hostdev:x", replacement: null },
      ],
    },
    { hostDevices: [{ key: "hostdev:x", replacement: null }] },
  ],
  [
    "device-unknown",
    "hostDevices.0",
    { hostDevices: [{ key: "nic:52:54:00:00:00:99", replacement: null }] },
    { hostDevices: [{ key: "nic:52:54:00:00:00:01#2", replacement: null }] },
  ],
  [
    "replacement-twice",
    "hostDevices.1.replacement",
    {
      hostDevices: [
        { key: "hostdev:x", replacement: "0000:01:00.0" },
        { key: "hostdev:y", replacement: "0000:01:00.0" },
      ],
    },
    {
      hostDevices: [
        { key: "hostdev:x", replacement: "0000:01:00.0" },
        { key: "hostdev:y", replacement: null },
      ],
    },
  ],
];
