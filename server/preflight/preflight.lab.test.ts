import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type LabStatus, labExec, labFault, labStatus } from "../../lab/client.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import { expectWords } from "../../lib/core/preflight/test-support/table.ts";
import { answerOf, findingOf, type RunningPreflight, startPreflight } from "./test-support/start-preflight.ts";

const PORTS = "49152-49215";
const HURTING = `x; $(touch pwn) "数据库" 'q'`;

let lab: LabStatus;
let run: RunningPreflight;

/** The disks of a cell that a plan may move with `--unsafe`; null when it has no evidence at all. */
function proven(cell: MatrixCell, from: RunningPreflight = run): readonly string[] | null {
  const evidence = from.preflight.evidence(cell);
  return evidence && [...evidence.provenShared].sort();
}

/** A shell line on a host, past SSH. */
async function on(host: string, line: string): Promise<string> {
  const result = await labExec(host, ["sh", "-c", line]);
  return result.stdout.trim();
}

beforeAll(async () => {
  lab = await labStatus();
  run = await startPreflight(lab);
  for (const name of ["hv1", "hv2", "hv3"]) await run.add(name);
});
afterAll(() => run.stop());

describe("a fresh check between hosts that fit", () => {
  it("finds nothing in the way of web01 from hv1 to hv2, and proves its storage", async () => {
    const cell = await run.check("web01", "hv1", "hv2");
    const trouble = cell.findings.filter(({ verdict }) => verdict === "block" || verdict === "unknown");
    expect(trouble.map(({ ruleId, reason }) => `${ruleId} ${reason.key}`)).toEqual([]);
    expect(answerOf(cell, "storage.shared")).toBe("pass same-by-nonce");
    expect(answerOf(cell, "path.libvirt")).toBe("pass ok");
    expect(answerOf(cell, "cpu.compare")).toBe("pass superset");
    for (const finding of cell.findings) expectWords(finding);
    const oldest = Math.min(
      ...cell.findings.flatMap(({ evidence }) => evidence.map(({ observedAtMs }) => observedAtMs ?? Infinity)),
    );
    expect(cell.observedAtMs).toBe(oldest);
    expect(Date.now() - oldest).toBeLessThan(15_000);
  });

  it("licenses --unsafe by the very cell of a fresh check, and by nothing that looks like it", async () => {
    const cell = await run.check("web01", "hv1", "hv2");
    expect(proven(cell)).toEqual(["vda"]);
    expect(proven(structuredClone(cell))).toBeNull();
    const again = await run.glance("web01", "hv1", "hv2");
    expect(answerOf(again, "storage.shared")).toBe("pass same-by-nonce");
    expect(proven(again)).toBeNull();
  });
});

describe("a host whose libvirtd was away", () => {
  it("is asked again by a fresh check, and not judged by what was seen before", async () => {
    await labFault({ host: "hv2", kind: "kill", what: "libvirtd" });
    try {
      await expect.poll(() => run.snapshot("hv2").state, { timeout: 15_000, interval: 20 }).not.toBe("online");
    } finally {
      await labFault({ host: "hv2", kind: "start", what: "libvirtd" });
    }
    const cell = await run.check("web01", "hv1", "hv2");
    expect(answerOf(cell, "path.destination-online")).toBe("pass online");
    expect(answerOf(cell, "path.libvirt")).toBe("pass ok");
    expect(answerOf(cell, "storage.shared")).toBe("pass same-by-nonce");
  });
});

describe("a host that lacks things", () => {
  it("is told each of them at once", async () => {
    const cell = await run.check("web01", "hv1", "hv3");
    expect(cell.verdict).toBe("block");
    expect(answerOf(cell, "network.bridge")).toBe("block missing");
    // The folder is there, under the same path, and is not the same folder: the disk could be copied there.
    expect(answerOf(cell, "storage.shared")).toBe("warn needs-copy");
    expect(answerOf(cell, "path.data-ports")).toBe("block timeout");
    expect(answerOf(cell, "security.tls")).toBe("warn missing");
    expect(answerOf(cell, "path.ssh")).toBe("pass ok");
    expect(proven(cell)).toEqual([]);
    for (const finding of cell.findings) expectWords(finding);
  });

  it("has another VM of the same name", async () => {
    const finding = findingOf(await run.check("db02", "hv1", "hv3"), "identity.name");
    expect(finding).toMatchObject({ verdict: "block", reason: { values: { uuid: lab.decoys[0]?.uuid } } });
  });

  it("has no libvirt network of that name", async () => {
    expect(answerOf(await run.check("mix03", "hv1", "hv3"), "network.libvirt-network")).toBe("block missing");
  });
});

