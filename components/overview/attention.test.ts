import { describe, expect, it } from "vitest";
import type { HostState, MigrationRecord, TruthVerdict } from "@/lib/contract/index.ts";
import { queuedRecord, resultOf } from "@/lib/core/migration/test-support/records.ts";
import { domainUuid, migrationId } from "@/lib/core/model/ids.ts";
import { labHost } from "@/lib/core/preflight/test-support/lab.ts";
import { hostsInTrouble, migrationsInTrouble, unfinished } from "./attention.ts";

function ended(verdict: TruthVerdict, changes: Partial<MigrationRecord> = {}): MigrationRecord {
  return queuedRecord({ state: "failed", endedAtMs: 9, result: resultOf(verdict), ...changes });
}

describe("migrationsInTrouble", () => {
  it.each<[TruthVerdict, boolean]>([
    ["moved", false],
    ["stayed", false],
    ["moved-off", false],
    ["copied", false],
    ["stayed-off", false],
    ["moved-paused", true],
    ["stopped", true],
    ["split-brain", true],
    ["needs-attention", true],
    ["lost", true],
    ["unknown", true],
  ])("an end of %s needs a person: %s", (verdict, needs) => {
    expect(migrationsInTrouble([ended(verdict)])).toHaveLength(needs ? 1 : 0);
  });

  it("leaves out a VM that is paused because that was asked for", () => {
    const { request } = queuedRecord();
    const asked = { ...request, options: { ...request.options, suspendAtDestination: true } };
    expect(migrationsInTrouble([ended("moved-paused", { request: asked })])).toEqual([]);
  });

  it("takes those that run on without an answer, not those that simply run", () => {
    const of = (state: MigrationRecord["state"]) => migrationsInTrouble([queuedRecord({ state })]).length;
    expect([of("detached"), of("post-copy-broken"), of("indeterminate"), of("running"), of("queued")]).toEqual([1, 1, 1, 0, 0]);
  });

  it("forgets an old trouble that a later migration of the same VM has settled, but not another VM's", () => {
    const other = { ...queuedRecord().request, domainUuid: domainUuid("7a6b0001-0000-4000-8000-000000000009") };
    const records = [
      ended("moved", { id: migrationId("m_newest00000") }),
      ended("split-brain", { id: migrationId("m_older000000") }),
      ended("lost", { id: migrationId("m_other000000"), request: other }),
    ];
    expect(migrationsInTrouble(records).map((record) => record.id)).toEqual(["m_other000000"]);
  });
});

describe("hostsInTrouble", () => {
  it.each<[HostState, boolean]>([
    ["online", false],
    ["connecting", false],
    ["unreachable", true],
    ["blocked", true],
  ])("%s: %s", (state, needs) => {
    expect(hostsInTrouble([{ ...labHost("hv1"), state }])).toHaveLength(needs ? 1 : 0);
  });
});

describe("unfinished", () => {
  it("puts what runs before what waits, older first", () => {
    const record = (id: string, state: MigrationRecord["state"], createdAtMs: number) =>
      queuedRecord({ id: migrationId(id), state, createdAtMs });
    const records = [record("d", "queued", 4), record("c", "running", 3), record("b", "queued", 2), record("a", "detached", 1)];
    expect(unfinished([...records, ended("moved")]).map((one) => one.id)).toEqual(["a", "c", "b", "d"]);
  });
});
