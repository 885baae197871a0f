import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { HostKey } from "../../../lib/core/model/host.ts";
import { generateKey } from "../generate-key.ts";
import { hostKeyFromBlob } from "../host-key.ts";
import type { SshTarget } from "../ssh-connection.ts";

const SSHD = "/usr/sbin/sshd";

/** A real OpenSSH server of the test's own, on loopback, for this user, with keys made for it. */
export interface PrivateSshd {
  readonly target: SshTarget;
  readonly privateKey: string;
  readonly dir: string;
  /** Process ids of what runs in the sessions, by its command's name; each session itself is an `sshd`. */
  sessions(command: string): readonly number[];
  /** Sends a signal to the sessions themselves. */
  signalSessions(signal: NodeJS.Signals): void;
  /** Stops the server and all of its sessions. */
  stop(): Promise<void>;
  /** Starts it again on the same port, with another host key if asked. */
  start(options?: { newHostKey?: string }): Promise<HostKey>;
  /** Stops it for good and removes its folder. */
  remove(): Promise<void>;
}

/** Starts one; `env` is added to its sessions. Throws with what to do when OpenSSH's server is not installed. */
export async function privateSshd(env: Readonly<Record<string, string>> = {}): Promise<PrivateSshd> {
  if (!existsSync(SSHD))
    throw new Error(`${SSHD} is missing: these tests need OpenSSH's server (apt-get install openssh-server)`);
  const dir = mkdtempSync(join(tmpdir(), "virtferry-sshd-"));
  // sshd as root wants this folder, which its service would have made.
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  const user = generateKey("test");
  writeFileSync(join(dir, "authorized_keys"), `${user.key.publicKey}\n`, { mode: 0o600 });
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const lines = [
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    `HostKey ${join(dir, "host_key")}`,
    `PidFile ${join(dir, "sshd.pid")}`,
    `AuthorizedKeysFile ${join(dir, "authorized_keys")}`,
    // An empty home: the start-up files of whoever runs the tests are not a part of them.
    `SetEnv ${Object.entries({ HOME: dir, XDG_CACHE_HOME: join(dir, "cache"), ...env })
      .map((pair) => pair.join("="))
      .join(" ")}`,
    "StrictModes no",
    "UsePAM no",
    "PermitRootLogin yes",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
  ];
  writeFileSync(join(dir, "sshd_config"), `${lines.join("\n")}\n`);
  let child: ChildProcess | undefined;

  const makeHostKey = (type: string) => {
    rmSync(join(dir, "host_key"), { force: true });
    execFileSync("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", "", "-f", join(dir, "host_key")]);
  };
  const hostKey = (): HostKey => {
    const [, body = ""] = readFileSync(join(dir, "host_key.pub"), "utf8").split(" ");
    return hostKeyFromBlob(Buffer.from(body, "base64"));
  };
  const sessions: PrivateSshd["sessions"] = (command) =>
    childrenOf(child?.pid ?? 0).filter((pid) => readProc(`${pid}/comm`) === command);
  const stop = async (): Promise<void> => {
    const running = child;
    if (!running?.pid || running.exitCode !== null) return;
    const ended = once(running, "exit");
    // What runs in the sessions is left alone, as it is when a host's sshd dies.
    for (const pid of [running.pid, ...sessions("sshd")]) send(pid, "SIGKILL");
    await ended;
    child = undefined;
  };
  const start: PrivateSshd["start"] = async ({ newHostKey } = {}) => {
    if (newHostKey) makeHostKey(newHostKey);
    // Not `-D` with `-e` into a pipe: nobody would read it.
    child = spawn(SSHD, ["-D", "-f", join(dir, "sshd_config"), "-E", join(dir, "sshd.log")], { stdio: "ignore" });
    for (let tries = 0; tries < 200; tries += 1) {
      if (await answers(port)) return hostKey();
      await sleep(25);
    }
    throw new Error(`sshd does not answer: ${readFileSync(join(dir, "sshd.log"), "utf8")}`);
  };

  makeHostKey("ed25519");
  await start();
  return {
    target: { address: "127.0.0.1", port, user: userInfo().username, hostKey: hostKey() },
    privateKey: user.privateKey,
    dir,
    sessions,
    signalSessions: (signal) => {
      for (const pid of sessions("sshd")) send(pid, signal);
    },
    stop,
    start,
    async remove() {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Children of a process, and theirs. */
function childrenOf(pid: number): number[] {
  const direct = readProc(`${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
  return direct.flatMap((child) => [child, ...childrenOf(child)]);
}

/** A file of /proc; empty when its process has ended in the meantime. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, "utf8").trim();
  } catch {
    return "";
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
