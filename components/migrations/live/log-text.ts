import type { MigrationLogEntry } from "@/lib/contract/index.ts";

/** The log as plain text for a ticket: ISO times, host, command with its exit code, output indented. Notes have no text here. */
export function logText(log: readonly MigrationLogEntry[]): string {
  const lines: string[] = [];
  for (const entry of log) {
    if (entry.text === "") continue;
    const head = `${new Date(entry.atMs).toISOString()} ${entry.hostName ?? "-"}`;
    const exit =
      entry.exitCode === null ? "" : `  # exit ${entry.exitCode}${entry.repeats > 1 ? `, ${entry.repeats} times` : ""}`;
    lines.push(entry.kind === "command" ? `${head} $ ${entry.text}${exit}` : `${head} ${entry.text.replaceAll("\n", "\n    ")}`);
    for (const output of [entry.stdout, entry.stderr]) {
      for (const line of output.trimEnd().split("\n")) if (line !== "") lines.push(`    ${line}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
