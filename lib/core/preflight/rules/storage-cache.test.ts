import { known, unknown } from "../../model/fact.ts";
import { chosen, copying } from "../test-support/chosen.ts";
import { labDomain } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { storageCache } from "./storage-cache.ts";

testRule(storageCache, [
  ["cache none", {}, "pass uncached"],
  ["the hypervisor's default", { guest: "db02" }, "warn cached"],
  ["an old QEMU there", { guest: "db02", destination: { facts: { qemuVersion: known("2.12.0") } } }, "block old-qemu"],
  ["an old QEMU, but cache none", { destination: { facts: { qemuVersion: known("2.12.0") } } }, "pass uncached"],
  ["version not read", { guest: "db02", source: { facts: { qemuVersion: unknown("-") } } }, "unknown fact-unknown"],
  ["no disk", { domain: { disks: [] } }, "not-applicable no-disk"],
  ["copied", { guest: "db02", options: copying() }, "not-applicable no-disk"],
  ["off", { guest: "db02", options: chosen({ mode: "offline" }) }, "not-applicable closed"],
  ["never flushed", { domain: { disks: labDomain("web01").disks.map((disk) => ({ ...disk, cache: "unsafe" })) } }, "warn unsafe"],
]);
