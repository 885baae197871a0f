import { randomBytes } from "node:crypto";
import type { ClientChannel } from "ssh2";
import { boundedOutput } from "../ssh/bounded-output.ts";
import { type Frame, frameReader } from "./frame-reader.ts";
import { type ShellChannel, type ShellReader, shellChannel } from "./shell-channel.ts";
import { closingLines, learnDialect, outputOf, stderrTerminator, stdoutTerminator, type VirshDialect } from "./virsh-dialect.ts";

/** What one command on the shell printed, or how it came to nothing. */
export type ShellReply =
  | { readonly kind: "answered"; readonly stdout: Buffer; readonly stderr: Buffer; readonly truncated: boolean }
  | { readonly kind: "timed-out" | "ended" };

/** An interactive virsh on a channel, one command at a time. Once it has ended it is never used again. */
export interface VirshShell {
  /** Runs a quoted, single-line command. Never rejects. After a time-out the shell is closed and its virsh killed. */
  run(line: string, timeoutMs: number, maxBytes: number): Promise<ShellReply>;
  alive(): boolean;
  /** Called once when the channel is over. */
  onEnd(listener: () => void): void;
  /** Called with text that came on stderr while no command ran. */
  onStray(listener: (text: string) => void): void;
  close(): void;
}

export type OpenedShell =
  | { readonly ok: true; readonly shell: VirshShell }
  /** What virsh printed instead; exitCode null when it did not end by itself. */
  | {
      readonly ok: false;
      readonly stdout: string;
      readonly stderr: string;
      readonly exitCode: number | null;
      readonly timedOut: boolean;
      /** It printed a prompt or an error: virsh runs, whether or not it was understood. */
      readonly talked: boolean;
    };

export interface ShellParts {
  /** A channel on which `shellCommand` was just started. */
  readonly channel: ClientChannel;
  readonly timeoutMs: number;
  /** Kills a virsh that hangs: it looks at its closed stdin only when libvirt has answered it, which may be never. */
  readonly killProcess: (pid: number) => void;
}

const OPENING_BYTES = 64 * 1024;
/** Room for the echoed command in front of the output. */
const ECHO_BYTES = 8 * 1024;

/**
 * argv that starts an interactive virsh on a pipe, its pid printed first: no history file (it would rewrite the admin's own), no key
 * bindings of theirs, no terminal tricks.
 */
export function shellCommand(virsh: readonly string[]): string[] {
  const plain = ["env", "XDG_CACHE_HOME=/dev/null", "INPUTRC=/dev/null", "TERM=dumb"];
  return ["sh", "-c", 'echo "$$"; exec "$@"', "sh", ...plain, ...virsh];
}

/** Waits until the virsh that was just started answers. Never rejects. */
export function openVirshShell(parts: ShellParts): Promise<OpenedShell> {
  const on = shellChannel(parts.channel);
  const stdout = boundedOutput(OPENING_BYTES);
  const stderr = boundedOutput(OPENING_BYTES);
  const mark = newMark();
  return new Promise((resolve) => {
    // A login shell may print something of its own in front of it.
    const pid = () => Number(/^\d+$/m.exec(stdout.text())?.[0] ?? Number.NaN);
    const giveUp = (exitCode: number | null, timedOut: boolean) => {
      clearTimeout(timer);
      on.close();
      if (timedOut && !Number.isNaN(pid())) parts.killProcess(pid());
      const talked =
        stdout
          .text()
          .replace(/^\d+\n/m, "")
          .trim() !== "" || stderr.text() !== "";
      resolve({ ok: false, stdout: stdout.text(), stderr: stderr.text(), exitCode, timedOut, talked });
    };
    const timer = setTimeout(() => giveUp(null, true), parts.timeoutMs);
    const look = () => {
      const dialect = learnDialect(stdout.text(), stderr.text(), mark);
      if (!dialect) return;
      clearTimeout(timer);
      const text = Buffer.from(stdout.text());
      const end = stdoutTerminator(dialect, mark);
      on.release({ stdout: text.subarray(text.indexOf(end) + end.length), stderr: Buffer.alloc(0) });
      resolve({ ok: true, shell: answering(on, dialect, () => parts.killProcess(pid())) });
    };
    const hear = (into: typeof stdout) => (chunk: Buffer) => {
      into.push(chunk);
      look();
    };
    on.read({ onStdout: hear(stdout), onStderr: hear(stderr), onEnd: (code) => giveUp(code, false) });
    on.give(closingLines(mark));
  });
}

function answering(on: ShellChannel, dialect: VirshDialect, killProcess: () => void): VirshShell {
  return {
    run: (line, timeoutMs, maxBytes) =>
      new Promise((resolve) => {
        if (!on.alive()) return resolve({ kind: "ended" });
        const mark = newMark();
        const timer = setTimeout(() => {
          on.close();
          killProcess();
          resolve({ kind: "timed-out" });
        }, timeoutMs);
        const done = (reply: ShellReply, rest: Rest) => {
          clearTimeout(timer);
          on.release(rest);
          resolve(reply);
        };
        on.read(replyReader(dialect, mark, maxBytes, done));
        on.give(`${line}\n${closingLines(mark)}`);
      }),
    alive: on.alive,
    onEnd: on.onEnd,
    onStray: on.onStray,
    close: on.close,
  };
}

interface Rest {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

function replyReader(
  dialect: VirshDialect,
  mark: string,
  maxBytes: number,
  done: (reply: ShellReply, rest: Rest) => void,
): ShellReader {
  const out = frameReader(stdoutTerminator(dialect, mark), maxBytes + ECHO_BYTES);
  const err = frameReader(stderrTerminator(dialect, mark), maxBytes);
  let stdout: Frame | undefined;
  let stderr: Frame | undefined;
  const look = () => {
    if (!stdout || !stderr) return;
    const output = outputOf(dialect, stdout.bytes);
    const truncated = stdout.truncated || stderr.truncated || output.length > maxBytes;
    const reply = { kind: "answered", stdout: output.subarray(0, maxBytes), stderr: stderr.bytes, truncated } as const;
    done(reply, { stdout: stdout.rest, stderr: stderr.rest });
  };
  const more = (frame: Frame, chunk: Buffer): Frame => ({ ...frame, rest: Buffer.concat([frame.rest, chunk]) });
  return {
    onStdout: (chunk) => {
      stdout = stdout ? more(stdout, chunk) : out.push(chunk);
      look();
    },
    onStderr: (chunk) => {
      stderr = stderr ? more(stderr, chunk) : err.push(chunk);
      look();
    },
    onEnd: () => done({ kind: "ended" }, { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) }),
  };
}

/** Unguessable, so that nothing that a host prints can be taken for the end of a reply. */
function newMark(): string {
  return `vf${randomBytes(12).toString("hex")}`;
}
