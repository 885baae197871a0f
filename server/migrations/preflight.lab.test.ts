import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labReset } from "../../lab/client.ts";
import { domainUuid } from "../../lib/core/model/ids.ts";
import { defineClash } from "./test-support/lab-looks.ts";
import { type LabRig, openLabRig } from "./test-support/lab-rig.ts";

let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig("real");
});
beforeEach(async () => {
  await labReset();
});
afterAll(async () => {
  await rig?.close();
  await labReset();
});

describe("with the real preflight", () => {
  it("runs exactly the command that the plan showed", async () => {
    const request = await rig.request("web01", "hv2", { maxDowntimeMs: 500, bandwidthMiBps: 512 });
    const plan = await rig.service().plan(request);
    expect(plan.blockedBy).toEqual([]);
    const [migrate, downtime] = plan.commands;
    expect(migrate?.argv).toContain("--unsafe");
    expect(downtime?.argv.slice(3)).toEqual(["migrate-setmaxdowntime", "--domain", request.domainUuid, "--downtime", "500"]);
    const key = randomBytes(12).toString("hex");
    const started = await rig.service().start({ ...request, acknowledged: plan.toAcknowledge }, key, "admin");
    const { record } = await rig.ended(started.id);
    expect(record.argv).toEqual(migrate?.argv);
    expect(record.state).toBe("succeeded");
  });

  it("refuses a host that lacks things, and stores nothing", async () => {
    const request = await rig.request("web01", "hv3");
    const start = rig.service().start(request, randomBytes(12).toString("hex"), "admin");
    await expect(start).rejects.toMatchObject({ code: "preflight-blocked", data: { findings: expect.anything() } });
    expect(
      (await rig.service().list({ limit: 10 })).filter(
        ({ request: { destinationHostId } }) => destinationHostId === request.destinationHostId,
      ),
    ).toEqual([]);
  });

  it("sees a name clash that came up after the review", async () => {
    const request = await rig.request("web01", "hv2");
    const plan = await rig.service().plan(request);
    await defineClash("hv2", "web01");
    const start = rig.service().start({ ...request, acknowledged: plan.toAcknowledge }, randomBytes(12).toString("hex"), "admin");
    await expect(start).rejects.toMatchObject({ code: "preflight-blocked" });
    await labExec("hv2", ["virsh", "undefine", "web01"]);
  });

  it.each([
    ["the host where it is", { destination: "hv1" }, "invalid-input", "destinationHostId"],
    ["a host that nobody registered", { destination: "hv9" }, "not-found", "destinationHostId"],
    ["a VM that is not there", { uuid: "7a6b0001-0000-4000-8000-0000000000ee" }, "not-found", "domainUuid"],
    ["two definitions", { options: { undefineSource: false } }, "invalid-input", "options.undefineSource"],
  ] as const)("refuses %s at its field", async (_, bad, code, field) => {
    const request = await rig.request(
      "web01",
      "destination" in bad ? bad.destination : "hv2",
      "options" in bad ? bad.options : {},
    );
    const asked = "uuid" in bad ? { ...request, domainUuid: domainUuid(bad.uuid) } : request;
    await expect(rig.service().start(asked, randomBytes(12).toString("hex"), "admin")).rejects.toMatchObject({
      code,
      data: { field },
    });
  });
});
