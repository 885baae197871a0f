import { known, unknown } from "../../model/fact.ts";
import type { GuestArch } from "../../model/host.ts";
import { labHost } from "../test-support/lab.ts";
import { testRule } from "../test-support/table.ts";
import { cpuArch } from "./cpu-arch.ts";

const guests = labHost("hv2").facts?.guests;
const wideOnly: readonly GuestArch[] = guests?.known ? guests.value.filter(({ arch }) => arch === "x86_64") : [];

testRule(cpuArch, [
  ["x86_64", {}, "pass offered"],
  ["a 32-bit guest where QEMU for it is installed", { domain: { arch: "i686" } }, "pass offered"],
  [
    "a 32-bit guest where only x86_64 is offered",
    { domain: { arch: "i686" }, destination: { facts: { guests: known(wideOnly) } } },
    "block no-32-bit",
  ],
  ["an architecture without emulator", { domain: { arch: "s390x" } }, "block missing"],
  [
    "a 32-bit one of another family",
    { domain: { arch: "armv7l" }, destination: { facts: { guests: known(wideOnly) } } },
    "block missing",
  ],
  ["capabilities not read", { destination: { facts: { guests: unknown("timed out") } } }, "unknown fact-unknown"],
]);
