import { describe, expect, it } from "vitest";
import { hostId } from "../model/ids.ts";
import type { VmActionKind } from "./commands.ts";
import { judge } from "./domain-ways.ts";
import { places } from "./test-support/places.ts";

const HV1 = hostId("h_hv1000000000");
const HV2 = hostId("h_hv2000000000");

/** What is asked of hv1, how hv1, hv2, hv3 have the VM, and the reason for a refusal ("yes": none). Host hv2 is declared off where it says so. */
const CASES: [VmActionKind, readonly [string, string, string], string, "hv2 off"?][] = [
  ["start-vm", ["shut off (destroyed)", "absent", "absent"], "yes"],
  ["start-vm", ["shut off (crashed)", "running (booted)", "absent"], "active-elsewhere"],
  ["start-vm", ["shut off (crashed)", "paused (migrating)", "absent"], "active-elsewhere"],
  ["start-vm", ["shut off (crashed)", "running (post-copy failed)", "absent"], "active-elsewhere"],
  ["start-vm", ["shut off (crashed)", "absent, stray", "absent"], "active-elsewhere"],
  ["start-vm", ["shut off (crashed)", "shut off (destroyed), stray", "absent"], "active-elsewhere"],
  ["start-vm", ["shut off (crashed)", "shut off (destroyed)", "absent"], "defined-elsewhere"],
  ["start-vm", ["shut off (crashed)", "silent", "absent"], "silent"],
  ["start-vm", ["shut off (crashed)", "silent", "absent"], "yes", "hv2 off"],
  ["start-vm", ["shut off (crashed)", "silent", "running (booted)"], "active-elsewhere", "hv2 off"],
  ["start-vm", ["shut off (crashed)", "silent", "silent"], "silent", "hv2 off"],
  ["start-vm", ["shut off (crashed)", "running (booted)", "absent"], "active-elsewhere", "hv2 off"],
  ["start-vm", ["shut off (crashed), stray", "absent", "absent"], "not-off"],
  ["start-vm", ["running (booted)", "absent", "absent"], "not-off"],
  ["start-vm", ["absent", "absent", "absent"], "not-here"],
  ["start-vm", ["silent", "absent", "absent"], "silent"],

  ["resume-copy", ["paused (migrating)", "absent", "absent"], "yes"],
  ["resume-copy", ["paused (migrating), mute", "absent", "absent"], "memory-unknown"],
  ["resume-copy", ["paused (unknown), mute", "shut off (destroyed)", "absent"], "memory-unknown"],
  ["resume-copy", ["paused (user), mute", "absent", "absent"], "yes"],
  ["destroy-copy", ["paused (user)", "paused (migrating), mute", "absent"], "only-copy"],
  ["resume-copy", ["paused (unknown)", "shut off (destroyed)", "absent"], "yes"],
  ["resume-copy", ["paused (migrating), qemu postmigrate", "absent", "absent"], "yes"],
  ["resume-copy", ["paused (migrating)", "paused (migrating)", "absent"], "active-elsewhere"],
  ["resume-copy", ["paused (migrating)", "running (migrated)", "absent"], "active-elsewhere"],
  ["resume-copy", ["paused (migrating)", "absent, stray", "absent"], "active-elsewhere"],
  ["resume-copy", ["paused (migrating), job out", "absent", "absent"], "at-work"],
  ["resume-copy", ["paused (migrating), busy", "absent", "absent"], "at-work"],
  ["resume-copy", ["paused (migrating), qemu inmigrate", "absent", "absent"], "half"],
  ["resume-copy", ["paused (post-copy failed)", "absent", "absent"], "in-post-copy"],
  ["resume-copy", ["paused (migrating)", "silent", "absent"], "silent"],
  ["resume-copy", ["paused (migrating)", "silent", "absent"], "yes", "hv2 off"],
  ["resume-copy", ["running (booted)", "absent", "absent"], "not-paused"],

  ["destroy-copy", ["paused (migrating)", "running (migrated)", "absent"], "yes"],
  ["destroy-copy", ["paused (migrating)", "running (migrated)", "silent"], "yes"],
  ["destroy-copy", ["paused (migrating)", "running (post-copy)", "absent"], "only-copy"],
  ["destroy-copy", ["paused (user)", "paused (migrating)", "absent"], "yes"],
  ["destroy-copy", ["paused (user)", "paused (migrating), qemu inmigrate", "absent"], "only-copy"],
  ["destroy-copy", ["paused (migrating)", "absent", "absent"], "only-copy"],
  ["destroy-copy", ["paused (migrating)", "silent", "absent"], "only-copy", "hv2 off"],
  ["destroy-copy", ["paused (migrating), qemu inmigrate", "silent", "absent"], "yes"],
  ["destroy-copy", ["running (booted)", "running (migrated)", "absent"], "runs"],
  ["destroy-copy", ["running (booted)", "absent", "absent"], "runs"],
  ["destroy-copy", ["paused (post-copy failed)", "absent", "absent"], "yes"],
  ["destroy-copy", ["paused (post-copy failed), job out", "shut off (failed)", "absent"], "yes"],
  ["destroy-copy", ["paused (post-copy failed)", "running (post-copy failed)", "absent"], "other-half"],
  ["destroy-copy", ["running (post-copy failed)", "paused (post-copy failed)", "absent"], "other-half"],
  ["destroy-copy", ["paused (post-copy)", "running (migrated)", "absent"], "yes"],
  ["destroy-copy", ["paused (post-copy failed)", "silent", "absent"], "silent"],
  ["destroy-copy", ["paused (migrating)", "running (migrated), job out", "absent"], "at-work"],
  ["destroy-copy", ["absent, stray", "running (booted)", "absent"], "stray"],
  ["destroy-copy", ["shut off (destroyed)", "running (booted)", "absent"], "not-active"],

  ["undefine-copy", ["shut off (migrated)", "running (migrated)", "absent"], "yes"],
  ["undefine-copy", ["shut off (migrated)", "shut off (destroyed)", "silent"], "yes"],
  ["undefine-copy", ["shut off (migrated)", "running (migrated), transient", "absent"], "only-definition"],
  ["undefine-copy", ["shut off (migrated)", "silent", "absent"], "only-definition"],
  ["undefine-copy", ["shut off (migrated)", "absent", "absent"], "only-definition"],
  ["undefine-copy", ["running (booted)", "shut off (destroyed)", "absent"], "not-off"],
  ["undefine-copy", ["paused (user)", "running (booted)", "absent"], "not-off"],
  ["undefine-copy", ["shut off (migrated)", "running (booted), job out", "absent"], "at-work"],

  ["pause-copy", ["running (booted)", "running (migrated)", "absent"], "yes"],
  ["pause-copy", ["running (booted)", "paused (user)", "absent"], "only-copy"],
  ["pause-copy", ["paused (user)", "running (booted)", "absent"], "not-running"],
];

