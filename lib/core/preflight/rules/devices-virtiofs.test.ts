import { known } from "../../model/fact.ts";
import { chosen } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { devicesVirtiofs } from "./devices-virtiofs.ts";

const ten = { facts: { libvirtVersion: known("10.0.0") } };

testRule(devicesVirtiofs, [
  ["none", {}, "pass none"],
  ["libvirt 9", { domain: { hasVirtiofs: true } }, "block not-supported"],
  ["libvirt 10 on both", { domain: { hasVirtiofs: true }, source: ten, destination: ten }, "warn folder-must-be-shared"],
  ["libvirt 10 here only", { domain: { hasVirtiofs: true }, source: ten }, "block not-supported"],
  ["libvirt 9, but off", { domain: { hasVirtiofs: true }, options: chosen({ mode: "offline" }) }, "warn folder-must-be-shared"],
]);
