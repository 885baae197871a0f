import { describe, expect, it } from "vitest";
import { domainUuid } from "../model/ids.ts";
import { buildDowntimeCommand, buildMigrateCommand, onDomain, withoutConnect } from "./command.ts";
import { DEFAULT_MIGRATION_OPTIONS, optionProblems, optionsForDomain } from "./options.ts";
import { type MigrationPlan, planMigration } from "./plan.ts";
import { queuedRecord } from "./test-support/records.ts";

const uuid = "7a6b0001-0000-4000-8000-000000000001";
const plan: MigrationPlan = {
  domainUuid: domainUuid(uuid),
  destinationUri: "qemu+ssh://root@10.77.1.12:2222/system",
  persistent: true,
  undefineSource: true,
  unsafe: false,
  bandwidthMiBps: null,
  autoConverge: false,
  maxDowntimeMs: null,
};
const base = `virsh -c qemu:///system migrate --domain ${uuid} --desturi qemu+ssh://root@10.77.1.12:2222/system --live --p2p`;

describe("buildMigrateCommand", () => {
  it.each([
    ["a persistent domain", {}, " --persistent --undefinesource"],
    ["a transient domain", { persistent: false, undefineSource: false }, ""],
    ["storage proven shared", { unsafe: true }, " --persistent --undefinesource --unsafe"],
    [
      "limits",
      { bandwidthMiBps: 16, autoConverge: true, maxDowntimeMs: 500 },
      " --persistent --undefinesource --bandwidth 16 --auto-converge",
    ],
  ])("builds the array for %s", (_, changes, tail) => {
    expect(buildMigrateCommand({ ...plan, ...changes }).join(" ")).toBe(`${base}${tail} --abort-on-error`);
  });

  it.each([
    "qemu+ssh://hv2/system?command=/tmp/evil",
    "qemu+ssh://-oProxyCommand=x/system",
    "qemu:///system",
    "qemu+ssh://hv2/session",
    "qemu+ssh://a b/system",
  ])("refuses the destination %s", (destinationUri) => {
    expect(() => buildMigrateCommand({ ...plan, destinationUri })).toThrow(RangeError);
  });

  it.each([99999999999999, 0, -1, 1.5, Number.NaN])("refuses a bandwidth of %s", (bandwidthMiBps) => {
    expect(() => buildMigrateCommand({ ...plan, bandwidthMiBps })).toThrow(RangeError);
  });
});

describe("helper commands", () => {
  it("sets the downtime limit in ms, or not at all", () => {
    expect(buildDowntimeCommand(plan)).toBeNull();
    expect(buildDowntimeCommand({ ...plan, maxDowntimeMs: 500 })?.slice(3)).toEqual([
      "migrate-setmaxdowntime",
      "--domain",
      uuid,
      "--downtime",
      "500",
    ]);
    expect(() => buildDowntimeCommand({ ...plan, maxDowntimeMs: 0 })).toThrow(RangeError);
  });

  it("leaves out the connection for a virsh that is connected", () => {
    expect(withoutConnect(onDomain("domstate", plan.domainUuid, ["--reason"]))).toEqual([
      "domstate",
      "--domain",
      uuid,
      "--reason",
    ]);
  });
});

describe("planMigration and options", () => {
  const request = queuedRecord().request;
  const input = { request, destinationUri: plan.destinationUri, provenShared: true };

  it("takes the licence for --unsafe from the proof alone", () => {
    expect(planMigration({ ...input, domain: { persistent: true } })).toEqual({ ...plan, unsafe: true });
    expect(planMigration({ ...input, domain: { persistent: true }, provenShared: false }).unsafe).toBe(false);
  });

  it("never makes a transient domain persistent", () => {
    const made = planMigration({ ...input, domain: { persistent: false } });
    expect([made.persistent, made.undefineSource]).toEqual([false, false]);
  });

  it.each([
    [true, true, true, []],
    [true, false, false, []],
    [true, true, false, ["two-definitions"]],
    [true, false, true, ["undefine-needs-persistent"]],
    [false, true, false, []],
  ] as const)("domain persistent %s, options %s/%s: %j", (persistent, keep, undefineSource, problems) => {
    const options = { ...DEFAULT_MIGRATION_OPTIONS, persistent: keep, undefineSource };
    expect(optionProblems(options, { persistent }).map(({ key }) => key)).toEqual(problems);
    expect(optionsForDomain(options, { persistent }).persistent).toBe(persistent && keep);
  });
});
