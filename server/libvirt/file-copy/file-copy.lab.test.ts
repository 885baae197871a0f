import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labFault, labGuest } from "../../../lab/client.ts";
import type { HostLink, HostLinks } from "../host-link.ts";
import { hostNamed, linksToLab, registrationOfLab, runningLab } from "../testing/lab.ts";
import { stateOf } from "../testing/private-link.ts";
import { abortCopy } from "./abort-copy.ts";
import { listFiles } from "./list-files.ts";
import { type CopyReading, readCopy, removeCopy } from "./read-copy.ts";
import { removeCopied } from "./remove-copied.ts";
import { startCopy } from "./start-copy.ts";
import type { CopyFile, CopyRequest, CopyStatus } from "./types.ts";

const MIB = 1024 * 1024;
const IMAGES = "/var/lib/libvirt/images";
const ODD = `${IMAGES}/x; $(touch pwn) "数据库" 'q'.qcow2`;
let links: HostLinks;
let hv1: HostLink;
let hv2: HostLink;
let destination: CopyRequest["destination"];
const ids: string[] = [];

beforeAll(async () => {
  const lab = await runningLab();
  links = linksToLab(lab);
  [hv1, hv2] = ["hv1", "hv2"].map((name) => links.open(registrationOfLab(hostNamed(lab, name)))) as [HostLink, HostLink];
  await Promise.all([hv1, hv2].map((link) => stateOf(link, ({ kind }) => kind === "up")));
  await clean();
  destination = { address: hv2.registration.address, port: hv2.registration.port, user: null };
});
afterEach(async () => {
  for (const id of ids.splice(0)) await removeCopy(hv1, id);
  await clean();
});
afterAll(async () => {
  await links?.closeAll();
});

/** Everything that these tests make has `cpt` in its path, but for the odd name. */
async function clean(): Promise<void> {
  const script = `rm -rf ${IMAGES}/cpt* /srv/small/cpt* /tmp/cpt* ${IMAGES}/.virtferry-cpt* /srv/small/.virtferry-cpt* ${IMAGES}/x*`;
  await Promise.all(["hv1", "hv2"].map((host) => labExec(host, ["sh", "-c", script])));
}

/** Runs shell text on a host; fails the test when that fails. */
async function on(host: string, script: string, ...args: string[]): Promise<string> {
  const result = await labExec(host, ["sh", "-c", script, "sh", ...args]);
  if (result.exitCode !== 0) throw new Error(`${host}: ${script}: ${result.stderr}${result.stdout}`);
  return result.stdout.trim();
}

function request(files: readonly CopyFile[], bandwidthMiBps: number | null = null): CopyRequest {
  const id = `cpt-${randomUUID().slice(0, 8)}`;
  ids.push(id);
  return { id, files, destination, bandwidthMiBps };
}

async function until(id: string, wanted: (status: CopyStatus) => boolean): Promise<CopyStatus> {
  let last: CopyReading | undefined;
  for (let tries = 0; tries < 300; tries += 1) {
    last = await readCopy(hv1, id);
    if (last.kind === "ok" && wanted(last)) return last;
    if (last.kind === "ok" && last.state !== "running") break;
    await sleep(50);
  }
  throw new Error(`the copy stayed ${JSON.stringify(last)}`);
}
const ended = (id: string) => until(id, ({ state }) => state !== "running");
const sent = (status: CopyStatus) => status.files[0]?.sentBytes ?? 0;

async function copied(wish: CopyRequest): Promise<CopyStatus> {
  expect(await startCopy(hv1, wish)).toEqual({ kind: "started" });
  return ended(wish.id);
}
const leftovers = () => on("hv2", `ls -d ${IMAGES}/.virtferry-* /srv/small/.virtferry-* 2>/dev/null || true`);

