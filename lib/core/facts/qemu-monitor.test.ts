import { describe, expect, it } from "vitest";
import { parseMigrateCapabilities, parseMigrateParameters } from "./qemu-monitor.ts";
import { fixture } from "./test-support/fixture.ts";

const levers = (name: string) => fixture(`debian12-libvirt-9.0.0-levers/${name}.web01.txt`);

describe("parseMigrateParameters", () => {
  it("reads all of QEMU's parameters with their units", () => {
    const read = parseMigrateParameters(levers("info-migrate-parameters"));
    expect(read).toHaveLength(24);
    expect(read).toContainEqual({ name: "downtime-limit", value: "300 ms" });
    expect(read).toContainEqual({ name: "max-bandwidth", value: "134217728 bytes/second" });
    expect(read).toContainEqual({ name: "tls-creds", value: "''" });
  });
  it("has none in an error", () => {
    expect(parseMigrateParameters("error: Domain not found\n")).toEqual([{ name: "error", value: "Domain not found" }]);
    expect(parseMigrateParameters("")).toEqual([]);
  });
});

describe("parseMigrateCapabilities", () => {
  it("reads what is on and off", () => {
    const read = parseMigrateCapabilities(levers("info-migrate-capabilities"));
    expect(read).toContainEqual({ name: "events", on: true });
    expect(read).toContainEqual({ name: "postcopy-ram", on: false });
    expect(read).toHaveLength(21);
  });
});
