import { setTimeout as sleep } from "node:timers/promises";
import type { CommandResult } from "../ssh/command-result.ts";
import { remoteCommandLine } from "../ssh/remote-command-line.ts";
import { notRun, runCommand } from "../ssh/run-command.ts";
import type { SshConnection } from "../ssh/ssh-connection.ts";
import { createDomainNames } from "./domain-names.ts";
import { createEventChannel } from "./event-channel.ts";
import { createGate } from "./gate.ts";
import type { LibvirtEvent, RunOptions } from "./host-link.ts";
import { type LibvirtProblem, libvirtProblem } from "./libvirt-problem.ts";
import type { LinkLogger } from "./link-logger.ts";
import { VIRSH } from "./virsh-routing.ts";
import { createVirshRunner } from "./virsh-runner.ts";
import { openVirshShell, shellCommand } from "./virsh-shell.ts";

/** How libvirt on the other side is: usable, with the round trip of a trivial call, or not. */
export type Health =
  | {
      readonly problem: null;
      readonly roundTripMs: number;
      /** Listening to events began anew: what happened before is to be read. */
      readonly eventsBegan: boolean;
    }
  | { readonly problem: LibvirtProblem };

/** All that lives on one SSH connection. */
export interface LinkSession {
  exec(argv: readonly string[], options: RunOptions): Promise<CommandResult>;
  virsh(args: readonly string[], options: RunOptions): Promise<CommandResult>;
  /** Looks at libvirt now instead of at the next turn. */
  checkNow(): void;
  close(): void;
}

export interface LinkSessionParts {
  readonly connection: SshConnection;
  readonly now: () => number;
  readonly logger: LinkLogger;
  readonly emit: (event: LibvirtEvent) => void;
  readonly onHealth: (health: Health) => void;
}

/** Channels for short commands beside the two held ones; sshd's default MaxSessions is 10. */
const SHORT_CHANNELS = 4;
/** How long libvirt has to answer a trivial call. */
const ANSWER_MS = 10_000;
const CHECK_EVERY_MS = 15_000;
const RECHECK_DOWN_MS = 3_000;
/** Checks asked for by trouble are at least so far apart. */
const SHORTEST_PAUSE_MS = 250;

/** Starts virsh, events and health checks on a fresh connection; they end with it or by `close`. */
export function startLinkSession(parts: LinkSessionParts): LinkSession {
  const { connection, now, logger } = parts;
  const gate = createGate(SHORT_CHANNELS);
  let over = false;
  let wake: (() => void) | undefined;
  /** A check was asked for since the last one began. */
  let wanted = false;
  const kick = () => {
    wanted = true;
    wake?.();
  };

  const exec = async (argv: readonly string[], options: RunOptions): Promise<CommandResult> => {
    const deadline = performance.now() + options.timeoutMs;
    const left = () => Math.max(1, Math.round(deadline - performance.now()));
    const result = await gate.runWithin(options.timeoutMs, () => runCommand(connection, argv, { ...options, timeoutMs: left() }));
    return result ?? notRun(argv, "every channel to the host was busy", { timedOut: true }, options.timeoutMs);
  };
  const killProcess = (pid: number) => {
    if (connection.isOpen()) void exec(["kill", "-KILL", String(pid)], { timeoutMs: ANSWER_MS });
  };
  const runner = createVirshRunner({
    exec,
    logger,
    onTrouble: kick,
    openShell: async (timeoutMs) => {
      try {
        const channel = await connection.openChannel(remoteCommandLine(shellCommand(VIRSH)));
        return await openVirshShell({ channel, timeoutMs, killProcess });
      } catch (error) {
        const stderr = error instanceof Error ? error.message : String(error);
        return { ok: false, stdout: "", stderr, exitCode: null, timedOut: false, talked: false };
      }
    },
  });
  const events = createEventChannel({
    connection,
    now,
    names: createDomainNames((args, options) => runner.run(args, options)),
    emit: parts.emit,
    onEnd: (stderr) => {
      logger.debug({ stderr }, "virsh event ended");
      kick();
    },
  });

  const ask = async () => {
    const result = await runner.run(["hostname"], { timeoutMs: ANSWER_MS });
    return { problem: libvirtProblem(result), roundTripMs: result.durationMs };
  };
  const check = async (): Promise<Health> => {
    let { problem, roundTripMs } = await ask();
    // Only that virsh was lost, by whatever it was: another one may answer.
    if (problem?.code === "connection-lost" && connection.isOpen()) ({ problem, roundTripMs } = await ask());
    if (problem?.code === "connection-lost") return { problem: { ...problem, code: "unexpected-output" } };
    if (problem) return { problem };
    const listening = await events.ensure();
    if (listening === "refused" && connection.isOpen()) logger.warn({}, "no channel for libvirt's events; they are tried again");
    return { problem: null, roundTripMs, eventsBegan: listening === "started" };
  };

  const watch = async (): Promise<void> => {
    while (!over && connection.isOpen()) {
      wanted = false;
      const health = await check();
      // What a dying connection makes of a command says nothing about libvirt.
      if (over || !connection.isOpen()) return;
      parts.onHealth(health);
      await sleep(SHORTEST_PAUSE_MS);
      if (!wanted && !over) await pause(health.problem ? RECHECK_DOWN_MS : CHECK_EVERY_MS);
    }
  };
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  connection.onClosed(() => {
    over = true;
    kick();
  });
  void watch();

  return {
    exec,
    virsh: (args, options) => runner.run(args, options),
    checkNow: kick,
    close() {
      over = true;
      kick();
      events.close();
      runner.close();
      connection.end();
    },
  };
}
