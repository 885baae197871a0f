import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A VirtFerry server started as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Asks it to end (SIGTERM) and waits. */
  stop(): Promise<void>;
  /** kill -9 of the server process alone, as a crash would do it. */
  kill(): Promise<void>;
}

export interface ServerSettings {
  readonly port: number;
  readonly dataDir: string;
  readonly adminPassword: string;
  /** The server's output is appended to this file instead of being shown. */
  readonly logFile?: string;
  /** The program, from the project's folder; the whole server unless another is named. */
  readonly entry?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const READY_WITHIN_MS = 60_000;

/** Starts the production server and waits until it answers; throws with its exit code when it ends before. */
export async function startServer(settings: ServerSettings): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${settings.port}`;
  const output = settings.logFile === undefined ? "inherit" : openSync(settings.logFile, "a");
  const child = spawn(process.execPath, [settings.entry ?? "server/index.ts"], {
    stdio: ["ignore", output, output],
    // A group of its own: Ctrl-C reaches the script first, which then stops the server in order.
    detached: true,
    env: {
      ...process.env,
      NODE_ENV: "production",
      VIRTFERRY_DATA_DIR: settings.dataDir,
      VIRTFERRY_PORT: String(settings.port),
      VIRTFERRY_HOST: "127.0.0.1",
      VIRTFERRY_ADMIN_PASSWORD: settings.adminPassword,
      ...settings.env,
    },
  });
  if (typeof output === "number") closeSync(output);
  const ended = new Promise<number>((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  const begun = Date.now();
  while (!(await answers(url))) {
    const code = await Promise.race([ended, sleep(100).then(() => null)]);
    if (code !== null) throw new Error(`the server ended with exit code ${code} before it was ready`);
    if (Date.now() - begun > READY_WITHIN_MS) {
      child.kill("SIGKILL");
      throw new Error(`the server did not answer at ${url} within ${READY_WITHIN_MS / 1000} s`);
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { url, child, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/ready`)).ok;
  } catch (error) {
    // Nothing listens yet: that is what we wait for; anything else is a real error.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