describe("a copy", () => {
  it("brings a random file over, whole, with mode and owner, and says what it does meanwhile", async () => {
    const file = { from: `${IMAGES}/cpt-random`, to: `${IMAGES}/cpt-random` };
    await on("hv1", 'head -c 64M /dev/urandom >"$1"; chmod 640 "$1"; chown 64055:107 "$1"', file.from);
    const wish = request([file]);
    const status = await copied(wish);
    const [sum] = (await on("hv2", 'sha256sum -- "$1"', file.to)).split(" ");
    expect(status).toMatchObject({ state: "done", failure: null, wireBytes: 64 * MIB });
    expect(status.files).toEqual([
      {
        ...file,
        sizeBytes: 64 * MIB,
        dataBytes: 64 * MIB,
        sentBytes: 64 * MIB,
        resumedAtBytes: 0,
        verifiedBytes: 64 * MIB,
        phase: "done",
        sha256: { source: sum, destination: sum },
        placed: expect.objectContaining({ to: file.to, sizeBytes: 64 * MIB, sha256: sum, madeFolders: 0 }),
      },
    ]);
    expect(await on("hv2", 'stat -c "%a %u %g" -- "$1"', file.to)).toBe("640 64055 107");
    expect(await leftovers()).toBe("");
    expect(await startCopy(hv1, wish)).toEqual({ kind: "already" });
    expect(await removeCopy(hv1, wish.id)).toBe(true);
    expect(await readCopy(hv1, wish.id)).toMatchObject({ kind: "ok", state: "absent", files: [] });
  });

  it("sends neither holes nor long runs of zeros, and leaves holes at the destination", async () => {
    const file = { from: `${IMAGES}/cpt-sparse`, to: `${IMAGES}/cpt-sparse` };
    const make = `truncate -s 512M "$1"
      for at in 0 100 317 507; do head -c 5M /dev/urandom | dd of="$1" bs=1M seek=$at conv=notrunc iflag=fullblock; done
      dd if=/dev/zero of="$1" bs=1M seek=200 count=40 conv=notrunc`;
    await on("hv1", make, file.from);
    const status = await copied(request([file]));
    expect(status).toMatchObject({ state: "done", failure: null });
    expect(status.files[0]).toMatchObject({ sizeBytes: 512 * MIB, dataBytes: 60 * MIB, sentBytes: 60 * MIB });
    expect(status.wireBytes).toBe(20 * MIB);
    const [blocks, size] = (await on("hv2", 'stat -c "%b %s" -- "$1"', file.to)).split(" ").map(Number);
    expect(size).toBe(512 * MIB);
    expect((blocks ?? 0) * 512).toBeLessThan(21 * MIB);
    const [sum] = (await on("hv2", 'sha256sum <"$1"', file.to)).split(" ");
    expect(status.files[0]?.sha256).toEqual({ source: sum, destination: sum });
  });

  it("takes several files, odd names, folders to make, other owners, and files of no or few bytes", async () => {
    const from = `${IMAGES}/cpt-tpm/a b/tpm2`;
    const make = `printf secret >"$1"; mkdir -p "$2"; chmod 700 "$2"; chown 59:59 "$2"; printf x >"$2/tpm2-00.permall"; : >"$2/.lock"
      chown 59:59 "$2"/*; ln -s /etc/passwd "$2/link"; mkdir "$2/deep"; head -c 70001 /dev/urandom >"$2/deep/'n"`;
    await on("hv1", make, ODD, from);
    const listed = await listFiles(hv1, `${from}/`);
    if (listed.kind !== "ok") throw new Error(JSON.stringify(listed));
    const names = listed.files.map(({ name, sizeBytes }) => `${sizeBytes} ${name}`).sort();
    expect(names).toEqual(["0 .lock", "1 tpm2-00.permall", "70001 deep/'n"]);
    expect(listed).toMatchObject({ others: 1, truncated: false });
    expect(await listFiles(hv1, "/tmp/cpt-none")).toEqual({ kind: "absent" });
    expect(await listFiles(hv1, ODD)).toEqual({ kind: "not-a-folder" });

    // The deepest first, so that its folder's parents are made before a file of their own comes: a listing has no order.
    const deepestFirst = [...listed.files].sort((one, other) => other.path.split("/").length - one.path.split("/").length);
    const state = deepestFirst.map(({ path }) => ({ from: path, to: path, makeFolder: true }));
    const disk = { from: ODD, to: ODD, owner: { uid: 12, gid: 34 }, mode: "0604" };
    const status = await copied(request([disk, ...state]));
    expect(status).toMatchObject({ state: "done", failure: null });
    expect(status.files.map(({ from, to, phase }) => [from, to, phase])).toEqual(
      [disk, ...state].map(({ from, to }) => [from, to, "done"]),
    );
    expect(await on("hv2", 'cat "$1"; stat -c " %a %u:%g" "$1"', ODD)).toBe("secret 604 12:34");
    expect(await on("hv2", 'stat -c "%a %u:%g" "$1" "$1/deep"', from)).toBe(
      await on("hv1", 'stat -c "%a %u:%g" "$1" "$1/deep"', from),
    );
    expect(await on("hv2", 'stat -c "%a %u:%g" "$1"', from)).toBe("700 59:59");
    const tree = 'cd "$1" && find . -type f -exec sha256sum {} + | sort';
    expect(await on("hv2", tree, from)).toBe(await on("hv1", tree, from));
    expect(
      await on(
        "hv2",
        `find / -xdev -name pwn; ls -d ${IMAGES}/.virtferry-* ${IMAGES}/cpt-tpm/*/*/.virtferry-* 2>&1 | grep -v cannot || true`,
      ),
    ).toBe("");

    // And back again: what was made goes, what has changed meanwhile stays.
    await on("hv2", 'echo more >>"$1"', ODD);
    const placed = status.files.flatMap((file) => (file.placed ? [file.placed] : []));
    const undone = await removeCopied(hv2, placed);
    expect(undone).toMatchObject({ kind: "ok", files: [{ outcome: "changed" }, ...state.map(() => ({ outcome: "removed" }))] });
    expect(await on("hv2", `ls -d ${IMAGES}/cpt* 2>/dev/null || true`)).toBe("");
  });
});

