import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labExec, labFault, labStatus } from "../../lab/client.ts";
import type { FixAction, FixRecord } from "../../lib/core/model/fix.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { comeUp } from "../libvirt/come-up.ts";
import { answerOf, findingOf, type RunningPreflight, startPreflight } from "../preflight/test-support/start-preflight.ts";
import { type RunningFixes, startFixes } from "./test-support/start-fixes.ts";

const PORTS = "49152-49215";

let run: RunningPreflight;
let rig: RunningFixes;

/** A shell line on a host, past SSH. */
async function on(host: string, line: string): Promise<string> {
  const result = await labExec(host, ["sh", "-c", line]);
  return result.stdout.trim();
}
/** Waits until a host answers again, and reads it. */
async function isOnline(host: string): Promise<void> {
  // libvirtd may have gone and come between two looks of the link.
  await comeUp(run.links.get(run.snapshot(host).registration.id), 500);
  await expect.poll(() => run.snapshot(host).state, { timeout: 30_000, interval: 100 }).toBe("online");
  await run.refresh(host);
}
const states = (record: FixRecord) => [record.state, ...record.steps.map(({ state }) => state)].join(" ");
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: { readonly data?: { readonly message: { readonly key: string } } }) =>
      error.data?.message.key.split(".").at(-1) ?? String(error),
  );

interface Case {
  /** The test looks itself whether all is as before. */
  readonly looksItself?: boolean;
  readonly vm: string;
  readonly hosts: readonly [string, string];
  readonly rule: string;
  readonly options?: Partial<MigrationOptions>;
  readonly broken: string;
  readonly fixed: string;
}

/** Finding, the fix that it offers, finding gone, undo, finding back. */
async function thereAndBack(test: Case, given?: FixAction): Promise<FixRecord> {
  const {
    vm,
    hosts: [from, to],
    rule,
    options,
    broken,
    fixed,
  } = test;
  const check = async () => run.check(vm, from, to, options);
  const before = await check();
  expect(answerOf(before, rule)).toBe(broken);
  const action = given ?? findingOf(before, rule).fix?.apply;
  if (!action) throw new Error(`${rule} offers no fix`);
  const record = await rig.press(action, [from, to], vm);
  expect(states(record)).toMatch(/^applied( done)+$/);
  expect(answerOf(await check(), rule)).toBe(fixed);
  expect(await reasonOf(rig.preview(action, [from, to], vm))).toBe("nothing-to-do");
  const undone = await rig.fixes.undo(record.id, "tester");
  expect(undone.state).toBe("undone");
  if (!test.looksItself) expect(answerOf(await check(), rule)).toBe(broken);
  return record;
}

beforeAll(async () => {
  run = await startPreflight(await labStatus());
  for (const name of ["hv1", "hv2", "hv3"]) await run.add(name);
  rig = startFixes(run);
});
afterAll(async () => {
  rig.stop();
  await run.stop();
});

