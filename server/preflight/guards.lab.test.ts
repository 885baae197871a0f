import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { labExec, labStatus } from "../../lab/client.ts";
import { expectWords } from "../../lib/core/preflight/test-support/table.ts";
import { answerOf, findingOf, type RunningPreflight, startPreflight } from "./test-support/start-preflight.ts";

let run: RunningPreflight;
let undo: (() => Promise<unknown>)[] = [];

const on = async (host: string, line: string) => (await labExec(host, ["sh", "-c", line])).stdout.trim();

beforeAll(async () => {
  run = await startPreflight(await labStatus());
  for (const name of ["hv1", "hv2"]) await run.add(name);
});
afterEach(async () => {
  for (const step of undo.reverse()) await step();
  undo = [];
});
afterAll(() => run.stop());

/** Verdict and reason of every rule that is not the same as before the fault; the load of the machine that the lab runs on comes and goes. */
async function turned(before: Awaited<ReturnType<RunningPreflight["check"]>>, guest: string): Promise<readonly string[]> {
  const after = await run.check(guest, "hv1", "hv2");
  for (const finding of after.findings) expectWords(finding);
  return after.findings
    .map(({ ruleId }) => `${ruleId} ${answerOf(after, ruleId)}`)
    .filter((answer) => !answer.startsWith("hosts.load "))
    .filter((answer) => !before.findings.some(({ ruleId }) => `${ruleId} ${answerOf(before, ruleId)}` === answer));
}

describe("a fault on a real host turns its own check and no other", () => {
  it("sees packets that are carried whole, and guards that are the same", async () => {
    const cell = await run.check("web01", "hv1", "hv2");
    expect(answerOf(cell, "path.mtu")).toBe("pass carried");
    expect(answerOf(cell, "storage.lock-manager")).toBe("pass none");
    expect(answerOf(cell, "network.ovs")).toBe("pass fits");
  });

  it("a pool that is not started, with the fix that starts it", async () => {
    const before = await run.check("web01", "hv1", "hv2");
    undo.push(() => on("hv2", "virsh pool-start shared"));
    await on("hv2", "virsh pool-destroy shared");
    expect(await turned(before, "web01")).toEqual(["storage.pool-inactive warn inactive"]);
    const cell = await run.check("web01", "hv1", "hv2");
    expect(findingOf(cell, "storage.pool-inactive").fix?.apply).toEqual({ kind: "start-pool", name: "shared" });
  });

  it("a network that is not started, with the fix and another place for the NIC", async () => {
    const before = await run.check("mix03", "hv1", "hv2");
    undo.push(() => on("hv2", "virsh net-start lan"));
    await on("hv2", "virsh net-destroy lan");
    expect(await turned(before, "mix03")).toEqual(["network.libvirt-network block inactive"]);
    const { fix } = findingOf(await run.check("mix03", "hv1", "hv2"), "network.libvirt-network");
    expect(fix?.apply).toEqual({ kind: "start-network", name: "lan" });
    expect(fix?.choices?.map((choice) => choice.kind === "nic-source" && choice.nic.source)).toEqual(["br0"]);
  });

  it("large packets that vanish", async () => {
    const before = await run.check("web01", "hv1", "hv2");
    undo.push(() => on("hv2", "iptables -D INPUT -p icmp -m length --length 1400:65535 -j DROP"));
    await on("hv2", "iptables -I INPUT -p icmp -m length --length 1400:65535 -j DROP");
    expect(await turned(before, "web01")).toEqual(["path.mtu warn lost"]);
  });
});
