import { describe, expect, it } from "vitest";
import type { MigrationState } from "@/lib/contract/index.ts";
import { migrationId } from "@/lib/core/model/ids.ts";
import { recordOf } from "../live/test-support/records.ts";
import { arrangeMigrations, countOpen, outcomeOf } from "./outcomes.ts";

describe("the list of migrations", () => {
  const record = (id: string, state: MigrationState, createdAtMs: number, ended = false) =>
    recordOf({ id: migrationId(id), state, createdAtMs, endedAtMs: ended ? createdAtMs + 1 : null });
  const records = [
    record("old", "succeeded", 1, true),
    record("waiting", "queued", 2),
    record("new", "failed", 3, true),
    record("copying", "running", 4),
    record("silent", "detached", 5),
  ];

  it("puts what runs first, then what waits, then the past, newest first", () => {
    expect(arrangeMigrations(records).map((one) => one.id)).toEqual(["silent", "copying", "waiting", "new", "old"]);
  });

  it("counts what runs and what waits", () => {
    expect(countOpen(records)).toEqual({ running: 2, queued: 1 });
  });

  it.each<[MigrationState, string]>([
    ["starting", "open"],
    ["finishing", "open"],
    ["aborted", "aborted"],
    ["detached", "attention"],
    ["post-copy-broken", "attention"],
    ["indeterminate", "attention"],
  ])("%s is %s", (state, outcome) => {
    expect(outcomeOf({ state })).toBe(outcome);
  });
});
