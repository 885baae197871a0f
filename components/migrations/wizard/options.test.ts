import { describe, expect, it } from "vitest";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import { paramsFromRequest, readOptions } from "./options.ts";
import { WIZARD_DEFAULTS } from "./search-params.ts";

describe("readOptions", () => {
  it("leaves everything to libvirt when nothing was said", () => {
    expect(readOptions(WIZARD_DEFAULTS, true)).toEqual({
      ok: true,
      options: {
        maxDowntimeMs: null,
        bandwidthMiBps: null,
        autoConverge: false,
        timeoutS: null,
        timeoutAction: "suspend",
        persistent: true,
        undefineSource: true,
      },
    });
  });

  it.each([
    [true, null, true],
    [true, false, false],
    [false, null, false],
    [false, true, false],
  ])("moves the definition (VM persistent %s, said %s): %s", (persistent, persist, moves) => {
    const read = readOptions({ ...WIZARD_DEFAULTS, persist }, persistent);
    expect(read.ok && [read.options.persistent, read.options.undefineSource]).toEqual([moves, moves]);
  });

  it.each([
    ["downtime", "0", { maxDowntimeMs: "downtime" }],
    ["downtime", "60001", { maxDowntimeMs: "downtime" }],
    ["downtime", "1.5", { maxDowntimeMs: "downtime" }],
    ["bandwidth", "99999999999999", { bandwidthMiBps: "bandwidth" }],
    ["bandwidth", "-1", { bandwidthMiBps: "bandwidth" }],
    ["bandwidth", "1e3", { bandwidthMiBps: "bandwidth" }],
    ["timeout", "soon", { timeoutS: "timeout" }],
    ["timeout", "86401", { timeoutS: "timeout" }],
  ])("refuses %s = %s at its field", (name, text, errors) => {
    expect(readOptions({ ...WIZARD_DEFAULTS, [name]: text }, true)).toEqual({ ok: false, errors });
  });

  it("names every wrong field at once", () => {
    const read = readOptions({ ...WIZARD_DEFAULTS, downtime: "x", bandwidth: "0", timeout: "0" }, true);
    expect(read.ok ? [] : Object.keys(read.errors).sort()).toEqual(["bandwidthMiBps", "maxDowntimeMs", "timeoutS"]);
  });
});

describe("paramsFromRequest", () => {
  it("gives back the request's own options", () => {
    const options = {
      maxDowntimeMs: 500,
      bandwidthMiBps: 32,
      autoConverge: true,
      timeoutS: 120,
      timeoutAction: "abort" as const,
      persistent: true,
      undefineSource: true,
    };
    const params = paramsFromRequest({
      domainUuid: domainUuid("6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11"),
      sourceHostId: hostId("h_aaaaaaaaaaaa"),
      destinationHostId: hostId("h_bbbbbbbbbbbb"),
      options,
      acknowledged: ["x"],
    });
    expect(readOptions(params, true)).toEqual({ ok: true, options });
    expect(params.ack).toEqual([]);
  });
});
