import { ConfigError, readConfig, secretsOf } from "../config.ts";
import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import { type OpenPages, runServer } from "../run-server.ts";
import { getRuntime } from "../runtime.ts";
import { bridge } from "./bridge.ts";

/**
 * `node headless-server.ts`: the server as it is, by the same settings, in a process of its own; only Next's pages are left out, so that a test needs
 * no build and a start takes a second.
 */
const routes: OpenPages = async () => ({
  prepare: async () => undefined,
  getRequestHandler: () =>
    bridge(async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/api/auth/")) return getRuntime().auth(request);
      if (pathname.startsWith("/api/")) return getRuntime().api(request);
      return new Response(null, { status: 404 });
    }),
});

try {
  const config = readConfig(process.argv.slice(2), process.env, process.getuid?.() === 0);
  prepareDataFolder(config.dataDir);
  await runServer(config, createLogger(config.logLevel, secretsOf(config)), routes);
} catch (error) {
  const words = error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${words}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
