import type { DomainDisk } from "../../model/domain.ts";
import { known, unknown } from "../../model/fact.ts";
import type { StoragePool } from "../../model/host.ts";
import { testActions } from "../test-support/choices.ts";
import { chosen, copying } from "../test-support/chosen.ts";
import { labDomain, type Patch, storage } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storagePoolInactive } from "./storage-pool-inactive.ts";

const [disk] = labDomain("web01").disks as [DomainDisk];
const volume = { domain: { disks: [{ ...disk, type: "volume", source: "vms/web01" }] } };
const POOL: StoragePool = {
  name: "vms",
  uuid: "22222222-2222-4222-8222-222222222222",
  type: "netfs",
  active: false,
  targetPath: "/srv/shared",
  capacityBytes: null,
  availableBytes: null,
};
const pools = (...differs: Partial<StoragePool>[]): Patch => ({
  destination: { facts: { pools: known(differs.map((one) => ({ ...POOL, ...one }))) } },
});
const gone = { probes: { storage: storage("missing-at-destination") } };

testRule(storagePoolInactive, [
  ["no pool there", pools(), "not-applicable no-pool"],
  ["a pool of another folder", pools({ targetPath: "/srv/share" }), "not-applicable no-pool"],
  ["started", pools({ active: true }), "pass active"],
  ["not started, but the disk is there", { ...pools({}), options: chosen() }, "warn inactive"],
  ["an NFS pool that nobody mounted", { ...pools({}), ...gone, options: chosen() }, "block not-mounted"],
  ["nobody has chosen yet", { ...pools({}), ...gone }, "warn inactive"],
  ["a plain folder mounts nothing", { ...pools({ type: "dir" }), ...gone, options: chosen() }, "warn inactive"],
  ["the disk is copied", { ...pools({}), ...gone, options: copying() }, "warn inactive"],
  ["a pool in a pool", pools({ active: true, targetPath: "/srv" }, { active: false }), "warn inactive"],
  [
    "an ISO's pool",
    {
      ...pools({ targetPath: "/iso/" }),
      domain: { disks: [{ ...disk, readonly: true, device: "cdrom", source: "/iso/a.iso" }] },
    },
    "warn inactive",
  ],
  ["a volume", { ...volume, ...pools({ active: true }) }, "pass active"],
  ["a volume's pool is not started", { ...volume, ...pools({}) }, "block volume-inactive"],
  ["a volume's pool is not there", { ...volume, ...pools({ name: "other", active: true }) }, "block volume-missing"],
  ["a volume of a VM that is off", { ...volume, ...pools({}), options: chosen({ mode: "offline" }) }, "warn volume-inactive"],
  ["pools not read", { destination: { facts: { pools: unknown("timeout") } } }, "unknown fact-unknown"],
]);

testActions(storagePoolInactive, [
  ["starts it", pools({}), { kind: "start-pool", name: "vms" }],
  ["nothing to start", pools({ active: true }), undefined],
]);
