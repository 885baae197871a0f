import { known } from "../../model/fact.ts";
import { labHost } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { cpuVirtType } from "./cpu-virt-type.ts";

const guests = labHost("hv2").facts?.guests;
const emulated = guests?.known ? guests.value.map((guest) => ({ ...guest, virtTypes: ["qemu"] })) : [];
const withoutKvm = { facts: { guests: known(emulated) } };

testRule(cpuVirtType, [
  ["emulated guest", {}, "pass offered"],
  ["KVM guest on a host with KVM", { domain: { virtType: "kvm" } }, "pass offered"],
  ["KVM guest on a host without KVM", { domain: { virtType: "kvm" }, destination: withoutKvm }, "block no-kvm"],
  ["another kind", { domain: { virtType: "hvf" } }, "block missing"],
  ["no such architecture, which cpu.arch judges", { domain: { arch: "s390x" } }, "not-applicable no-arch"],
]);
