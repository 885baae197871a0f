import type { DomainDisk } from "../../model/domain.ts";
import { copying } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageShareable } from "./storage-shareable.ts";

const [disk] = labDomain("web01").disks as [DomainDisk];
const quorum = { disks: [{ ...disk, shareable: true }] };

testRule(storageShareable, [
  ["its own disk", {}, "not-applicable none"],
  ["a quorum disk", { domain: quorum }, "warn other-writers"],
  ["used by another VM", { domain: quorum, source: { domains: [{ ...labDomain("db02"), ...quorum }] } }, "warn other-writers"],
  ["chosen for copying, which is said elsewhere", { domain: quorum, options: copying() }, "not-applicable none"],
  ["a shareable ISO", { domain: { disks: [{ ...disk, shareable: true, readonly: true }] } }, "not-applicable none"],
]);
