import { type ChildProcess, spawn } from "node:child_process";

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
}

export interface RunSettings {
  readonly env?: Readonly<Record<string, string>>;
  /** Collect stdout instead of showing it. */
  readonly collect?: boolean;
  /** Deadline in ms; the process group is killed after it and the exit code is 124, as `timeout` does it. */
  readonly timeoutMs?: number;
}

const running = new Set<ChildProcess>();

/** Runs a program to its end. Never throws for its exit code; a program that cannot be started counts as exit code 127. */
export function run(argv: readonly string[], settings: RunSettings = {}): Promise<RunResult> {
  const [program, ...args] = argv;
  if (program === undefined) throw new RangeError("run: no program");
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ["ignore", settings.collect ? "pipe" : "inherit", "inherit"],
      env: { ...process.env, ...settings.env },
      detached: settings.timeoutMs !== undefined,
    });
    running.add(child);
    let stdout = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    let timedOut = false;
    const timer =
      settings.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            killGroup(child);
          }, settings.timeoutMs);
    const done = (exitCode: number) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ exitCode: timedOut ? 124 : exitCode, stdout });
    };
    child.on("error", (error) => {
      process.stderr.write(`cannot run ${program}: ${error.message}\n`);
      done(127);
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    process.stderr.write(`could not kill process group ${child.pid}: ${String(error)}\n`);
  }
}

/** Kills every program that still runs; for the end of an interrupted script. */
export function killAll(): void {
  for (const child of running) child.kill("SIGTERM");
}