describe("ssh between the hosts", () => {
  const ssh = { vm: "web01", hosts: ["hv1", "hv2"], rule: "path.ssh", fixed: "pass ok" } as const;

  it("authorises the key of root, and takes exactly that line back", async () => {
    await on(
      "hv2",
      "cp -p /root/.ssh/authorized_keys /tmp/kept; sed -i '/root@hv1$/d' /root/.ssh/authorized_keys; cp -p /root/.ssh/authorized_keys /tmp/broken",
    );
    try {
      const record = await thereAndBack({ ...ssh, broken: "block denied" });
      expect(record.steps).toHaveLength(2);
      expect(await on("hv2", "cmp /root/.ssh/authorized_keys /tmp/broken && stat -c %a /root/.ssh/authorized_keys")).toBe("600");
    } finally {
      await on("hv2", "cat /tmp/kept >/root/.ssh/authorized_keys; rm /tmp/kept /tmp/broken");
    }
  });

  it("makes a key for root where there is none, and lets that one in", async () => {
    await on("hv1", "mkdir /root/aside; mv /root/.ssh/id_ed25519* /root/.ssh/known_hosts /root/aside/");
    try {
      const action = { kind: "authorise-source-key" } as const;
      const preview = await rig.preview(action, ["hv1", "hv2"]);
      expect(preview.steps.map(({ does }) => does.key.split(".").at(-1))).toEqual([
        "make-key",
        "trust-host-key",
        "authorise-key",
        "try-login",
      ]);
      expect(preview.undo).toBe("partly");
      const record = await rig.press(action, ["hv1", "hv2"]);
      expect(states(record)).toBe("applied done done done done");
      const made = (await on("hv1", "cat /root/.ssh/id_ed25519.pub")).split(" ").slice(0, 2).join(" ");
      expect(record.steps[2]?.argv.at(-1)).toBe(`${made} root@hv1`);
      expect(answerOf(await run.check("web01", "hv1", "hv2"), "path.ssh")).toBe("pass ok");
      expect(states(await rig.fixes.undo(record.id, "tester"))).toBe("undone done undone undone done");
      expect(await on("hv2", `grep -c '${made}' /root/.ssh/authorized_keys`)).toBe("0");
    } finally {
      await on("hv1", "rm -f /root/.ssh/known_hosts; mv /root/aside/* /root/.ssh/; rmdir /root/aside");
    }
  });

  it("trusts the pinned host key where none is known", async () => {
    await on("hv1", "cp -p /root/.ssh/known_hosts /tmp/kept; : >/root/.ssh/known_hosts");
    try {
      await thereAndBack({ ...ssh, broken: "block host-key-unknown", looksItself: true });
      expect(await on("hv1", "wc -c </root/.ssh/known_hosts")).toBe("0");
    } finally {
      await on("hv1", "cat /tmp/kept >/root/.ssh/known_hosts; rm /tmp/kept");
    }
  });

  it("puts the pinned host key in place of another one, for this name alone", async () => {
    await on(
      "hv1",
      "cp -p /root/.ssh/known_hosts /tmp/kept; sed -i 's/^hv2,\\([^ ]*\\) .*/hv2,\\1 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF5x0DcIS6Ua+fM+INyuhopwpT0xDP9uNXu7UAGFj2Rw/' /root/.ssh/known_hosts; sort /root/.ssh/known_hosts >/tmp/broken",
    );
    try {
      const record = await thereAndBack({ ...ssh, broken: "block host-key-changed", looksItself: true });
      expect(record.steps[0]?.argv.some((word) => /^hv2 ssh-ed25519 AAAA/.test(word))).toBe(true);
      expect(await on("hv1", "sort /root/.ssh/known_hosts | cmp - /tmp/broken && echo same")).toBe("same");
    } finally {
      await on("hv1", "cat /tmp/kept >/root/.ssh/known_hosts; rm /tmp/kept /tmp/broken");
    }
  });
});

