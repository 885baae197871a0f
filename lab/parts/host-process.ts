import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type HostPlace, labSourceDir } from "./config.ts";
import { labError } from "./errors.ts";
import { listProcesses, type ProcessInfo, signal } from "./processes.ts";
import { type RunOptions, type RunResult, run, until } from "./run.ts";

const pathInside = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The id of a host's process 1, as the machine sees it. Undefined when the host is not there. */
export function findInit(place: HostPlace): number | undefined {
  return hostProcesses(place).find((process) => process.innerPid === 1)?.pid;
}

/** All processes of a host. */
export function hostProcesses(place: HostPlace): ProcessInfo[] {
  const all = listProcesses();
  const init = all.find(({ argv, innerPid }) => innerPid === 1 && argv.includes(place.dir));
  return init ? all.filter(({ pidNamespace }) => pidNamespace === init.pidNamespace) : [];
}

/** Starts a host from its folder and waits until its daemons are there. Its network card must be in place already. */
export async function startHost(place: HostPlace, bootDir: string, sharedDir: string): Promise<void> {
  const ready = join(place.dir, "ready");
  rmSync(ready, { force: true });
  const log = openSync(join(place.dir, "init.log"), "a");
  const script = join(labSourceDir, "host/init.sh");
  const namespaces = ["unshare", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const init = ["bash", script, place.dir, place.host.name, bootDir, place.host.sharedStorage ? sharedDir : "-"];
  const child = spawn("/sbin/ip", ["netns", "exec", place.netns, ...namespaces, ...init], {
    cwd: "/",
    stdio: ["ignore", log, log],
    detached: true,
  });
  closeSync(log);
  let ended = false;
  child.on("exit", () => {
    ended = true;
  });
  child.on("error", () => {
    ended = true;
  });
  const answer = await until(40_000, 50, () => (ended ? "ended" : readText(ready).trim() || undefined));
  child.unref();
  if (answer !== "up") {
    const words = readText(join(place.dir, "init.log")).trim().split("\n").slice(-8).join("\n");
    throw labError(
      "failed",
      `host ${place.host.name} did not start${words ? `:\n${words}` : ""}`,
      "Run: npm run lab -- down, then up again.",
    );
  }
}

/** Ends a host with all that runs on it, as a power cut would. */
export async function stopHost(place: HostPlace): Promise<void> {
  const init = findInit(place);
  if (init === undefined) return;
  signal(init, "SIGKILL");
  const gone = await until(10_000, 20, () => (listProcesses().some(({ argv }) => argv.includes(place.dir)) ? undefined : true));
  if (!gone) throw labError("failed", `host ${place.host.name} does not end`, "A process of it hangs in the kernel; look at ps.");
}

/** The argv that runs a command on a host, as root or as another of its users, with a clean environment. */
export function hostArgv(place: HostPlace, argv: readonly string[], user = "root"): string[] {
  const init = findInit(place);
  if (init === undefined) throw labError("not-up", `host ${place.host.name} is not up`, "Run: npm run lab -- up");
  const home = user === "root" ? "/root" : `/home/${user}`;
  const asUser = user === "root" ? [] : ["setpriv", `--reuid=${user}`, `--regid=${user}`, "--init-groups"];
  const env = [
    "env",
    "-i",
    `PATH=${pathInside}`,
    `HOME=${home}`,
    `USER=${user}`,
    `LOGNAME=${user}`,
    "SHELL=/bin/bash",
    "LANG=C.UTF-8",
  ];
  const enter = ["nsenter", "-t", String(init), "-m", "-u", "-i", "-n", "-p", "--"];
  return [...enter, ...env, ...asUser, "sh", "-c", 'cd && exec "$@"', "sh", ...argv];
}

/** Runs a command on a host, past ssh and its faults. */
export async function onHost(
  place: HostPlace,
  argv: readonly string[],
  options: RunOptions & { readonly user?: string } = {},
): Promise<RunResult> {
  return run(hostArgv(place, argv, options.user), options);
}

/** Like {@link onHost}, but a non-zero exit is an error. */
export async function mustOnHost(place: HostPlace, argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const result = await onHost(place, argv, options);
  if (result.exitCode === 0) return result;
  const words = result.stderr.trim() || result.stdout.trim();
  throw labError("failed", `on ${place.host.name}: ${argv.join(" ")} ended with ${result.exitCode}:\n${words}`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
