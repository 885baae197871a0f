import type { RecoveryCase } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** The values of a case for its words, with host text made visible; what a case does not name is empty. */
export interface CaseValues extends Record<string, string | number> {
  readonly vm: string;
  readonly host: string;
  readonly what: string;
  readonly otherVm: string;
  readonly otherHost: string;
  readonly running: string;
  readonly copies: string;
  readonly off: string;
  readonly others: string;
  readonly silent: string;
  readonly stray: string;
  readonly known: string;
  readonly pid: number;
}

/** Reads them off a case. */
export function caseValues({ values }: Pick<RecoveryCase, "values">): CaseValues {
  const text = (name: string) => visibleText(String(values[name] ?? ""));
  return {
    vm: text("vm"),
    host: text("host"),
    what: text("what"),
    otherVm: text("otherVm"),
    otherHost: text("otherHost"),
    running: text("running"),
    copies: text("copies"),
    off: text("off"),
    others: text("others"),
    silent: text("silent"),
    stray: text("stray"),
    known: text("known"),
    pid: Number(values.pid ?? 0),
  };
}
