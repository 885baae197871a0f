import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LabStatus, labExec, labStatus } from "../../lab/client.ts";
import { hostId } from "../../lib/core/model/ids.ts";
import { type RunningPreflight, startPreflight } from "./test-support/start-preflight.ts";

let lab: LabStatus;
let run: RunningPreflight;
beforeAll(async () => {
  lab = await labStatus();
  run = await startPreflight(lab);
  for (const name of ["hv1", "hv2", "hv3"]) await run.add(name);
});
afterAll(() => run.stop());

const ids = (...names: string[]) => names.map((name) => run.snapshot(name).registration.id);

describe("the CPU baseline", () => {
  it("is a model that every host takes, with who fits and who needs more", async () => {
    const xml = `<domain type='qemu'><name>wants-cpu</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='q35'>hvm</type></os>
      <cpu mode='custom' match='exact'><model fallback='forbid'>Skylake-Server</model></cpu></domain>`;
    await labExec("hv1", ["sh", "-c", 'printf "%s" "$1" | virsh -q define /dev/stdin', "sh", xml]);
    try {
      await run.refresh("hv1");
      const baseline = await run.preflight.cpuBaseline({ hostIds: ids("hv1", "hv2") });
      expect(baseline.problems).toEqual([]);
      expect(baseline).toMatchObject({ arch: "x86_64", virtType: "qemu" });
      expect(baseline.model).not.toBeNull();
      expect(baseline.features).toEqual(expect.arrayContaining(["lm", "sse2", "nx"]));
      const vm = (name: string) => baseline.vms.find((one) => one.name === name);
      expect(vm("web01")).toMatchObject({ verdict: "fits", beyond: [], hostId: ids("hv1")[0] });
      expect(vm("wants-cpu")?.verdict).toBe("exceeds");
      expect(vm("wants-cpu")?.beyond).toContain("avx512f");
      // One question for each distinct CPU on a host, however many VMs have it.
      const questions = baseline.commands.filter(({ hostId: id, quoted }) => id === ids("hv1")[0] && /baseline/.test(quoted));
      const cpus = new Set(run.snapshot("hv1").domains.map(({ cpuXml, state }) => `${cpuXml} ${state === "shut-off"}`));
      expect(questions.length).toBeLessThanOrEqual(cpus.size + 2);

      // Both hosts take what was found as it is.
      for (const host of ["hv1", "hv2"]) {
        const fits = await labExec(host, [
          ...[
            "sh",
            "-c",
            'printf "%s" "$1" | virsh -q hypervisor-cpu-compare /dev/stdin --virttype qemu',
            "sh",
            baseline.xml ?? "",
          ],
        ]);
        expect(fits.exitCode).toBe(0);
      }
    } finally {
      await labExec("hv1", ["virsh", "-q", "undefine", "wants-cpu"]);
      await run.refresh("hv1");
    }
  });

  it("says in the host's words what a host could not answer, and goes on with the others", async () => {
    // Hosts of the lab share their programs: only what hv2 sees at this path changes.
    const script =
      "printf '#!/bin/sh\\necho no luck >&2; exit 1\\n' >/tmp/no-luck && chmod +x /tmp/no-luck && mount --bind /tmp/no-luck /usr/bin/virsh";
    await labExec("hv2", ["sh", "-c", script]);
    try {
      const baseline = await run.preflight.cpuBaseline({ hostIds: ids("hv1", "hv2") });
      expect(baseline.problems).toMatchObject([
        { hostId: ids("hv2")[0], detail: "no luck", reason: { key: "errors.cpu-baseline.failed" } },
      ]);
      expect(baseline.model).not.toBeNull();
    } finally {
      await labExec("hv2", ["sh", "-c", "umount /usr/bin/virsh; rm /tmp/no-luck"]);
    }
  });

  it("refuses a host that is not there", async () => {
    await expect(run.preflight.cpuBaseline({ hostIds: [hostId("h_nobody00000000000000")] })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
