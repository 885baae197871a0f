import { type ChildProcess, spawn } from "node:child_process";

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
}

export interface RunSettings {
  readonly env?: Readonly<Record<string, string>>;
  /** Collect stdout instead of showing it. */
  readonly collect?: boolean;
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
    });
    running.add(child);
    let stdout = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    const done = (exitCode: number) => {
      running.delete(child);
      resolve({ exitCode, stdout });
    };
    child.on("error", (error) => {
      process.stderr.write(`cannot run ${program}: ${error.message}\n`);
      done(127);
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

/** Kills every program that still runs; for the end of an interrupted script. */
export function killAll(): void {
  for (const child of running) child.kill("SIGTERM");
}
