import type { CaseResult } from "./outcome.ts";
import { confusionTable, isAsSaid, isDefect } from "./report.ts";
import { reasonFor } from "./stricter.ts";

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

/** The page docs/no-surprises.md: the table, what is behind each of its uneasy cells, and every case. */
export function documentOf(seed: number, drawn: number, results: readonly CaseResult[]): string {
  const defects = results.filter(isDefect);
  const stricter = results.filter((one) => !isAsSaid(one) && !isDefect(one));
  const useless = results.filter(({ said, happened }) => said === "blocked" && ["cannot-start", "harmed"].includes(happened));
  const unjudged = results.filter(({ said, happened }) => said === "unknown" || happened === "not-tried");
  const rules = [...new Set(stricter.flatMap(({ rules }) => rules))].filter((rule) => reasonFor(rule) !== null);
  return `# No surprises

Random cases on the lab's real hosts: a VM, a direction, a mode with its options, and in about half of them something that is wrong on a host.
Preflight is asked first. What it passes is run through VirtFerry and must succeed: the VM on the destination alone by plain \`virsh\`, its disks
whole to the byte, its guest counting on. What it blocks is tried all the same, with the command that the plan would have run, by plain \`virsh\`
(in modes that have no such command, by VirtFerry's own steps with the preflight switched off), and must not succeed. Made by
\`npm run bench no-surprises -- --cases ${drawn} --seed ${seed} --write\`; the cases are in \`bench/no-surprises/{moves,trouble}.ts\`.

## ${results.length} cases, seed ${seed}

${confusionTable(results)}

"Passed" has its warnings acknowledged. "Unknown": a check could not be made, and that was acknowledged. "Not tried": no virsh command does it.
${results.length < drawn ? `\n${drawn - results.length} of ${drawn} cases could not be carried out by the harness itself.\n` : ""}
## Wrong: ${defects.length}

${defects.length > 0 ? listOf(defects) : "None: nothing that was passed failed, and nothing that was blocked would have been well."}

## Stricter than virsh on purpose: ${stricter.length}

${
  rules
    .map(
      (rule) =>
        `- \`${rule}\`: ${reasonFor(rule)}.\n${stricter
          .filter((one) => one.rules.includes(rule))
          .map((one) => `  - ${sayCase(one)}`)
          .join("\n")}`,
    )
    .join("\n") || "None in this run."
}

## Blocked, done by virsh all the same, and useless or worse: ${useless.length}

${listOf(useless)}

## Could not be judged: ${unjudged.length}

${listOf(unjudged)}

## Every case

| # | case | preflight | what happened | s |
| ---: | --- | --- | --- | ---: |
${results.map(row).join("\n")}
`;
}

const listOf = (some: readonly CaseResult[]) => some.map((one) => `- ${sayCase(one)}`).join("\n") || "None.";

function sayCase({ index, what, said, rules, happened, words }: CaseResult): string {
  const by = rules.length > 0 ? ` (${rules.join(", ")})` : "";
  return `${index}. ${what}: ${said}${by}, ${happened}${words === "" ? "" : `: ${cell(words)}`}`;
}

function row({ index, what, said, rules, happened, words, seconds }: CaseResult): string {
  const by = rules.length > 0 ? `: ${rules.join(", ")}` : "";
  return `| ${index} | ${cell(what)} | ${said}${by} | ${happened}${words === "" ? "" : `: ${cell(words)}`} | ${seconds.toFixed(0)} |`;
}
