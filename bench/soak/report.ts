import type { Round } from "./draw.ts";
import { FIGURES, type Figures } from "./figures.ts";
import type { Growth } from "./growth.ts";
import type { Done } from "./run-round.ts";
import type { AtRest } from "./watch.ts";

/** A migration of a round, in a line; with what is wrong below it. */
export function lineOf({ index, fault, isWhileCopying, afterMs, lastsMs }: Round, done: Done): string {
  const when =
    fault.name === "none"
      ? ""
      : `${done.struckIn === null ? "" : ` in ${done.struckIn}`}, ${isWhileCopying ? "data flows" : "start"} + ${(afterMs / 1000).toFixed(1)} s${lastsMs ? ` for ${(lastsMs / 1000).toFixed(1)} s` : ""}`;
  const person = done.needsPerson ? " [left for a person]" : "";
  const line = `#${index} ${done.what} | ${fault.name}${when} | ${done.ended}${person} | ${done.seconds.toFixed(1)} s`;
  const wrong = done.violations.map((words) => `   VIOLATION: ${words}`);
  const harmed = done.harmed === null ? [] : [`   HARMED BY QEMU'S TCG BUG: ${done.harmed}`];
  const strange = done.notRecognised === null ? [] : [`   libvirt's words, not recognised: ${done.notRecognised}`];
  const seen = wrong.length + harmed.length > 0 ? [`   seen: ${done.words}`] : [];
  return [line, ...wrong, ...harmed, ...strange, ...seen].join("\n");
}

/** What was found of a guest that nobody moved. */
export function restLine({ guest, harmed, violations }: AtRest): string {
  const words = harmed === null ? `VIOLATION: ${violations.join("; ")}` : `HARMED BY QEMU'S TCG BUG: ${harmed}`;
  return `   ${guest} at rest: ${words}`;
}

/** Which fault met migrations in which phases, how often. */
export function faultTable(done: readonly (Done & { readonly fault: string })[]): string {
  const counts = new Map<string, Map<string, number>>();
  for (const { fault, struckIn } of done) {
    if (struckIn === null) continue;
    const phases = counts.get(fault) ?? new Map<string, number>();
    counts.set(fault, phases.set(struckIn, (phases.get(struckIn) ?? 0) + 1));
  }
  const inWords = (phases: ReadonlyMap<string, number>) => [...phases].map(([phase, count]) => `${phase} ${count}`).join(", ");
  const sum = (phases: ReadonlyMap<string, number>) => [...phases.values()].reduce((all, one) => all + one, 0);
  const rows = [...counts]
    .sort((a, b) => sum(b[1]) - sum(a[1]))
    .map(([fault, phases]) => `| ${fault} | ${sum(phases)} | ${inWords(phases)} |`);
  return ["| fault | rounds | struck in |", "| --- | ---: | --- |", ...rows].join("\n");
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
