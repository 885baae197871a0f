import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { run } from "./run.ts";

/** What a stage of `npm test` found. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What failed, a name and the first line of its reason each: said once more at the end, since a kept log often holds only its end. */
  readonly failures?: readonly string[];
}

const one = (ok: boolean): Counts => (ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const firstLines = (text: string): string => text.split("\n").slice(0, 3).join(" | ").slice(0, 400);

/** A tool that passes or fails as a whole counts as one test. */
export async function tool(argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<Counts> {
  return one((await run(argv, env ? { env } : {})).exitCode === 0);
}

const cruise = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) }),
    ),
  }),
  modules: z.array(z.unknown()),
});

/** Fewer modules than this means that the cruiser saw nothing (it happens silently with a TypeScript that it cannot load). */
const FEWEST_MODULES = 150;

/** The architecture guard: no forbidden import, and proof that the code was really read. */
export async function architecture(): Promise<Counts> {
  const result = await run(
    ["depcruise", "--config", ".dependency-cruiser.cjs", "--output-type", "json", "app", "components", "lib", "server"],
    { collect: true },
  );
  const parsed = cruise.safeParse(JSON.parse(result.stdout || "null"));
  if (!parsed.success) {
    process.stderr.write(`the architecture guard printed no report (exit code ${result.exitCode})\n`);
    return one(false);
  }
  const { summary } = parsed.data;
  const errors = summary.violations.filter((violation) => violation.rule.severity === "error");
  for (const violation of errors) process.stderr.write(`${violation.rule.name}: ${violation.from} imports ${violation.to}\n`);
  if (summary.totalCruised < FEWEST_MODULES) {
    process.stderr.write(`the architecture guard saw only ${summary.totalCruised} modules: it does not work here\n`);
  }
  return one(errors.length === 0 && summary.totalCruised >= FEWEST_MODULES);
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** Runs one vitest project; a run that ended without a report, or broke outside any test, is one failure more. */
export async function vitest(project: string, env: Readonly<Record<string, string>>): Promise<Counts> {
  const report = `test-results/vitest-${project}.json`;
  const result = await run(
    ["vitest", "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { env },
  );
  return counted(report, result.exitCode, (json) => {
    const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(json);
    const failures = testResults.flatMap((file) => {
      const failed = file.assertionResults.filter((test) => test.status === "failed");
      const told = failed.map((test) => `${file.name}: ${test.fullName}: ${firstLines(test.failureMessages?.[0] ?? "")}`);
      return told.length === 0 && file.status === "failed" ? [`${file.name}: ${firstLines(file.message ?? "")}`] : told;
    });
    return { passed: numPassedTests, failed: numFailedTests, failures };
  });
}

const spec = z.object({
  title: z.string(),
  file: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })) })),
});

interface Suite {
  readonly specs?: readonly z.infer<typeof spec>[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
}

const suite: z.ZodType<Suite> = z.lazy(() => z.object({ specs: z.array(spec).optional(), suites: z.array(suite).optional() }));

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(suite),
});

const specsOf = (of: Suite): readonly z.infer<typeof spec>[] => [...(of.specs ?? []), ...(of.suites ?? []).flatMap(specsOf)];

/** Runs the browser journeys; a test that passed only when repeated counts as failed. */
export async function playwright(env: Readonly<Record<string, string>>): Promise<Counts> {
  const report = "test-results/playwright.json";
  const result = await run(["playwright", "test", "--reporter=list,json"], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return counted(report, result.exitCode, (json) => {
    const { stats, suites } = playwrightReport.parse(json);
    const failures = suites
      .flatMap(specsOf)
      .filter((one) => !one.ok)
      .map((one) => `${one.file}: ${one.title}: ${firstLines(one.tests[0]?.results[0]?.error?.message ?? "")}`);
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped, failures };
  });
}

const faultsReport = z.object({ passed: z.number(), failed: z.number(), failures: z.array(z.string()) });

/** Runs the quick form of the faults matrix. */
export async function faults(env: Readonly<Record<string, string>>): Promise<Counts> {
  const report = "test-results/faults.json";
  const result = await run(["node", "e2e/faults/run.ts", "--quick", "--report", report], { env });
  return counted(report, result.exitCode, (json) => faultsReport.parse(json));
}

function counted(report: string, exitCode: number, read: (json: unknown) => Counts): Counts {
  if (!existsSync(report)) {
    process.stderr.write(`no report at ${report} (exit code ${exitCode})\n`);
    return one(false);
  }
  const counts = read(JSON.parse(readFileSync(report, "utf8")));
  const broken = (exitCode !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0;
  return broken ? { ...counts, failed: counts.failed + 1 } : counts;
}
