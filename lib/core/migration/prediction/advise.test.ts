import { describe, expect, it } from "vitest";
import type { MigrationOptions } from "../../model/options.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../options.ts";
import { advise } from "./advise.ts";
import { inputsOf } from "./test-support/inputs.ts";

const domain = { state: "running", persistent: true } as const;
const look = (figures: Parameters<typeof inputsOf>[0], options: Partial<MigrationOptions> = {}) =>
  advise(inputsOf(figures), { ...DEFAULT_MIGRATION_OPTIONS, ...options }, domain);
const kinds = (...question: Parameters<typeof look>) => look(...question).map(({ kind }) => kind);

describe("advise", () => {
  it("has nothing to say of a good choice, and nothing where a figure is missing", () => {
    expect(look({ memory: 133, dirty: 4, link: 100 })).toEqual([]);
    expect(look({ memory: 133, dirty: null, link: 100 })).toEqual([]);
    expect(look({ memory: 133, disk: 10, link: 100 }, { mode: "offline" })).toEqual([]);
  });

  it("gives only what ends, the harmless first: a guest that writes all of its set in every pass", () => {
    const advice = look({ memory: 133, dirty: 24, set: 64, link: 16 });
    expect(advice.map(({ kind }) => kind)).toEqual(["post-copy", "auto-converge", "more-downtime", "offline"]);
    expect(advice.every(({ prediction }) => prediction.totalMs !== null)).toBe(true);
    expect(advice[0]?.options).toEqual({ postCopy: "after-first-pass" });
    expect(advice.at(-1)).toMatchObject({ mode: "saved-state", options: {} });
  });

  it("proposes the standstill that the set needs, if it is bearable", () => {
    const advice = look({ memory: 133, dirty: 60, set: 20, link: 30 });
    expect(advice[0]).toMatchObject({ kind: "more-downtime", options: { maxDowntimeMs: 900 } });
    const longer = look({ memory: 133, dirty: 60, set: 64, link: 30 });
    expect(longer.map(({ kind }) => kind)).toEqual(["post-copy", "auto-converge", "more-downtime", "offline"]);
    expect(kinds({ memory: 1000, dirty: 60, set: 400, link: 30 })).not.toContain("more-downtime");
  });

  it("takes off the admin's own limit before anything else, also when it only makes it slow", () => {
    expect(kinds({ memory: 133, dirty: 24, set: 64, link: 200 }, { bandwidthMiBps: 16 })[0]).toBe("no-limit");
    expect(kinds({ memory: 4000, dirty: 1, link: 200 }, { bandwidthMiBps: 16 })).toEqual(["no-limit"]);
    expect(kinds({ memory: 133, dirty: 24, set: 64, link: 16 }, { bandwidthMiBps: 16 })).not.toContain("no-limit");
  });

  it("proposes more channels only where one cannot fill the link", () => {
    expect(look({ memory: 50_000, dirty: 100, link: 5000 })[0]).toMatchObject({
      kind: "channels",
      options: { parallelConnections: 5 },
    });
    expect(kinds({ memory: 133, dirty: 24, set: 64, link: 16 })).not.toContain("channels");
  });

  it("never proposes what libvirt or QEMU refuses together with the choice", () => {
    // Post-copy and pausing at the destination exclude each other.
    expect(kinds({ memory: 133, dirty: 24, set: 64, link: 16 }, { suspendAtDestination: true })).not.toContain("post-copy");
  });
});