describe("a copy that is cut off", () => {
  const file = { from: `${IMAGES}/cpt-cut`, to: `${IMAGES}/cpt-cut` };
  beforeEach(() => on("hv1", 'head -c 32M /dev/urandom >"$1"', file.from));
  const sum = (host: string) => on(host, 'sha256sum <"$1"', file.to);

  it("continues where the destination's confirmed work ends: job killed, sshd killed", async () => {
    const slow = request([file], 16);
    await startCopy(hv1, slow);
    const first = await until(slow.id, (status) => sent(status) > 8 * MIB);
    expect(first).toMatchObject({ state: "running", files: [{ phase: "copying", sizeBytes: 32 * MIB }] });
    await on("hv1", 'kill -9 $(pgrep -f "^sh -c program.*$1 ")', slow.id);
    expect(await ended(slow.id)).toMatchObject({ state: "failed", failure: { code: "killed" } });

    expect(await startCopy(hv1, slow)).toEqual({ kind: "started" });
    const second = await until(slow.id, (status) => sent(status) > 16 * MIB);
    const resumedAt = second.files[0]?.resumedAtBytes ?? 0;
    expect(resumedAt).toBeGreaterThanOrEqual(sent(first));
    await labFault({ host: "hv2", kind: "kill", what: "sshd:sessions" });
    const cut = await ended(slow.id);
    expect(cut).toMatchObject({ state: "failed", failure: { code: "connection-lost", file: 0 }, files: [{ phase: "failed" }] });
    await stateOf(hv2, ({ kind }) => kind === "up");

    const fast = { ...slow, bandwidthMiBps: null };
    const status = await copied(fast);
    expect(status).toMatchObject({ state: "done", files: [{ sentBytes: 32 * MIB, phase: "done" }] });
    expect(status.files[0]?.resumedAtBytes).toBeGreaterThanOrEqual(sent(cut));
    expect(status.wireBytes).toBe(32 * MIB - (status.files[0]?.resumedAtBytes ?? 0));
    expect(await sum("hv2")).toBe(await sum("hv1"));
    expect(await leftovers()).toBe("");
  });

  it("begins anew when the source is another by then, and notices a change while it copies", async () => {
    const deep = { from: file.from, to: `${IMAGES}/cpt-new/deeper/cut`, makeFolder: true };
    const wish = request([deep], 16);
    await startCopy(hv1, wish);
    await until(wish.id, (status) => sent(status) > 8 * MIB);
    await on("hv1", 'printf changed | dd of="$1" conv=notrunc', file.from);
    const status = await ended(wish.id);
    expect(status).toMatchObject({ state: "failed", failure: { code: "source-changed", file: 0 } });
    expect(await on("hv2", `ls ${IMAGES}/cpt-new 2>/dev/null || echo none`)).toBe("none");
    await startCopy(hv1, wish);
    await until(wish.id, (status) => sent(status) > 8 * MIB);
    await on("hv1", 'kill -9 $(pgrep -f "^sh -c program.*$1 ")', wish.id);
    await ended(wish.id);
    await on("hv1", 'printf again | dd of="$1" conv=notrunc', file.from);
    const again = await copied({ ...wish, bandwidthMiBps: null });
    expect(again).toMatchObject({ state: "done", wireBytes: 32 * MIB, files: [{ resumedAtBytes: 0 }] });
    expect(await on("hv2", 'sha256sum <"$1"', deep.to)).toBe(await sum("hv1"));
    expect(again.files[0]?.placed?.madeFolders).toBe(2);
  });

  it("finds one wrong byte at the destination, keeps nothing of it, and is right the next time", async () => {
    const wish = request([file], 16);
    await startCopy(hv1, wish);
    await until(wish.id, (status) => sent(status) > 8 * MIB);
    const flip = `printf X | dd of="$1/.virtferry-$2-0.part/data" bs=1 seek=4000000 conv=notrunc,nocreat`;
    await on("hv2", flip, IMAGES, wish.id);
    const status = await ended(wish.id);
    expect(status).toMatchObject({
      state: "failed",
      failure: { code: "checksum-differs", file: 0 },
      files: [{ phase: "failed" }],
    });
    const { source, destination: there } = status.files[0]?.sha256 ?? {};
    expect(source).toBe((await sum("hv1")).split(" ")[0]);
    expect(there).toMatch(/^[0-9a-f]{64}$/);
    expect(there).not.toBe(source);
    expect(await on("hv2", '[ ! -e "$1" ] && echo none', file.to)).toBe("none");
    expect(await leftovers()).toBe("");
    expect(await copied({ ...wish, bandwidthMiBps: null })).toMatchObject({ state: "done", files: [{ resumedAtBytes: 0 }] });
  });

  it("does not copy a whole file again that an earlier run had put in place", async () => {
    const small = { from: `${IMAGES}/cpt-small`, to: `${IMAGES}/cpt-small` };
    await on("hv1", 'head -c 3M /dev/urandom >"$1"', small.from);
    const wish = request([small, file], 16);
    await startCopy(hv1, wish);
    await until(wish.id, ({ files }) => (files[1]?.sentBytes ?? 0) > 4 * MIB);
    await on("hv1", 'kill -9 $(pgrep -f "^sh -c program.*$1 ")', wish.id);
    await ended(wish.id);
    const inode = await on("hv2", 'stat -c %i "$1"', small.to);
    const status = await copied({ ...wish, bandwidthMiBps: null });
    expect(status).toMatchObject({ state: "done", files: [{ placed: { inode }, phase: "done" }, { phase: "done" }] });
    expect(status.wireBytes).toBeLessThan(32 * MIB);
    expect(status.files[0]?.sha256?.source).toBe((await on("hv1", 'sha256sum <"$1"', small.from)).split(" ")[0]);
  });

  it("is aborted: nothing runs, nothing half-written stays, and what was whole is named", async () => {
    const small = { from: `${IMAGES}/cpt-small`, to: `${IMAGES}/cpt-small` };
    await on("hv1", 'echo small >"$1"', small.from);
    const wish = request([small, file], 8);
    await startCopy(hv1, wish);
    await until(wish.id, ({ files }) => (files[1]?.sentBytes ?? 0) > 2 * MIB);
    expect(await leftovers()).not.toBe("");
    const aborted = await abortCopy(hv1, hv2, wish);
    expect(aborted).toEqual({ kind: "ok", placed: [expect.objectContaining({ to: small.to, sizeBytes: 6 })] });
    expect(await readCopy(hv1, wish.id)).toMatchObject({ state: "failed", failure: { code: "killed" } });
    expect(await leftovers()).toBe("");
    for (const host of ["hv1", "hv2"]) expect(await on(host, "pgrep -f '^(ssh -T -o|sh -c.*[v]irtferry-copy)' || true")).toBe("");
    expect(await removeCopied(hv2, aborted.kind === "ok" ? aborted.placed : [])).toMatchObject({
      files: [{ outcome: "removed" }],
    });
    expect(await on("hv2", `ls ${IMAGES}/cpt* 2>/dev/null || true`)).toBe("");
    expect(await abortCopy(hv1, hv2, wish)).toEqual({ kind: "ok", placed: [] });
  });
});

