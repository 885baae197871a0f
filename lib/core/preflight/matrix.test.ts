import { describe, expect, it } from "vitest";
import { compareVersions, majorVersion } from "./compare-versions.ts";
import { evaluateRules } from "./evaluate.ts";
import { evaluateCell, locateDomain, sourceCell } from "./matrix.ts";
import { NO_PROBES } from "./probes.ts";
import { RULES } from "./registry.ts";
import { labContext, labDomain, labHost } from "./test-support/lab.ts";
import { expectWords } from "./test-support/table.ts";
import { countVerdicts, worstVerdict } from "./verdict.ts";

const verdictsOf = (cell: ReturnType<typeof evaluateCell>, verdict: string) =>
  cell.findings.filter((finding) => finding.verdict === verdict).map(({ ruleId }) => ruleId);

describe("a cell of the matrix", () => {
  it("is clear where everything fits", () => {
    const cell = evaluateCell(labContext());
    expect(cell.verdict).toBe("pass");
    expect(cell.findings).toHaveLength(RULES.length);
    expect(cell.counts.pass).toBeGreaterThan(30);
    expect(cell.observedAtMs).toBe(1_795_259_592_000);
  });

  it("names every lack of a host at once", () => {
    const decoy = { ...labDomain("db02"), uuid: labDomain("web01").uuid, state: "shut-off" as const };
    const cell = evaluateCell(labContext({ guest: "db02", to: "hv3", destination: { domains: [decoy] } }));
    expect(verdictsOf(cell, "block")).toEqual(expect.arrayContaining(["identity.name", "network.bridge"]));
    expect(verdictsOf(cell, "warn")).toEqual(expect.arrayContaining(["security.tls", "storage.cache"]));
    expect(cell.verdict).toBe("block");
  });

  it("is unknown, never clear, before anything was tried", () => {
    const cell = evaluateCell(labContext({ probes: NO_PROBES }));
    expect(cell.verdict).toBe("unknown");
    expect(verdictsOf(cell, "unknown")).toEqual(
      expect.arrayContaining(["path.ssh", "path.libvirt", "path.data-ports", "cpu.compare", "storage.shared"]),
    );
  });

  it("has words for a host that was never read", () => {
    const cell = evaluateCell(
      labContext({ probes: NO_PROBES, source: { facts: null }, destination: { facts: null, observedAtMs: null } }),
    );
    for (const finding of cell.findings) expectWords(finding);
    expect(cell.verdict).toBe("unknown");
  });

  it("stays a source where the VM is", () => {
    expect(sourceCell(labDomain("web01"), labHost("hv1"))).toMatchObject({
      isSource: true,
      findings: [],
      verdict: "not-applicable",
    });
  });

  it("keeps a hostile name as data in values only", () => {
    const name = `x; $(touch pwn) "数据库" {'q'}`;
    const cell = evaluateCell(labContext({ domain: { name } }));
    for (const finding of cell.findings) {
      expectWords(finding);
      expect(finding.reason.key).toMatch(/^preflight\.[a-z-]+(\.[a-z-]+)+$/);
      for (const argv of finding.fix?.commands ?? []) expect(argv.join(" ")).not.toContain("pwn");
    }
  });
});

describe("where a VM is", () => {
  const off = { ...labDomain("web01"), state: "shut-off" as const };
  it("is where it runs, also when an old definition stands elsewhere", () => {
    const hosts = [
      { ...labHost("hv3"), domains: [off] },
      { ...labHost("hv1"), domains: [labDomain("web01")] },
    ];
    expect(locateDomain(hosts, off.uuid)?.host.registration.name).toBe("hv1");
    expect(locateDomain(hosts.slice(0, 1), off.uuid)?.host.registration.name).toBe("hv3");
    expect(locateDomain([], off.uuid)).toBeUndefined();
  });
});

describe("the rules together", () => {
  it("have ids of their own", () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  it("go on when one of them throws", () => {
    const [first, second] = RULES;
    if (!first || !second) throw new Error("no rules");
    const broken = {
      ...first,
      evaluate: () => {
        throw new Error("no such thing");
      },
    };
    const findings = evaluateRules([broken, second], labContext());
    expect(findings.map(({ verdict }) => verdict)).toEqual(["unknown", "pass"]);
    expect(findings[0]?.reason).toMatchObject({ key: "preflight.common.rule-crashed", values: { reason: "no such thing" } });
    for (const finding of findings) expectWords(finding);
  });

  it.each([
    [["pass", "warn", "unknown", "block"], "block"],
    [["pass", "warn", "unknown"], "unknown"],
    [["pass", "warn"], "warn"],
    [["not-applicable", "pass"], "pass"],
    [[], "not-applicable"],
  ] as const)("worst of %j is %s", (verdicts, worst) => {
    const findings = verdicts.map((verdict) => ({ verdict }));
    expect(worstVerdict(findings)).toBe(worst);
    expect(countVerdicts(findings)[worst]).toBe(worst === "not-applicable" ? 0 : 1);
  });
});

describe("versions", () => {
  it.each([
    ["9.0.0", "9.0.0", 0],
    ["9.0.0", "10.0.0", -1],
    ["7.2.22", "7.2.9", 1],
    ["9", "9.0.0", 0],
    ["8.2.0-1ubuntu", "8.2.1", -1],
  ])("%s against %s", (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
  });
  it("has a major part", () => expect(majorVersion("10.0.0")).toBe(10));
});
