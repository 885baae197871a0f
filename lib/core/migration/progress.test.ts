import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type JobInfo, parseJobInfo } from "../facts/domjobinfo.ts";
import { copyPhaseOf, isActiveJob, isSwitch, toSample } from "./progress.ts";
import { sampleOf, zeroSample } from "./test-support/records.ts";

const fixtures = new URL("../facts/fixtures/debian12-libvirt-9.0.0/", import.meta.url);
const read = (name: string): JobInfo => {
  const job = parseJobInfo(readFileSync(new URL(name, fixtures), "utf8"));
  if (!job) throw new Error(name);
  return job;
};
/** As libvirt 9.0 prints a running outgoing job in its second pass (busy04, 16 MiB/s). */
const RUNNING = `Job type: 2

operation: 5
time_elapsed: 12847
downtime: 1734
data_total: 202121216
data_processed: 205000000
data_remaining: 42176256
memory_total: 202121216
memory_processed: 205000000
memory_remaining: 42176256
memory_bps: 16790310
memory_constant: 15466
memory_normal: 50104
memory_normal_bytes: 205225984
memory_dirty_rate: 3900
memory_iteration: 2
memory_page_size: 4096
disk_total: 0
disk_processed: 0
disk_remaining: 0
`;
const running = (text = RUNNING): JobInfo => parseJobInfo(text) ?? read("missing");

describe("toSample", () => {
  it("turns pages into bytes and keeps bytes and ms as they are", () => {
    expect(toSample(running(), 77, null)).toEqual({
      atMs: 77,
      elapsedMs: 12847,
      memoryTotalBytes: 202121216,
      memoryProcessedBytes: 205000000,
      memoryRemainingBytes: 42176256,
      memoryBytesPerSec: 16790310,
      dirtyRateBytesPerSec: 3900 * 4096,
      iteration: 2,
      diskTotalBytes: 0,
      diskProcessedBytes: 0,
      diskRemainingBytes: 0,
      diskBytesPerSec: 0,
      expectedDowntimeMs: 1734,
      autoConvergeThrottlePercent: null,
      pagesBytes: 205225984,
      zeroBytes: 15466 * 4096,
    });
  });

  it("expects no downtime in the first pass, where QEMU only repeats the limit", () => {
    expect(
      toSample(running(RUNNING.replace("memory_iteration: 2", "memory_iteration: 1")), 1, null)?.expectedDowntimeMs,
    ).toBeNull();
  });

  it("has nothing to show without a job", () => {
    expect(toSample(read("domjobinfo-rawstats-none.web01.txt"), 1, null)).toBeNull();
  });

  it("ends with the figures of the completed job, nothing remaining", () => {
    const job = read("domjobinfo-completed-rawstats-destination.web01.txt");
    expect(isActiveJob(job)).toBe(false);
    expect(toSample(job, 1, null)).toMatchObject({ memoryRemainingBytes: 0, expectedDowntimeMs: null });
    expect(toSample(job, 1, null)?.memoryProcessedBytes).toBe(job.memoryProcessedBytes);
  });

  it("has nothing to show while QEMU is set up", () => {
    expect(toSample(running(RUNNING.replace("memory_total: 202121216", "memory_total: 0")), 1, null)).toBeNull();
  });

  it("does not let the counters that only grow go back", () => {
    const before = toSample(running(), 1, null);
    const after = toSample(
      running(RUNNING.replace("memory_processed: 205000000", "memory_processed: 1").replace("12847", "12900")),
      2,
      before,
    );
    expect(after).toMatchObject({ memoryProcessedBytes: 205000000, iteration: 2 });
  });
});

describe("disks before memory", () => {
  const storage = (processed: number, elapsed: number) =>
    running(
      `Job type: 2\noperation: 5\ntime_elapsed: ${elapsed}\nmemory_total: 0\ndisk_total: 167837696\ndisk_processed: ${processed}\n`,
    );

  it("shows disks while memory is not counted yet, with the rate that libvirt does not give", () => {
    const first = toSample(read("domjobinfo-rawstats-storage.db02.txt"), 1, null);
    expect(first).toMatchObject({ memoryTotalBytes: 0, diskTotalBytes: 167_837_696, diskRemainingBytes: 117_506_048 });
    expect(first && copyPhaseOf(first)).toBe("block-copy");
    const second = toSample(storage(60_331_648, 5_038), 2, first);
    expect(second?.diskBytesPerSec).toBe(10_000_000);
    expect(toSample(storage(60_331_648, 5_038), 3, second)?.diskBytesPerSec).toBe(10_000_000);
  });

  it("is in pre-copy as soon as memory is counted", () => {
    const later = toSample(read("domjobinfo-rawstats-memory-after-storage.db02.txt"), 1, null);
    expect(later && copyPhaseOf(later)).toBe("pre-copy");
    expect(copyPhaseOf(sampleOf({ atMs: 1, remainingMiB: 5 }))).toBe("pre-copy");
  });
});

describe("isSwitch, for a guest that was stopped", () => {
  it.each([
    ["the rest fits into QEMU's own limit", 4, 16, null, true],
    ["the rest fits into a long limit", 60, 16, 5_000, true],
    ["far more is left than fits", 100, 16, 300, false],
    ["nothing is left", 0, 16, 300, true],
  ] as const)("%s", (_, remainingMiB, rateMiBps, maxDowntimeMs, expected) => {
    expect(isSwitch(sampleOf({ atMs: 1, remainingMiB, rateMiBps }), maxDowntimeMs)).toBe(expected);
  });
  it.each([
    ["a wire of 16 MiB/s, and nearly all is left: somebody else stopped it", 8, 500, 190, false],
    ["a fast one, and little is left", 50, 150, 10, true],
    ["nothing was sent", 0, 200, 190, false],
  ] as const)("before a rate is known: %s", (_, sentMiB, elapsedMs, remainingMiB, expected) => {
    const reading = sampleOf({ atMs: 1, remainingMiB, rateMiBps: 0 });
    expect(isSwitch({ ...reading, memoryProcessedBytes: sentMiB * 1024 ** 2, elapsedMs }, null)).toBe(expected);
  });
  it("takes a reading without figures for one", () => {
    expect(isSwitch(zeroSample(), null)).toBe(true);
  });
});