describe("storage that is not the same", () => {
  it.each([
    ["db02", []],
    ["mix03", ["vda"]],
  ] as const)("%s can move only with a copy, and only its shared disks are proven", async (name, shared) => {
    const open = await run.check(name, "hv1", "hv2");
    expect(answerOf(open, "storage.shared")).toBe("warn needs-copy");
    expect(open.counts.block).toBe(0);
    const cell = await run.check(name, "hv1", "hv2", {});
    expect(answerOf(cell, "storage.shared")).toBe("block not-shared");
    expect(cell.counts.block).toBe(1);
    expect(proven(cell)).toEqual(shared);
  });

  it("stops a VM whose image is another file in the same shared folder", async () => {
    const image = "/srv/shared/web01-vda.qcow2";
    await on("hv2", `truncate -s 17170432 /tmp/other && mount --bind /tmp/other ${image}`);
    try {
      const cell = await run.check("web01", "hv1", "hv2");
      expect(answerOf(cell, "storage.shared")).toBe("block other-file");
      expect(proven(cell)).toEqual([]);
    } finally {
      await on("hv2", `umount ${image}; rm /tmp/other`);
    }
    expect(answerOf(await run.check("web01", "hv1", "hv2"), "storage.shared")).toBe("pass same-by-nonce");
  });

  it("stops a VM whose storage is mounted read-only at the destination", async () => {
    await on("hv2", "mount --bind /srv/shared /srv/shared && mount -o remount,bind,ro /srv/shared");
    try {
      expect(answerOf(await run.check("web01", "hv1", "hv2"), "storage.shared")).toBe("block read-only-at-destination");
    } finally {
      await on("hv2", "umount /srv/shared");
    }
  });
});

describe("faults", () => {
  afterEach(() => labFault({ host: "hv2", kind: "ports-open", ports: PORTS }));

  it.each([
    ["drop", "block timeout"],
    ["reject", "block refused"],
  ] as const)("a firewall that says %s is seen, and seen to be gone", async (verdict, answer) => {
    await labFault({ host: "hv2", kind: "ports-close", ports: PORTS, verdict });
    expect(answerOf(await run.check("web01", "hv1", "hv2"), "path.data-ports")).toBe(answer);
    await labFault({ host: "hv2", kind: "ports-open", ports: PORTS });
    expect(answerOf(await run.check("web01", "hv1", "hv2"), "path.data-ports")).toBe("pass open");
  });

  it.each([
    ["an unknown host key", "hv1", "known_hosts", ": >known_hosts", "block host-key-unknown"],
    ["a key that is not authorised", "hv2", "authorized_keys", "sed -i '/root@hv1$/d' authorized_keys", "block denied"],
  ])("%s between the hosts is seen", async (_what, host, file, breakIt, answer) => {
    await on(host, `cd /root/.ssh && cp -p ${file} /tmp/kept && ${breakIt}`);
    try {
      const cell = await run.check("web01", "hv1", "hv2");
      expect(answerOf(cell, "path.ssh")).toBe(answer);
      expect(answerOf(cell, "path.libvirt")).toBe("block ssh-failed");
    } finally {
      await on(host, `cat /tmp/kept >/root/.ssh/${file}; rm /tmp/kept`);
    }
    expect(answerOf(await run.check("web01", "hv1", "hv2"), "path.ssh")).toBe("pass ok");
  });

  it("a CPU that the destination cannot give is named by libvirt itself", async () => {
    const xml = `<domain type='qemu'><name>wants-cpu</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='q35'>hvm</type></os>
      <cpu mode='custom' match='exact'><model fallback='forbid'>Skylake-Server</model></cpu></domain>`;
    await on("hv1", `cat >/tmp/cpu.xml <<'END'\n${xml}\nEND\nvirsh -q define /tmp/cpu.xml; rm /tmp/cpu.xml`);
    try {
      await run.refresh("hv1");
      const cell = await run.check("wants-cpu", "hv1", "hv2");
      expect(answerOf(cell, "cpu.compare")).toBe("block incompatible");
      expect(findingOf(cell, "cpu.compare").reason.values?.features).toContain("avx512f");
      expect(answerOf(cell, "identity.state")).toBe("warn needs-offline");
    } finally {
      await on("hv1", "virsh -q undefine wants-cpu");
      await run.refresh("hv1");
    }
  });

  it("a dead host does not keep the matrix waiting", async () => {
    await labFault({ host: "hv3", kind: "link-cut" });
    try {
      // No answer of a host can come in before this has run: an answer that is there first waited for none, however busy the machine.
      let turned = false;
      setImmediate(() => {
        turned = true;
      });
      const cells = await run.preflight.matrix({});
      expect(turned).toBe(false);
      expect(cells).toHaveLength(run.domainCount() * 3);
      expect(cells.filter(({ isSource }) => isSource)).toHaveLength(run.domainCount());
    } finally {
      await labFault({ host: "hv3", kind: "link-heal" });
    }
  });
});

