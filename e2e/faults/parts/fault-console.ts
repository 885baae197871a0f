import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { labStatus } from "../../../lab/client.ts";
import type { HostSnapshot } from "../../../lib/contract/index.ts";
import { type ConsoleClient, registerLabHosts, signIn } from "../../../scripts/parts/console-client.ts";
import { freePort } from "../../../scripts/parts/free-port.ts";
import { type ServerProcess, type ServerSettings, startServer } from "../../../scripts/parts/server-process.ts";

/** The console under test: the real server process with its own database, without pages; the lab's hosts are registered. */
export interface FaultConsole {
  readonly client: ConsoleClient;
  readonly dataDir: string;
  pid(): number;
  /** kill -9 of the server alone. */
  crash(): Promise<void>;
  /** Ends it in order (SIGTERM). */
  stop(): Promise<void>;
  /** Starts it again on the same data and port; `change`: another program or variables for this run. */
  startAgain(change?: Pick<ServerSettings, "entry" | "env">): Promise<void>;
  /** Resolves when it has ended by itself. */
  gone(): Promise<void>;
  /** `client` was signed out: gives it a new session. */
  signInAgain(): Promise<void>;
  /** Waits until every host is connected and shows the VMs where libvirt has them. */
  settled(): Promise<void>;
  end(): Promise<void>;
}

const PASSWORD = "correct-horse-battery-staple";
const SERVER = "server/test-support/headless-server.ts";
const AGREE_MS = 60_000;

/** Starts one on a fresh data folder. The lab is up and in order. */
export async function openFaultConsole(): Promise<FaultConsole> {
  const dataDir = mkdtempSync(join(tmpdir(), "virtferry-faults-"));
  mkdirSync("test-results", { recursive: true });
  const logFile = "test-results/faults-server.log";
  const settings: ServerSettings = { port: await freePort(), dataDir, adminPassword: PASSWORD, logFile, entry: SERVER };
  let server: ServerProcess = await startServer(settings);
  let session = await signIn(server.url, "admin", PASSWORD);
  const client: ConsoleClient = {
    url: server.url,
    get cookie() {
      return session.cookie;
    },
    call: (method, path, body) => session.call(method, path, body),
  };
  await registerLabHosts(client, await labStatus());
  return {
    client,
    dataDir,
    pid: () => server.child.pid ?? 0,
    crash: () => server.kill(),
    stop: () => server.stop(),
    async startAgain(change = {}) {
      server = await startServer({ ...settings, ...change });
    },
    async gone() {
      while (server.child.exitCode === null && server.child.signalCode === null) await sleep(20);
    },
    async signInAgain() {
      session = await signIn(server.url, "admin", PASSWORD);
    },
    settled: () => hostsAgree(client),
    async end() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function hostsAgree(client: ConsoleClient): Promise<void> {
  for (const deadline = Date.now() + AGREE_MS; ; await sleep(150)) {
    const difference = await differenceToLab(client);
    if (difference === null) return;
    if (Date.now() > deadline) throw new Error(`the console does not show the lab as it is: ${difference}`);
  }
}

async function differenceToLab(client: ConsoleClient): Promise<string | null> {
  const [hosts, lab] = await Promise.all([client.call<readonly HostSnapshot[]>("GET", "/hosts"), labStatus()]);
  const away = hosts.filter(({ state }) => state !== "online");
  await Promise.all(away.map(({ registration }) => client.call("POST", `/hosts/${registration.id}/retry`)));
  if (away.length > 0) return `not online: ${away.map(({ registration }) => registration.name).join(" ")}`;
  for (const { key, uuid, state, seenOn } of lab.guests) {
    const seen = hosts.filter(({ domains }) => domains.some((domain) => domain.uuid === uuid));
    const names = seen.map(({ registration }) => registration.name).join();
    if (names !== seenOn.map(({ host }) => host).join()) return `${key} on ${names || "no host"}`;
    // In post-copy it is on two hosts, and runs on one of them.
    const shown = seen.flatMap(({ domains }) => domains).filter((domain) => domain.uuid === uuid);
    if (state === "running" && !shown.some((domain) => domain.state === "running")) return `${key} does not run`;
  }
  return null;
}
