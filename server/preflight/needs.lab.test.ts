import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labExec, labStatus } from "../../lab/client.ts";
import { answerOf, findingOf, type RunningPreflight, startPreflight } from "./test-support/start-preflight.ts";

/** A guest without disks that asks for much of its host: pinned, bound to a NUMA node, labelled, watched, with an agent's channel that nobody serves. */
const XML = `<domain type='qemu'><name>needs13</name><uuid>7a6b0001-0000-4000-8000-000000000013</uuid>
<memory unit='MiB'>32</memory><vcpu cpuset='0-1'>1</vcpu>
<cputune><vcpupin vcpu='0' cpuset='1'/><emulatorpin cpuset='0'/></cputune>
<numatune><memory mode='strict' nodeset='0'/></numatune>
<os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>
<cpu mode='custom' match='exact'><model>qemu64</model></cpu>
<devices><emulator>/usr/bin/qemu-system-x86_64</emulator>
<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel></devices>
<seclabel type='static' model='dac' relabel='yes'><label>+0:+0</label></seclabel></domain>`;

let run: RunningPreflight;

async function onHost(host: string, line: string): Promise<string> {
  const { stdout, stderr } = await labExec(host, ["sh", "-c", line]);
  return `${stdout}${stderr}`.trim();
}

beforeAll(async () => {
  expect(await onHost("hv1", `cat > /tmp/needs13.xml <<'END'\n${XML}\nEND\nvirsh -q create /tmp/needs13.xml`)).toBe("");
  run = await startPreflight(await labStatus());
  for (const name of ["hv1", "hv2"]) await run.add(name);
});
afterAll(async () => {
  await run.stop();
  for (const host of ["hv1", "hv2"]) await onHost(host, "virsh -q destroy needs13; rm -f /tmp/needs13.xml");
});

describe("a guest that asks for much", () => {
  it("passes where the destination has it all, and its silent agent is a warning within seconds", async () => {
    const startedAt = Date.now();
    const cell = await run.check("needs13", "hv1", "hv2", { persistent: false, undefineSource: false });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    const stops = cell.findings.filter(({ verdict }) => verdict === "block" || verdict === "unknown");
    expect(stops.map(({ ruleId, reason }) => `${ruleId} ${reason.key}`)).toEqual([]);
    const answers = ["cpu.pinning", "memory.numa", "security.labels", "cpu.return", "guest.agent", "identity.pending-changes"];
    expect(Object.fromEntries(answers.map((id) => [id, answerOf(cell, id)]))).toEqual({
      "cpu.pinning": "pass present",
      "memory.numa": "pass present",
      "security.labels": "pass same",
      "cpu.return": "pass open",
      "guest.agent": "warn silent",
      "identity.pending-changes": "not-applicable off",
    });
    expect(
      findingOf(cell, "guest.agent")
        .evidence.map(({ value }) => value)
        .join("\n"),
    ).toContain("agent");
  });

  it("asks no guest while nobody has chosen a migration", async () => {
    expect(answerOf(await run.glance("needs13", "hv1", "hv2"), "guest.agent")).toBe("not-applicable not-asked");
  });

  it("is let through by libvirt itself", async () => {
    const migrate = "virsh -q migrate --p2p --live needs13 qemu+ssh://hv2/system";
    expect(await onHost("hv1", migrate)).toBe("");
    expect(await onHost("hv2", "virsh -q domstate needs13")).toBe("running");
  });
});
