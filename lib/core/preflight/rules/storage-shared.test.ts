import type { DomainDisk } from "../../model/domain.ts";
import { known } from "../../model/fact.ts";
import type { StoragePool } from "../../model/host.ts";
import { testActions, testChoices } from "../test-support/choices.ts";
import { chosen, copying } from "../test-support/chosen.ts";
import { done, labDomain, storage } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageShared } from "./storage-shared.ts";

const [disk] = labDomain("web01").disks as [DomainDisk];
const vda = "/srv/shared/mix03-vda.qcow2";
const both = (...parts: ReturnType<typeof storage>[]) =>
  done(new Map(parts.flatMap((part) => (part.kind === "done" ? [...part.value] : []))));
const mixed = both(storage("same-by-nonce", vda), storage("not-shared", "/var/lib/libvirt/images/mix03-vdb.qcow2"));
const localBase = both(storage("same-by-nonce", disk.source ?? ""), storage("not-shared", "/base"));

testRule(storageShared, [
  ["nonce seen both ways", {}, "pass same-by-nonce"],
  ["same-by-device-id", { probes: { storage: storage("same-by-device-id") } }, "pass same-by-device-id"],
  ["same-by-declaration", { probes: { storage: storage("same-by-declaration") } }, "warn same-by-declaration"],
  ["other-file", { probes: { storage: storage("other-file") } }, "block other-file"],
  ["size-differs", { probes: { storage: storage("size-differs") } }, "unknown size-differs"],
  ["not-shared", { options: chosen(), probes: { storage: storage("not-shared") } }, "block not-shared"],
  ["nobody has chosen to copy it yet", { probes: { storage: storage("not-shared") } }, "warn needs-copy"],
  ["nor that", { probes: { storage: storage("missing-at-destination") } }, "warn needs-copy"],
  ["copied", { options: copying(), probes: { storage: storage("not-shared") } }, "not-applicable all-copied"],
  [
    "a local block device",
    { domain: { disks: [{ ...disk, type: "block" }] }, probes: { storage: storage("not-shared") } },
    "block not-shared",
  ],
  ["missing-at-source", { probes: { storage: storage("missing-at-source") } }, "block missing-at-source"],
  [
    "missing-at-destination",
    { options: chosen(), probes: { storage: storage("missing-at-destination") } },
    "block missing-at-destination",
  ],
  ["read-only-at-destination", { probes: { storage: storage("read-only-at-destination") } }, "block read-only-at-destination"],
  ["not-writable", { probes: { storage: storage("not-writable") } }, "unknown not-writable"],
  ["no-device-id", { probes: { storage: storage("no-device-id") } }, "unknown no-device-id"],
  ["one disk of two is local", { guest: "mix03", options: chosen(), probes: { storage: mixed } }, "block not-shared"],
  ["one disk of two needs a copy", { guest: "mix03", probes: { storage: mixed } }, "warn needs-copy"],
  [
    "one disk of two is copied",
    { guest: "mix03", options: copying({ copiedDisks: ["vdb"] }), probes: { storage: mixed } },
    "pass same-by-nonce",
  ],
  ["the wrong one is copied", { guest: "mix03", options: copying(), probes: { storage: mixed } }, "block not-shared"],
  ["one of two was not looked at", { guest: "mix03", probes: { storage: storage("same-by-nonce", vda) } }, "unknown not-proven"],
  [
    "a volume of a pool, without a path",
    { domain: { disks: [{ ...disk, type: "volume", source: "pool/vol" }] } },
    "unknown no-path",
  ],
  ["network disks only", { domain: { disks: [{ ...disk, type: "network", source: "rbd:pool/web01" }] } }, "pass network-only"],
  ["no disk", { domain: { disks: [] } }, "not-applicable no-disk"],
  ["an ISO is no disk to prove", { domain: { disks: [{ ...disk, device: "cdrom", readonly: true }] } }, "not-applicable no-disk"],
  [
    "a local base image",
    { domain: { disks: [{ ...disk, backingFiles: ["/base"] }] }, probes: { storage: localBase } },
    "block not-shared",
  ],
  ["not tried", { probes: { storage: { kind: "pending" } } }, "unknown not-probed"],
]);

const chain = { disks: [{ ...disk, backingFiles: ["/base"] }] };
const none = both(storage("missing-at-destination", vda), storage("not-shared", "/var/lib/libvirt/images/mix03-vdb.qcow2"));

testChoices(storageShared, [
  ["copy it", { probes: { storage: storage("not-shared") } }, ["copy vda full"]],
  ["copy it, as chosen", { options: chosen(), probes: { storage: storage("missing-at-destination") } }, ["copy vda full"]],
  ["copy both", { guest: "mix03", probes: { storage: none } }, ["copy vda vdb full"]],
  [
    "copy the other, too, in the same way",
    { guest: "mix03", options: copying({ storageCopy: "incremental" }), probes: { storage: none } },
    ["copy vdb incremental"],
  ],
  [
    "copy the file of a VM that is off",
    { options: chosen({ mode: "offline" }), probes: { storage: storage("not-shared") } },
    ["copy vda full"],
  ],
  [
    "a device cannot be copied",
    { domain: { disks: [{ ...disk, type: "block" }] }, probes: { storage: storage("not-shared") } },
    [],
  ],
  ["another file there is in the way", { probes: { storage: storage("other-file") } }, []],
  ["a shared image on a local base", { domain: chain, probes: { storage: localBase } }, []],
  ["nothing is proven", { probes: { storage: storage("not-writable") } }, []],
]);

const POOL: StoragePool = {
  name: "vms",
  uuid: "22222222-2222-4222-8222-222222222222",
  type: "netfs",
  active: true,
  targetPath: "/srv/shared",
  capacityBytes: null,
  availableBytes: null,
};
const gone = (fsType: string, fsSource: string) => {
  const probe = storage("missing-at-destination");
  if (probe.kind !== "done") throw new Error("not done");
  const seen = [...probe.value].map(
    ([path, proof]) => [path, { ...proof, source: { ...proof.source, fsType, fsSource } }] as const,
  );
  return { storage: done(new Map(seen)) };
};
const pools = (...all: StoragePool[]) => ({ facts: { pools: known(all) } });
const setUp = {
  kind: "set-up-pool",
  pool: { type: "netfs", name: "vms", targetPath: "/srv/shared", sourceHost: "nas", sourcePath: "/export/vms" },
} as const;

testActions(storageShared, [
  ["sets up the same NFS pool", { source: pools(POOL), probes: gone("nfs4", "nas:/export/vms") }, setUp],
  [
    "of an IPv6 address",
    { source: pools(POOL), probes: gone("nfs", "[fd00::5]:/export/vms") },
    { ...setUp, pool: { ...setUp.pool, sourceHost: "fd00::5" } },
  ],
  ["not a local folder", { source: pools(POOL), probes: gone("ext4", "/dev/vda") }, undefined],
  ["not without a pool here", { probes: gone("nfs4", "nas:/export/vms") }, undefined],
  [
    "not over a pool there",
    { source: pools(POOL), destination: pools({ ...POOL, active: false }), probes: gone("nfs4", "nas:/export/vms") },
    undefined,
  ],
]);
