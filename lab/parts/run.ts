import { spawn } from "node:child_process";
import { labError } from "./errors.ts";

/** What came of a program: one shape for success and failure. */
export interface RunResult {
  readonly exitCode: number;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly input?: string | undefined;
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** After this time the program and its children are killed. */
  readonly timeoutMs?: number | undefined;
}

/** Runs a program from an argv array, without a shell, and collects what it says. Never throws for a non-zero exit. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const [program, ...args] = argv;
  if (program === undefined) throw labError("usage", "nothing to run");
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env, LC_ALL: "C.UTF-8" },
      stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      detached: options.timeoutMs !== undefined,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let timedOut = false;
    let settled = false;
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            killGroup(child.pid);
          }, options.timeoutMs);
    const settle = (exitCode: number, signal: string | undefined, note = ""): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve({
        exitCode,
        signal,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8") + note,
        durationMs: Math.round(performance.now() - startedAt),
        timedOut,
      });
    };
    child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", (error) => settle(127, undefined, error.message));
    child.on("close", (code, signal) => settle(code ?? (timedOut ? 124 : 128), signal ?? undefined));
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(options.input);
  });
}

/** Like {@link run}, but a non-zero exit is a LabError that quotes the program's own words. */
export async function mustRun(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const result = await run(argv, options);
  if (result.exitCode === 0) return result;
  const words = (result.stderr.trim() || result.stdout.trim()).split("\n").slice(-6).join("\n");
  throw labError("failed", `${argv.join(" ")} ended with ${result.exitCode}${result.timedOut ? " (timed out)" : ""}:\n${words}`);
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // it has just ended by itself
  }
}

/** Waits. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Asks again and again until the answer is not undefined; gives undefined when the time is over. */
export async function until<T>(
  timeoutMs: number,
  stepMs: number,
  ask: () => Promise<T | undefined> | T | undefined,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > deadline) return answer;
    await sleep(stepMs);
  }
}
