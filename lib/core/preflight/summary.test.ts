import { describe, expect, it } from "vitest";
import type { Domain } from "../model/domain.ts";
import { known, unknown } from "../model/fact.ts";
import { hostId } from "../model/ids.ts";
import type { RuleContext } from "./context.ts";
import { evaluateCell } from "./matrix.ts";
import { NO_PROBES, type Probes } from "./probes.ts";
import { RULES } from "./registry.ts";
import { defineRule } from "./rule.ts";
import { summarise } from "./summary.ts";
import { done, labContext, type Patch, storage } from "./test-support/lab.ts";
import { compareVerdicts, isTrouble } from "./verdict.ts";

/** A stream of numbers in 0..1 that is the same each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FAILED = { kind: "failed", why: { key: "x" }, atMs: 5, commands: [] } as const;
const DOMAINS: readonly Partial<Domain>[] = [
  {},
  { state: "shut-off", persistent: false },
  { state: "paused", managedSave: true, snapshotCount: 3 },
  { hasTpm: true, hasVirtiofs: true, hostDevices: [{ type: "pci", mode: "subsystem", address: "0000:01:00.0" }] },
  { cpuMode: "host-passthrough", kernelFiles: ["/boot/vmlinuz"], loader: "/usr/share/OVMF/OVMF_CODE.fd", nvram: "/x_VARS.fd" },
  { memoryBytes: 2 ** 42, vcpus: 4_000, maxVcpus: 4_000, machine: "pc-q35-99.0", arch: "riscv64" },
  { nics: [], disks: [], graphicsListen: ["10.77.1.11"], virtType: "kvm" },
  { needs: undefined } as unknown as Partial<Domain>,
];
const HOSTS: readonly NonNullable<Patch["destination"]>[] = [
  {},
  { state: "unreachable" },
  { facts: null },
  { facts: { libvirtVersion: known("6.0.0"), qemuVersion: known("4.2.0"), clockOffsetMs: known(9_000) } },
  { facts: { interfaces: known([]), networks: known([]), guests: known([]), tlsReady: unknown("no right") } },
  { observedAtMs: null },
];
const PROBES: readonly Partial<Probes>[] = [
  {},
  NO_PROBES,
  { ssh: FAILED, libvirt: FAILED, storage: FAILED, cpu: FAILED, jobs: FAILED, files: FAILED },
  { storage: storage("not-shared"), cpu: done({ outcome: "incompatible", text: "required features: avx512f" }) },
  { jobs: done({ job: "Unbounded", operation: "Backup", blockJobs: ["vda"], checkpoints: 2 }) },
  { ssh: done({ outcome: "denied", text: "Permission denied", knownKeys: null }), ports: { kind: "pending" } },
];

function contexts(count: number, seed: number): readonly RuleContext[] {
  const next = numbers(seed);
  const pick = <T>(some: readonly T[]): T => some[Math.floor(next() * some.length)] as T;
  return Array.from({ length: count }, () =>
    labContext({
      guest: pick(["web01", "db02", "mix03"] as const),
      to: pick(["hv1", "hv2", "hv3"] as const),
      domain: pick(DOMAINS),
      source: pick(HOSTS),
      destination: pick(HOSTS),
      probes: { ...pick(PROBES), ...pick(PROBES) },
    }),
  );
}

/** What a rule of each scope needs to see at least. */
const LOOKS = {
  domain: ({ domain }: RuleContext) => domain.name,
  pair: ({ source, destination }: RuleContext) => source.state + destination.state,
  cell: ({ domain, destination }: RuleContext) => domain.name + destination.state,
} as const;

/** What the summary must say, from all findings. */
function expected(context: RuleContext) {
  const { verdict, counts, findings } = evaluateCell(context);
  const bad = findings.filter((one) => isTrouble(one.verdict)).toSorted((a, b) => compareVerdicts(a.verdict, b.verdict));
  return {
    verdict,
    counts,
    troubles: bad.map(({ ruleId, verdict: own }) => ({ ruleId, verdict: own })),
    first: bad[0] ? { title: bad[0].title, reason: bad[0].reason } : null,
    pending: findings.some(({ reason }) => reason.key === "preflight.common.not-probed"),
  };
}

describe("the summaries of the matrix", () => {
  it.each([1, 2, 3])("say of every cell what its findings say (%i)", (seed) => {
    const some = contexts(60, seed);
    const verdicts = new Set<string>();
    for (const [index, summary] of summarise(some).entries()) {
      const context = some[index];
      if (!context) throw new Error("a summary too many");
      expect(summary).toMatchObject(expected(context));
      verdicts.add(summary.verdict);
    }
    expect([...verdicts]).toEqual(expect.arrayContaining(["block", "unknown"]));
  });

  it("share what is the same of VMs and of pairs, and no more", () => {
    const base = labContext();
    const others = [base.destination, labContext({ to: "hv3" }).destination];
    const vms = [base.domain, labContext({ guest: "db02" }).domain, { ...base.domain, snapshotCount: 4 }];
    const some = vms.flatMap((domain) => others.map((destination) => ({ ...base, domain, destination })));
    for (const [index, summary] of summarise(some).entries()) expect(summary).toMatchObject(expected(some[index] ?? base));
  });

  it("ask each rule as often as its scope says", () => {
    const asked = { domain: 0, pair: 0, cell: 0 };
    const counting = (["domain", "pair", "cell"] as const).map((scope) =>
      defineRule({
        id: `count.${scope}`,
        group: "path",
        scope,
        reasons: ["ok"],
        evaluate: (context, say) => {
          // An answer without a look is everybody's.
          if (LOOKS[scope](context) === "") return say.block("ok");
          asked[scope] += 1;
          return say.pass("ok");
        },
      }),
    );
    const base = labContext();
    const destinations = Array.from({ length: 4 }, (_, at) => {
      const registration = { ...base.destination.registration, id: hostId(`h_${at}`) };
      return { ...base.destination, registration };
    });
    const some = Array.from({ length: 5 }, () => ({ ...base.domain })).flatMap((domain) =>
      destinations.map((destination) => ({ ...base, domain, destination })),
    );
    expect(summarise(some, counting)).toHaveLength(20);
    expect(asked).toEqual({ domain: 5, pair: 4, cell: 20 });
  });

  it("call a rule that breaks unknown, with what broke", () => {
    const broken = defineRule({
      id: "x.broken",
      group: "path",
      reasons: [],
      evaluate: () => {
        throw new Error("oops");
      },
    });
    expect(summarise([labContext()], [...RULES, broken])[0]).toMatchObject({
      verdict: "unknown",
      first: { reason: { key: "preflight.common.rule-crashed", values: { reason: "oops" } } },
    });
  });
});
