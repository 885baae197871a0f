import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { succeeded } from "./command-result.ts";
import { fetchHostKey } from "./fetch-host-key.ts";
import { generateKey } from "./generate-key.ts";
import { runCommand } from "./run-command.ts";
import { connectSsh, type SshConnection, type SshTarget } from "./ssh-connection.ts";
import { type PrivateSshd, privateSshd } from "./testing/private-sshd.ts";

let sshd: PrivateSshd;
const open: SshConnection[] = [];
beforeAll(async () => {
  sshd = await privateSshd();
});
afterAll(() => sshd.remove());
afterEach(() => {
  for (const connection of open.splice(0)) connection.end();
});

async function connected(target: SshTarget = sshd.target): Promise<SshConnection> {
  const outcome = await connectSsh(target, { privateKey: sshd.privateKey }, 5_000);
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.detail}`);
  open.push(outcome.connection);
  return outcome.connection;
}

async function problemOf(target: SshTarget, privateKey = sshd.privateKey, timeoutMs = 1_000) {
  const outcome = await connectSsh(target, { privateKey }, timeoutMs);
  if (outcome.ok) outcome.connection.end();
  return outcome.ok ? null : outcome.problem;
}

describe("host keys", () => {
  it("tells the key of an unknown host without signing in", async () => {
    const { address, port, hostKey } = sshd.target;
    const before = readFileSync(join(sshd.dir, "sshd.log"), "utf8").length;
    expect(await fetchHostKey(address, port, 5_000)).toEqual({ ok: true, hostKey });
    expect(readFileSync(join(sshd.dir, "sshd.log"), "utf8").slice(before)).not.toMatch(/Accepted|nobody/);
  });

  it("refuses another key of the same type, and shows it", async () => {
    const other = generateKey("").key;
    const problem = await problemOf({ ...sshd.target, hostKey: other });
    expect(problem).toMatchObject({ code: "host-key-changed", presentedKey: sshd.target.hostKey });
  });

  it("refuses a host that now has a key of another type, and shows it", async () => {
    await sshd.stop();
    const presentedKey = await sshd.start({ newHostKey: "ecdsa" });
    expect(presentedKey.algorithm).toBe("ecdsa-sha2-nistp256");
    expect(await problemOf(sshd.target)).toMatchObject({ code: "host-key-changed", presentedKey });
    expect(
      succeeded(await runCommand(await connected({ ...sshd.target, hostKey: presentedKey }), ["true"], { timeoutMs: 5_000 })),
    ).toBe(true);
    await sshd.remove();
    sshd = await privateSshd();
  });
});

describe("connections that cannot be made", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  /** A server that is not SSH; gives its port. */
  const serve = (onConnection: (socket: Socket) => void): Promise<SshTarget> =>
    new Promise((resolve) => {
      const server = createServer((socket) => onConnection(socket.on("error", () => undefined)));
      servers.push(server);
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve({ ...sshd.target, port: typeof address === "object" && address ? address.port : 0 });
      });
    });

  it.each<[string, (socket: Socket) => void, string]>([
    [
      "a web server",
      (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")),
      "not-ssh",
    ],
    ["a mail server", (socket) => socket.write("220 mail ESMTP\r\n"), "not-ssh"],
    ["binary noise", (socket) => socket.end(Buffer.alloc(5_000, 0x16)), "not-ssh"],
    ["a server that never speaks", () => undefined, "connection-timeout"],
    ["a server that hangs up", (socket) => socket.end(), "connection-lost"],
  ])("%s", async (_name, onConnection, code) => {
    const target = await serve(onConnection);
    expect(await problemOf(target)).toMatchObject({ code });
    const fetched = await fetchHostKey(target.address, target.port, 1_000);
    expect(fetched).toMatchObject({ ok: false, problem: { code } });
  });

  it("nobody listens", async () => {
    const target = await serve(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    expect(await problemOf(target)).toMatchObject({ code: "connection-refused" });
  });

  it("a name that does not exist", async () => {
    expect(await problemOf({ ...sshd.target, address: "no-such-host.invalid" }, sshd.privateKey, 8_000)).toMatchObject({
      code: "address-unresolvable",
    });
  });

  it("a key that is not authorised", async () => {
    expect(await problemOf(sshd.target, generateKey("").privateKey)).toMatchObject({ code: "auth-failed" });
  });

  it("a private key that is none, without telling its text", async () => {
    const problem = await problemOf(
      sshd.target,
      "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n",
    );
    expect(problem).toMatchObject({ code: "auth-failed" });
    expect(problem?.detail).not.toContain("c2VjcmV0");
  });

  it("a name is as good as an address", async () => {
    const connection = await connected({ ...sshd.target, address: "localhost" });
    expect(succeeded(await runCommand(connection, ["true"], { timeoutMs: 5_000 }))).toBe(true);
  });
});

describe("runCommand", () => {
  it("gives arguments through unharmed and messages in English", async () => {
    const hostile = ["it's", "$(id)", "`id`", "a\\b", "!!", "中文", "", " ", "*", "-n", "\t", "~", "\\'", "x\\"];
    const result = await runCommand(await connected(), ["sh", "-c", 'printf "%s|" "$LC_ALL" "$@"', "sh", ...hostile], {
      timeoutMs: 5_000,
    });
    expect(result.stdout).toBe(`C|${hostile.join("|")}|`);
    expect(result).toMatchObject({
      exitCode: 0,
      signal: null,
      stderr: "",
      timedOut: false,
      connectionLost: false,
      truncated: false,
    });
    expect(result.argv.slice(4)).toEqual(hostile);
  });

  it("tells exit code, stderr and signal", async () => {
    const connection = await connected();
    const failed = await runCommand(connection, ["sh", "-c", "echo no >&2; exit 7"], { timeoutMs: 5_000 });
    expect(failed).toMatchObject({ exitCode: 7, signal: null, stderr: "no\n" });
    const killed = await runCommand(connection, ["sh", "-c", "kill -9 $$"], { timeoutMs: 5_000 });
    // The login shell in between may turn the signal into an exit code.
    expect([killed.signal, killed.exitCode]).toContainEqual(killed.signal === null ? 137 : "SIGKILL");
    expect(killed.connectionLost).toBe(false);
  });

  it("writes stdin and ends it; without it a reader gets the end at once", async () => {
    const connection = await connected();
    const text = "x".repeat(300_000);
    expect((await runCommand(connection, ["cat"], { timeoutMs: 5_000, stdin: text })).stdout).toBe(text);
    expect(await runCommand(connection, ["cat"], { timeoutMs: 5_000 })).toMatchObject({ stdout: "", exitCode: 0 });
  });

  it("gives up at the deadline and kills what runs", async () => {
    const connection = await connected();
    const file = join(sshd.dir, "late");
    const result = await runCommand(connection, ["sh", "-c", 'sleep 3; touch "$0"', file], { timeoutMs: 200 });
    expect(result).toMatchObject({ exitCode: null, timedOut: true, connectionLost: false });
    await sleep(3_500);
    expect(existsSync(file)).toBe(false);
    expect(succeeded(await runCommand(connection, ["true"], { timeoutMs: 5_000 }))).toBe(true);
  });

  it("cuts what is too long and says so, and keeps characters whole", async () => {
    const connection = await connected();
    const script = "i=0; while [ $i -lt 2000 ]; do printf 中; i=$((i+1)); done; echo end >&2";
    const whole = await runCommand(connection, ["sh", "-c", script], { timeoutMs: 5_000, maxOutputBytes: 6_000 });
    expect(whole).toMatchObject({ stdout: "中".repeat(2_000), truncated: false });
    const cut = await runCommand(connection, ["sh", "-c", script], { timeoutMs: 5_000, maxOutputBytes: 600 });
    expect(cut).toMatchObject({ stdout: "中".repeat(200), stderr: "end\n", exitCode: 0, truncated: true });
    expect(succeeded(cut)).toBe(false);
  });

  it("stops what prints for ever", async () => {
    const result = await runCommand(await connected(), ["yes"], { timeoutMs: 10_000, maxOutputBytes: 10_000 });
    expect(result).toMatchObject({ truncated: true, timedOut: false, connectionLost: false, exitCode: null });
    expect(result.durationMs).toBeLessThan(5_000);
  });

  it("says that the connection was lost", async () => {
    const connection = await connected();
    const lost = new Promise((resolve) => connection.onClosed(resolve));
    const running = runCommand(connection, ["sh", "-c", "echo began; sleep 5"], { timeoutMs: 10_000 });
    await sleep(200);
    await sshd.stop();
    expect(await running).toMatchObject({ exitCode: null, stdout: "began\n", connectionLost: true, timedOut: false });
    expect(await lost).toMatchObject({ code: "connection-lost" });
    expect(connection.isOpen()).toBe(false);
    expect(await runCommand(connection, ["true"], { timeoutMs: 1_000 })).toMatchObject({ connectionLost: true, exitCode: null });
    await sshd.start();
  });

  it("notices within 15 s that the other side is dead, though TCP says nothing", { timeout: 30_000 }, async () => {
    const connection = await connected();
    const startedAt = performance.now();
    sshd.signalSessions("SIGSTOP");
    const why = await new Promise((resolve) => connection.onClosed(resolve));
    sshd.signalSessions("SIGKILL");
    expect(why).toMatchObject({ code: "connection-lost", detail: "Keepalive timeout" });
    expect(performance.now() - startedAt).toBeLessThan(15_500);
  });

  it("refuses at once what cannot be quoted", async () => {
    const connection = await connected();
    expect(() => runCommand(connection, ["echo", "a\nb"], { timeoutMs: 1_000 })).toThrow(RangeError);
  });
});

describe("key with a passphrase", () => {
  it("signs in with it, not without", async () => {
    const locked = join(sshd.dir, "locked");
    const { execFileSync } = await import("node:child_process");
    writeFileSync(locked, sshd.privateKey, { mode: 0o600 });
    execFileSync("ssh-keygen", ["-q", "-p", "-P", "", "-N", "open sesame", "-f", locked]);
    const privateKey = readFileSync(locked, "utf8");
    const outcome = await connectSsh(sshd.target, { privateKey, passphrase: "open sesame" }, 5_000);
    if (outcome.ok) outcome.connection.end();
    expect(outcome.ok).toBe(true);
    expect(await problemOf(sshd.target, privateKey)).toMatchObject({ code: "auth-failed" });
  });
});
