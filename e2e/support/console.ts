import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labStatus } from "../../lab/client.ts";
import { type ConsoleClient, registerLabHosts, signIn } from "../../scripts/parts/console-client.ts";
import { freePort } from "../../scripts/parts/free-port.ts";
import { type ServerProcess, startServer } from "../../scripts/parts/server-process.ts";

/** The console under test: a production server of its own, with the lab's hosts registered. */
export interface TestConsole {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly client: ConsoleClient;
  /** Process id of the server that runs now. */
  pid(): number;
  /** kill -9 of the server, as a crash would do it; hosts and migrations are not touched. */
  crash(): Promise<void>;
  /** Starts the server again on the same data folder and port. */
  startAgain(): Promise<void>;
  end(): Promise<void>;
}

/** Starts a console on a fresh data folder. `withHosts: false` leaves it without hosts, as on its first day. */
export async function startConsole(options: { readonly withHosts: boolean }): Promise<TestConsole> {
  const dataDir = mkdtempSync(join(tmpdir(), "virtferry-e2e-"));
  const password = "correct-horse-battery-staple";
  mkdirSync("test-results", { recursive: true });
  const settings = { port: await freePort(), dataDir, adminPassword: password, logFile: "test-results/server.log" };
  let server: ServerProcess = await startServer(settings);
  const client = await signInAndRegister(server, password, options.withHosts);
  return {
    url: server.url,
    username: "admin",
    password,
    client,
    pid: () => server.child.pid ?? 0,
    crash: () => server.kill(),
    startAgain: async () => {
      server = await startServer(settings);
    },
    end: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Leaves no server behind when the set-up fails. */
async function signInAndRegister(server: ServerProcess, password: string, withHosts: boolean): Promise<ConsoleClient> {
  try {
    const client = await signIn(server.url, "admin", password);
    if (withHosts) await registerLabHosts(client, await labStatus());
    return client;
  } catch (error) {
    await server.stop();
    throw error;
  }
}
