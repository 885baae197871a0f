import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { remoteCommandLine } from "../ssh/remote-command-line.ts";
import { notRun } from "../ssh/run-command.ts";
import { connectSsh, type SshConnection } from "../ssh/ssh-connection.ts";
import { type PrivateSshd, privateSshd } from "../ssh/testing/private-sshd.ts";
import { silentLogger } from "./testing/private-link.ts";
import { createVirshRunner, type VirshRunner } from "./virsh-runner.ts";
import { openVirshShell, shellCommand } from "./virsh-shell.ts";

/* A real virsh over a real SSH server, on libvirt's built-in test driver: its domain `test` is there without any daemon. */
const TEST_URI = ["-q", "-c", "test:///default"];
let sshd: PrivateSshd;
let connection: SshConnection;
let runner: VirshRunner;
let executed: string[] = [];
let troubles = 0;
let opened = 0;

beforeAll(async () => {
  sshd = await privateSshd();
  const outcome = await connectSsh(sshd.target, { privateKey: sshd.privateKey }, 5_000);
  if (!outcome.ok) throw new Error(outcome.problem.detail);
  connection = outcome.connection;
  execFileSync("mkfifo", [join(sshd.dir, "fifo")]);
});
afterAll(async () => {
  connection.end();
  await sshd.remove();
});
beforeEach(() => {
  executed = [];
  troubles = 0;
  opened = 0;
  runner?.close();
  runner = newRunner();
});

function newRunner(options: readonly string[] = TEST_URI): VirshRunner {
  return createVirshRunner({
    logger: silentLogger,
    onTrouble: () => {
      troubles += 1;
    },
    exec: async (argv) => {
      executed.push(argv.slice(4).join(" "));
      return notRun(argv, "not here", { timedOut: false });
    },
    openShell: async () => {
      opened += 1;
      const channel = await connection.openChannel(remoteCommandLine(shellCommand(["virsh", ...options])));
      return openVirshShell({ channel, timeoutMs: 5_000, killProcess: (pid) => process.kill(pid, "SIGKILL") });
    },
  });
}

const run = (...args: string[]) => runner.run(args, { timeoutMs: 5_000 });
const local = (...args: string[]) =>
  execFileSync("virsh", [...TEST_URI, ...args], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });

describe("commands on the persistent virsh", () => {
  it.each([
    [["list", "--all"]],
    [["dumpxml", "test"]],
    [["capabilities"]],
    [["nodeinfo"]],
    [["help"]],
    [["help", "migrate"]],
    [["domuuid", "test"]],
    [["echo", "--shell", 'a\'b "c" $(id) \\ # ;']],
  ])("%j prints the same, byte for byte, as a virsh of its own", async (args) => {
    const result = await run(...args);
    expect(result).toMatchObject({ exitCode: 0, stderr: "", timedOut: false, connectionLost: false, truncated: false });
    expect(result.stdout).toBe(local(...args));
    expect(result.command).toMatch(/^virsh -q -c qemu:\/\/\/system /);
    expect(executed).toEqual([]);
  });

  it("gives every printable argument through unharmed", { timeout: 60_000 }, async () => {
    const printable = fc.string({
      unit: fc.oneof(
        fc.constantFrom(..."'\"\\;#-= $`!"),
        fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
      ),
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      // Behind `--` nothing is an option; an argument that virsh calls empty is another matter.
      fc.asyncProperty(fc.array(printable, { minLength: 1, maxLength: 5 }), async (args) => {
        expect(await run("echo", "--", ...args)).toMatchObject({ stdout: args.join(" "), stderr: "", exitCode: 0 });
      }),
      { numRuns: 100 },
    );
    expect(executed).toEqual([]);
    expect(opened).toBe(1);
  });

  it.each([
    [["domstate", 'no\'such "dom" ; list #'], "failed to get domain"],
    [["no-such-command"], "unknown command"],
    [["domstate", "--no-such-option"], "doesn't support option"],
    [["domstate"], "requires <domain> option"],
    [["destroy", "test", "extra"], "unexpected data"],
  ])("%j fails with exit code 1 and libvirt's words", async (args, words) => {
    const result = await run(...args);
    expect(result).toMatchObject({ exitCode: 1, stdout: "" });
    expect(result.stderr).toContain(words);
    expect(await run("domstate", "test")).toMatchObject({ exitCode: 0, stdout: local("domstate", "test") });
  });

  it("take their turns, each with its own output", async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 5 === 4 ? run("domstate", `no-${n}`) : run("echo", `number ${n}`))),
    );
    expect(all.map((result) => result.stdout || result.stderr)).toEqual(
      all.map((_, n) => (n % 5 === 4 ? `error: failed to get domain 'no-${n}'\n` : `number ${n}`)),
    );
    expect(opened).toBe(1);
  });

  it("cut what is too long and say so", async () => {
    const whole = local("capabilities");
    const result = await runner.run(["capabilities"], { timeoutMs: 5_000, maxOutputBytes: 100 });
    expect(result).toMatchObject({ stdout: whole.slice(0, 100), truncated: true });
    expect((await run("capabilities")).stdout).toBe(whole);
  });

  it("keep characters whole that are cut by the network's chunks", async () => {
    // Readline takes no such text on its input, so it comes out of a definition, which goes by a file.
    const xml = local("dumpxml", "test")
      .replace("<name>test</name>", `<name>t2</name><title>${"中文é".repeat(400)}</title>`)
      .replace(/<uuid>.*<\/uuid>/, "");
    writeFileSync(join(sshd.dir, "t2.xml"), xml);
    expect((await run("define", join(sshd.dir, "t2.xml"))).exitCode).toBe(0);
    for (let turn = 0; turn < 20; turn += 1) expect((await run("desc", "t2", "--title")).stdout.trim()).toBe("中文é".repeat(400));
  });
});

