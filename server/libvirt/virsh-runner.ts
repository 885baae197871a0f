import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { DEFAULT_MAX_OUTPUT_BYTES } from "../ssh/run-command.ts";
import type { RunOptions } from "./host-link.ts";
import type { LinkLogger } from "./link-logger.ts";
import { exitCodeFromStderr, tellsDisconnection, virshErrorText } from "./virsh-error.ts";
import { fitsShell, VIRSH } from "./virsh-routing.ts";
import type { OpenedShell, ShellReply, VirshShell } from "./virsh-shell.ts";

/** virsh commands on one connection: serial on a persistent virsh, each on a process of its own where that cannot be. */
export interface VirshRunner {
  run(args: readonly string[], options: RunOptions): Promise<CommandResult>;
  /** Ends the persistent virsh; commands that wait are run by exec, which tells the truth about the connection. */
  close(): void;
}

export interface VirshRunnerParts {
  /** Starts a persistent virsh, waiting at most so long for its first answer. */
  readonly openShell: (timeoutMs: number) => Promise<OpenedShell>;
  readonly exec: (argv: readonly string[], options: RunOptions) => Promise<CommandResult>;
  /** The persistent virsh ended or lost libvirt. */
  readonly onTrouble: () => void;
  readonly logger: LinkLogger;
}

interface Waiting {
  readonly args: readonly string[];
  readonly line: string;
  readonly options: RunOptions;
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (error: unknown) => void;
  spill?: NodeJS.Timeout;
}

/** A command that has stood behind a slow one for so long gets a process of its own: one that hangs never holds up the others. */
const SPILL_AFTER_MS = 1_000;
/** After a persistent virsh could not be had, how long commands go by exec before it is tried again. */
const RETRY_SHELL_AFTER_MS = 2_000;
/** The same when it talks, but not as we know virsh to talk: that will not change soon. */
const RETRY_STRANGE_SHELL_AFTER_MS = 300_000;
/** Longest that a virsh may take to reach libvirt. */
const OPEN_SHELL_MS = 10_000;

/** Makes a runner. Commands that were written to a virsh that then died are never run a second time: they may have worked. */
export function createVirshRunner(parts: VirshRunnerParts): VirshRunner {
  const queue: Waiting[] = [];
  let shell: VirshShell | undefined;
  let busy = false;
  let closed = false;
  let retryShellAt = 0;
  let told = false;

  const byExec = (args: readonly string[], options: RunOptions) => parts.exec([...VIRSH, ...args], options);

  const lose = (gone: VirshShell) => {
    if (shell !== gone) return;
    shell = undefined;
    gone.close();
    if (!closed) parts.onTrouble();
  };

  /** The shell; "hangs" when virsh was started and does not reach libvirt; undefined when there is none for another reason. */
  const ensureShell = async (timeoutMs: number): Promise<VirshShell | "hangs" | undefined> => {
    if (shell?.alive()) return shell;
    if (closed || performance.now() < retryShellAt) return undefined;
    const opened = await parts.openShell(Math.min(timeoutMs, OPEN_SHELL_MS));
    if (!opened.ok) {
      const strange = opened.timedOut && opened.talked;
      retryShellAt = performance.now() + (strange ? RETRY_STRANGE_SHELL_AFTER_MS : RETRY_SHELL_AFTER_MS);
      const why = virshErrorText(opened.stderr) || opened.stdout;
      // Told once until there is one again: a host without libvirt is asked every few seconds.
      const log = told ? parts.logger.debug : parts.logger.warn;
      told = true;
      const { exitCode, timedOut } = opened;
      log.call(parts.logger, { why, exitCode, timedOut }, "no persistent virsh; commands run one process each");
      return opened.timedOut && !opened.talked ? "hangs" : undefined;
    }
    if (closed) {
      opened.shell.close();
      return undefined;
    }
    const fresh = opened.shell;
    shell = fresh;
    told = false;
    fresh.onEnd(() => lose(fresh));
    fresh.onStray((text) => {
      if (tellsDisconnection(text)) lose(fresh);
    });
    return fresh;
  };

  const runOne = async (job: Waiting): Promise<CommandResult> => {
    const askedAt = performance.now();
    const on = await ensureShell(job.options.timeoutMs);
    if (!on) return byExec(job.args, job.options);
    if (on === "hangs") return shellResult(job.args, { kind: "timed-out" }, performance.now() - askedAt);
    const startedAt = performance.now();
    const reply = await on.run(job.line, job.options.timeoutMs, job.options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES);
    const result = shellResult(job.args, reply, performance.now() - startedAt);
    if (reply.kind !== "answered" || tellsDisconnection(result.stderr)) lose(on);
    return result;
  };

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let job = queue.shift(); job; job = queue.shift()) {
      clearTimeout(job.spill);
      await runOne(job).then(job.resolve, job.reject);
    }
    busy = false;
  };

  return {
    run(args, options) {
      const line = quoteArgv(args);
      if (!fitsShell(args, line, options)) return byExec(args, options);
      return new Promise((resolve, reject) => {
        const job: Waiting = { args, line, options, resolve, reject };
        job.spill = setTimeout(() => {
          const at = queue.indexOf(job);
          if (at < 0) return;
          queue.splice(at, 1);
          resolve(byExec(args, options));
        }, SPILL_AFTER_MS);
        queue.push(job);
        void pump();
      });
    },
    close() {
      closed = true;
      shell?.close();
      shell = undefined;
    },
  };
}

function shellResult(args: readonly string[], reply: ShellReply, durationMs: number): CommandResult {
  const argv = [...VIRSH, ...args];
  const answered = reply.kind === "answered" ? reply : undefined;
  const stderr = answered?.stderr.toString("utf8") ?? "";
  return {
    argv,
    command: quoteArgv(argv),
    exitCode: answered ? exitCodeFromStderr(stderr) : null,
    signal: null,
    stdout: answered?.stdout.toString("utf8") ?? "",
    stderr,
    durationMs: Math.round(durationMs * 10) / 10,
    timedOut: reply.kind === "timed-out",
    connectionLost: reply.kind === "ended",
    truncated: answered?.truncated ?? false,
  };
}
