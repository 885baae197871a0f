import { mkdirSync, rmSync } from "node:fs";
import { ensureBuild } from "./parts/build.ts";
import { labDown, labUp, whyNoLab } from "./parts/lab.ts";
import { BROWSER_PACKAGES, DATABASE_PACKAGES, havePackages } from "./parts/packages.ts";
import { architecture, type Counts, faults, playwright, tool, vitest } from "./parts/stages.ts";

/**
 * `npm test [-- STAGE...]`: everything, or only the named stages. Ends with `N passed, N failed`; exit code 1 if anything failed.
 * The lab has a name of its own here, so that a demo on the same machine is left alone; it is taken down at the end.
 */
const LAB = process.env.VIRTFERRY_LAB ?? "test";
const env = { VIRTFERRY_LAB: LAB };
const failedOnce: Counts = { passed: 0, failed: 1 };

const STAGES: Record<string, { readonly says: string; readonly needsLab: boolean; readonly run: () => Promise<Counts> }> = {
  lint: { says: "lint and format (biome)", needsLab: false, run: () => tool(["biome", "check", "--error-on-warnings", "."]) },
  types: {
    says: "types (next typegen, tsc)",
    needsLab: false,
    run: async () => {
      const generated = await tool(["next", "typegen"]);
      return generated.failed ? generated : tool(["tsc", "--noEmit", "-p", "."]);
    },
  },
  architecture: { says: "direction of imports (dependency-cruiser)", needsLab: false, run: architecture },
  dead: { says: "dead code (knip)", needsLab: false, run: () => tool(["knip"]) },
  unit: {
    says: "unit tests (vitest)",
    needsLab: false,
    // Some run a real sshd or ssh-keygen, which the lab's packages bring.
    run: async () => ((await havePackages("the unit tests")) && (await haveDatabase()) ? vitest("unit", env) : failedOnce),
  },
  lab: {
    says: "integration tests on the lab (vitest)",
    needsLab: true,
    run: async () => ((await haveDatabase()) ? vitest("lab", env) : failedOnce),
  },
  faults: {
    says: "faults matrix on the lab, quick form (npm run test:faults has all of it)",
    needsLab: true,
    run: () => faults(env),
  },
  browser: {
    says: "browser journeys on the lab (playwright)",
    needsLab: true,
    run: async () => {
      if (!(await havePackages("the browser tests", BROWSER_PACKAGES))) return failedOnce;
      if (!(await ensureBuild())) return failedOnce;
      return playwright(env);
    },
  },
};

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(STAGES);
const wrong = names.filter((name) => !(name in STAGES));
if (wrong.length > 0) {
  process.stderr.write(`no such stage: ${wrong.join(" ")}; there are ${Object.keys(STAGES).join(" ")}\n`);
  process.exit(2);
}

rmSync("test-results", { recursive: true, force: true });
mkdirSync("test-results", { recursive: true });
const totals = { passed: 0, failed: 0 };
const lines: string[] = [];
const failures: string[] = [];
let lab: "not asked" | "up" | "failed" = "not asked";

for (const name of names) {
  const stage = STAGES[name];
  if (!stage) continue;
  const begun = Date.now();
  process.stdout.write(`\n[virtferry] ${stage.says}\n`);
  if (stage.needsLab && lab === "not asked") lab = await startLab();
  const counts = stage.needsLab && lab === "failed" ? failedOnce : await stage.run();
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  failures.push(...(counts.failures ?? []));
  lines.push(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${Math.round((Date.now() - begun) / 1000)} s`);
}

if (lab !== "not asked" && !(await labDown(LAB))) {
  process.stderr.write("[virtferry] the lab left something behind: see above\n");
  totals.failed += 1;
}
for (const failure of failures) process.stdout.write(`failed: ${failure.replaceAll(`${process.cwd()}/`, "")}\n`);
process.stdout.write(`\n${lines.join("\n")}\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed === 0 ? 0 : 1);

function haveDatabase(): Promise<boolean> {
  return havePackages("tests of several servers on one PostgreSQL", DATABASE_PACKAGES);
}

async function startLab(): Promise<"up" | "failed"> {
  const why = whyNoLab();
  if (why) {
    process.stderr.write(`[virtferry] ${why}\n`);
    return "failed";
  }
  return (await labUp(LAB)) ? "up" : "failed";
}
