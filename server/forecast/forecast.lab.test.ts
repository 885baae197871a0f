import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { labExec, labFault, labReset, labStatus } from "../../lab/client.ts";
import { type LabRig, openLabRig } from "../migrations/test-support/lab-rig.ts";
import { RECEIVE, SEND } from "./link-scripts.ts";

const MIB = 1_048_576;
/** What TCP leaves of the wire's bits with frames of 1500 bytes. */
const PAYLOAD = 1448 / 1514;

let rig: LabRig;

beforeAll(async () => {
  await labReset();
  rig = await openLabRig();
}, 60_000);
afterAll(async () => {
  await rig?.close();
  await labReset();
}, 60_000);

const shape = (mbitPerSec: number | "off") => labFault({ kind: "bandwidth", host: "hv2", mbitPerSec });
const measure = (seconds = 2) =>
  rig.forecast().measureLink({ sourceHostId: rig.hostId("hv1"), destinationHostId: rig.hostId("hv2"), seconds });
/** Bytes/s from hv1 to hv2 by a host's other tools, for a second. */
async function byTool(tool: string): Promise<number> {
  const address = (await labStatus()).hosts.find(({ name }) => name === "hv2")?.address ?? "";
  const run = (host: string, script: string, args: readonly string[]) =>
    labExec(host, ["sh", "-c", script, "sh", address, "49210", ...args, "1", tool], { timeoutMs: 20_000 });
  const [received, sent] = await Promise.all([run("hv2", RECEIVE, ["5"]), run("hv1", SEND, [])]);
  expect([sent.exitCode, sent.stdout.trim()]).toEqual([0, `tool ${tool}`]);
  const [, bytes, ns] = /^received (\d+) (\d+)$/m.exec(received.stdout) ?? [];
  return (Number(bytes) * 1e9) / Number(ns);
}
/** Connections and listeners on the migration ports of both hosts. */
async function onMigrationPorts(): Promise<string> {
  const question = ["ss", "-Htan", "( sport >= :49152 and sport <= :49215 ) or ( dport >= :49152 and dport <= :49215 )"];
  const [here, there] = await Promise.all([labExec("hv1", question), labExec("hv2", question)]);
  return `${here.stdout}${there.stdout}`
    .split("\n")
    .filter((line) => /^(LISTEN|ESTAB)/.test(line))
    .join("\n");
}

describe("the forecast on real hosts", () => {
  it.each([40, 400])("measures what the link carries, at %i Mbit/s, whichever tool there is", async (mbit) => {
    await shape(mbit);
    const wire = (mbit * 1e6 * PAYLOAD) / 8;
    const { measured } = await measure();
    expect(Math.abs((measured?.bytesPerSec ?? 0) / wire - 1)).toBeLessThan(0.15);
    for (const tool of ["perl", "nc"]) expect(Math.abs((await byTool(tool)) / wire - 1)).toBeLessThan(0.3);
    expect(await onMigrationPorts()).toBe("");
  });

  it("predicts a migration within its range, stores that with it, learns from it, and knows it after a restart", async () => {
    await shape(160);
    const asked = await rig.request("web01", "hv2");
    const { sourceHostId, destinationHostId, domainUuid } = asked;
    await rig.service().dirtyRate({ hostId: sourceHostId, domainUuid, seconds: 1, method: "page-sampling" });
    await measure(1);
    const { prediction, missing, inputs } = await rig.forecast().predict({ ...asked, domainUuid });
    expect(missing).toEqual([]);
    expect(inputs.memoryBytes).toMatchObject({ origin: "measured" });
    const started = await rig.start("web01", "hv2");
    const { record } = await rig.ended(started.id);
    expect(record).toMatchObject({ state: "succeeded", prediction: { prediction: { verdict: "converges" } } });
    const took = record.result?.totalMs ?? 0;
    expect(took).toBeGreaterThan((prediction.totalLowMs ?? 0) / 3);
    expect(took).toBeLessThan((prediction.totalHighMs ?? 0) * 5);
    const learned = () => rig.forecast().link(sourceHostId, destinationHostId)?.learned;
    await expect.poll(learned).toMatchObject({ migrations: 1 });
    const before = learned();
    expect((before?.bytesPerSec ?? 0) / (160e6 / 8)).toBeGreaterThan(0.7);
    await rig.restart();
    expect(learned()).toEqual(before);
    // What it had to send is known now, and how much of what was seen in use was zero.
    const again = await rig.request("web01", "hv1");
    const after = await vi.waitFor(() => rig.forecast().predict({ ...again, domainUuid }), { timeout: 20_000, interval: 250 });
    expect(after.inputs.memoryBytes.value).toBeLessThan(inputs.memoryBytes.value);
    expect(after.inputs.memoryBytes.value).toBeGreaterThan(30 * MIB);
  }, 60_000);

  it("does not measure while a migration uses either host", async () => {
    await shape(40);
    const { id } = await rig.start("db02", "hv2", { storageCopy: "full", copiedDisks: ["vda"] });
    await expect(measure()).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "errors.forecast.migrating", values: { host: "hv1" } } },
    });
    await rig.service().abort(id, "admin");
    await rig.ended(id);
  }, 60_000);

  it("says in the hosts' words that a firewall is in the way, and leaves nothing behind when the link is cut", async () => {
    await shape("off");
    await labFault({ kind: "ports-close", host: "hv2", ports: "49152-49215", verdict: "reject" });
    await expect(measure()).rejects.toMatchObject({
      code: "host-problem",
      data: { message: { key: "errors.forecast.no-way" }, detail: expect.stringMatching(/refused|route|filtered/i) },
    });
    await labFault({ kind: "ports-open", host: "hv2", ports: "49152-49215" });
    const measuring = measure(3).then(
      () => "measured",
      (error: unknown) => error,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await labFault({ kind: "link-cut", host: "hv2" });
    await expect.poll(onMigrationPorts, { timeout: 20_000, interval: 500 }).toBe("");
    await labFault({ kind: "link-heal", host: "hv2" });
    expect(await measuring).toMatchObject({ code: "host-problem" });
  }, 60_000);
});