describe("the destination", () => {
  it("lets the source in on the data ports, through each chain that drops", async () => {
    await labFault({ host: "hv2", kind: "ports-close", ports: PORTS, verdict: "drop" });
    try {
      const base = { vm: "web01", hosts: ["hv1", "hv2"], rule: "path.data-ports", fixed: "pass open" } as const;
      const record = await thereAndBack({ ...base, broken: "block timeout" });
      expect(record.steps[0]?.argv).toContain("lab_closed_49152_49215");
      expect(await on("hv2", "nft list ruleset | grep -c virtferry")).toBe("0");
    } finally {
      await labFault({ host: "hv2", kind: "ports-open", ports: PORTS });
    }
  });

  it("starts libvirt", async () => {
    await labFault({ host: "hv3", kind: "kill", what: "libvirtd" });
    try {
      await expect.poll(() => run.snapshot("hv3").state, { timeout: 15_000, interval: 50 }).not.toBe("online");
      const record = await rig.press({ kind: "start-libvirt", listen: "local" }, ["hv1", "hv3"]);
      expect(states(record)).toBe("applied done done");
      expect(run.snapshot("hv3").state).toBe("online");
      expect(await reasonOf(rig.preview({ kind: "start-libvirt", listen: "local" }, ["hv1", "hv3"]))).toBe("nothing-to-do");
      expect(await reasonOf(rig.preview({ kind: "start-libvirt", listen: "tls" }, ["hv1", "hv3"]))).toBe("listen-needs-restart");
      expect((await rig.fixes.undo(record.id, "tester")).state).toBe("undone");
      await expect.poll(() => on("hv3", "pgrep -cx libvirtd")).toBe("0");
    } finally {
      await labFault({ host: "hv3", kind: "start", what: "libvirtd" });
      await isOnline("hv3");
    }
  });

  it("gets the folder that a copy needs, which goes again only while it is empty, and never over what is there", async () => {
    const [path, action] = ["/srv/small/new/deep", { kind: "create-folder", path: "/srv/small/new/deep" }] as const;
    const copy = { storageCopy: "full", copiedDisks: ["vda"], diskPaths: [{ target: "vda", path: `${path}/x.qcow2` }] } as const;
    const base = { vm: "db02", hosts: ["hv1", "hv2"], rule: "storage.destination-image" } as const;
    await thereAndBack({ ...base, options: copy, broken: "block no-folder", fixed: "pass free" });
    const record = await rig.press(action, ["hv1", "hv2"]);
    expect(await on("hv2", `stat -c '%F %a %U' ${path}`)).toBe("directory 755 root");
    await on("hv2", `touch ${path}/mine`);
    expect(states(await rig.fixes.undo(record.id, "tester"))).toBe("undo-failed done undo-failed");
    await on("hv2", `rm ${path}/mine`);
    expect(states(await rig.fixes.undo(record.id, "tester"))).toBe("undone undone undone");
    expect(await on("hv2", "ls -A /srv/small; touch /srv/small/new")).not.toContain("new");
    expect(await reasonOf(rig.preview(action, ["hv1", "hv2"]))).toBe("in-the-way");
    await on("hv2", "rm /srv/small/new");
  });

  it.each(["qcow2", "raw"] as const)("gets an empty %s image, which goes again only while nobody wrote to it", async (format) => {
    const path = `/srv/small/it's new.${format}`;
    const action = { kind: "create-image", path, format, virtualSizeBytes: 16 * 2 ** 20 } as const;
    const quoted = `'${path.replaceAll("'", "'\\''")}'`;
    const record = await rig.press(action, ["hv1", "hv2"]);
    expect(states(record)).toBe("applied done");
    expect(await on("hv2", `qemu-img info --output=json ${quoted}`)).toMatch(/"virtual-size": 16777216/);
    expect(await reasonOf(rig.preview(action, ["hv1", "hv2"]))).toBe("exists");
    expect(states(await rig.fixes.undo(record.id, "tester"))).toBe("undone undone");
    const again = await rig.press(action, ["hv1", "hv2"]);
    await on("hv2", `sleep 1.1; qemu-io -f ${format} -c 'write -P 7 0 4k' ${quoted}`);
    expect(states(await rig.fixes.undo(again.id, "tester"))).toBe("undo-failed undo-failed");
    expect(await on("hv2", `rm ${quoted} && echo gone`)).toBe("gone");
  });

  it("starts a pool and a network", async () => {
    await on("hv2", "virsh -q pool-destroy shared; virsh -q net-destroy lan");
    try {
      await run.refresh("hv2");
      const base = { vm: "mix03", hosts: ["hv1", "hv2"] } as const;
      const rule = "network.libvirt-network";
      await thereAndBack({ ...base, rule, broken: "block inactive", fixed: "pass present" });
      await thereAndBack({ ...base, rule: "storage.pool-inactive", broken: "warn inactive", fixed: "pass active" });
      expect(await reasonOf(rig.preview({ kind: "start-pool", name: "no such" }, ["hv1", "hv2"]))).toBe("no-pool");
    } finally {
      await on("hv2", "virsh -q pool-start shared; virsh -q net-start lan");
      await run.refresh("hv2");
    }
  });

  it("may use userfaultfd until the next boot", async () => {
    const look = () => on("hv2", "cat /proc/sys/vm/unprivileged_userfaultfd");
    expect(await look()).toBe("0");
    const record = await rig.press({ kind: "allow-userfaultfd" }, ["hv1", "hv2"]);
    expect(await look()).toBe("1");
    expect(await reasonOf(rig.preview({ kind: "allow-userfaultfd" }, ["hv1", "hv2"]))).toBe("nothing-to-do");
    expect((await rig.fixes.undo(record.id, "tester")).state).toBe("undone");
    expect(await look()).toBe("0");
  });
});

describe("the source", () => {
  it("ejects an ISO from the running VM and its definition, and puts it back", async () => {
    const [uuid, iso] = [run.domain("web01").uuid, "/srv/small/it's 1.iso"];
    await on(
      "hv1",
      `truncate -s 1M "${iso}"; virsh -q attach-disk ${uuid} "${iso}" sdx --type cdrom --targetbus scsi --mode readonly --config`,
    );
    await on("hv1", `virsh -q destroy ${uuid}; virsh -q start ${uuid}`);
    await run.refresh("hv1");
    try {
      const base = { vm: "web01", hosts: ["hv1", "hv2"], rule: "storage.media" } as const;
      const record = await thereAndBack({ ...base, broken: "block missing", fixed: "not-applicable none" });
      expect(record.steps.map(({ argv }) => argv.at(-1))).toEqual(["--live", "--config"]);
      expect(record.domainName).toBe("web01");
    } finally {
      await on("hv1", `virsh -q detach-disk ${uuid} sdx --config; rm "${iso}"; virsh -q destroy ${uuid}; virsh -q start ${uuid}`);
      await run.refresh("hv1");
    }
  });
});

