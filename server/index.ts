import { existsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { ConfigError, readConfig, secretsOf } from "./config.ts";
import { prepareDataFolder } from "./data-folder.ts";

/** `node server/index.ts [--dev] [--port N] ...`: settings, then the server until a signal ends it. Exit code 2: settings. */

const ROOT = join(import.meta.dirname, "..");

// What the server writes is for its own eyes, unless a file says otherwise.
process.umask(0o077);

function fail(error: unknown): never {
  if ((error as { code?: unknown }).code === "config") {
    process.stderr.write(`VirtFerry cannot start.\n${(error as Error).message}\n`);
    process.exit(2);
  }
  process.stderr.write(`VirtFerry ended: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

try {
  const config = readConfig(process.argv.slice(2), process.env, process.getuid?.() === 0);
  if (!config.dev && !existsSync(join(ROOT, ".next", "BUILD_ID"))) {
    throw new ConfigError(
      "The pages are not built yet. Start with `npm start`, which builds them, or run `npx next build` first.",
    );
  }
  // Before Next and React are loaded: both choose their build by it.
  Object.assign(process.env, { NODE_ENV: config.dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" });
  prepareDataFolder(config.dataDir);
  // A quarter less CPU at each start; in our own folder, for what lies in it is run. So the server is loaded only after it.
  enableCompileCache(join(config.dataDir, "compile-cache"));
  const [{ nextPages, runServer }, { createLogger }] = await Promise.all([import("./run-server.ts"), import("./logger.ts")]);
  await runServer(config, createLogger(config.logLevel, secretsOf(config)), nextPages(ROOT));
} catch (error) {
  fail(error);
}
