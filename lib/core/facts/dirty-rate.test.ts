import { describe, expect, it } from "vitest";
import { parseDirtyRate } from "./dirty-rate.ts";
import { fixture } from "./test-support/fixture.ts";

const levers = (name: string) => fixture(`debian12-libvirt-9.0.0-levers/domstats-dirtyrate-${name}.web01.txt`);

describe("parseDirtyRate", () => {
  it.each([
    ["before the first one", levers("unstarted"), { status: "unstarted" }],
    ["while it measures", levers("measuring"), { status: "measuring" }],
    ["of an idle guest", levers("measured"), { status: "measured", bytesPerSec: 0, startedAtS: 13_567, periodS: 2 }],
    [
      "of a busy one",
      fixture("domstats-dirtyrate-raw.busy04.txt"),
      { status: "measured", bytesPerSec: 22 * 1_048_576, startedAtS: 2113, periodS: 1 },
    ],
  ])("reads QEMU's word %s", (_, text, reading) => {
    expect(parseDirtyRate(text)).toEqual(reading);
  });

  it.each(["", "error: failed to get domain", "Domain: 'x'", "  dirtyrate.calc_status=2", "  dirtyrate.calc_status=7"])(
    "has none in %j",
    (text) => {
      expect(parseDirtyRate(text)).toBeNull();
    },
  );
});