describe("certificates", () => {
  it("are refused beside those of others, and else installed and taken away again", async () => {
    expect(await reasonOf(rig.preview({ kind: "install-certificates" }, ["hv1", "hv3"]))).toBe("certificates-foreign");
    await on("hv1", "mv /etc/pki/qemu /etc/pki/qemu-aside");
    await run.refresh("hv1");
    try {
      const base = { vm: "web01", hosts: ["hv1", "hv3"], rule: "security.tls" } as const;
      const record = await thereAndBack(
        { ...base, broken: "warn missing", fixed: "pass ready" },
        { kind: "install-certificates" },
      );
      expect(JSON.stringify(record)).not.toContain("PRIVATE KEY");
      expect(await on("hv3", "ls /etc/pki/qemu")).toBe("");
    } finally {
      await on("hv3", "rm -rf /etc/pki");
      await on("hv1", "rm -rf /etc/pki/qemu; mv /etc/pki/qemu-aside /etc/pki/qemu");
    }
  });
});

describe("the same pool on many hosts", () => {
  const all = ["hv1", "hv2", "hv3"];
  const pool = { name: "it's new", type: "dir", targetPath: "/srv/small/pools/one" } as const;
  const action: FixAction = { kind: "set-up-pool", pool };
  const listed = (host: string) => on(host, `virsh -q pool-list --all --details | grep -F "it's new" | tr -s ' '`);

  it("is defined, built and started everywhere, completed where it is half there, and taken away again", async () => {
    const record = await rig.press(action, all);
    expect(record.steps).toHaveLength(12);
    expect(states(record)).toMatch(/^applied( done){12}$/);
    for (const host of all) expect(await listed(host)).toMatch(/running yes yes/);
    expect(await reasonOf(rig.preview(action, all))).toBe("nothing-to-do");
    const other = { ...pool, targetPath: "/srv/small/pools/two" };
    expect(await reasonOf(rig.preview({ kind: "set-up-pool", pool: other }, all))).toBe("pool-differs");
    expect(await reasonOf(rig.preview({ kind: "set-up-pool", pool: { ...pool, name: "new2" } }, all))).toBe("pool-folder-taken");
    await on("hv2", `virsh -q pool-destroy "it's new"`);
    const completed = await rig.press(action, all);
    expect(completed.steps.map(({ does }) => does.key)).toEqual(["fixes.does.start-pool"]);
    expect((await rig.fixes.undo(record.id, "tester")).state).toBe("undone");
    for (const host of all) {
      expect(await listed(host)).toBe("");
      expect(await on(host, "ls -A /srv/small")).toBe("");
    }
  });

  it("is wholly undone when the last host cannot", async () => {
    await on("hv3", "mkdir -p /srv/small/pools && mount -t tmpfs -o ro tmpfs /srv/small/pools");
    try {
      const record = await rig.press(action, all);
      expect(record.state).toBe("failed");
      expect(record.steps.map(({ state }) => state).join(" ")).toBe(`${"undone ".repeat(9)}failed waiting waiting`);
      expect(record.steps[9]?.output).toContain("Read-only file system");
      for (const host of all) expect(await listed(host)).toBe("");
      expect(await on("hv1", "ls -A /srv/small")).toBe("");
      expect(await reasonOf(rig.fixes.undo(record.id, "tester"))).toBe("nothing-to-undo");
    } finally {
      await on("hv3", "umount /srv/small/pools; rmdir /srv/small/pools");
    }
  });

  it("is not begun where the NFS server cannot be reached", async () => {
    const nfs = {
      name: "nfs",
      type: "netfs",
      targetPath: "/srv/small/nfs",
      sourceHost: "10.255.255.1",
      sourcePath: "/vms",
    } as const;
    expect(await reasonOf(rig.preview({ kind: "set-up-pool", pool: nfs }, all))).toMatch(/^no-(server|tool)$/);
  });
});

