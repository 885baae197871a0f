import { describe, expect, it } from "vitest";
import { domainStateFromNumbers, parseDomstate } from "./domain-state.ts";
import { parseDominfo } from "./dominfo.ts";
import { parseDomstats } from "./domstats.ts";
import { collected, fixture } from "./test-support/fixture.ts";

describe("parseDomstats", () => {
  it("reads states of all domains, with names that hurt", () => {
    expect(parseDomstats(collected("domstats-state.hv2.txt"))).toMatchObject([
      { name: "off05", state: { state: "shut-off", reason: "unknown" } },
      { name: `x; $(touch pwn) "数据库" 'q'`, state: { state: "running", reason: "booted" } },
    ]);
  });

  it("reads balloon, vCPU, CPU time and blocks", () => {
    expect(parseDomstats(collected("domstats-raw.busy04.txt"))).toMatchObject([
      {
        name: "busy04",
        cpuTimeNs: 3790000000,
        memoryBytes: 201326592,
        vcpus: 1,
        maxVcpus: 1,
        blocks: [{ target: "vda", capacityBytes: 134217728, allocationBytes: 331776, physicalBytes: 17170432 }],
      },
    ]);
    expect(parseDomstats(fixture("domstats-all.hv1.txt"))).toHaveLength(4);
  });

  it("takes the top image of a chain, and bounds absurd counts", () => {
    const text =
      "Domain: 'a'\n  block.count=99999999\n  block.0.name=vda\n  block.0.capacity=5\n  block.1.name=vda\n  block.1.capacity=7\n";
    expect(parseDomstats(text)[0]?.blocks).toEqual([
      { target: "vda", capacityBytes: 5, allocationBytes: null, physicalBytes: null },
    ]);
  });
});

describe("domain states", () => {
  it.each([
    [1, 10, "running", "post-copy"],
    [3, 5, "paused", "I/O error"],
    [3, 2, "paused", "migrating"],
    [5, 4, "shut-off", "migrated"],
    [3, 13, "paused", "post-copy failed"],
    [1, 99, "running", "reason 99"],
    [42, 0, "no-state", "state 42"],
  ] as const)("%i/%i is %s (%s)", (state, reason, word, why) => {
    expect(domainStateFromNumbers(state, reason)).toEqual({ state: word, reason: why });
  });

  it.each([
    ["domstate-reason-postcopy-failed-source.busy04.txt", "paused", "post-copy failed"],
    ["domstate-reason-incoming.busy04.txt", "paused", "migrating"],
    ["domstate-reason-after-migration.web01.txt", "running", "migrated"],
    ["domstate-reason.off05.txt", "shut-off", "unknown"],
  ])("reads %s", (name, state, reason) => {
    expect(parseDomstate(fixture(name))).toEqual({ state, reason });
  });

  it("gives null for an error's text", () => {
    expect(parseDomstate(fixture("domstate-missing.stderr.txt"))).toBeNull();
  });
});

describe("parseDominfo", () => {
  it("reads persistence, autostart and managed save", () => {
    expect(parseDominfo(fixture("dominfo.off05.txt"))).toEqual({
      known: true,
      value: { persistent: true, autostart: false, managedSave: false },
    });
  });

  it("is not led astray by a name", () => {
    const text =
      "Id:             -\nName:           Persistent:     no\nPersistent:     yes\nAutostart:      enable\nManaged save:   yes\n";
    expect(parseDominfo(text)).toMatchObject({ value: { persistent: true, autostart: true, managedSave: true } });
  });
});
