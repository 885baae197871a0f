import type { DomainDisk } from "../../model/domain.ts";
import { unknown } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import { labDomain, type Patch } from "../test-support/lab.ts";
import { detailed, needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { storageEncryption } from "./storage-encryption.ts";

const [disk] = labDomain("web01").disks as [DomainDisk];
const { encrypted: _, ...unread } = disk;
const uuid = "11111111-2222-4333-8444-555555555555";
const luks = (there: readonly string[] | null, patch: Patch = {}): Patch => ({
  domain: { disks: [{ ...disk, encrypted: true }], ...needing({ secrets: [uuid] }) },
  destination: detailed({ secrets: there }),
  ...patch,
});
const ceph = { disks: [{ ...disk, encrypted: false, type: "network" }], ...needing({ secrets: ["client.libvirt"] }) };

testRule(storageEncryption, [
  ["plain disks", { domain: { disks: [{ ...disk, encrypted: false }], ...needing({}) } }, "not-applicable none"],
  ["the secret is there", luks(["other", uuid.toUpperCase()]), "pass present"],
  ["it is not", luks([]), "block missing"],
  ["moved while off", luks([], { options: chosen({ mode: "offline" }) }), "warn starts-not"],
  ["copied as files", luks([], { options: chosen({ mode: "cold-copy" }) }), "warn starts-not"],
  ["a network disk's, by usage", { domain: ceph, destination: detailed({ secrets: ["client.libvirt"] }) }, "pass present"],
  ["a network disk's, missing", { domain: ceph, destination: detailed() }, "block missing"],
  ["encrypted without a name", { domain: { disks: [{ ...disk, encrypted: true }], ...needing({}) } }, "unknown unnamed"],
  ["secrets not readable there", luks(null), "unknown not-readable"],
  ["details not read", { ...luks([]), destination: { facts: { details: unknown("no virsh") } } }, "unknown fact-unknown"],
  ["stored by an earlier version", { domain: { disks: [unread], ...needing({}) } }, "unknown not-read-yet"],
]);
