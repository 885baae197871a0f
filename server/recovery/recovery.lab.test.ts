import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { labExec, labFault, labGuest, labReset, labStatus } from "../../lab/client.ts";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import type { FixAction } from "../../lib/core/model/fix.ts";
import { domainUuid } from "../../lib/core/model/ids.ts";
import type { MigrationRecord, TruthVerdict } from "../../lib/core/model/migration.ts";
import type { RecoveryCase, RecoveryKind } from "../../lib/core/model/recovery.ts";
import { type RunningFixes, startFixes } from "../fixes/test-support/start-fixes.ts";
import { startRemoteJob } from "../libvirt/remote-job.ts";
import { activeOn, virsh } from "../migrations/test-support/lab-looks.ts";
import { type RunningPreflight, startPreflight } from "../preflight/test-support/start-preflight.ts";
import { createRecoveryService } from "./index.ts";

const HOSTS = ["hv1", "hv2", "hv3"];
const VM = "web01";
const IMAGES = "/var/lib/libvirt/images";

let run: RunningPreflight;
let rig: RunningFixes;
let uuid: string;
let records: MigrationRecord[] = [];

const on = async (host: string, line: string) => (await labExec(host, ["sh", "-c", line])).stdout.trim();
const idOf = (host: string) => run.snapshot(host).registration.id;

beforeAll(async () => {
  await labReset();
  run = await startPreflight(await labStatus());
  await Promise.all(HOSTS.map((host) => run.add(host)));
  rig = startFixes(run);
  uuid = (await labGuest(VM)).uuid;
  await labExec("hv1", ["virsh", "destroy", "busy04"]);
});
beforeEach(() => {
  records = [];
});
afterAll(async () => {
  rig?.stop();
  await run?.stop();
  await labReset();
});

const migrations = {
  list: async () => records,
  unfinished: async () => records.filter(({ endedAtMs }) => endedAtMs === null),
};
/** What a page that was just opened finds. */
async function found(kind?: RecoveryKind): Promise<RecoveryCase[]> {
  const service = createRecoveryService({ store: { migrations }, links: run.links, inventory: run.inventory, now: Date.now });
  const { cases } = await service.look({ fresh: true });
  return cases.filter((one) => (kind === undefined ? one.severity !== "watch" : one.kind === kind));
}
const kinds = async () => (await found()).map((one) => one.kind);
const request = (action: FixAction, host: string) => ({ action, domainUuid: domainUuid(uuid), hostIds: [idOf(host)] });
/** Shown, then pressed: "applied", or the last word of the reason for a refusal. */
async function press(action: FixAction, host: string, fixes = rig.fixes): Promise<string> {
  try {
    const asked = request(action, host);
    const { digest } = await fixes.preview(asked);
    const key = `${Math.random()}`.replace(/\D/g, "").padEnd(20, "0");
    return (await fixes.apply({ request: asked, digest, idempotencyKey: key }, "tester")).state;
  } catch (error) {
    const { data } = error as { data?: { message: { key: string } } };
    if (!data) throw error;
    return data.message.key.split(".").at(-1) ?? "";
  }
}
const start: FixAction = { kind: "start-vm", fenced: [] };
const resume: FixAction = { kind: "resume-copy", fenced: [] };
const destroy: FixAction = { kind: "destroy-copy", fenced: [] };
const offered = (one: RecoveryCase | undefined) =>
  one?.ways.filter(({ refused }) => refused === null).map(({ action, hostName }) => `${action?.kind ?? "read"} ${hostName}`);

/** A second domain of the VM's UUID and name on hv2, without its disk: what a lost clean-up leaves, and no danger to the lab's disks. */
async function twin(host: string): Promise<void> {
  const xml = `<domain type='qemu'><name>${VM}</name><uuid>${uuid}</uuid><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>`;
  await labExec(host, ["sh", "-c", 'printf "%s" "$1" >/tmp/twin.xml && virsh define /tmp/twin.xml', "sh", xml]);
}

