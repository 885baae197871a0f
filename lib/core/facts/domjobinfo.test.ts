import { describe, expect, it } from "vitest";
import { parseJobInfo } from "./domjobinfo.ts";
import { collected, fixture } from "./test-support/fixture.ts";

describe("parseJobInfo", () => {
  it("reads a running memory migration with its expected downtime", () => {
    expect(parseJobInfo(collected("domjobinfo-rawstats-memory.busy04.txt"))).toMatchObject({
      type: "unbounded",
      operation: "outgoing migration",
      timeElapsedMs: 6053,
      expectedDowntimeMs: 300,
      measuredDowntimeMs: null,
      setupTimeMs: 1,
      dataTotalBytes: 202121216,
      memoryProcessedBytes: 92332896,
      memoryRemainingBytes: 89169920,
      memoryBytesPerSec: 16785540,
      zeroPages: 5089,
      normalPages: 22487,
      normalBytes: 92106752,
      dirtyRatePagesPerSec: 0,
      pageSizeBytes: 4096,
      iteration: 1,
      diskTotalBytes: 0,
      autoConvergeThrottlePercent: null,
    });
  });

  it("reads a copy of disks before the memory is counted", () => {
    expect(parseJobInfo(collected("domjobinfo-rawstats-storage.db02.txt"))).toMatchObject({
      type: "unbounded",
      downtimeMs: null,
      diskTotalBytes: 167837696,
      diskProcessedBytes: 50331648,
      memoryTotalBytes: 0,
      pageSizeBytes: null,
    });
  });

  it("takes the downtime of a completed job for the measured one", () => {
    expect(parseJobInfo(collected("domjobinfo-completed-rawstats-destination.web01.txt"))).toMatchObject({
      type: "completed",
      operation: "incoming migration",
      measuredDowntimeMs: 190,
      expectedDowntimeMs: null,
      downtimeNetMs: 189,
      timeElapsedNetMs: 906,
    });
  });

  it("says that there is no job", () => {
    expect(parseJobInfo(fixture("domjobinfo-rawstats-none.web01.txt"))).toMatchObject({ type: "none", operation: null });
  });

  it("gives null for what virsh says instead", () => {
    expect(parseJobInfo(fixture("domjobinfo-rawstats-none.off05.stderr.txt"))).toBeNull();
    expect(parseJobInfo("")).toBeNull();
  });

  it("reads what newer libvirt adds: success and its own words", () => {
    const text = "Job type: 4\n\noperation: 5\nsuccess: no\nerrmsg: operation failed: job: aborted\n";
    expect(parseJobInfo(text)).toMatchObject({ type: "failed", success: false, errorMessage: "operation failed: job: aborted" });
  });
});
