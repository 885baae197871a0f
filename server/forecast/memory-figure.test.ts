import { describe, expect, it } from "vitest";
import { queuedRecord, zeroSample } from "../../lib/core/migration/test-support/records.ts";
import { earlierMemoryOf } from "./earlier-memory.ts";
import { memoryFigure } from "./memory-figure.ts";

const MIB = 1_048_576;
const DAY = 86_400_000;
const domain = { memoryBytes: 192 * MIB, residentBytes: 213 * MIB, virtType: "kvm" };

/** The last migration of the guest had to send 132 of its 192 MiB, having been seen with `seen` MiB in use before. */
const moved = (seen: number | null) => ({ atMs: 0, sentBytes: 132 * MIB, seenBytes: seen === null ? null : seen * MIB });

const look = (change: Partial<Parameters<typeof memoryFigure>[0]>) => {
  const { figure, seenBytes } = memoryFigure({ domain, measured: null, earlier: null, readAtMs: 7, nowMs: DAY, ...change });
  return [figure.value / MIB, figure.origin, seenBytes === null ? null : seenBytes / MIB];
};
const seen = (mib: number) => ({ bytes: mib * MIB, atMs: 5 });

describe("memoryFigure", () => {
  it.each<[string, Parameters<typeof look>[0], readonly [number, string, number | null]]>([
    ["what was seen in use", { measured: seen(152) }, [152, "measured", 152]],
    ["less what was zero of it last time", { measured: seen(104), earlier: moved(152) }, [84, "measured", 104]],
    ["never less than half of it", { measured: seen(30), earlier: moved(190) }, [15, "measured", 30]],
    ["as it is when nobody looked last time", { measured: seen(152), earlier: moved(null) }, [152, "measured", 152]],
    ["what it had to send last time", { earlier: moved(152) }, [132, "learned", null]],
    ["nothing of one long ago", { earlier: moved(152), nowMs: 8 * DAY }, [165, "read", null]],
    ["what QEMU holds, less its own", {}, [165, "read", null]],
    ["and less its translated code without KVM", { domain: { ...domain, virtType: "qemu" } }, [117, "read", null]],
    ["never more than the guest has", { domain: { ...domain, residentBytes: 900 * MIB } }, [192, "read", null]],
    ["all of it when nothing is known", { domain: { ...domain, residentBytes: null } }, [192, "assumed", null]],
  ])("takes %s", (_, change, expected) => {
    expect(look(change)).toEqual(expected);
  });
});

describe("earlierMemoryOf", () => {
  const sample = (iteration: number, zeroMib: number) =>
    zeroSample({ iteration, memoryTotalBytes: 192 * MIB, zeroBytes: zeroMib * MIB });
  const record = queuedRecord({ state: "succeeded", endedAtMs: 9, lastSample: sample(7, 90) });

  it("leaves out what was zero in the first pass, and not what later passes announce again", () => {
    expect(earlierMemoryOf(record, [sample(1, 20), sample(2, 60), sample(3, 80)])).toEqual({
      atMs: 9,
      sentBytes: 132 * MIB,
      seenBytes: null,
    });
    expect(earlierMemoryOf(record, [sample(1, 20)])?.sentBytes).toBe(102 * MIB);
  });

  it("tells nothing where the readings do not", () => {
    expect(earlierMemoryOf({ ...record, lastSample: null }, [])).toBeNull();
    expect(earlierMemoryOf({ ...record, lastSample: zeroSample() }, [])).toBeNull();
    expect(earlierMemoryOf({ ...record, endedAtMs: null }, [])).toBeNull();
  });
});