/** A migration of the VM from hv1 to hv2 that ended so. */
function ended(verdict: TruthVerdict, change: Partial<MigrationRecord> = {}): MigrationRecord {
  const record = queuedRecord();
  const side = (host: string) => ({
    hostId: idOf(host),
    reachable: true,
    present: false,
    state: null,
    stateReason: null,
    persistent: null,
    jobActive: false,
    detail: null,
  });
  return {
    ...record,
    request: { ...record.request, domainUuid: domainUuid(uuid), sourceHostId: idOf("hv1"), destinationHostId: idOf("hv2") },
    state: "failed",
    endedAtMs: Date.now() - 120_000,
    result: {
      truth: { verdict, checkedAtMs: 0, durationMs: 0, source: side("hv1"), destination: side("hv2"), items: [], leftovers: [] },
      failure: null,
      exitCode: 1,
      measuredDowntimeMs: null,
      totalMs: 1,
      libvirtTotalMs: null,
      transferredBytes: null,
      longestPingGapMs: null,
    },
    ...change,
  };
}

describe("recovery", () => {
  it("finds nothing on hosts that are in order", async () => {
    expect(await kinds()).toEqual([]);
  });

  it("leads from two running copies to exactly one, and refuses every shortcut", async () => {
    await twin("hv2");
    const [leftover] = await found();
    expect(leftover).toMatchObject({ kind: "leftover-definition", domainName: VM, values: { off: "hv2" } });
    expect(offered(leftover)).toEqual(["undefine-copy hv2"]);
    expect(await press(start, "hv2")).toBe("active-elsewhere");
    expect(await press({ kind: "undefine-copy" }, "hv1")).toBe("not-off");

    await virsh("hv2", "start", uuid);
    const [split] = await found();
    expect(split).toMatchObject({ kind: "split-brain", severity: "critical", values: { running: "hv1, hv2" } });
    expect(await press(destroy, "hv2")).toBe("runs");
    expect(await press({ kind: "pause-copy" }, "hv2")).toBe("applied");
    expect(await press({ kind: "pause-copy" }, "hv1")).toBe("only-copy");

    const [beside] = await found();
    expect(beside?.kind).toBe("paused-beside-running");
    expect(offered(beside)).toEqual(["destroy-copy hv2"]);
    expect(await press(resume, "hv2")).toBe("active-elsewhere");

    await virsh("hv1", "suspend", uuid);
    const [twice] = await found();
    expect(twice?.kind).toBe("paused-twice");
    expect(await press(resume, "hv1")).toBe("active-elsewhere");
    expect(await press(destroy, "hv2")).toBe("applied");
    expect(await press(destroy, "hv1")).toBe("only-copy");
    expect(await press(resume, "hv1")).toBe("applied");
    expect(await press({ kind: "undefine-copy" }, "hv2")).toBe("applied");
    expect(await kinds()).toEqual([]);
    expect(await activeOn(VM)).toEqual(["hv1"]);
  });

  it("keeps one of two definitions that are off, and starts only then, only where the disks are", async () => {
    await virsh("hv1", "destroy", uuid);
    await twin("hv3");
    const [twice] = await found();
    expect(twice?.kind).toBe("duplicate-definitions");
    expect(offered(twice)).toEqual(["undefine-copy hv1", "undefine-copy hv3"]);
    expect(await press(start, "hv1")).toBe("defined-elsewhere");
    expect(await press({ kind: "undefine-copy" }, "hv3")).toBe("applied");
    expect(await press({ kind: "undefine-copy" }, "hv1")).toBe("only-definition");

    records = [ended("needs-attention")];
    expect(offered((await found())[0])).toEqual(["start-vm hv1"]);
    const disk = await on("hv1", `virsh domblklist ${uuid} | awk '/vda/ {print $2}'`);
    await on("hv2", `nohup sh -c 'exec 9<"${disk}"; sleep 60' >/dev/null 2>&1 & echo $! >/tmp/holder`);
    expect(await press(start, "hv1")).toBe("disk-open");
    await on("hv2", "pkill -P $(cat /tmp/holder); kill $(cat /tmp/holder)");
    // Two at once, on two server processes: never both, and whoever is refused may press again.
    const both = await Promise.all([press(start, "hv1"), press(start, "hv1", rig.anew())]);
    expect(both.filter((one) => one === "applied").length).toBeLessThan(2);
    if (!both.includes("applied")) expect(await press(start, "hv1")).toBe("applied");
    expect(await activeOn(VM)).toEqual(["hv1"]);
  });

  it("resumes a stopped guest only when every host answered, or was declared off by its name", async () => {
    await virsh("hv1", "qemu-monitor-command", uuid, '{"execute":"stop"}');
    await expect.poll(() => virsh("hv1", "domstate", "--reason", uuid), { timeout: 10_000 }).toMatch(/^paused/);
    await labFault({ kind: "kill", host: "hv3", what: "sshd", signal: "KILL" });
    await expect.poll(() => run.snapshot("hv3").state, { timeout: 20_000 }).toBe("unreachable");
    const [stopped] = await found();
    expect(stopped).toMatchObject({ kind: "stopped-midway", ways: [{ refused: null, fence: [{ hostName: "hv3" }] }] });
    const fence = (hostId: string, typedName: string): FixAction => ({
      kind: "resume-copy",
      fenced: [{ hostId: idOf(hostId), typedName }],
    });
    expect(await press(resume, "hv1")).toBe("silent");
    expect(await press(fence("hv3", "hv2"), "hv1")).toBe("fence-name");
    expect(await press(fence("hv2", "hv2"), "hv1")).toBe("fence-answers");
    expect(await press(fence("hv3", "hv3"), "hv1")).toBe("applied");
    const [record] = await rig.store.list({ limit: 1 });
    expect(record).toMatchObject({ by: "tester", request: { action: { fenced: [{ typedName: "hv3" }] } } });
    expect(await virsh("hv1", "domstate", uuid)).toBe("running");
    await labFault({ kind: "start", host: "hv3", what: "sshd" });
    run.links.get(idOf("hv3"))?.retryNow();
    await expect.poll(() => run.snapshot("hv3").state, { timeout: 20_000 }).toBe("online");
  });

  it("only watches somebody else's migration; takes no part of a broken post-copy; ends what is lost, and boots once", async () => {
    const words = `--p2p --live --persistent --undefinesource --unsafe --postcopy --bandwidth 4 --postcopy-bandwidth 2`;
    await on("hv1", `nohup virsh migrate ${words} ${uuid} qemu+ssh://hv2/system >/dev/null 2>&1 &`);
    await expect.poll(() => virsh("hv1", "domjobinfo", uuid), { timeout: 20_000 }).toMatch(/Iteration/);
    const [foreign] = await found("foreign-job");
    expect(foreign).toMatchObject({ domainName: VM, ways: [] });
    expect(await press(resume, "hv1")).toBe("at-work");

    await virsh("hv1", "migrate-postcopy", uuid);
    await expect.poll(() => virsh("hv2", "domstate", "--reason", uuid), { timeout: 10_000 }).toBe("running (post-copy)");
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await virsh("hv1", "domjobabort", "--postcopy", uuid);
    await expect.poll(() => virsh("hv2", "domstate", "--reason", uuid), { timeout: 10_000 }).toBe("running (post-copy failed)");
    const [failed] = await found("post-copy-failed");
    expect(failed?.ways[0]?.commands[0]?.argv).toContain("--postcopy-resume");
    expect(await press(destroy, "hv1")).toBe("other-half");
    expect(await press(resume, "hv1")).toBe("in-post-copy");

    await labFault({ kind: "kill", host: "hv2", what: `qemu:${VM}`, signal: "KILL" });
    await expect.poll(() => activeOn(VM), { timeout: 20_000 }).toEqual(["hv1"]);
    const [lost] = await found();
    expect(lost?.kind).toBe("post-copy-lost");
    // libvirt had stored the definition at the destination already: starting that now would be a second copy.
    expect(offered(lost)).toEqual(["destroy-copy hv1"]);
    expect(await press(start, "hv2")).toBe("active-elsewhere");
    expect(await press(destroy, "hv1")).toBe("applied");
    expect(await kinds()).toEqual(["duplicate-definitions"]);
    expect(await press({ kind: "undefine-copy" }, "hv2")).toBe("applied");
    records = [ended("needs-attention")];
    expect(await kinds()).toEqual(["vm-down"]);
    expect(await press(start, "hv1")).toBe("applied");
    expect(await activeOn(VM)).toEqual(["hv1"]);
    expect(await kinds()).toEqual([]);
  });

  it("says that a VM is on no host", async () => {
    await on("hv1", `virsh dumpxml --inactive ${uuid} >/tmp/kept.xml; virsh destroy ${uuid}; virsh undefine ${uuid}`);
    records = [ended("lost")];
    const [lost] = await found();
    expect(lost).toMatchObject({ kind: "vm-lost", ways: [] });
    expect(lost?.places.map(({ present }) => present)).toEqual([false, false, false]);
    await on("hv1", `virsh define /tmp/kept.xml; virsh start ${uuid}`);
  });

  it("finds folders, files and processes that migrations left, and removes only what is dead, unchanged and unused", async () => {
    const jobs = "/root/.cache/virtferry/jobs";
    const dead = "m-abcdefghijklmnopqrst";
    await on("hv1", `mkdir -p ${jobs}/${dead}; echo 1 >${jobs}/${dead}/exit; touch -d "1 hour ago" ${jobs}/${dead}`);
    const link = run.links.get(idOf("hv1"));
    if (!link) throw new Error("no link");
    await startRemoteJob(link, "m-bbbbbbbbbbbbbbbbbbbb", ["sleep", "30"]);
    const part = `${IMAGES}/.virtferry-${dead}-0.part`;
    const image = `${IMAGES}/half.qcow2`;
    await on("hv2", `mkdir ${part}; echo x >${part}/data; touch -d "1 hour ago" ${part}/data ${part}`);
    await on("hv2", `qemu-img create -q -f qcow2 ${image} 1M`);
    const inode = await on("hv2", `stat -c %i ${image}`);
    const step = {
      id: "create-image:vda",
      kind: "create-image",
      hostId: idOf("hv2"),
      label: { key: "steps.create-image.label" },
      undo: null,
      commands: [],
      data: { path: image, inode },
      state: "undo-failed",
      startedAtMs: 1,
      endedAtMs: 2,
      detail: null,
      progress: null,
    } as const;
    records = [ended("stayed", { steps: [step] })];

    const cases = await found();
    expect(cases.map(({ kind, values }) => `${kind} ${values.host}`).sort()).toEqual([
      "dead-job hv1",
      "half-made-image hv2",
      "part-folder hv2",
    ]);
    expect(await found("running-job")).toMatchObject([{ values: { what: "m-bbbbbbbbbbbbbbbbbbbb" }, ways: [] }]);
    const actionOf = (kind: RecoveryKind) => {
      const action = cases.find((one) => one.kind === kind)?.ways[0]?.action;
      if (!action) throw new Error(`no way out of ${kind}`);
      return action;
    };
    expect(await press({ kind: "remove-job", jobId: "m-bbbbbbbbbbbbbbbbbbbb" }, "hv1")).toBe("failed");
    expect(await press(actionOf("dead-job"), "hv1")).toBe("applied");

    await on("hv2", `nohup sh -c 'exec 9<${part}/data; sleep 60' >/dev/null 2>&1 & echo $! >/tmp/holder`);
    expect(await press(actionOf("part-folder"), "hv2")).toBe("in-use");
    await on("hv2", "pkill -P $(cat /tmp/holder); kill $(cat /tmp/holder)");
    expect(await press(actionOf("part-folder"), "hv2")).toBe("applied");

    const old = actionOf("half-made-image");
    await on("hv2", `touch ${image}`);
    expect(await press(old, "hv2")).toBe("leftover-changed");
    const [again] = await found("half-made-image");
    expect(await press(again?.ways[0]?.action ?? old, "hv2")).toBe("applied");
    expect(await on("hv2", `ls -A ${IMAGES} | grep -c -e half -e virtferry-`)).toBe("0");
    expect(await kinds()).toEqual([]);
  });
});