describe("the record", () => {
  const action = { kind: "create-folder", path: "/srv/small/once" } as const;

  it("is of the very commands that were shown, run once for each press", async () => {
    const request = rig.request(action, ["hv1", "hv2"]);
    const { digest, steps } = await rig.fixes.preview(request);
    const input = { request, digest, idempotencyKey: randomUUID() };
    const [first, second] = await Promise.all([rig.fixes.apply(input, "a"), rig.fixes.apply(input, "b")]);
    expect(second).toEqual(first);
    expect(await rig.fixes.apply(input, "c")).toEqual(first);
    expect(first?.steps.map(({ argv, undo }) => ({ argv, undo }))).toEqual(steps.map(({ argv, undo }) => ({ argv, undo })));
    expect(await reasonOf(rig.fixes.apply({ ...input, idempotencyKey: randomUUID() }, "d"))).toBe("nothing-to-do");
    await rig.fixes.undo(first.id, "tester");
  });

  it("refuses when the host has changed since, and while another fix runs there", async () => {
    const request = rig.request({ kind: "create-folder", path: "/srv/small/a/b" }, ["hv1", "hv2"]);
    const { digest } = await rig.fixes.preview(request);
    await on("hv2", "mkdir /srv/small/a");
    expect(await reasonOf(rig.fixes.apply({ request, digest, idempotencyKey: randomUUID() }, "a"))).toBe("changed-since");
    await on("hv2", "rmdir /srv/small/a");
    const both = [1, 2].map(() => rig.fixes.apply({ request, digest, idempotencyKey: randomUUID() }, "a"));
    expect((await Promise.all(both.map(reasonOf))).sort()).toEqual(["done", "host-busy"]);
    const [latest] = await rig.fixes.list({ limit: 1 });
    expect(states(await rig.fixes.undo(latest?.id ?? "", "a"))).toBe("undone undone undone");
    // In two processes: at most one goes on, both in making it and in taking it back.
    const { digest: again } = await rig.fixes.preview(request);
    const apply = (of: typeof rig.fixes) => of.apply({ request, digest: again, idempotencyKey: randomUUID() }, "a");
    const processes = [rig.fixes, rig.anew()];
    const made = await Promise.all(processes.map((of) => reasonOf(apply(of))));
    expect(made.filter((one) => one === "done").length).toBeLessThan(2);
    expect(made.filter((one) => one !== "done").every((one) => ["host-busy", "changed-since"].includes(one))).toBe(true);
    if (!made.includes("done")) await apply(rig.fixes);
    const whole = (await rig.fixes.list({ limit: 5 })).find(({ state }) => state === "applied");
    const undone = await Promise.all(processes.map((of) => reasonOf(of.undo(whole?.id ?? "", "a"))));
    expect(undone.filter((one) => one === "done").length).toBeLessThan(2);
    if (!undone.includes("done")) await rig.fixes.undo(whole?.id ?? "", "a");
    expect(await on("hv2", "ls /srv/small")).not.toContain("a");
  });

  it("says unknown of the step at which the server was killed, and can be taken back by the next one", async () => {
    const request = rig.request({ kind: "create-folder", path: "/srv/small/k1/k2" }, ["hv1", "hv2"]);
    const { digest } = await rig.fixes.preview(request);
    // Two writes for the first step, one before the second runs: its result is never noted.
    rig.store.writesLeft = 3;
    expect(await reasonOf(rig.fixes.apply({ request, digest, idempotencyKey: randomUUID() }, "a"))).toContain("killed");
    rig.store.writesLeft = Infinity;
    expect(await on("hv2", "ls -d /srv/small/k1/k2")).not.toBe("");
    const next = rig.anew();
    await next.start();
    const [left] = await next.list({ limit: 1 });
    expect(left && states(left)).toBe("failed done unknown");
    expect(states(await next.undo(left?.id ?? "", "a"))).toBe("undone undone undone");
    expect(await on("hv2", "ls -A /srv/small")).toBe("");
  });

  it("says unknown of a step during which the connection went, and undoes nothing then", async () => {
    const path = "/srv/small/lost";
    const request = rig.request({ kind: "set-up-pool", pool: { name: "lost", type: "dir", targetPath: path } }, ["hv2"]);
    const { digest } = await rig.fixes.preview(request);
    rig.store.afterWrite = async ({ steps }) => {
      if (steps[0]?.state !== "done") return;
      rig.store.afterWrite = null;
      // The second command finds a libvirt that stands still, and its connection is cut while it waits.
      await labFault({ host: "hv2", kind: "kill", what: "libvirtd", signal: "STOP" });
      setTimeout(() => void labFault({ host: "hv2", kind: "kill", what: "sshd:sessions" }), 400);
    };
    try {
      const record = await rig.fixes.apply({ request, digest, idempotencyKey: randomUUID() }, "a");
      expect(states(record)).toBe("failed done unknown waiting waiting");
      await labFault({ host: "hv2", kind: "kill", what: "libvirtd", signal: "CONT" });
      await isOnline("hv2");
      expect((await rig.fixes.undo(record.id, "a")).steps[0]?.state).toMatch(/^(undone|done)$/);
    } finally {
      await labFault({ host: "hv2", kind: "kill", what: "libvirtd", signal: "CONT" });
      await on("hv2", `virsh -q pool-destroy lost; virsh -q pool-undefine lost; rmdir ${path}`);
    }
  });
});
