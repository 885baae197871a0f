import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";

const SOURCES = [
  "app",
  "components",
  "lib",
  "server",
  "next.config.js",
  "postcss.config.mjs",
  "package-lock.json",
  "tsconfig.json",
];
const STAMP = ".next/virtferry-sources";

function hashTree(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) hashTree(hash, child);
    else if (!entry.name.includes(".test.")) hash.update(child).update(readFileSync(child));
  }
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    if (/\.(js|mjs|json)$/.test(source)) hash.update(source).update(existsSync(source) ? readFileSync(source) : "");
    else hashTree(hash, source);
  }
  return hash.digest("hex");
}

/** Builds the pages with `next build` when the sources changed since the last build. Returns false when the build fails. */
export async function ensureBuild(): Promise<boolean> {
  const wanted = sourcesHash();
  if (existsSync(".next/BUILD_ID") && existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return true;
  process.stdout.write("[virtferry] building the pages (next build, about half a minute)\n");
  const built = await run(["next", "build"]);
  if (built.exitCode !== 0) {
    // A failed build leaves a cache that remembers the failure even when its cause is gone.
    rmSync(".next", { recursive: true, force: true });
    process.stderr.write("[virtferry] next build failed: see above\n");
    return false;
  }
  writeFileSync(STAMP, wanted);
  return true;
}