describe("a command that hangs", () => {
  it("is given up at its deadline, the virsh is replaced, and the next ones run", async () => {
    const hanging = runner.run(["define", join(sshd.dir, "fifo")], { timeoutMs: 300 });
    const next = run("domstate", "test");
    expect(await hanging).toMatchObject({ timedOut: true, exitCode: null, connectionLost: false });
    expect(await next).toMatchObject({ exitCode: 0, stdout: local("domstate", "test") });
    expect(opened).toBe(2);
    expect(troubles).toBe(1);
  });

  it("holds up nobody: who has waited for a second gets a process of its own", async () => {
    const hanging = runner.run(["define", join(sshd.dir, "fifo")], { timeoutMs: 3_000 });
    const startedAt = performance.now();
    await Promise.all([run("domstate", "test"), run("nodeinfo")]);
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    expect(executed).toEqual(["domstate test", "nodeinfo"]);
    expect(await hanging).toMatchObject({ timedOut: true });
  });
});

describe("a virsh that ends", () => {
  it("in the middle of a command: the command is not run again, the next one gets a new virsh", async () => {
    await run("echo", "warm");
    const running = runner.run(["define", join(sshd.dir, "fifo")], { timeoutMs: 5_000 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const alive = sshd.sessions("virsh");
    expect(alive).toHaveLength(1);
    for (const pid of alive) process.kill(pid, "SIGKILL");
    expect(await running).toMatchObject({ connectionLost: true, exitCode: null, timedOut: false });
    expect(await run("domstate", "test")).toMatchObject({ exitCode: 0 });
    expect(opened).toBe(2);
    expect(executed).toEqual([]);
  });
});

describe("where no persistent virsh can be had", () => {
  it.each([
    ["libvirt is down", ["-q", "-c", "qemu:///no-such-driver"]],
    ["it does not start", ["--no-such-flag"]],
  ])("%s: each command gets a process of its own", async (_name, options) => {
    const other = newRunner(options);
    await other.run(["list"], { timeoutMs: 5_000 });
    await other.run(["nodeinfo"], { timeoutMs: 5_000 });
    other.close();
    expect(executed).toEqual(["list", "nodeinfo"]);
    expect(opened).toBe(1);
  });

  it("goes by a process of its own what the persistent one cannot take", async () => {
    await run("domstate", "中文");
    await runner.run(["define", "/dev/stdin"], { timeoutMs: 5_000, stdin: "<domain/>" });
    await run("migrate", "x");
    expect(executed).toEqual(["domstate 中文", "define /dev/stdin", "migrate x"]);
    expect(opened).toBe(0);
  });
});

describe("the user's own virsh", () => {
  it("keeps its history, key bindings and files", async () => {
    await run("list");
    runner.close();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(existsSync(join(sshd.dir, "cache"))).toBe(false);
    expect(existsSync(join(sshd.dir, ".cache"))).toBe(false);
  });
});
