import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PrivateSshd, privateSshd } from "../ssh/testing/private-sshd.ts";
import type { HostLink, HostLinks } from "./host-link.ts";
import { killRemoteJob, type RemoteJobStatus, readRemoteJob, removeRemoteJob, startRemoteJob } from "./remote-job.ts";
import { linksTo, registrationOf, stateOf } from "./testing/private-link.ts";

let sshd: PrivateSshd;
let links: HostLinks;
let link: HostLink;
beforeAll(async () => {
  sshd = await privateSshd();
  links = linksTo(sshd);
  link = links.open(registrationOf(sshd));
  await stateOf(link, (state) => state.kind === "down");
});
afterAll(async () => {
  await links.closeAll();
  await sshd.remove();
});

const folderOf = (id: string) => join(sshd.dir, "cache/virtferry/jobs", id);

async function read(id: string): Promise<RemoteJobStatus> {
  const reading = await readRemoteJob(link, id);
  if (reading.kind !== "ok") throw new Error(reading.result.stderr);
  return reading.job;
}

async function until(id: string, state: RemoteJobStatus["state"]): Promise<RemoteJobStatus> {
  for (let tries = 0; tries < 100; tries += 1) {
    const job = await read(id);
    if (job.state === state) return job;
    await sleep(50);
  }
  throw new Error(`the job is ${JSON.stringify(await read(id))}`);
}

