import { type CaseResult, HAPPENED, type Happened, type Said } from "./outcome.ts";
import { reasonFor } from "./stricter.ts";

const SAID: readonly Said[] = ["passed", "unknown", "blocked"];
const HEADS: Readonly<Record<Happened, string>> = {
  succeeded: "succeeded",
  failed: "failed",
  "cannot-start": "arrived, does not start there",
  harmed: "said to succeed, VM harmed",
  "unsafe-only": "only with --unsafe",
  "not-tried": "not tried",
};

/** One case in one line. */
export function lineOf(result: CaseResult): string {
  const { index, what, said, rules, happened, words, seconds } = result;
  const by = rules.length > 0 ? ` (${rules.join(", ")})` : "";
  return `${String(index).padStart(3)} ${isAsSaid(result) ? " " : "!"} ${what} | ${said}${by} | ${happened}${words ? `: ${words}` : ""} | ${seconds.toFixed(1)} s`;
}

/** Warnings of what a VM needs to be started at the destination, and its definition's move does not. */
const NEEDED_TO_START = /^(network|storage|devices)\./;

/**
 * A pass must succeed (a VM that is off may lack what was warned of, until it is to be started), a block must not. What could not be judged is a
 * surprise to nobody.
 */
export function isAsSaid({ said, happened, warned }: Pick<CaseResult, "said" | "happened" | "warned">): boolean {
  if (said === "unknown" || happened === "not-tried") return true;
  if (said === "blocked") return happened !== "succeeded" && happened !== "unsafe-only";
  return happened === "succeeded" || (happened === "cannot-start" && warned.some((rule) => NEEDED_TO_START.test(rule)));
}

/** Neither as preflight said nor for a reason that virsh does not know: preflight is wrong. */
export function isDefect(result: CaseResult): boolean {
  return !isAsSaid(result) && (result.said === "passed" || result.rules.every((rule) => reasonFor(rule) === null));
}

/** The confusion table, as Markdown. */
export function confusionTable(results: readonly CaseResult[]): string {
  const count = (said: Said, happened: Happened) =>
    results.filter((one) => one.said === said && one.happened === happened).length;
  const head = `| preflight | ${HAPPENED.map((one) => HEADS[one]).join(" | ")} |\n| --- |${" ---: |".repeat(HAPPENED.length)}`;
  return [head, ...SAID.map((said) => `| ${said} | ${HAPPENED.map((happened) => count(said, happened)).join(" | ")} |`)].join(
    "\n",
  );
}
