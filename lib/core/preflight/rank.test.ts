import { describe, expect, it } from "vitest";
import { known, unknown } from "../model/fact.ts";
import type { HostFacts, HostSnapshot } from "../model/host.ts";
import { hostId } from "../model/ids.ts";
import type { MatrixSummary } from "../model/matrix.ts";
import { rankDestinations } from "./rank.ts";
import { labDomain, labHost } from "./test-support/lab.ts";
import { expectMessages } from "./test-support/table.ts";
import { countVerdicts } from "./verdict.ts";

const GIB = 1_073_741_824;
const web01 = { ...labDomain("web01"), memoryBytes: GIB };

interface Differs {
  readonly verdicts?: readonly ("block" | "unknown" | "warn")[];
  readonly disks?: "warn" | "unknown" | "block";
  readonly freeGib?: number | null;
  readonly load?: number | null;
  readonly link?: number | null;
  readonly isSource?: boolean;
}

/** Hosts and cells by name; what is not said is good. */
function fleet(differing: Readonly<Record<string, Differs>>): [MatrixSummary[], HostSnapshot[]] {
  const hosts = Object.entries(differing).map(([name, { freeGib = 10, load = 0.4 }]): HostSnapshot => {
    const host = labHost("hv2");
    if (!host.facts) throw new Error("hv2 has facts");
    const facts: HostFacts = {
      ...host.facts,
      memoryTotalBytes: known(16 * GIB),
      memoryAvailableBytes: freeGib === null ? unknown("not read") : known(freeGib * GIB),
      loadAverage: load === null ? unknown("not read") : known([load, load, load]),
      cpu: host.facts.cpu.known ? known({ ...host.facts.cpu.value, cpus: 4 }) : host.facts.cpu,
    };
    return { ...host, registration: { ...host.registration, id: hostId(`h_${name}`), name }, facts };
  });
  const cells = Object.entries(differing).map(
    ([name, { verdicts = [], disks, link = null, isSource = false }]): MatrixSummary => {
      const troubles = [
        ...(disks ? [{ ruleId: "storage.shared", verdict: disks }] : []),
        ...verdicts.map((verdict) => ({ ruleId: "x", verdict })),
      ];
      const worst = (["block", "unknown", "warn"] as const).find((verdict) => troubles.some((one) => one.verdict === verdict));
      return {
        domainUuid: web01.uuid,
        sourceHostId: hostId("h_source"),
        destinationHostId: hostId(`h_${name}`),
        isSource,
        verdict: worst ?? "pass",
        counts: countVerdicts(troubles),
        troubles,
        first: null,
        pending: false,
        linkBytesPerSec: link,
        observedAtMs: 1,
      };
    },
  );
  return [cells, hosts];
}

const orderOf = (differing: Readonly<Record<string, Differs>>) =>
  rankDestinations(...fleet(differing), web01).map(({ hostId: id }) => id.slice(2));

describe("the ranking of destinations", () => {
  it.each<[string, Readonly<Record<string, Differs>>, string]>([
    [
      "the verdict comes first",
      { a: { verdicts: ["block"] }, b: { verdicts: ["unknown"] }, c: { verdicts: ["warn"] }, d: {} },
      "dcba",
    ],
    ["fewer blocks before more", { a: { verdicts: ["block", "block"] }, b: { verdicts: ["block"] } }, "ba"],
    ["fewer warnings before more", { a: { verdicts: ["warn", "warn"] }, b: { verdicts: ["warn"] } }, "ba"],
    ["a disk to copy weighs more than other warnings", { a: { disks: "warn" }, b: { verdicts: ["warn", "warn"] } }, "ba"],
    ["then memory", { a: { freeGib: 3 }, b: { freeGib: 8 } }, "ba"],
    ["memory counts by steps, the load decides", { a: { freeGib: 12.1, load: 3 }, b: { freeGib: 12, load: 0 } }, "ba"],
    ["then the link", { a: { link: 10 * 1_048_576 }, b: { link: 1_000 * 1_048_576 } }, "ba"],
    ["what is not known comes after what is known to be bad", { a: { load: null }, b: { load: 6 } }, "ba"],
    ["memory that could not be read, too", { a: { freeGib: null }, b: { freeGib: 0.5 } }, "ba"],
    ["all else alike, the freer host", { a: { freeGib: 12 }, b: { freeGib: 12.1 } }, "ba"],
    ["alike in all, by name", { b: {}, a: {} }, "ab"],
    ["the host where it is has no place", { a: { isSource: true }, b: {} }, "b"],
  ])("%s", (_what, differing, order) => expect(orderOf(differing).join("")).toBe(order));

  it("recommends one host at most, and none that is blocked or unknown", () => {
    const best = (differing: Readonly<Record<string, Differs>>) =>
      rankDestinations(...fleet(differing), web01).flatMap(({ hostId: id, best: is }) => (is ? [id.slice(2)] : []));
    expect(best({ a: {}, b: {} })).toEqual(["a"]);
    expect(best({ a: { verdicts: ["warn"] }, b: { verdicts: ["block"] } })).toEqual(["a"]);
    expect(best({ a: { verdicts: ["unknown"] }, b: { verdicts: ["block"] } })).toEqual([]);
    expect(best({})).toEqual([]);
  });

  it.each<[string, Differs, string[], Record<string, unknown>]>([
    [
      "a good one",
      { link: 112 * 1_048_576 },
      ["all-pass", "disks-in-place", "memory-left", "load", "link"],
      { size: "9.0 GiB", load: "0.1", rate: "112 MiB/s" },
    ],
    [
      "a bad one",
      { verdicts: ["block", "block"], disks: "block", freeGib: 0.5 },
      ["block", "disks-to-copy", "memory-missing", "load"],
      { count: 3, size: "512 MiB" },
    ],
    ["an unknown one", { disks: "unknown", freeGib: null, load: null }, ["unknown", "disks-unknown"], { count: 1 }],
    ["one with a warning", { disks: "warn", freeGib: 13 }, ["warn", "disks-to-copy", "memory-left", "load"], { size: "12 GiB" }],
  ])("says why: %s", (_what, differs, keys, values) => {
    const [place] = rankDestinations(...fleet({ a: differs }), web01);
    expect(place?.reasons.map(({ key }) => key)).toEqual(keys.map((key) => `matrix.rank.${key}`));
    expect(Object.assign({}, ...(place?.reasons.map((reason) => reason.values) ?? []))).toMatchObject(values);
    expectMessages(place?.reasons ?? []);
  });

  it("takes full cells, too", () => {
    const [[summary], hosts] = fleet({ a: {} });
    if (!summary) throw new Error("one cell");
    const { troubles: _, first: __, pending: ___, linkBytesPerSec: ____, ...rest } = summary;
    const finding = {
      ruleId: "storage.shared",
      group: "storage",
      verdict: "warn",
      title: { key: "a" },
      reason: { key: "b" },
      evidence: [],
    } as const;
    const [place] = rankDestinations([{ ...rest, findings: [finding] }], hosts, web01);
    expect(place?.reasons.map(({ key }) => key)).toContain("matrix.rank.disks-to-copy");
  });
});
