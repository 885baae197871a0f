import type { Round } from "./draw.ts";
import { FIGURES, type Figures } from "./figures.ts";
import type { Growth } from "./growth.ts";
import type { Done } from "./run-round.ts";

/** A migration of a round, in a line; with what is wrong below it. */
export function lineOf({ index, fault, afterMs, lastsMs }: Round, done: Done): string {
  const when =
    fault.name === "none"
      ? ""
      : ` after ${(afterMs / 1000).toFixed(1)} s${lastsMs ? ` for ${(lastsMs / 1000).toFixed(1)} s` : ""}`;
  const person = done.needsPerson ? " [left for a person]" : "";
  const line = `#${index} ${done.what} | ${fault.name}${when} | ${done.ended}${person} | ${done.seconds.toFixed(1)} s`;
  const wrong = done.violations.map((words) => `   VIOLATION: ${words}`);
  return [line, ...wrong, ...(wrong.length > 0 ? [`   seen: ${done.words}`] : [])].join("\n");
}

/** How often each end came. */
export function tally(done: readonly Done[]): string {
  const counts = new Map<string, number>();
  for (const { ended } of done) counts.set(ended, (counts.get(ended) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([ended, count]) => `${String(count).padStart(4)}  ${ended}`)
    .join("\n");
}

/** Figures of the first and last third of the part without a killed server, and the last reading of all, as a table in Markdown. */
export function growthTable(growth: readonly Growth[], end: Figures | undefined): string {
  const digits = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));
  const rows = FIGURES.map((name) => {
    const one = growth.find((candidate) => candidate.name === name);
    const atEnd = end ? digits(end[name]) : "";
    if (!one) return `| ${name} | | | | | ${atEnd} |`;
    const ratio = one.first === 0 ? (one.last === 0 ? "1.00" : "new") : (one.last / one.first).toFixed(2);
    return `| ${name} | ${digits(one.first)} | ${digits(one.last)} | ${ratio} | ${one.hasGrown ? "GROWN" : "no growth"} | ${atEnd} |`;
  });
  return ["| figure | first third | last third | ratio | | at the end |", "| --- | --- | --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}