describe("what may be done to one copy of a VM", () => {
  it.each(CASES)("%s with %j: %s %s", (kind, words, expected, declared) => {
    const fenced = new Set(declared === undefined ? [] : [HV2]);
    const reason = judge(kind, places(...words), HV1, fenced);
    expect(reason?.key.split(".").at(-1) ?? "yes").toBe(expected);
  });

  it("never lets a VM be started or resumed while any other host has, or could have, a QEMU of it", () => {
    const states = [
      "absent",
      "silent",
      "absent, stray",
      "shut off (destroyed)",
      "running (booted)",
      "running (post-copy)",
      "paused (user)",
      "paused (migrating)",
      "paused (post-copy failed)",
    ];
    const alive = (word: string) => word === "silent" || !/^(absent|shut off \(destroyed\))$/.test(word);
    for (const here of states)
      for (const second of states)
        for (const third of states)
          for (const kind of ["start-vm", "resume-copy"] as const)
            if (judge(kind, places(here, second, third), HV1, new Set()) === null)
              expect([second, third].some(alive), `${kind}: ${here} | ${second} | ${third}`).toBe(false);
  });

  it("never lets the last whole copy be destroyed", () => {
    const states = ["absent", "silent", "shut off (destroyed)", "paused (post-copy failed)", "paused (x), qemu inmigrate"];
    for (const second of states)
      for (const third of states)
        for (const here of ["running (booted)", "paused (user)", "paused (migrating)"])
          expect(
            judge("destroy-copy", places(here, second, third), HV1, new Set([HV2])),
            `${here} | ${second} | ${third}`,
          ).not.toBe(null);
  });
});
