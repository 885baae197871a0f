import type { Server } from "node:http";
import { type Config, ConfigError } from "./config.ts";
import { type BuiltRuntime, createRuntime } from "./create-runtime.ts";
import { createLifecycle } from "./http/lifecycle.ts";
import { createReadiness } from "./http/readiness.ts";
import { createHttpServer, type Handler } from "./http-server.ts";
import type { Logger } from "./logger.ts";
import { attachRealtime } from "./realtime/index.ts";
import { setRuntime } from "./runtime.ts";

const STOP_WITHIN_MS = 20_000;
const say = (text: string) => process.stdout.write(`${text}\n`);

function listen(http: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "another program listens there" : error.message;
      reject(
        new ConfigError(`Cannot listen on ${host} port ${port}: ${why}. Choose another with VIRTFERRY_PORT or VIRTFERRY_HOST.`),
      );
    });
    http.listen(port, host, resolve);
  });
}

function closeHttp(http: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!http.listening) {
      resolve();
      return;
    }
    http.close(() => resolve());
    http.closeIdleConnections();
    setTimeout(() => http.closeAllConnections(), 1000).unref();
  });
}

/** Calls `stop` at the first SIGTERM, SIGINT or SIGHUP; a second one ends the process at once (the database recovers by itself). */
function onSignals(stop: (signal: string) => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      void stop(signal);
    });
  }
}

function announce(built: BuiltRuntime): void {
  if (built.generatedPassword === null) return;
  say("");
  say("  First start: sign in with");
  say("    user      admin");
  say(`    password  ${built.generatedPassword}`);
  say("  It is shown this once. Lost it? Start once with VIRTFERRY_ADMIN_PASSWORD set.");
  say("");
}

/** What answers the requests that the gate lets through: Next in the product, routes alone in tests. */
export interface Pages {
  prepare(): Promise<void>;
  getRequestHandler(): Handler;
}

export type OpenPages = (http: Server, config: Config) => Promise<Pages>;

/** Next with the pages of the project's folder `root`. */
export function nextPages(root: string): OpenPages {
  return async (http, config) => {
    const { default: next } = await import("next");
    return next({ dev: config.dev, dir: root, httpServer: http, hostname: config.host, port: config.port });
  };
}

/** How long requests that are under way may take once the end was asked for, ms. */
const DRAIN_MS = 5_000;

/**
 * Runs the server until a signal: runtime, the port (monitors are answered from here on, all others when the start is complete), unfinished
 * migrations, pages.
 */
export async function runServer(config: Config, logger: Logger, openPages: OpenPages): Promise<void> {
  const begun = performance.now();
  process.on("unhandledRejection", (reason) => logger.error({ err: reason }, "unhandled rejection"));
  process.on("uncaughtException", (error) => {
    logger.fatal({ err: error }, "uncaught exception");
    process.exit(1);
  });
  const built = await createRuntime(config, logger);
  announce(built);
  setRuntime(built.runtime);

  const lifecycle = createLifecycle();
  let handler: Handler = async () => undefined;
  const http = createHttpServer({
    access: built.runtime,
    logger: logger.child({ part: "http" }),
    dev: config.dev,
    handler: (request, response) => handler(request, response),
    lifecycle,
    probes: { ready: createReadiness({ ...built.health, lifecycle }), metrics: built.metrics.page },
    onAnswered: built.metrics.onAnswered,
  });
  const detachRealtime = attachRealtime(http, {
    access: built.runtime,
    origins: built.origins,
    inventory: built.runtime.inventory,
    migrations: built.runtime.migrations,
    events: built.events,
    bus: built.cluster.bus,
    logger: logger.child({ part: "realtime" }),
    now: () => Date.now(),
  });
  const pages = await openPages(http, config);
  const endMetrics = await built.followMetrics(detachRealtime.connected);
  const stop = async (code: number) => {
    lifecycle.set("stopping");
    await detachRealtime();
    const cut = await lifecycle.drained(DRAIN_MS);
    if (cut > 0) logger.warn({ requests: cut }, "requests that took too long are cut off");
    await closeHttp(http);
    setRuntime(null);
    endMetrics();
    await built.stop();
    logger.info("stopped");
    process.exit(code);
  };
  const stopOrDie = (code: number) =>
    stop(code).catch((error) => {
      logger.fatal({ err: error }, "could not stop in order");
      process.exit(1);
    });
  onSignals((signal) => {
    logger.info({ signal }, "stopping; running migrations go on by themselves");
    return stopOrDie(0);
  });
  void built.databaseLost.then((reason) => {
    logger.fatal(reason);
    process.exit(1);
  });
  try {
    // First of all: who cannot be reached must not take migrations into care.
    await listen(http, config);
    await built.start();
    await pages.prepare();
    handler = pages.getRequestHandler();
    lifecycle.set("ready");
  } catch (error) {
    // Told to end in the middle of the start: what it was about to use is going away.
    if (lifecycle.state() === "stopping") return;
    await built.stop();
    throw error;
  }
  logger.info({ ms: Math.round(performance.now() - begun) }, "ready");
  say(`VirtFerry is ready: ${built.origins[0]}`);
}
