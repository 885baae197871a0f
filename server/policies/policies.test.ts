import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyOptionsInput } from "../../lib/contract/option-inputs.ts";
import { domainUuid } from "../../lib/core/model/ids.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import type { PolicyService } from "../services.ts";
import { type OpenStore, openStore } from "../store/index.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { createPolicyService } from "./index.ts";

const folder = temporaryDataFolder();
let store: OpenStore;
let policies: PolicyService;
let clock = 1000;
let made = 0;

beforeAll(async () => {
  prepareDataFolder(folder.path);
  store = await openStore({ dataDir: folder.path, databaseUrl: null }, createLogger("silent"));
  policies = createPolicyService({ store, now: () => clock++, newId: () => `p_${String(++made).padStart(12, "0")}` });
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

const VM = domainUuid("11111111-2222-4333-8444-555555555555");
const options = policyOptionsInput.parse({
  maxDowntimeMs: 500,
  ladder: [{ afterS: 60, action: { kind: "post-copy" } }],
  postCopy: "by-hand",
  compression: { method: "zstd", level: 3 },
});

describe("policies", () => {
  it("are kept whole, listed by name as people read it, and removed", async () => {
    const night = await policies.save({ name: "night runs", options, domainUuid: null }, "ann");
    const backup = await policies.save({ name: "Backup", options, domainUuid: VM }, "bob");
    expect(await policies.list()).toEqual([backup, night]);
    expect(night).toMatchObject({ name: "night runs", options, domainUuid: null, createdBy: "ann" });
    await policies.remove(night.id);
    expect(await policies.list()).toEqual([backup]);
    await expect(policies.remove(night.id)).rejects.toMatchObject({ code: "not-found" });
    await policies.remove(backup.id);
  });

  it("have a name of their own: the second of two at once is told at the field", async () => {
    const both = await Promise.allSettled([
      policies.save({ name: "Gentle", options, domainUuid: null }, "ann"),
      policies.save({ name: "gentle", options, domainUuid: VM }, "bob"),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((one) => one.status === "rejected")?.reason).toMatchObject({
      code: "conflict",
      data: { field: "name", message: { key: "errors.policies.name-taken" } },
    });
    for (const policy of await policies.list()) await policies.remove(policy.id);
  });

  it("are replaced by id, not into another's name, and not after they were removed", async () => {
    const first = await policies.save({ name: "first", options, domainUuid: null }, "ann");
    const second = await policies.save({ name: "second", options, domainUuid: null }, "ann");
    const changed = { ...options, tls: true };
    const saved = await policies.save({ id: second.id, name: "Second", options: changed, domainUuid: VM }, "bob");
    expect((await policies.list()).map((one) => one.name)).toEqual(["first", "Second"]);
    expect(saved).toMatchObject({ id: second.id, options: changed, domainUuid: VM, createdBy: "bob" });
    await expect(policies.save({ id: second.id, name: "FIRST", options, domainUuid: null }, "bob")).rejects.toMatchObject({
      code: "conflict",
      data: { field: "name" },
    });
    await policies.remove(first.id);
    await expect(policies.save({ id: first.id, name: "first", options, domainUuid: null }, "bob")).rejects.toMatchObject({
      code: "not-found",
    });
    await policies.remove(second.id);
  });

  it("refuse a name with control characters at its field", async () => {
    await expect(policies.save({ name: "a\u0000b", options, domainUuid: null }, "ann")).rejects.toMatchObject({
      code: "invalid-input",
      data: { field: "name" },
    });
  });

  it("take any other name as it is", async () => {
    const name = `x'; drop table policies; -- $(id) <b>虚拟机</b>`;
    const saved = await policies.save({ name, options, domainUuid: null }, "ann");
    expect(await policies.list()).toEqual([saved]);
    await policies.remove(saved.id);
  });

  it("that an older version stored have the defaults of options that are new", async () => {
    await store.policies.insert({
      id: "p_older",
      name: "older",
      options: { maxDowntimeMs: 700, bandwidthMiBps: null } as never,
      domainUuid: null,
      createdBy: "ann",
      updatedAtMs: 1,
    });
    expect((await policies.list())[0]?.options).toMatchObject({ maxDowntimeMs: 700, ladder: [], postCopy: "off", tls: false });
    await policies.remove("p_older");
  });
});
