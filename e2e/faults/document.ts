import { cpus, totalmem } from "node:os";
import { labExec } from "../../lab/client.ts";
import { countsOf, type Standing, standing } from "./report.ts";
import type { CellOutcome } from "./run-cell.ts";

interface Run {
  readonly outcomes: readonly CellOutcome[];
  readonly matrix: string;
  readonly seconds: number;
  /** What was run, in words: "every cell and every crash point" ... */
  readonly what: string;
}

/** What stands below it in the page is written by people and stays. */
const BY_HAND = "<!-- Written by hand from here on: a run keeps it. -->";

const WORDS: Readonly<Record<Standing, string>> = { passed: "ok", failed: "**FAIL**", "not-reached": "not reached" };

/**
 * The run as a page: when, on what, the matrix, and each cell with what came of it. `before`: the page as it is, of which the part that people
 * wrote is kept. The lab is up.
 */
export async function documentOf({ outcomes, matrix, seconds, what }: Run, before: string): Promise<string> {
  const { passed, failed, "not-reached": notReached } = countsOf(outcomes);
  const version = (await labExec("hv1", ["virsh", "version"])).stdout;
  const libvirt = /Using library: libvirt (\S+)/.exec(version)?.[1] ?? "unknown";
  const qemu = /Running hypervisor: QEMU (\S+)/.exec(version)?.[1] ?? "unknown";
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const lines = outcomes.map((outcome) => {
    const { rows, phase, name, fault } = outcome.cell;
    const came = [outcome.outcome, ...outcome.problems].join("; ");
    return `| ${rows.join(", ")} | ${phase} | \`${name}\` | ${cell(fault)} | ${WORDS[standing(outcome)]} | ${cell(came)} | ${outcome.seconds} |`;
  });
  return `# Faults

What happens to a VM when something goes wrong while it moves. Each cell starts a migration through the API of the real server on the lab's real hosts,
waits until the API says that the phase has come, throws the fault, and waits for the end. Then a checker that knows nothing of VirtFerry
(\`lab/checker/\`) counts the copies on every host, looks at the disks and at the guest's counter, and the record that the page is made of is held against it.

Written by \`npm run test:faults -- --document docs/faults.md\`; \`--quick\` runs the part that belongs to \`npm test\`, \`--list\` shows every cell,
\`--only NAME\` runs one.

${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "?"}), ${Math.round(totalmem() / 2 ** 30)} GiB, guests in software; libvirt ${libvirt}, QEMU ${qemu}.
Run: ${what}. **${passed} passed, ${failed} failed**${notReached > 0 ? `, ${notReached} not reached (the run had no such step, which shows nothing)` : ""}; ${seconds} s.

\`\`\`
${matrix}
\`\`\`

| rows | phase | cell | fault | | what came of it | s |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
${byHand(before)}`;
}

function byHand(page: string): string {
  const at = page.indexOf(BY_HAND);
  return at < 0 ? "" : `\n${page.slice(at)}`;
}