describe("a remote job", () => {
  it("runs detached, with its output and exit status kept", async () => {
    const id = randomUUID();
    const script = 'echo "out $1"; echo "err $GREETING" >&2; sleep 1; exit 7';
    const before = Date.now();
    const start = await startRemoteJob(link, id, ["sh", "-c", script, "sh", "it's $(id) \\ !"], { env: { GREETING: "中 文" } });
    expect(start).toMatchObject({ kind: "ok", started: true, pid: expect.any(Number) });
    const running = await read(id);
    expect(running).toMatchObject({ state: "running", exitCode: null, stdout: "out it's $(id) \\ !\n", stderr: "err 中 文\n" });
    expect(running.pid).toBe(start.kind === "ok" ? start.pid : null);
    expect(running.startedAtMs).toBeGreaterThanOrEqual(before);
    expect(running.startedAtMs).toBeLessThanOrEqual(Date.now());
    expect(await removeRemoteJob(link, id)).toBe(false);
    const ended = await until(id, "ended");
    expect(ended).toEqual({ ...running, state: "ended", exitCode: 7 });
    expect(statSync(folderOf(id)).mode & 0o777).toBe(0o700);
    expect(await removeRemoteJob(link, id)).toBe(true);
    expect(await read(id)).toMatchObject({ state: "absent", pid: null, stdout: "" });
  });

  it("is started once, however often and however closely it is asked for", async () => {
    const id = randomUUID();
    const count = join(sshd.dir, `count-${id}`);
    const argv = ["sh", "-c", 'echo x >>"$0"; sleep 0.5', count];
    const starts = await Promise.all(Array.from({ length: 6 }, () => startRemoteJob(link, id, argv)));
    expect(starts.map((start) => start.kind === "ok" && start.started).sort()).toEqual([false, false, false, false, false, true]);
    expect(new Set(starts.map((start) => (start.kind === "ok" ? start.pid : null))).size).toBe(1);
    await until(id, "ended");
    expect(await startRemoteJob(link, id, argv)).toMatchObject({ kind: "ok", started: false });
    expect(readFileSync(count, "utf8")).toBe("x\n");
  });

  it("tells a command that does not exist by its exit code and words", async () => {
    const id = randomUUID();
    await startRemoteJob(link, id, ["no-such-command", "--flag"]);
    expect(await until(id, "ended")).toMatchObject({ exitCode: 127, stderr: expect.stringContaining("no-such-command") });
  });

  it("outlives the connection and the SSH server", async () => {
    const id = randomUUID();
    await startRemoteJob(link, id, ["sh", "-c", "sleep 1; echo lived on"]);
    await sshd.stop();
    await sshd.start();
    link.retryNow();
    await stateOf(link, (state) => state.kind === "down" && state.problem.code === "libvirt-down");
    expect(await until(id, "ended")).toMatchObject({ exitCode: 0, stdout: "lived on\n" });
  });

  it("is told to end, but nobody else with its pid is", async () => {
    const id = randomUUID();
    await startRemoteJob(link, id, ["sleep", "60"]);
    expect(await killRemoteJob(link, id)).toBe(true);
    expect(await until(id, "ended")).toMatchObject({ exitCode: 143 });
    expect(await killRemoteJob(link, id)).toBe(false);
    expect(await killRemoteJob(link, randomUUID())).toBe(false);
    // The record of an ended job without its exit status, naming a living process that started at another time: this one.
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const other = randomUUID();
    mkdirSync(folderOf(other), { mode: 0o700 });
    writeFileSync(join(folderOf(other), "process"), `${process.pid} 1 ${process.pid} 1 ${boot} 1000\n`);
    expect(await read(other)).toMatchObject({ state: "vanished", pid: process.pid });
    expect(await killRemoteJob(link, other)).toBe(false);
  });

  it("has vanished when its processes are gone without an exit status, or the host was rebooted", async () => {
    const id = randomUUID();
    const start = await startRemoteJob(link, id, ["sleep", "60"]);
    const [, , wrapper = ""] = readFileSync(join(folderOf(id), "process"), "utf8").split(" ");
    process.kill(Number(wrapper), "SIGKILL");
    // The command itself is still there.
    expect((await read(id)).state).toBe("running");
    process.kill(start.kind === "ok" ? (start.pid ?? 0) : 0, "SIGKILL");
    expect(await until(id, "vanished")).toMatchObject({ exitCode: null });

    const rebooted = randomUUID();
    await startRemoteJob(link, rebooted, ["sleep", "1"]);
    const record = readFileSync(join(folderOf(rebooted), "process"), "utf8").split(" ");
    const elsewhere = [...record.slice(0, 4), "00000000-0000-4000-8000-000000000000", record[5]].join(" ");
    writeFileSync(join(folderOf(rebooted), "process"), elsewhere);
    expect((await read(rebooted)).state).toBe("vanished");
  });

  it("a start that hangs is given up after a minute, and can then never happen", async () => {
    const id = randomUUID();
    mkdirSync(folderOf(id), { mode: 0o700 });
    expect((await read(id)).state).toBe("starting");
    const longAgo = Date.now() / 1000 - 200;
    utimesSync(folderOf(id), longAgo, longAgo);
    expect(await read(id)).toMatchObject({ state: "vanished", pid: null });
    expect(await startRemoteJob(link, id, ["touch", join(sshd.dir, `never-${id}`)])).toMatchObject({
      kind: "ok",
      started: false,
      pid: null,
    });
    expect(existsSync(join(sshd.dir, `never-${id}`))).toBe(false);
  });

  it("gives the end of a long output", async () => {
    const id = randomUUID();
    await startRemoteJob(link, id, ["sh", "-c", "yes | head -c 500000; echo; echo end"]);
    await until(id, "ended");
    const reading = await readRemoteJob(link, id, 1_000);
    expect(reading).toMatchObject({ kind: "ok", job: { stdout: expect.stringMatching(/y\n\nend\n$/) } });
    expect(reading.kind === "ok" && reading.job.stdout.length).toBe(1_000);
  });

  it.each(["", "../x", "a/b", "-rf", "a b", "x".repeat(65), "a;id", "a\nb"])("refuses the id %j", async (id) => {
    await expect(startRemoteJob(link, id, ["true"])).rejects.toThrow(RangeError);
    await expect(readRemoteJob(link, id)).rejects.toThrow(RangeError);
  });

  it("is refused with a reason where no folder can be made", async () => {
    const own = await privateSshd();
    const others = linksTo(own);
    const other = others.open(registrationOf(own));
    // A file where the folder should be; /var/tmp then takes the job.
    writeFileSync(join(own.dir, "cache"), "");
    chmodSync(join(own.dir, "cache"), 0o600);
    const id = randomUUID();
    const start = await startRemoteJob(other, id, ["true"]);
    expect(start).toMatchObject({ kind: "ok", started: true });
    const spare = `/var/tmp/virtferry-${process.getuid?.()}/jobs/${id}`;
    expect(statSync(spare).mode & 0o777).toBe(0o700);
    expect(await removeRemoteJob(other, id)).not.toBeNull();
    await others.closeAll();
    await own.remove();
  });
});

describe("when the connection dies while a job is being started", () => {
  it("reading afterwards tells the truth, and starting again starts it once at most", { timeout: 60_000 }, async () => {
    const seen = new Set<string>();
    for (const delayMs of [0, 2, 4, 5, 6, 7, 8, 9, 10, 12, 15, 25]) {
      const id = randomUUID();
      const count = join(sshd.dir, `died-${id}`);
      const argv = ["sh", "-c", 'echo x >>"$0"', count];
      const starting = startRemoteJob(link, id, argv);
      await sleep(delayMs);
      await sshd.stop();
      const start = await starting;
      await sshd.start();
      link.retryNow();
      await stateOf(link, (state) => state.kind === "down" && state.problem.code === "libvirt-down");
      await sleep(300);
      const job = await read(id);
      seen.add(`${start.kind} ${job.state}`);
      expect(["absent", "starting", "ended"]).toContain(job.state);
      expect(existsSync(count)).toBe(job.state === "ended");
      if (start.kind === "ok") expect(job.state).toBe("ended");
      await startRemoteJob(link, id, argv);
      if (job.state !== "starting") await until(id, "ended");
      if (job.state !== "starting") expect(readFileSync(count, "utf8")).toBe("x\n");
    }
    expect([...seen].some((what) => what.startsWith("unknown"))).toBe(true);
  });
});
