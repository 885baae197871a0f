import type { Domain } from "../../../lib/core/model/domain.ts";
import { readCpuOutcome } from "../../../lib/core/preflight/outcomes.ts";
import type { CpuFit } from "../../../lib/core/preflight/probes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, neverAnswered, type Remote, wordsOf } from "../remote.ts";

export type CpuQuestion = Pick<Domain, "cpuXml" | "arch" | "virtType" | "emulator" | "machine">;

/** One answer serves every VM with the same CPU, machine and emulator. */
export function cpuQuestionKey({ cpuXml, arch, virtType, emulator, machine }: CpuQuestion): string {
  return JSON.stringify([cpuXml, arch, virtType, emulator, machine]);
}

/** Lets libvirt on the destination compare the guest's CPU with what its QEMU offers for this machine and virt type. */
export async function probeCpu(destination: Remote, question: CpuQuestion, now: () => number): Promise<FinishedProbe<CpuFit>> {
  const { cpuXml, arch, virtType, emulator, machine } = question;
  const argv = [
    ...["virsh", "-q", "-c", "qemu:///system", "hypervisor-cpu-compare", "/dev/stdin", "--error"],
    ...["--virttype", virtType, "--arch", arch, "--machine", machine],
    ...(emulator === null ? [] : ["--emulator", emulator]),
  ];
  const result = await destination.exec(argv, 15_000, cpuXml ?? "");
  const commands = [destination.ran(argv)];
  if (neverAnswered(result) || result.timedOut) return failedProbe(wordsOf(result), now(), commands);
  const text = wordsOf(result);
  const outcome = readCpuOutcome({ exitCode: result.exitCode, timedOut: false, text });
  return { kind: "done", value: { outcome, text }, atMs: now(), commands };
}
