import { ensureBuild } from "./parts/build.ts";
import { labDown, labUp, whyNoLab } from "./parts/lab.ts";
import { BROWSER_PACKAGES, DATABASE_PACKAGES, havePackages } from "./parts/packages.ts";
import { run } from "./parts/run.ts";

/** `npm run bench -- overhead|freshness|modes|forecast|no-surprises|soak|scale-out|matrix`: measurements on the real lab (matrix: in process). Not part of the tests. */
const BENCHES = ["overhead", "freshness", "modes", "forecast", "no-surprises", "soak", "scale-out", "matrix"];
const name = process.argv[2] ?? "";
if (!BENCHES.includes(name)) {
  process.stderr.write(`usage: npm run bench -- ${BENCHES.join("|")}\n`);
  process.exit(2);
}
// In process: needs neither lab nor build.
if (name === "matrix") process.exit((await run([process.execPath, "bench/matrix.ts"])).exitCode ?? 1);
const why = whyNoLab();
if (why) {
  process.stderr.write(`${why}\n`);
  process.exit(3);
}
const lab = process.env.VIRTFERRY_LAB ?? "bench";
// The others drive the built console.
const needsNoBuild = ["no-surprises", "soak", "scale-out"].includes(name);
if (name === "scale-out" && !(await havePackages("several servers on one PostgreSQL", DATABASE_PACKAGES))) process.exit(1);
const isBuilt = needsNoBuild || ((await havePackages("the benches", BROWSER_PACKAGES)) && (await ensureBuild()));
if (!isBuilt) process.exit(1);
const up = await labUp(lab);
const measured = up
  ? (await run([process.execPath, `bench/${name}.ts`, ...process.argv.slice(3)], { env: { VIRTFERRY_LAB: lab } })).exitCode
  : 1;
const down = await labDown(lab);
process.exit(down ? measured : 1);