describe("the matrix", () => {
  it("fills itself: what was pending is there at the next look, and the browser is told of each pair", async () => {
    const other = await startPreflight(lab);
    try {
      for (const name of ["hv1", "hv2", "hv3"]) await other.add(name);
      const web01 = other.domain("web01").uuid;
      const look = () => other.preflight.matrix({ domainUuids: [web01] });
      expect((await look()).map(({ isSource, pending }) => isSource || pending)).toEqual([true, true, true]);
      await expect
        .poll(async () => (await look()).some(({ pending }) => pending), { timeout: 60_000, interval: 500 })
        .toBe(false);
      await expect.poll(() => other.changed(), { timeout: 10_000 }).toEqual(expect.arrayContaining(["hv1 hv2", "hv1 hv3"]));
      const cells = await look();
      // The machine that the lab runs on may be busy itself.
      const verdictOf = ({ verdict, troubles }: (typeof cells)[number]) =>
        verdict === "warn" && troubles.every(({ ruleId }) => ruleId === "hosts.load") ? "pass" : verdict;
      const verdicts = Object.fromEntries(cells.map((cell) => [other.hostName(cell.destinationHostId), verdictOf(cell)]));
      expect(verdicts).toEqual({ hv1: "not-applicable", hv2: "pass", hv3: "block" });
      for (const cell of await other.preflight.cells({ domainUuids: [web01] })) expect(proven(cell, other)).toBeNull();
    } finally {
      await other.stop();
    }
  });

  it("runs nothing twice for those who ask at the same time, or again soon after", async () => {
    const other = await startPreflight(lab);
    try {
      for (const name of ["hv1", "hv2"]) await other.add(name);
      const domainUuids = [other.domain("web01").uuid];
      const look = () => other.preflight.matrix({ domainUuids });
      const isPending = async () => (await look()).some(({ pending }) => pending);
      await Promise.all([look(), look()]);
      // Looked at all the while: a page asks again with each pair that it is told of.
      await expect.poll(isPending, { timeout: 30_000, interval: 100 }).toBe(false);
      const ran = [...other.ran()];
      // Several probes ask who we are. Random words and ports are no difference.
      const asked = ran
        .filter((words) => !words.endsWith(": id -u"))
        .map((words) => words.replace(/\b[0-9a-f]{32}\b|\b\d{5}\b/g, "*"));
      expect(asked.length).toBeGreaterThan(5);
      expect(asked).toEqual([...new Set(asked)]);
      for (let again = 0; again < 5; again += 1) await look();
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(other.ran().slice(ran.length)).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});

describe("many VMs in one run", () => {
  it("prove their images and clean up, although one before them sits on a block device", async () => {
    const other = await startPreflight(lab);
    try {
      for (const name of ["hv1", "hv2"]) await other.add(name);
      const domainUuids = ["blk11", "web01"].map((name) => other.domain(name).uuid);
      const hostIds = [other.snapshot("hv2").registration.id];
      const look = async () =>
        (await other.preflight.cells({ domainUuids, hostIds })).map((cell) => answerOf(cell, "storage.shared"));
      await expect.poll(look, { timeout: 10_000 }).not.toContain("unknown not-probed");
      expect((await look())[1]).toBe("pass same-by-nonce");
      expect(await on("hv1", "find /srv/shared -name '.virtferry-*'")).toBe("");
    } finally {
      await other.stop();
    }
  });
});

describe("what it leaves behind", () => {
  it("is nothing, also for a VM whose name is shell text", async () => {
    const cell = await run.check(HURTING, "hv2", "hv1");
    expect(cell.counts.block).toBe(0);
    expect(answerOf(cell, "storage.shared")).toBe("pass same-by-nonce");
    for (const host of ["hv1", "hv2", "hv3"]) {
      expect(await on(host, "find / -xdev \\( -name pwn -o -name '.virtferry-*' \\) 2>/dev/null")).toBe("");
      expect(await on(host, "find /srv/shared /var/lib/libvirt/images -name '.virtferry-*'")).toBe("");
      expect(await on(host, "ss -Hltn 'sport >= :49152 and sport <= :49215'")).toBe("");
      // The sleeper that would clean up after a cut sees within a second that there is nothing left to do.
      expect(await on(host, "sleep 1.2; ps -eo args | grep -c '^sh -s -- [0-9a-f]\\{32\\}' || true")).toBe("0");
    }
  });
});

describe("a login without root's rights", () => {
  it("says what it cannot know, and licenses nothing", async () => {
    const ferry = await startPreflight(lab);
    try {
      for (const name of ["hv1", "hv2"]) await ferry.add(name, "ferry");
      const cell = await ferry.check("web01", "hv1", "hv2");
      expect(cell.verdict).toBe("unknown");
      expect(answerOf(cell, "path.ssh")).toBe("unknown no-root");
      expect(answerOf(cell, "storage.shared")).toBe("unknown not-writable");
      expect(answerOf(cell, "path.data-ports")).toBe("pass open");
      expect(proven(cell, ferry)).toEqual([]);
      for (const finding of cell.findings) expectWords(finding);
    } finally {
      await ferry.stop();
    }
  });
});