describe("what is in the way has a name, and nothing is written over", () => {
  const from = `${IMAGES}/cpt-src`;
  beforeEach(() => on("hv1", 'head -c 16M /dev/urandom >"$1"', from));
  const failure = async (file: CopyFile, changed: Partial<CopyRequest["destination"]> = {}) => {
    const wish = request([file]);
    const status = await copied({ ...wish, destination: { ...destination, ...changed } });
    expect(status.state).toBe("failed");
    return status.failure;
  };

  it("a file, a folder and a dangling link at the destination", async () => {
    await on("hv2", `echo mine >${IMAGES}/cpt-there; mkdir ${IMAGES}/cpt-folder; ln -s /nowhere ${IMAGES}/cpt-link`);
    for (const name of ["cpt-there", "cpt-folder", "cpt-link"]) {
      expect(await failure({ from, to: `${IMAGES}/${name}` })).toMatchObject({ code: "exists", file: 0 });
    }
    expect(await on("hv2", `cat ${IMAGES}/cpt-there; ls ${IMAGES}/cpt-folder`)).toBe("mine");
    expect(await leftovers()).toBe("");
  });

  it("a file that appears while we copy", async () => {
    const wish = request([{ from, to: `${IMAGES}/cpt-late` }], 16);
    await startCopy(hv1, wish);
    await until(wish.id, (status) => sent(status) > 0);
    await on("hv2", `echo mine >${IMAGES}/cpt-late`);
    expect(await ended(wish.id)).toMatchObject({ state: "failed", failure: { code: "exists" } });
    expect(await on("hv2", `cat ${IMAGES}/cpt-late`)).toBe("mine");
    expect(await abortCopy(hv1, hv2, wish)).toEqual({ kind: "ok", placed: [] });
    expect(await leftovers()).toBe("");
    expect(await on("hv2", `cat ${IMAGES}/cpt-late`)).toBe("mine");
  });

  it("no folder, no room before the start, no room on the way", async () => {
    expect(await failure({ from, to: "/tmp/cpt-no/such/file" })).toEqual({
      code: "folder-missing",
      file: 0,
      words: "/tmp/cpt-no/such: no such folder",
    });
    await on("hv1", 'head -c 80M /dev/urandom >"$1"', from);
    expect(await failure({ from, to: "/srv/small/cpt-big" })).toMatchObject({
      code: "no-space",
      words: expect.stringMatching(/^\/srv\/small: 83886080 bytes are needed, \d+ are free$/),
    });
    await on("hv1", 'truncate -s 40M "$1"', from);
    const wish = request([{ from, to: "/srv/small/cpt-big" }], 12);
    await startCopy(hv1, wish);
    await until(wish.id, (status) => sent(status) > 4 * MIB);
    await on("hv2", "head -c 60M /dev/zero >/srv/small/cpt-filler || true");
    const status = await ended(wish.id);
    expect(status.failure).toMatchObject({ code: "no-space", words: expect.stringContaining("No space left on device") });
    expect(await leftovers()).toBe("");
  });

  it("the way there: port closed, host unknown, key changed, login refused, no root", async () => {
    const to = `${IMAGES}/cpt-src`;
    expect(await failure({ from, to }, { port: 1 })).toMatchObject({
      code: "ssh-refused",
      words: expect.stringContaining("refused"),
    });
    const known = "cp /root/.ssh/known_hosts /tmp/cpt-known";
    await on("hv1", `${known}; sed -i '/hv2/d' /root/.ssh/known_hosts`);
    try {
      expect(await failure({ from, to })).toMatchObject({ code: "host-key-unknown" });
      await on(
        "hv1",
        "sed 's/hv3,[^ ]*/hv2,'\"$1\"'/' /tmp/cpt-known | grep hv2 | tail -n 1 >/root/.ssh/known_hosts",
        destination.address,
      );
      expect(await failure({ from, to })).toMatchObject({ code: "host-key-changed" });
    } finally {
      await on("hv1", "cat /tmp/cpt-known >/root/.ssh/known_hosts");
    }
    expect(await failure({ from, to }, { user: "nosuch" })).toMatchObject({ code: "ssh-denied" });
    const asFerry = linksToLab(await runningLab());
    try {
      const link = asFerry.open(registrationOfLab(hostNamed(await runningLab(), "hv1"), "ferry"));
      await stateOf(link, ({ kind }) => kind === "up");
      expect(await startCopy(link, request([{ from, to }]))).toMatchObject({ kind: "refused", code: "no-root" });
    } finally {
      await asFerry.closeAll();
    }
  });

  it("the source: missing, a folder, used by a running VM", async () => {
    const to = `${IMAGES}/cpt-src`;
    expect(await failure({ from: `${IMAGES}/cpt-none`, to })).toMatchObject({ code: "source-missing", file: 0 });
    expect(await failure({ from: IMAGES, to })).toMatchObject({ code: "source-not-a-file", file: 0 });
    const disk = await runningDisk("db02");
    expect(await failure({ from: disk, to })).toMatchObject({
      code: "source-in-use",
      words: expect.stringContaining("qemu-system"),
    });
  });

  it("taking back is refused for a file that a VM there uses", async () => {
    const disk = await runningDisk("db02");
    const [inode = "", size, modifiedAt = ""] = (await on("hv1", 'stat -c "%i %s %.9Y" "$1"', disk)).split(" ");
    const copy = { sizeBytes: Number(size), sha256: "", inode, modifiedAt, madeFolders: 0 };
    await on("hv1", 'ln "$1" "$2"', disk, `${IMAGES}/cpt-other-name`);
    for (const to of [disk, `${IMAGES}/cpt-other-name`]) {
      const outcome = await removeCopied(hv1, [{ to, ...copy }]);
      expect(outcome).toMatchObject({ kind: "ok", files: [{ to, outcome: "in-use", words: disk }] });
    }
  });
});

/** The local disk of a guest that runs on hv1. */
async function runningDisk(guest: string): Promise<string> {
  const { uuid, host } = await labGuest(guest);
  if (host !== "hv1") throw new Error(`${guest} is on ${host}`);
  return on("hv1", `virsh domblklist "$1" | awk '$1 == "vda" { print $2 }'`, uuid);
}
