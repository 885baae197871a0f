import { describe, expect, it } from "vitest";
import type { FixAction, FixChoice, FixRecord, FixStepResult } from "@/lib/contract/index.ts";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";
import { actionValues } from "./action-words.ts";
import { choiceHref } from "./choice-href.ts";
import { canUndo } from "./record-state.ts";

const place = {
  domainUuid: domainUuid("6c1f8a52-4f7e-4d21-9f0e-0d2b7a3c9e11"),
  source: { id: hostId("h_aaaaaaaaaaaa") },
  destination: { id: hostId("h_bbbbbbbbbbbb") },
};

describe("a choice as a link", () => {
  it("leads to the step How of this VM and destination, with the choice and without its label", () => {
    const nic = { mac: "52:54:00:00:00:01", type: "bridge", source: 'br "1"&x=y' } as const;
    const choice: FixChoice = { label: { key: "preflight.fixes.map" }, kind: "nic-source", nic };
    const url = new URL(choiceHref(place, choice), "http://here");
    expect(url.pathname).toBe("/migrations/new");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      vm: place.domainUuid,
      from: place.source.id,
      to: place.destination.id,
      step: "how",
      choice: JSON.stringify({ kind: "nic-source", nic }),
    });
  });
});

describe("the words of an action", () => {
  const hosts = ["hv1", "hv2"];
  it.each([
    [{ kind: "authorise-source-key" }, ""],
    [{ kind: "create-folder", path: "/srv/images" }, "/srv/images"],
    [{ kind: "eject-media", target: "sda" }, "sda"],
    [{ kind: "set-up-pool", pool: { type: "dir", name: "vms", targetPath: "/srv" } }, "vms"],
  ] satisfies readonly (readonly [FixAction, string])[])("%j names %s", (action, what) => {
    expect(actionValues(action, hosts)).toEqual({ source: "hv1", destination: "hv2", what, count: 2 });
  });

  it("names the only host of a request on both sides, and shows hidden characters", () => {
    expect(actionValues({ kind: "start-pool", name: "a\u202eb" }, ["hv1"])).toMatchObject({
      destination: "hv1",
      what: expect.not.stringContaining("\u202e"),
    });
  });
});

describe("undo", () => {
  const step = (state: FixStepResult["state"], undo: readonly string[] | null = ["rm"]): FixStepResult => ({
    hostId: hostId("h_bbbbbbbbbbbb"),
    hostName: "hv2",
    does: { key: "fixes.x" },
    argv: ["touch"],
    undo,
    state,
    exitCode: 0,
    output: "",
  });
  const record = (
    state: FixRecord["state"],
    steps: readonly FixStepResult[],
    undo: FixRecord["undo"] = "possible",
  ): FixRecord => ({
    id: "f_aaaaaaaaaaaa",
    revision: 1,
    atMs: 0,
    by: "admin",
    request: { action: { kind: "allow-userfaultfd" }, domainUuid: null, hostIds: [] },
    domainName: null,
    steps,
    state,
    undo,
    undoneAtMs: null,
    undoneBy: null,
  });
  it.each([
    ["a fix that was applied", record("applied", [step("done")]), true],
    ["one whose undo failed half-way", record("undo-failed", [step("undone"), step("undo-failed")]), true],
    ["one that cannot be undone", record("applied", [step("done")], "impossible"), false],
    ["one that only read", record("applied", [step("done", null)]), false],
    ["one that was undone", record("undone", [step("undone")]), false],
    ["one that failed and was taken back", record("failed", [step("undone"), step("failed")]), false],
    ["one that still runs", record("running", [step("done"), step("waiting")]), false],
  ])("%s: %#", (_, one, expected) => {
    expect(canUndo(one)).toBe(expected);
  });
});
