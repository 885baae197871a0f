import { cpus, totalmem } from "node:os";
import { labExec } from "../../lab/client.ts";
import type { CellOutcome } from "./run-cell.ts";

interface Run {
  readonly outcomes: readonly CellOutcome[];
  readonly matrix: string;
  readonly seconds: number;
}

/** The run as a page: when, on what, the matrix, and each cell with what came of it. The lab is up. */
export async function documentOf({ outcomes, matrix, seconds }: Run): Promise<string> {
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  const version = (await labExec("hv1", ["virsh", "version"])).stdout;
  const libvirt = /Using library: libvirt (\S+)/.exec(version)?.[1] ?? "unknown";
  const qemu = /Running hypervisor: QEMU (\S+)/.exec(version)?.[1] ?? "unknown";
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const lines = outcomes.map((outcome) => {
    const { rows, phase, name, fault } = outcome.cell;
    const came = [outcome.outcome, ...outcome.problems].join("; ");
    return `| ${rows.join(", ")} | ${phase} | \`${name}\` | ${cell(fault)} | ${outcome.passed ? "ok" : "**FAIL**"} | ${cell(came)} | ${outcome.seconds} |`;
  });
  return `# Faults

What happens to a VM when something goes wrong while it moves. Each cell starts a migration through the API of the real server on the lab's real hosts,
waits until the API says that the phase has come, throws the fault, and waits for the end. Then a checker that knows nothing of VirtFerry
(\`lab/checker/\`) counts the copies on every host, looks at the disks and at the guest's counter, and the record that the page is made of is held against it.

Written by \`npm run test:faults -- --document docs/faults.md\`; \`--quick\` runs the part that belongs to \`npm test\`, \`--list\` shows every cell,
\`--only NAME\` runs one.

${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "?"}), ${Math.round(totalmem() / 2 ** 30)} GiB, guests in software; libvirt ${libvirt}, QEMU ${qemu}.
**${passed} of ${outcomes.length} passed**, ${seconds} s.

\`\`\`
${matrix}
\`\`\`

| rows | phase | cell | fault | | what came of it | s |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
}
